// Every HTTP route, whoever has added it, under all that a stranger may send: refused, in words, and nobody's secrets told.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { ApiWorld, EXAMPLES } from "../helpers/api-examples.ts";
import { type RawRequest, spoil } from "../helpers/bad-requests.ts";
import { ask } from "../helpers/http.ts";
import { OPERATOR_TOKEN } from "../helpers/operator.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** What is not answered by then waits for more, ms. */
const PATIENCE_MS = 2000;

/** Writes `bytes` over a connection of its own; resolves to all that comes back until the server closes it. */
function say(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const late = setTimeout(() => socket.end(), PATIENCE_MS);
    const done = (): void => {
      clearTimeout(late);
      resolve(heard);
    };
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("close", done).on("error", done);
  });
}

const statusOf = (heard: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);

function bytesOf({ method, path, headers, body }: RawRequest): Buffer {
  const all: Record<string, string> = { host: "localhost", connection: "close", ...headers };
  if (body !== null && all["transfer-encoding"] === undefined) all["content-length"] ??= String(body.length);
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join("")}\r\n`, "latin1"),
    body ?? Buffer.alloc(0),
  ]);
}

describe("strangers at the HTTP interface", () => {
  let server: TestServer;
  let world: ApiWorld;
  let witness: Player;

  before(async () => {
    server = await startServer({ OPERATOR_TOKEN, ARENA_BOTS_FILL_TO: "0", LIMIT_ROOMS: "10000" });
    world = new ApiWorld(server.endpoint, server.records);
    witness = await joinPlayer(server.endpoint, "Witness");
  });
  after(async () => {
    await witness.leave();
    await server.close();
  });

  async function witnessGoesOn(): Promise<void> {
    const { tick } = witness.session.state;
    await witness.until(({ state }) => state.tick > tick + 5);
    assert.equal(witness.session.link.kind, "playing");
  }

  for (const name of Object.keys(EXAMPLES)) {
    it(`are refused, or served: ${name}`, async () => {
      const victim = await world.member();
      const [request, { body, token } = {}] = await EXAMPLES[name](world);
      const [method, path] = request.split(" ");
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const requests = [...spoil({ method, path, headers }, typeof body === "object" ? body : null)];
      let refused = 0;
      for (const raw of requests) {
        const heard = await say(server.port, bytesOf(raw));
        const status = statusOf(heard);
        if (status >= 400) refused += 1;
        const about = `${raw.method} ${raw.path.slice(0, 80)} ${JSON.stringify(raw.headers).slice(0, 120)} ${raw.body?.toString().slice(0, 120)}\n${heard.slice(0, 400)}`;
        assert.ok(status >= 200 && status < 500, about);
        for (const secret of [victim.email, victim.access, victim.refresh])
          assert.ok(!heard.includes(secret));
      }
      assert.ok(refused > 0, "nothing was refused");
      await witnessGoesOn();
    }).timeout(60_000);
  }

  const K4: [what: string, bytes: string][] = [
    ["TRACE", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["OPTIONS", "OPTIONS /api/seats HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n"],
    ["CONNECT", "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["a Host that is none", "GET /__healthcheck HTTP/1.1\r\nHost: [\r\n\r\n"],
    ["a scheme that is none", "GET /__healthcheck HTTP/1.1\r\nHost: x\r\nX-Forwarded-Proto: ::\r\n\r\n"],
    ["no Host", "GET / HTTP/1.1\r\n\r\n"],
    [
      "two lengths",
      "POST /api/seats HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    ],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    [
      "a chunk that is none",
      "POST /api/seats HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ["a header with a line break", "GET / HTTP/1.1\r\nHost: x\r\nA: b\n c\r\n\r\n"],
    ["a header of 20 KB", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(20_000)}\r\n\r\n`],
    ["another protocol", "\u0016\u0003\u0001\u0002\u0000\u0001"],
    ["an address for a proxy", "GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["an address that is none", "GET //[ HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["an upgrade to nowhere", upgrade("//[")],
    ["an upgrade to a room that is none", upgrade("/a/b?sessionId=x")],
    ["an upgrade with a long way", upgrade(`/${"x".repeat(8000)}`)],
    ["an upgrade with half an escape", upgrade("/%/%?sessionId=%")],
    ["30 MB for the framework's door", door(30_000_000)],
    ["30 MB for no door at all", door(30_000_000).replace("/matchmake/create/arena", "/")],
  ];
  for (const [what, bytes] of K4) {
    it(`end nothing but their own connection: ${what}`, async () => {
      const status = statusOf(await say(server.port, bytes));
      // 101: it is closed by the room's own door.
      assert.ok(status < 500, `${status}`);
      await witnessGoesOn();
    });
  }

  it("have no body read that is longer than 16 KB, whatever they ask for", async () => {
    for (const path of ["/", "/matchmake/create/arena", "/api/seats", "/health"]) {
      const heard = await say(server.port, door(16 * 1024 + 1).replace("/matchmake/create/arena", path));
      assert.equal(statusOf(heard), 413, path);
      assert.match(heard, /connection: close/i);
    }
    const { status, body } = await ask(server.endpoint, "POST /matchmake/create/arena", { body: {} });
    assert.deepEqual([status, body.error], [404, "noRoute"]);
  });

  it("S8: are refused from a page of another origin, which may read no answer", async () => {
    const heard = await say(
      server.port,
      "GET /api/openapi.json HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n",
    );
    assert.equal(statusOf(heard), 403);
    assert.match(heard, /"badOrigin"/);
    assert.doesNotMatch(heard, /access-control-allow/i);
  });
});

function upgrade(path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    "Host: x",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "\r\n",
  ].join("\r\n");
}

/** Says that so many bytes follow, and sends a few. */
function door(length: number): string {
  return [
    "POST /matchmake/create/arena HTTP/1.1",
    "Host: x",
    "Content-Type: application/json",
    `Content-Length: ${length}`,
    "",
    "{",
  ].join("\r\n");
}
