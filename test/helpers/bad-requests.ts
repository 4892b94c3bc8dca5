// What a stranger may make of a good request: wrong, missing, huge, twice, in another encoding.
// Owns: the list. Must not: know a route.

/** Raw: what is written to the socket, but for the connection. */
export interface RawRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

const json = { "content-type": "application/json" };
const deep = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

/** Values that are no good, as JSON. */
const VALUES = [
  "null",
  "true",
  "-1",
  "1e308",
  "-0.5",
  "9007199254740993",
  '""',
  '"\\u0000"',
  '"\\ud800"',
  `"${"x".repeat(5000)}"`,
  `"${"ﷺ".repeat(1000)}"`,
  "[]",
  "{}",
  "[[[]]]",
  '{"__proto__":{"admin":true}}',
  '{"length":1e9}',
  '["u_11111111111111111111","u_11111111111111111111"]',
  deep(3000, "[", "]"),
  "NaN",
];

const BODIES = [
  "",
  "null",
  "[]",
  "0",
  '"x"',
  "{",
  "\u0000",
  deep(8000, "[", "]"),
  `${'{"a":'.repeat(2500)}1${"}".repeat(2500)}`,
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  `{${Array.from({ length: 1500 }, (_, i) => `"k${i}":1`).join()}}`,
  `{"a":"${"x".repeat(16 * 1024 + 1)}"}`,
];

const SEGMENTS = [
  "%00",
  "%ff",
  "%",
  "..%2f..%2fpackage.json",
  "__proto__",
  "constructor",
  "'%20OR%201=1--",
  "%F0%9F%92%A5",
  "x".repeat(4000),
  "u_11111111111111111111",
  "3b241101-e2bb-4255-8caf-4136c566a962",
];

const QUERIES = [
  "limit=1&limit=2",
  "limit[]=1",
  "limit[a]=1",
  "limit=1e9",
  "limit=-1",
  "limit=%00",
  "limit=",
  "before=NaN",
  "before=1e400",
  "after=%ff",
  "__proto__[admin]=true",
  "constructor=1",
  "%",
  "mode=duel&mode=rush",
  Array.from({ length: 1500 }, (_, i) => `k${i}=1`).join("&"),
];

const NOBODY = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
const HEADERS: Record<string, string>[] = [
  { authorization: "" },
  { authorization: "Bearer" },
  { authorization: `Bearer ${"x".repeat(9000)}` },
  { authorization: "Basic b3BlcmF0b3I6" },
  { authorization: "Bearer undefined" },
  {
    authorization: `Bearer ${NOBODY}.${Buffer.from('{"sub":"u_11111111111111111111"}').toString("base64url")}.`,
  },
  { "content-type": "text/plain" },
  { "content-type": "application/x-www-form-urlencoded" },
  { "content-type": "multipart/form-data" },
  { "content-type": "application/json; charset=utf-16" },
  { "content-type": "application/json; charset=nothing" },
  { "content-type": "," },
  { "content-encoding": "gzip" },
  { "content-encoding": "nothing" },
  { host: "[" },
  { "x-forwarded-proto": "::" },
  { "x-forwarded-for": "127.0.0.1, ::" },
  { cookie: "x=".repeat(1000) },
  { accept: "\u00ff" },
  { "transfer-encoding": "gzip, chunked" },
  { "content-length": "-1" },
  { "content-length": "30000000" },
  { expect: "a miracle" },
  { upgrade: "websocket", connection: "upgrade" },
];

/** `body`: the good one, an object of JSON, or null where none is taken. */
export function* spoil(good: Omit<RawRequest, "body">, body: object | null): Generator<RawRequest> {
  const text = body === null ? null : Buffer.from(JSON.stringify(body));
  const as = (changed: Partial<RawRequest>): RawRequest => ({
    ...good,
    headers: { ...(text && json), ...good.headers, ...changed.headers },
    path: changed.path ?? good.path,
    body: changed.body === undefined ? text : changed.body,
  });
  for (const headers of HEADERS) yield as({ headers });
  for (const bytes of bodies(body)) yield as({ headers: json, body: bytes });
  const [path, query] = good.path.split("?");
  for (const more of QUERIES) yield as({ path: `${path}?${more}` });
  if (query !== undefined) yield as({ path });
  const parts = path.split("/");
  for (let i = 3; i < parts.length; i++)
    for (const segment of SEGMENTS) yield as({ path: parts.with(i, segment).join("/") });
}

function* bodies(body: object | null): Generator<Buffer> {
  for (const text of BODIES) yield Buffer.from(text);
  yield Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
  for (const [key, value] of Object.entries(body ?? {})) {
    const others = Object.entries(body ?? {}).filter(([name]) => name !== key);
    const rest = others.map(([name, said]) => `${JSON.stringify(name)}:${JSON.stringify(said)}`);
    const whole = (...fields: string[]): Buffer => Buffer.from(`{${[...rest, ...fields].join()}}`);
    yield whole();
    for (const bad of VALUES) yield whole(`${JSON.stringify(key)}:${bad}`);
    yield whole(`${JSON.stringify(key)}:${JSON.stringify(value)}`, `${JSON.stringify(key)}:null`);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const inner of bodies(value))
        yield whole(`${JSON.stringify(key)}:${inner.toString("utf8") || "0"}`);
  }
}
