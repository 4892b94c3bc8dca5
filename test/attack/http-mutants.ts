// HTTP requests that nobody means: good ones of every route, with something wrong, down to the bytes of the head.
// Owns: the mutations, all of them thrown with the dice. Must not: send anything.
import type { Dice } from "./dice.ts";

/** What is read of the server's own description of its routes. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
}

export interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: Schema }[];
  body: Schema | null;
  /** Who may call it. */
  security: Record<string, unknown>[];
}

/** Tokens of somebody and of operators: what they may do is attacked, too. */
export interface Keys {
  player: string;
  operator: string;
}

/** JSON texts that fit no schema, or just so. */
const VALUES = [
  "null",
  "true",
  "0",
  "-1",
  "1e308",
  "1e999",
  "-0.5",
  "9007199254740993",
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"﷽﷽﷽﷽"',
  `"${"x".repeat(3000)}"`,
  '"u_11111111111111111111"',
  '"3b241101-e2bb-4255-8caf-4136c566a962"',
  "[]",
  "{}",
  '[[[[]]],{"a":[]}]',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toJSON":1,"length":1e9}',
  '{"$gt":""}',
  `${"[".repeat(2000)}${"]".repeat(2000)}`,
  "NaN",
  "{",
];
const SEGMENTS = [
  "%00",
  "%ff",
  "%",
  "%u0041",
  "..%2f..%2fpackage.json",
  "..",
  "__proto__",
  "constructor",
  "'%20OR%201=1--",
  "%F0%9F%92%A5",
  "u_11111111111111111111",
  "3b241101-e2bb-4255-8caf-4136c566a962",
  "x".repeat(3000),
  ";a=b",
  "%252e%252e",
  "1e999",
];
const QUERIES = [
  "limit=1&limit=2",
  "limit[]=1",
  "limit[__proto__]=1",
  "limit=1e9",
  "limit=%00",
  "before=1e400",
  "before=-9007199254740993",
  "after=%ff%fe",
  "__proto__[admin]=true",
  "a[b][c][d][e][f][g][h]=1",
  "%",
  "&&&===",
  "seconds=1e999",
];
const METHODS = [
  "GET",
  "HEAD",
  "PUT",
  "DELETE",
  "PATCH",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "get",
  "GE T",
  "\u00ff",
  "",
];
const HEADERS = [
  "Authorization: Bearer",
  "Authorization: Bearer a.b.c",
  "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1XzExMTExMTExMTExMTExMTExMTExIn0.",
  "Authorization: Basic Og==",
  "Content-Type: text/plain",
  "Content-Type: application/json; charset=utf-16",
  "Content-Type: ,;=",
  "Content-Encoding: gzip",
  "Content-Encoding: br, gzip, deflate",
  "Origin: https://evil.example",
  "Origin: null",
  "Host: [",
  "Host: a, b",
  "X-Forwarded-For: ::ffff:127.0.0.1, 999.1.1.1, [",
  "X-Forwarded-Proto: ::",
  "X-HTTP-Method-Override: DELETE",
  "Expect: 100-continue",
  "Expect: a miracle",
  "Range: bytes=0-0,1-1,-1",
  'If-None-Match: W/"',
  "Upgrade: websocket",
  "Upgrade: h2c",
  "Connection: upgrade, keep-alive, close",
  "Accept-Encoding: gzip;q=x",
  "Cookie: a=\u0001",
  "A\u0000B: c",
  "A : b",
  "A: b\n c",
  "A: b\r\rX: y",
  "Content-Length: 1",
  "Content-Length: -1",
  "Content-Length: 0x10",
  "Content-Length: 99999999999999999999",
  "Transfer-Encoding: chunked",
  "Transfer-Encoding: chunked, identity",
  "Transfer-Encoding: \u000bchunked",
  "Transfer-Encoding: gzip, chunked",
  `X: ${"y".repeat(17_000)}`,
];
const VERSIONS = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1 x", ""];

/** JSON text of a value that fits `schema`, more or less. */
function fitting(dice: Dice, schema: Schema, depth = 0): string {
  if (depth > 5) return "null";
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fitting(dice, dice.pick(choices), depth + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return JSON.stringify(dice.pick(schema.enum));
  const type = Array.isArray(schema.type) ? dice.pick(schema.type) : schema.type;
  if (type === "object") return objectText(dice, schema, depth);
  if (type === "array") return `[${schema.items ? fitting(dice, schema.items, depth + 1) : ""}]`;
  if (type === "integer" || type === "number") return String(dice.pick([0, 1, 4, 5, 17, 100]));
  if (type === "boolean") return String(dice.oneIn(2));
  return JSON.stringify(
    dice.pick(["Ann", "swarm", "ABCDEF", "ann@example.org", "correct horse battery", ""]),
  );
}

/** One field in eight is no good; at times one is missing, twice there, or unheard of. */
function objectText(dice: Dice, { properties = {}, required = [] }: Schema, depth: number): string {
  const fields: string[] = [];
  for (const [key, schema] of Object.entries(properties)) {
    if (dice.oneIn(required.includes(key) ? 30 : 2)) continue;
    const value = dice.oneIn(20) ? dice.pick(VALUES) : fitting(dice, schema, depth + 1);
    fields.push(`${JSON.stringify(key)}:${value}`);
    if (dice.oneIn(25)) fields.push(`${JSON.stringify(key)}:${dice.pick(VALUES)}`);
  }
  if (dice.oneIn(12))
    fields.push(`${dice.pick(['"__proto__"', '"constructor"', '"x"'])}:${dice.pick(VALUES)}`);
  return `{${fields.join()}}`;
}

/** What may well stand for a parameter of a path. */
const LIKELY: Record<string, string[]> = {
  id: ["u_11111111111111111111", "3b241101-e2bb-4255-8caf-4136c566a962", "aRoom"],
  mode: ["swarm", "duel", "rush"],
  span: ["day", "season", "all"],
};

function pathOf(dice: Dice, { path, parameters }: Operation): string {
  let target = path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    dice.pick(dice.oneIn(3) ? SEGMENTS : (LIKELY[name] ?? SEGMENTS)),
  );
  const query = parameters
    .filter(({ in: where }) => where === "query")
    .filter(() => dice.oneIn(2))
    .map(({ name, schema }) => `${name}=${encodeURIComponent(fitting(dice, schema).slice(0, 500))}`);
  if (dice.oneIn(6)) query.push(dice.pick(QUERIES));
  if (dice.oneIn(15)) target = target.replace(/\/[^/]*$/, `/${dice.pick(SEGMENTS)}`);
  if (dice.oneIn(60))
    target = dice.pick(["*", "//", "/[", "http://evil.example/", "?", "\\", "/%", "//evil.example/a"]);
  return query.length > 0 ? `${target}?${query.join("&")}` : target;
}

/** In chunks, with something wrong with them at times. */
function chunked(dice: Dice, body: string): string {
  const size = dice.oneIn(6) ? dice.pick(["zz", "-1", "ffffffffffffffff", "0x5"]) : body.length.toString(16);
  return `${size}\r\n${body}\r\n${dice.oneIn(4) ? "" : "0\r\n\r\n"}`;
}

/** One request, as it goes over the wire. */
export function requestMutant(dice: Dice, operations: readonly Operation[], keys: Keys): Buffer {
  const operation = dice.pick(operations);
  const method = dice.oneIn(12) ? dice.pick(METHODS) : operation.method.toUpperCase();
  const version = dice.oneIn(40) ? dice.pick(VERSIONS) : "HTTP/1.1";
  const lines = [`${method} ${pathOf(dice, operation)} ${version}`];
  if (!dice.oneIn(40)) lines.push("Host: 127.0.0.1");
  const right = operation.security.some((way) => "operator" in way) ? keys.operator : keys.player;
  const key = dice.oneIn(12) ? dice.pick([keys.operator, keys.player]) : right;
  if (!dice.oneIn(12)) lines.push(`Authorization: Bearer ${key}`);
  if (!dice.oneIn(20)) lines.push("Connection: close");
  let body = "";
  if (operation.body !== null || dice.oneIn(10)) {
    body = dice.oneIn(8) ? dice.pick(VALUES) : fitting(dice, operation.body ?? {});
    if (dice.oneIn(50)) body = body.padEnd(dice.pick([16_384, 16_385, 40_000]));
    if (!dice.oneIn(15)) lines.push("Content-Type: application/json");
    if (dice.oneIn(10)) {
      lines.push("Transfer-Encoding: chunked");
      body = chunked(dice, body);
    }
    if (!dice.oneIn(12)) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  }
  while (dice.oneIn(8)) lines.splice(1 + dice.below(lines.length), 0, dice.pick(HEADERS));
  const bytes = Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`, dice.oneIn(20) ? "latin1" : "utf8");
  return spoiled(dice, bytes);
}

/** Whether a body in chunks has its end. */
function endsInChunks(body: string): boolean {
  for (let at = 0; ; ) {
    const size = /^([0-9a-f]{1,6})\r\n/i.exec(body.slice(at, at + 8))?.[1];
    if (size === undefined) return false;
    const data = at + size.length + 2;
    at = data + Number.parseInt(size, 16);
    if (body.slice(at, at + 2) !== "\r\n") return false;
    if (at === data) return true;
    at += 2;
  }
}

/**
 * Whether a server has all of a request and must answer it, or close. Where its head may be read in two ways it is none:
 * which of them the server takes is not for us to say.
 */
export function isComplete(request: Buffer): boolean {
  const text = request.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const [first, ...lines] = text.slice(0, end).split("\r\n");
  const named = (name: string): string[] =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
  if (!/^[A-Z]+ \S+ HTTP\/1\.[01]$/.test(first) || named("upgrade").length + named("expect").length > 0)
    return false;
  if (lines.some((line) => !/^[\w-]+:[\t\x20-\x7e\x80-\xff]*$/.test(line))) return false;
  const body = text.slice(end + 4);
  const lengths = named("content-length");
  const codings = named("transfer-encoding");
  if (codings.length > 0) return codings.join() === "chunked" && lengths.length === 0 && endsInChunks(body);
  if (lengths.length === 0) return true;
  return lengths.length === 1 && /^\d{1,9}$/.test(lengths[0]) && body.length >= Number(lengths[0]);
}

/** At times bytes are changed, or the rest is missing. */
function spoiled(dice: Dice, bytes: Buffer): Buffer {
  if (dice.oneIn(20)) bytes[dice.below(bytes.length)] = dice.below(256);
  return dice.oneIn(40) ? bytes.subarray(0, dice.below(bytes.length)) : bytes;
}
