// The routes' own description, in OpenAPI 3.1: made from the table that is served, so that it cannot be another.
// Owns: the form of the document. Must not: know a route.
import { z } from "zod";
import type { Route } from "./route.ts";

/** What every route may answer, whatever it is. */
const COMMON: Record<number, readonly string[]> = {
  400: ["badRequest", "badJson"],
  413: ["tooLarge"],
  415: ["notJson"],
  429: ["slowDown"],
  503: ["failed", "recordsAway"],
};
const SECURITY = {
  anybody: [],
  player: [{ player: [] }],
  operator: [{ operator: [] }, { session: [] }],
} as const;

const shapeOf = (shape: z.ZodType, io: "input" | "output"): object => {
  const { $schema: _, ...json } = z.toJSONSchema(shape, { io, unrepresentable: "any" });
  return json;
};

const content = (schema: object): object => ({ "application/json": { schema } });

/** The document for `routes`. */
export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const entry of routes) {
    const path = entry.path.replace(/:([^/]+)/g, "{$1}");
    paths[path] ??= {};
    paths[path][entry.method] = operation(entry);
  }
  const bearer = (description: string): object => ({ type: "http", scheme: "bearer", description });
  return {
    openapi: "3.1.0",
    info: {
      title: "Emberline",
      version,
      description: "Seats, rooms, players and records of an Emberline server.",
    },
    paths,
    components: {
      securitySchemes: {
        player: bearer("A player's access token (POST /api/session/guest)."),
        operator: bearer("The operators' token (OPERATOR_TOKEN)."),
        session: {
          type: "apiKey",
          in: "cookie",
          name: "emberline_operator",
          description: "An operator who has signed in (POST /api/operators/session).",
        },
      },
    },
  };
}

function operation(entry: Route): object {
  return {
    summary: entry.summary,
    security: SECURITY[entry.access],
    ...(entry.audit && { "x-audit": entry.audit.act }),
    parameters: [...parametersOf("path", entry.params), ...parametersOf("query", entry.query)],
    ...(entry.body && { requestBody: { required: true, content: content(shapeOf(entry.body, "input")) } }),
    responses: { ...answersOf(entry), ...refusalsOf(entry) },
  };
}

function parametersOf(where: "path" | "query", shape: z.ZodType | undefined): object[] {
  if (shape === undefined) return [];
  const json = shapeOf(shape, "input") as { properties?: Record<string, object>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, schema]) => ({
    name,
    in: where,
    required: where === "path" || (json.required?.includes(name) ?? false),
    schema,
  }));
}

function answersOf({ answers }: Route): Record<string, object> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, shape]) => [
      status,
      { description: "done", ...(shape && { content: content(shapeOf(shape, "output")) }) },
    ]),
  );
}

/** By status, the codes with which a request may be refused. */
function refusalsOf({ access, params, query, body, limit, refuses = {} }: Route): Record<string, object> {
  const codes: Record<string, string[]> = {};
  const add = (status: number, more: readonly string[]): void => {
    codes[status] = [...(codes[status] ?? []), ...more];
  };
  if (params ?? query ?? body) add(400, COMMON[400]);
  if (body) for (const status of [413, 415]) add(status, COMMON[status]);
  if (access === "player") add(401, ["notSignedIn"]);
  if (access === "operator") add(401, ["notOperator"]);
  if (limit) add(429, COMMON[429]);
  add(503, COMMON[503]);
  for (const [status, more] of Object.entries(refuses)) add(Number(status), more);
  return Object.fromEntries(
    Object.entries(codes).map(([status, names]) => [
      status,
      {
        description: names.join(", "),
        content: content({
          type: "object",
          required: ["error"],
          properties: {
            error: { enum: [...new Set(names)] },
            field: { type: "string" },
            message: { type: "string" },
            untilMs: { type: "integer" },
          },
        }),
      },
    ]),
  );
}
