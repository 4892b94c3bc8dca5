// The document of the HTTP interface against the server: what is described is there, and answers as described.
import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readSources } from "../architecture/sources.ts";
import { ApiWorld, EXAMPLES } from "../helpers/api-examples.ts";
import { type Answer, ask, type Saying } from "../helpers/http.ts";
import { OPERATOR_TOKEN } from "../helpers/operator.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Operation {
  security: object[];
  requestBody?: object;
  parameters: { name: string; in: "path" | "query" }[];
  responses: Record<string, { content?: { "application/json": { schema: object } } }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

/** Of the right form, and nobody's: of rooms, players and matches. */
const UNKNOWN = ["noRoom123", "u_11111111111111111111", "3b241101-e2bb-4255-8caf-4136c566a962"];
const LONG = JSON.stringify({ long: "x".repeat(16 * 1024) });

type Named = [name: string, operation: Operation];

const operationsOf = ({ paths }: Document): Named[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Named => [`${method} ${path}`, operation]),
  );

const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** The answer is one of those that are described, in its status, its code and its form. */
function isDescribed(name: string, { responses }: Operation, { status, body }: Answer): void {
  const described = responses[status];
  assert.ok(described !== undefined, `${name}: ${status} ${JSON.stringify(body)} is not described`);
  const schema = described.content?.["application/json"].schema;
  if (schema === undefined) return;
  const isOne = ajv.compile(schema);
  assert.ok(isOne(body), `${name} ${status}: ${ajv.errorsText(isOne.errors)} in ${JSON.stringify(body)}`);
}

/** Their good requests are refused: there is no lost connection, and the server is to stay. */
const REFUSED: ReadonlySet<string> = new Set(["post /api/seats/back", "post /api/processes/{id}/drain"]);

describe("the OpenAPI document", function () {
  // Every test calls every route; accounts are made in many, each with a password that takes its time.
  this.timeout(120_000);

  let server: TestServer;
  let world: ApiWorld;
  let document: Document;
  let operations: Named[];

  before(async () => {
    server = await startServer({ OPERATOR_TOKEN, ARENA_BOTS_FILL_TO: "0" });
    world = new ApiWorld(server.endpoint, server.records);
    document = (await ask<Document>(server.endpoint, "GET /api/openapi.json")).body;
    operations = operationsOf(document);
  });
  after(() => server.close());

  /** Calls a good request that was made a bad one. */
  async function spoilt(
    name: string,
    spoil: (request: string, saying: Saying) => [string, Saying?],
  ): Promise<Answer> {
    const [request, saying = {}] = await EXAMPLES[name](world);
    return ask(server.endpoint, ...spoil(request, saying));
  }

  it("is one of OpenAPI 3.1", async () => {
    assert.equal(document.openapi, "3.1.0");
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
    assert.ok(valid, JSON.stringify(errors));
  });

  it("describes every route that there is, and none that there is not", async () => {
    const written = readSources()
      .filter(({ path }) => path.startsWith("server/"))
      .flatMap(({ source }) => [...source.matchAll(/method: "(\w+)",\s+path: "([^"]+)"/g)])
      .map(([, method, path]) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    assert.deepEqual(operations.map(([name]) => name).sort(), written.sort());
    assert.deepEqual(operations.map(([name]) => name).sort(), Object.keys(EXAMPLES).sort());
  });

  it("describes what good requests are answered with", async () => {
    for (const [name, operation] of operations) {
      const [request, saying] = await EXAMPLES[name](world);
      const answer = await ask(server.endpoint, request, saying);
      isDescribed(name, operation, answer);
      assert.ok(answer.status < 300 || REFUSED.has(name), `${name}: ${answer.status}`);
    }
  });

  it("describes the refusal of who is not signed in, or no operator", async () => {
    for (const [name, operation] of operations) {
      if (operation.security.length === 0) continue;
      for (const token of [undefined, "x.y.z", "undefined"]) {
        const answer = await spoilt(name, (request, saying) => [request, { ...saying, token }]);
        assert.equal(answer.status, 401, name);
        isDescribed(name, operation, answer);
      }
    }
  });

  it("describes the refusal of bodies, parameters and queries of another shape", async () => {
    for (const [name, operation] of operations) {
      const { requestBody, parameters } = operation;
      const takes = (where: string): boolean => parameters.some((parameter) => parameter.in === where);
      const answers: Answer[] = [];
      if (requestBody !== undefined)
        answers.push(await spoilt(name, (request, saying) => [request, { ...saying, body: { no: "such" } }]));
      if (takes("query"))
        answers.push(await spoilt(name, (request, saying) => [`${request.split("?")[0]}?no=such`, saying]));
      const last = (request: string): string => request.replace(/(\/api\/\w+)\/[^/?]+/, "$1/%21");
      if (takes("path")) answers.push(await spoilt(name, (request, saying) => [last(request), saying]));
      for (const answer of answers) {
        assert.equal(answer.status, 400, `${name}: ${JSON.stringify(answer.body)}`);
        isDescribed(name, operation, answer);
      }
    }
  });

  it("describes the refusal of bodies that are too long, or no JSON", async () => {
    for (const [name, operation] of operations) {
      if (operation.requestBody === undefined) continue;
      const long = await spoilt(name, (request, saying) => [request, { ...saying, body: LONG }]);
      const form = await spoilt(name, (request, saying) => [request, { ...saying, type: "text/plain" }]);
      const broken = await spoilt(name, (request, saying) => [request, { ...saying, body: "{{" }]);
      assert.deepEqual([long.status, form.status, broken.status], [413, 415, 400], name);
      for (const answer of [long, form, broken]) isDescribed(name, operation, answer);
    }
  });

  it("describes that what is asked for is not there", async () => {
    for (const [name, operation] of operations) {
      if (operation.responses["404"] === undefined || !name.includes("{id}")) continue;
      const answers: Answer[] = [];
      for (const id of UNKNOWN)
        answers.push(
          await spoilt(name, (request, saying) => [
            request.replace(/(\/api\/\w+)\/[^/?]+/, `$1/${id}`),
            saying,
          ]),
        );
      assert.ok(
        answers.some(({ status }) => status === 404),
        name,
      );
      for (const answer of answers) isDescribed(name, operation, answer);
    }
  });
});

describe("the OpenAPI document, to strangers", () => {
  it("describes that somebody asks too often", async () => {
    const many = { LIMIT_REQUESTS: "100000", LIMIT_OPEN_CONNECTIONS: "1000", LIMIT_TCP_PER_MINUTE: "10000" };
    const strict = await startServer({ TRUSTED_ADDRESSES: "", ...many });
    const { body } = await ask<Document>(strict.endpoint, "GET /api/openapi.json");
    for (const [name, operation] of operationsOf(body)) {
      if (operation.responses["429"] === undefined) continue;
      const [method, path] = name.split(" ");
      const request = `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "x")}`;
      let answer = await ask(strict.endpoint, request);
      for (let i = 0; i < 20 && answer.status !== 429; i++) {
        const more = await Promise.all(Array.from({ length: 50 }, () => ask(strict.endpoint, request)));
        answer = more.find(({ status }) => status === 429) ?? answer;
      }
      assert.deepEqual([answer.status, answer.body.error], [429, "slowDown"], name);
      assert.ok(Number(answer.headers.get("retry-after")) > 0);
      isDescribed(name, operation, answer);
    }
    await strict.close();
  }).timeout(180_000);
});
