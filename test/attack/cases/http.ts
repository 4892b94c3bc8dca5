// K4, S7 to S10, S12 and X1: requests that end, stall or mislead the stock framework.
// Owns: the requests. Must not: send them to anybody but the server under attack.
import { PROTOCOL_VERSION } from "../../../shared/protocol/version.ts";
import { type Case, type Effort, type Finding, finding, tally, within } from "../case.ts";
import type { Ground } from "../ground.ts";
import { ANSWER_MS, call, sayRaw } from "../http.ts";
import { opening } from "../intruder.ts";
import { askSeat, guest, SWARM } from "../seats.ts";

const head = (...lines: string[]): string => `${lines.join("\r\n")}\r\n\r\n`;

/** Each is answered with 4xx within a second. */
async function refused(
  ground: Ground,
  effort: Effort,
  requests: [what: string, bytes: string][],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const place = ground.door;
  for (const [what, bytes] of requests) {
    const { status, ms } = await sayRaw(place.port, place.address, bytes, within(1000, effort));
    findings.push(
      finding(
        status >= 400 && status < 500 && ms < within(1000, effort),
        `${what}: ${status} in ${ms.toFixed(0)} ms`,
      ),
    );
    if (ground.server.ended !== null) break;
  }
  return findings;
}

const K4: [string, string][] = [
  ["TRACE", head("TRACE / HTTP/1.1", "Host: x")],
  ["Host: [", head("GET /__healthcheck HTTP/1.1", "Host: [")],
  ["X-Forwarded-Proto: ::", head("GET /__healthcheck HTTP/1.1", "Host: x", "X-Forwarded-Proto: ::")],
  ["POST with Host: [", head("POST /matchmake/create/arena HTTP/1.1", "Host: [", "Content-Length: 0")],
  ["an upgrade to nothing known", head("GET / HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: h2c")],
];

/** Says that it has `bytes`, and stops after `pieces` of 20 KB. */
function* body(bytes: number, chunked: boolean, pieces = Infinity): Generator<Uint8Array> {
  const length = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${bytes}`;
  const lines = ["POST /api/seats HTTP/1.1", "Host: x", "Content-Type: application/json", length];
  yield Buffer.from(head(...lines));
  const piece = Buffer.alloc(pieces < Infinity ? 20_000 : 1_000_000, 0x20);
  for (let sent = 0; sent < bytes && pieces > 0; sent += piece.length, pieces--) {
    if (chunked) yield Buffer.from(`${piece.length.toString(16)}\r\n`);
    yield piece;
    if (chunked) yield Buffer.from("\r\n");
  }
}

async function hugeBody(ground: Ground): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const chunked of [false, true]) {
    const way = chunked ? "in chunks" : "by length";
    const { port, address } = ground.door;
    // An attacker who stops early hears the answer; one who goes on is cut off, and may not.
    const heard = await sayRaw(port, address, body(100_000_000, chunked, 1), 3000, ANSWER_MS);
    findings.push(finding(heard.status === 413, `${way}: ${heard.status} in ${heard.ms.toFixed(0)} ms`));
    const { taken } = await sayRaw(port, address, body(100_000_000, chunked), 5000);
    // What lies in the kernel's buffers has been written, not read: a few MB.
    findings.push(finding(taken < 20_000_000, `100 MB ${way}: ${(taken / 1e6).toFixed(1)} MB were taken`));
  }
  const place = ground.door;
  const plain = { headers: { "content-type": "text/plain" }, body: "{}" };
  const text = await call({ ...place, method: "POST", path: "/api/session/guest", ...plain });
  findings.push(finding(text.status === 415, `text/plain: ${text.status}`));
  const zip = { headers: { "content-type": "application/json", "content-encoding": "gzip" }, body: "{}" };
  const zipped = await call({ ...place, method: "POST", path: "/api/session/guest", ...zip });
  findings.push(finding(zipped.status === 415 || zipped.status === 400, `gzip: ${zipped.status}`));
  return findings;
}

const EVIL = "https://evil.example";

async function foreignOrigin(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const token = await guest(place);
  const { rooms, waitingRooms } = await ground.server.health();
  const want = { version: PROTOCOL_VERSION, want: { kind: "create", room: {} } };
  const ways: [string, Record<string, string>][] = [
    ["application/json", { origin: EVIL }],
    ["text/plain", { origin: EVIL, "content-type": "text/plain" }],
    ["origin null", { origin: "null" }],
    ["a name that begins alike", { origin: `http://127.0.0.1:${place.port}.evil.example` }],
  ];
  const findings: Finding[] = [];
  for (const [what, headers] of ways) {
    const asked = { ...place, method: "POST", path: "/api/seats", token, headers: { ...headers } };
    const answer = await call({ ...asked, body: want });
    const reflected = answer.headers["access-control-allow-origin"];
    const shut = answer.status === 403 || answer.status === 415;
    findings.push(finding(shut && reflected === undefined, `POST, ${what}: ${answer.status}`));
  }
  for (const [what, headers] of ways.filter(([, { origin }]) => origin !== undefined)) {
    const asked = opening("/a/b?sessionId=x", headers);
    const { status } = await sayRaw(place.port, place.address, asked, 500, ANSWER_MS);
    findings.push(finding(status === 403, `upgrade, ${what}: ${status}`));
  }
  const preflight = { origin: EVIL, "access-control-request-method": "POST" };
  const asked = await call({ ...place, method: "OPTIONS", path: "/api/seats", headers: preflight });
  const allowed = asked.headers["access-control-allow-origin"];
  findings.push(finding(allowed === undefined, `preflight: ${asked.status}, allows ${String(allowed)}`));
  const now = await ground.server.health();
  const opened = now.rooms.length + now.waitingRooms - rooms.length - waitingRooms;
  findings.push(finding(opened <= 0, `${opened} rooms opened`));
  return findings;
}

const BACK_DOORS = [
  "/monitor",
  "/monitor/api",
  "/colyseus",
  "/playground",
  "/admin",
  "/__healthcheck",
  "/__apidocs",
  "/metrics",
  "/matchmake/create/arena",
  "/matchmake/joinOrCreate/arena",
  "/auth/anonymous",
  "/debug/pprof",
  "/.env",
  "/..%2fpackage.json",
  "/%2e%2e/package.json",
];

/** Like the head of a request that a proxy has passed on. */
const PROXIED = (address: string): Record<string, string> => ({
  "x-forwarded-for": address,
  "x-real-ip": address,
  "x-client-ip": address,
  forwarded: `for=${address}`,
});

async function borrowedAddresses(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const statuses: number[] = [];
  const asked = { ...place, method: "POST", path: "/api/session/guest", body: {} };
  for (let i = 0; i < 60; i++) {
    const address = i % 2 === 0 ? ground.trusted : `10.0.0.${i}`;
    statuses.push((await call({ ...asked, headers: PROXIED(address) })).status);
  }
  const granted = statuses.filter((status) => status === 201).length;
  return [
    finding(
      granted <= 30 && statuses.at(-1) !== 201,
      `60 guests asked for from 1 address: ${tally(statuses)}`,
    ),
  ];
}

const PROTO = JSON.parse('{"__proto__":{"admin":true}}') as object;
const OPTIONS: [string, string][] = [
  ["__proto__", `{"version":${PROTOCOL_VERSION},"want":${JSON.stringify(SWARM)},"__proto__":{"hue":1}}`],
  [
    "constructor",
    `{"version":${PROTOCOL_VERSION},"want":${JSON.stringify(SWARM)},"constructor":{"prototype":1}}`,
  ],
  ["null", "null"],
  ["an array", "[]"],
  ["a number", "7"],
  ["a name of 1 MB", `{"version":${PROTOCOL_VERSION},"name":"${"x".repeat(1_000_000)}"}`],
  ["a depth of 5,000", "[".repeat(5000) + "]".repeat(5000)],
  ["3,000 keys", `{${Array.from({ length: 1500 }, (_, i) => `"k${i}":1`).join()}}`],
];

async function badOptions(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const token = await guest(place);
  const findings: Finding[] = [];
  const headers = { "content-type": "application/json" };
  for (const [what, body] of OPTIONS) {
    const answer = await call({ ...place, method: "POST", path: "/api/seats", token, headers, body });
    const { status } = answer;
    findings.push(finding(status === 400 || status === 413, `${what}: ${status}`));
  }
  for (const want of [{ kind: "create", room: PROTO }, { kind: "__proto__" }]) {
    const { status } = await askSeat(place, token, want as never);
    findings.push(finding(status === 400, `${JSON.stringify(want).slice(0, 40)}: ${status}`));
  }
  return findings;
}

export const HTTP_CASES: Case[] = [
  {
    name: "K4",
    sent: "TRACE, Host: [, X-Forwarded-Proto: :: and their kin",
    required: "4xx within 1 s",
    run: (ground, effort) => refused(ground, effort, K4),
  },
  {
    name: "S7",
    sent: "HTTP bodies of 100 MB, by length and in chunks; text/plain; gzip",
    required: "413 above 16 KB before it is read; JSON only",
    run: hugeBody,
  },
  {
    name: "S8",
    sent: "calls, upgrades and a preflight of a foreign page; text/plain POSTs",
    required: "403 or 415, nothing reflected, no room opened",
    run: foreignOrigin,
  },
  {
    name: "S9",
    sent: "/monitor and other back doors",
    required: "none is there: 4xx",
    async run(ground) {
      const place = ground.door;
      const statuses = await Promise.all(
        BACK_DOORS.map(async (path) => ({ path, status: (await call({ ...place, path })).status })),
      );
      const open = statuses.filter(({ status }) => status < 400 || status >= 500);
      const all = tally(statuses.map(({ status }) => status));
      return [finding(open.length === 0, `${all} ${open.map(({ path }) => path).join(" ")}`)];
    },
  },
  {
    name: "S10",
    sent: "60 calls from one address, each with another X-Forwarded-For, X-Real-IP and Forwarded",
    required: "counted as one address",
    run: borrowedAddresses,
  },
  {
    name: "S12",
    sent: "__proto__, null, arrays, 1 MB names and deep trees as join options",
    required: "400 or 413",
    run: badOptions,
  },
  {
    name: "X1",
    sent: "upgrades to *^ and *:99999, and to rooms called __proto__ and constructor",
    required: "4xx, or the socket is closed; nothing of the inside is told",
    async run(ground) {
      const { port, address } = ground.door;
      const findings: Finding[] = [];
      for (const path of [
        "*^",
        "*:99999",
        "*@",
        "*%",
        "/a/__proto__?sessionId=x",
        "/a/constructor?sessionId=x",
      ]) {
        const { status, text } = await sayRaw(port, address, opening(path), 500, ANSWER_MS);
        const tells = /not a function|undefined|TypeError/.test(text);
        const ok = (status === 101 || (status >= 400 && status < 500)) && !tells;
        findings.push(finding(ok, `${path}: ${status}${tells ? ", tells of the inside" : ""}`));
      }
      return findings;
    },
  },
];
