// What a stranger may write to the port: each is answered, or cut off, and nobody who plays notices.
import assert from "node:assert/strict";
import { once } from "node:events";
import { joinPlayer, type Player } from "../../helpers/player.ts";
import { dial, refusals, STRANGER, say, statusOf, strangerAt } from "../../helpers/raw-http.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

/** For a server of their own: a stall of this machine would make any request late for them. */
const SHORT = { LIMIT_HEADER_SECONDS: "1", LIMIT_REQUEST_SECONDS: "1", LIMIT_IDLE_SECONDS: "1" };

/** The head of a request, and what follows. */
const head = (line: string, ...headers: string[]): string =>
  `${[line, "Host: x", ...headers].join("\r\n")}\r\n\r\n`;
const post = (path: string, ...headers: string[]): string =>
  head(`POST ${path} HTTP/1.1`, "Content-Type: application/json", ...headers);

describe("strangers at the port", () => {
  let server: TestServer;
  let witness: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", TRUSTED_PROXIES: "127.0.0.3" });
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

  const K4: [what: string, bytes: string, status: number][] = [
    ["TRACE", head("TRACE / HTTP/1.1"), 405],
    ["OPTIONS", head("OPTIONS /api/seats HTTP/1.1"), 405],
    ["OPTIONS of nothing", head("OPTIONS * HTTP/1.1"), 400],
    ["CONNECT", head("CONNECT x:1 HTTP/1.1"), 405],
    ["a method that is none", head("BREW / HTTP/1.1"), 400],
    ["a Host that is none", "GET /__healthcheck HTTP/1.1\r\nHost: [\r\n\r\n", 400],
    ["a Host with a way", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400],
    ["an empty Host", "GET / HTTP/1.1\r\nHost: \r\n\r\n", 400],
    ["no Host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["a scheme that is none", head("GET /__healthcheck HTTP/1.1", "X-Forwarded-Proto: ::"), 400],
    ["an address for a proxy", head("GET http://evil.example/ HTTP/1.1"), 400],
    ["an address that is none", head("GET //[ HTTP/1.1"), 404],
    ["two lengths", `${post("/api/seats", "Content-Length: 1", "Content-Length: 2")}xx`, 400],
    ["a length that is none", post("/api/seats", "Content-Length: -1"), 400],
    ["a length and chunks", post("/", "Content-Length: 1", "Transfer-Encoding: chunked"), 400],
    ["a chunk that is none", `${post("/api/seats", "Transfer-Encoding: chunked")}zz\r\n`, 400],
    [
      "a chunk with endless extensions",
      `${post("/api/session/guest", "Transfer-Encoding: chunked")}1;${"a".repeat(20_000)}`,
      400,
    ],
    ["a header with a line break", head("GET / HTTP/1.1", "A: b\n c"), 400],
    ["headers of 20 KB", head("GET / HTTP/1.1", `A: ${"a".repeat(20_000)}`), 431],
    ["another protocol", "\u0016\u0003\u0001\u0002\u0000\u0001", 400],
    ["no protocol", "\r\n\r\nx\r\n\r\n", 400],
    ["an expectation that nobody meets", post("/api/seats", "Expect: a miracle", "Content-Length: 2"), 417],
  ];
  for (const [what, bytes, status] of K4) {
    it(`K4: ${what} is ${status}, and ends nothing but its own connection`, async () => {
      assert.equal(statusOf(await say(server.port, bytes)), status);
      await witnessGoesOn();
    });
  }

  const PATHS = ["/", "/matchmake/create/arena", "/api/seats", "/api/nothing", "/health"];

  it("S7: a body of more than 16 KB is 413 before a byte of it is read, wherever it is sent", async () => {
    for (const path of PATHS) {
      const heard = await say(server.port, `${post(path, "Content-Length: 100000000")}{`);
      assert.equal(statusOf(heard), 413, path);
      assert.match(heard, /connection: close/i);
    }
    const asked = await say(server.port, post("/api/seats", "Expect: 100-continue", "Content-Length: 16385"));
    assert.equal(statusOf(asked), 413);
    assert.equal(await refusals(server.port, "bodyBytes"), PATHS.length + 1);
  });

  it("S7: a body in chunks is read to 16 KB and no further, where it is read at all", async () => {
    const before = await refusals(server.port, "bodyBytes");
    for (const [path, status] of [
      ["/api/session/guest", 413],
      ["/api/seats", 413],
      ["/matchmake/create/arena", 404],
      ["/nothing", 404],
    ] as const) {
      const socket = dial(server.port, "127.0.0.1");
      let heard = "";
      socket.on("data", (data) => {
        heard += data.toString("latin1");
      });
      socket.on("error", () => {});
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.write(post(path, "Transfer-Encoding: chunked"));
      const chunk = Buffer.from(`400\r\n${"x".repeat(1024)}\r\n`);
      let sent = 0;
      const timer = setInterval(() => {
        sent += 1;
        socket.write(chunk);
      }, 1);
      await closed;
      clearInterval(timer);
      assert.equal(statusOf(heard), status, path);
      assert.ok(sent < 10_000, `${sent} chunks`);
    }
    assert.equal(await refusals(server.port, "bodyBytes"), before + 1);
    await witnessGoesOn();
  });

  it("X11: what Node would answer by itself counts like every request, and ends as they do", async () => {
    for (const bytes of [
      "GET / HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
    ]) {
      const heard = await say(server.port, bytes.repeat(100));
      assert.equal(heard.split("HTTP/1.1 ").length - 1, 1, "one answer, and the connection goes");
      assert.match(heard, /connection: close/i);
    }
    await witnessGoesOn();
  });

  it("S7: who goes on sending hears the answer before the connection goes", async () => {
    for (const length of ["Content-Length: 100000000", "Transfer-Encoding: chunked"]) {
      const heard = await say(
        server.port,
        `${post("/api/session/guest", length)}4e20\r\n${"x".repeat(5_000_000)}`,
      );
      assert.equal(statusOf(heard), 413, length);
    }
  });

  it("S7: a body that asks first is asked for when it would be read", async () => {
    const ask = post("/api/session/guest", "Expect: 100-continue", "Content-Length: 2", "Connection: close");
    const heard = await say(server.port, `${ask}{}`);
    assert.match(heard, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
  });

  it("S7: what is packed or no JSON is 415", async () => {
    for (const header of ["Content-Encoding: gzip", "Content-Encoding: br"]) {
      const heard = await say(server.port, `${post("/api/session/guest", header, "Content-Length: 2")}{}`);
      assert.equal(statusOf(heard), 415, header);
    }
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]) {
      const plain = head("POST /api/session/guest HTTP/1.1", `Content-Type: ${type}`, "Content-Length: 2");
      assert.equal(statusOf(await say(server.port, `${plain}{}`)), 415, type);
    }
  });

  it("[J12] S8: a page of another origin is refused, however it calls, and reads no answer", async () => {
    const calls: [line: string, ...headers: string[]][] = [
      ["POST /api/session/guest HTTP/1.1", "Content-Type: text/plain", "Content-Length: 0"],
      ["POST /api/session/guest HTTP/1.1", "Content-Type: application/json", "Content-Length: 0"],
      ["GET /api/openapi.json HTTP/1.1"],
      ["GET //API/openapi.json HTTP/1.1"],
      ["GET /api?x HTTP/1.1"],
    ];
    for (const origin of ["https://evil.example", "null", "https://x.evil.example", "https://x:81"]) {
      for (const [line, ...headers] of calls) {
        const heard = await say(server.port, head(line, `Origin: ${origin}`, ...headers));
        assert.equal(statusOf(heard), 403, `${line} of ${origin}`);
        assert.match(heard, /"badOrigin"/);
        assert.doesNotMatch(heard, /access-control/i);
      }
      const preflight = head("OPTIONS /api/seats HTTP/1.1", `Origin: ${origin}`);
      assert.equal(statusOf(await say(server.port, preflight)), 405);
    }
    const own = head("GET /api/openapi.json HTTP/1.1", "Origin: https://x", "Connection: close");
    const heard = await say(server.port, own);
    assert.equal(statusOf(heard), 200);
    assert.doesNotMatch(heard, /access-control/i);
  });

  const SHUT = [
    "/monitor",
    "/playground",
    "/colyseus",
    "/matchmake",
    "/matchmake/joinOrCreate/arena",
    "/auth",
  ];

  it("S9: the framework's own pages and doors are not there", async () => {
    const stranger = strangerAt(server.port);
    for (const path of [...SHUT, "/monitor/", "/playground/", "/__healthcheck", "/api/monitor", "/rooms"])
      for (const method of ["GET", "POST"]) {
        const body = method === "POST" ? {} : undefined;
        const { status } = await stranger.ask(`${method} ${path}`, { ...(body && { body }) });
        assert.equal(status, 404, `${method} ${path}`);
      }
    stranger.close();
  });

  it("S10: nobody but a proxy of ours says for whom it asks", async () => {
    const wishes = { headers: { "x-forwarded-for": "127.0.0.1" } };
    const [stranger, proxy] = [strangerAt(server.port, STRANGER), strangerAt(server.port, "127.0.0.3")];
    assert.equal((await stranger.ask("GET /metrics", wishes)).status, 404);
    assert.equal((await stranger.ask("GET /metrics")).status, 404);
    assert.equal((await proxy.ask("GET /metrics")).status, 404);
    assert.equal((await proxy.ask("GET /metrics", wishes)).status, 200);
    const spoofed = { headers: { "x-forwarded-for": "127.0.0.1, 203.0.113.7" } };
    assert.equal((await proxy.ask("GET /metrics", spoofed)).status, 404);
    // Every forwarded address is counted for itself, and no claim of a stranger is.
    const guests = (asker: typeof stranger, of: (i: number) => string): Promise<number[]> =>
      Promise.all(
        Array.from({ length: 40 }, async (_, i) => {
          const headers = { "x-forwarded-for": of(i) };
          return (await asker.ask("POST /api/session/guest", { body: {}, headers })).status;
        }),
      );
    const count = (all: number[]): number => all.filter((status) => status === 429).length;
    assert.equal(count(await guests(stranger, (i) => `203.0.113.${i}`)), 10);
    assert.equal(count(await guests(proxy, (i) => `198.51.100.${i}`)), 0);
    assert.equal(count(await guests(proxy, () => "198.51.100.200")), 10);
    assert.equal(count(await guests(proxy, (i) => `2001:db8:0:1::${i}`)), 10);
    for (const one of [stranger, proxy]) one.close();
  });
});

describe("strangers who say nothing more", () => {
  it("S7: headers, bodies and next requests that do not come are waited for as long as the settings say", async () => {
    const server = await startServer({ ARENA_BOTS_FILL_TO: "0", ...SHORT });
    const waiting: [
      what: string,
      bytes: string,
      limit: "headerSeconds" | "requestSeconds" | "idleSeconds",
    ][] = [
      ["nothing at all", "", "headerSeconds"],
      ["half a head", "GET / HTTP/1.1\r\nHost: x\r\n", "headerSeconds"],
      ["half a body", `${post("/api/session/guest", "Content-Length: 9")}{`, "requestSeconds"],
      ["no next request", head("GET /health HTTP/1.1"), "idleSeconds"],
    ];
    for (const [what, bytes, limit] of waiting) {
      const before = await refusals(server.port, limit);
      const socket = dial(server.port, "127.0.0.1");
      socket.on("error", () => {}).resume();
      if (bytes !== "") socket.write(bytes);
      await once(socket, "close");
      assert.equal(await refusals(server.port, limit), before + 1, what);
    }
    await server.close();
  }).timeout(30_000);
});

describe("pages of origins that the settings name", () => {
  it("S8: may ask, and read the answers, and nobody else's", async () => {
    const origin = "https://partner.example";
    const server = await startServer({ ALLOWED_ORIGINS: `${origin},https://other.example` });
    const { ask, close } = strangerAt(server.port);
    const preflight = await ask("OPTIONS /api/seats", { headers: { origin } });
    assert.equal(preflight.status, 204);
    assert.match(String(preflight.headers["access-control-allow-methods"]), /POST/);
    assert.equal(preflight.headers["access-control-allow-headers"], "authorization, content-type");
    for (const { headers, status } of [
      await ask("POST /api/session/guest", { body: {}, headers: { origin } }),
      await ask("GET /api/nothing", { headers: { origin } }),
      preflight,
    ]) {
      assert.ok(status < 400 || status === 404);
      assert.equal(headers["access-control-allow-origin"], origin);
      assert.equal(headers.vary, "origin");
      assert.equal(headers["access-control-allow-credentials"], undefined);
    }
    const away = await ask("GET /health", { headers: { origin } });
    assert.equal(away.headers["access-control-allow-origin"], undefined);
    close();
    await server.close();
  });
});
