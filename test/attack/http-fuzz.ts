// REQUESTS: seeded mutants of good requests, over raw sockets, at every route that the server says it has.
// Owns: carrying them out. Must not: judge but by statuses and what the server says of itself.
import { type Case, type Effort, type Finding, finding, tally } from "./case.ts";
import { Dice } from "./dice.ts";
import type { Ground } from "./ground.ts";
import { call, type RawAnswer, said, sayRaw } from "./http.ts";
import { isComplete, type Operation, requestMutant, type Schema } from "./http-mutants.ts";
import { guest } from "./seats.ts";
import { OPERATOR_TOKEN } from "./server-process.ts";
import { aftermath, startWatch } from "./watch.ts";

/** Sockets side by side. */
const LANES = 8;
/** Of what waits for more that never comes. */
const PATIENCE_MS = 400;
/** Of what has all that it may wait for: an answer is due, however busy the machine is. */
const ANSWER_MS = 15_000;
/** Streams of the dice below these are the frames'. */
const STREAM = 0x40000000;
/** Mutants that are named when they are answered as they must not be. */
const NAMED = 5;

interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: Operation["parameters"];
        security?: Operation["security"];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
}

/** Every operation of the server's own description, and what it does not describe. */
async function operationsOf({ server, trusted }: Ground): Promise<Operation[]> {
  const document = said<Document>(
    await call({ port: server.port, address: trusted, path: "/api/openapi.json" }),
  );
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], security = [], requestBody }]) => ({
      method,
      path,
      parameters,
      security,
      body: requestBody?.content["application/json"]?.schema ?? null,
    })),
  );
  const plain = (method: string, path: string): Operation => ({
    method,
    path,
    parameters: [],
    security: [],
    body: null,
  });
  return [...described, plain("get", "/"), plain("get", "/health"), plain("post", "/matchmake/create/arena")];
}

async function fuzz(ground: Ground, effort: Effort): Promise<Finding[]> {
  const operations = await operationsOf(ground);
  const place = { port: ground.server.port, address: ground.trusted };
  const before = await startWatch(ground);
  const keys = { player: await guest(place), operator: OPERATOR_TOKEN };
  const statuses: number[] = [];
  const bad: string[] = [];
  let completes = 0;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < effort.requests && ground.server.ended === null) {
      const number = next++;
      const bytes = requestMutant(new Dice(effort.seed, STREAM + number), operations, keys);
      const complete = isComplete(bytes);
      const answer = await sayRaw(
        place.port,
        place.address,
        bytes,
        PATIENCE_MS,
        complete ? ANSWER_MS : PATIENCE_MS,
      );
      statuses.push(answer.status);
      completes += Number(complete);
      if ((complete && answer.silent) || isBad(answer) || ground.server.ended !== null)
        bad.push(`${number}: ${describe(bytes, answer)}`);
      if (number % 100 === 0) effort.progress(`REQUESTS: ${number} of ${effort.requests}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const findings = [
    finding(
      bad.length === 0,
      `${statuses.length} requests at ${operations.length} routes, ${completes} of them complete: ${tally(statuses)} ${bad.slice(0, NAMED).join("; ")}`,
    ),
  ];
  if (ground.server.ended !== null) return findings;
  return [...findings, ...(await aftermath(ground, before, effort))];
}

/** 503 with a reason is an answer; any other 5xx is a failure. */
const isBad = ({ status, text }: RawAnswer): boolean =>
  status >= 500 && !(status === 503 && /"error":"(busy|slowDown|recordsAway)"/.test(text)) && status !== 505;

const describe = (bytes: Buffer, { text }: RawAnswer): string =>
  `${JSON.stringify(bytes.toString("latin1").slice(0, 200))} -> ${JSON.stringify(text.slice(0, 100))}`;

export const HTTP_FUZZ: Case = {
  name: "REQUESTS",
  sent: "seeded mutants of requests at every route of /api/openapi.json, over raw sockets",
  required:
    "0 exits, 0 errors uncaught, every complete request answered, no 5xx but 503 busy, within 100 MB, all states equal",
  seconds: 1800,
  run: fuzz,
};
