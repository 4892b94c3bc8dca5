// Mounts a table of routes: checks what comes in, answers in one form, keeps every failure to its request.
// Owns: the order of the checks and the form of answers. Must not: know a route.
import type { Application, NextFunction, Request, Response } from "express";
import type { CountRefusal, Limits } from "../limits.ts";
import type { Log } from "../ops/log.ts";
import { RecordsAway } from "../persistence/records.ts";
import type { Addresses } from "./addresses.ts";
import { bearerOf } from "./bearer.ts";
import { hasBody, readBody } from "./body.ts";
import type { HttpTotals } from "./http-totals.ts";
import type { RateLimits } from "./rate-limits.ts";
import { Refusal, Unanswered } from "./refusal.ts";
import type { Access, Caller, Reply, Route } from "./route.ts";

export interface RouterParts {
  log: Log;
  limits: Limits;
  refused: CountRefusal;
  rates: RateLimits;
  totals: HttpTotals;
  addresses: Addresses;
  /** Who an access token belongs to; null when it is not valid. */
  identify(token: string): Promise<Caller | null>;
  /** The name of the operator who asks; null for anybody else. */
  operatorOf(request: Request): Promise<string | null>;
  /** Takes down what an operator did. */
  audit(entry: { by: string; act: string; target: string; detail: string }): void;
}

/** Mounts `routes`; whatever else lies under one of `prefixes` is answered with 404 or 405. */
export function mountRoutes(
  app: Application,
  prefixes: readonly string[],
  routes: readonly Route[],
  parts: RouterParts,
): void {
  for (const prefix of prefixes) app.use(prefix, onlyJson);
  for (const entry of routes) {
    app[entry.method](entry.path, (request: Request, response: Response, next: NextFunction) => {
      const beganMs = performance.now();
      response.once("finish", () =>
        parts.totals.answered(entry.path, response.statusCode, performance.now() - beganMs),
      );
      serve(entry, request, parts)
        .then((reply) => send(request, response, reply))
        .catch(next);
    });
  }
  for (const prefix of prefixes) app.use(prefix, (request) => unknown(routes, request));
}

/** Answers whatever nobody else has, and every failure: express would first wait for the end of the body. Call last. */
export function answerTheRest(app: Application, log: Log): void {
  app.use(() => {
    throw new Refusal(404, "noRoute");
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    // Cut short in the middle of its answer.
    if (response.headersSent) response.destroy();
    else refuse(response, refusalOf(error, request, log));
  });
}

/** A body is JSON or there is none: a form of another page, sent as text/plain, is nobody's request. */
function onlyJson(request: Request, _response: Response, next: NextFunction): void {
  const packed = request.headers["content-encoding"] !== undefined;
  if (hasBody(request) && (packed || request.is("application/json") === false))
    throw new Refusal(415, "notJson");
  next();
}

async function serve(entry: Route, request: Request, parts: RouterParts): Promise<Reply> {
  const address = parts.addresses.of(request);
  if (entry.limit) await parts.rates.count(entry.limit, address);
  const body = entry.body && (await readBody(request, entry.bodyLimit ?? "bodyBytes", parts));
  const { caller, operator } = await callerOf(entry.access, request, parts);
  const read = (where: "params" | "query" | "body"): never => {
    const shape = entry[where];
    if (shape === undefined) return undefined as never;
    const parsed = shape.safeParse(where === "body" ? body : request[where]);
    if (parsed.success) return parsed.data as never;
    const [issue] = parsed.error.issues;
    const field = fieldOf(issue as { path: PropertyKey[]; keys?: string[] });
    throw new Refusal(400, "badRequest", { field, message: issue.message.slice(0, 200) });
  };
  entry.precheck?.(body);
  const said = { params: read("params"), query: read("query"), body: read("body") };
  const asked = { ...said, caller, operator, address };
  const takeDown = (more: string[]): void => {
    if (entry.audit === undefined) return;
    const { act, by, on, detail } = entry.audit;
    const details = [detail?.(asked) ?? "", ...more].filter((one) => one !== "");
    const target = on?.(asked) ?? "";
    parts.audit({ by: by?.(asked) ?? operator, act, target, detail: details.join(" ") });
  };
  try {
    const reply = await entry.handle(asked);
    takeDown([]);
    return reply;
  } catch (error) {
    if (error instanceof Unanswered) takeDown(["unanswered"]);
    throw error;
  }
}

/** The field that an issue is about; of an unknown key, that key. */
function fieldOf({ path, keys }: { path: PropertyKey[]; keys?: string[] }): string {
  return [...path.map(String), ...(keys?.slice(0, 1) ?? [])].join(".").slice(0, 100);
}

async function callerOf(
  access: Access,
  request: Request,
  parts: RouterParts,
): Promise<{ caller: Caller | null; operator: string }> {
  const token = bearerOf(request);
  if (access === "operator") {
    const operator = await parts.operatorOf(request);
    if (operator === null) throw new Refusal(401, "notOperator");
    return { caller: null, operator };
  }
  const caller = token === "" ? null : await parts.identify(token);
  if (access === "player" && caller === null) throw new Refusal(401, "notSignedIn");
  return { caller, operator: "" };
}

function send(request: Request, response: Response, { status, body, json, file, cookie }: Reply): void {
  if (cookie !== undefined) response.setHeader("set-cookie", cookie(request));
  response.set("cache-control", "no-store").status(status);
  if (json !== undefined) {
    response.type("json").end(json);
    return;
  }
  if (file === undefined) {
    response.json(body ?? null);
    return;
  }
  response.set("content-disposition", `attachment; filename="${file.name}"`).type(file.type);
  response.end(file.bytes);
}

function refuse(response: Response, { status, code, extra }: Refusal): void {
  const { retryAfterS, ...told } = extra;
  if (retryAfterS !== undefined) response.set("retry-after", String(retryAfterS));
  response
    .set("cache-control", "no-store")
    .status(status)
    .json({ error: code, ...told });
}

function unknown(routes: readonly Route[], request: Request): never {
  const path = request.baseUrl + request.path;
  const others = routes.filter((entry) => matches(entry.path, path));
  throw others.length > 0 ? new Refusal(405, "wrongMethod") : new Refusal(404, "noRoute");
}

const matches = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/:[^/]+/g, "[^/]+")}/?$`).test(path);

/** What express throws, and what nobody meant to, as a refusal. */
function refusalOf(error: unknown, request: Request, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof RecordsAway) return new Refusal(503, "recordsAway", { retryAfterS: 5 });
  // Of express itself: a way that cannot be decoded.
  const { status, expose } = error as { status?: number; expose?: boolean };
  if (status !== undefined && status >= 400 && status < 500 && expose !== false)
    return new Refusal(status, "badRequest");
  log.error(
    { method: request.method, path: request.path, err: String((error as Error).stack) },
    "a route failed",
  );
  return new Refusal(503, "failed");
}
