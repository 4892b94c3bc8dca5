// Every limit of the HTTP side, as a stranger meets it: refused, counted by name, and nobody else notices.
import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { LIMITS, type LimitName, settingOf } from "../../../server/limits.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/version.ts";
import { guestOf } from "../../helpers/http.ts";
import { dial, refusals, STRANGER, say, statusOf, strangerAt } from "../../helpers/raw-http.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const closed = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.on("error", () => {}).once("close", resolve));

const JOIN = { version: PROTOCOL_VERSION };

describe("limits of the HTTP side", () => {
  let server: TestServer;
  let stranger: ReturnType<typeof strangerAt>;

  const start = async (env: Record<string, string> = {}): Promise<void> => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ...env });
    stranger = strangerAt(server.port);
  };
  afterEach(async () => {
    stranger.close();
    await server.close();
  });

  it("openConnections: one more than an address may have open is closed before a byte is read", async () => {
    await start({ LIMIT_OPEN_CONNECTIONS: "3" });
    const open = Array.from({ length: 3 }, () => dial(server.port, STRANGER).resume());
    await Promise.all(open.map((socket) => once(socket, "connect")));
    // Each is known to be counted once it is answered.
    for (const socket of open) socket.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    await Promise.all(open.map((socket) => once(socket, "data")));
    await closed(dial(server.port, STRANGER));
    assert.equal(await refusals(server.port, "openConnections"), 1);
    assert.equal(
      statusOf(await say(server.port, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", "127.0.0.3")),
      200,
    );
    open[0].destroy();
    let status = 0;
    while (status !== 200) {
      const said = say(server.port, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", STRANGER);
      status = statusOf(await said);
    }
    for (const socket of open) socket.destroy();
  });

  it("tcpPerMinute: so many connections a minute, however short they are", async () => {
    await start({ LIMIT_TCP_PER_MINUTE: "5" });
    const health = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) statuses.push(statusOf(await say(server.port, health, STRANGER)));
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 0, 0]);
    assert.equal(await refusals(server.port, "tcpPerMinute"), 2);
    assert.equal(statusOf(await say(server.port, health)), 200);
  });

  it("pipelined: who asks on and on without waiting is cut off", async () => {
    await start();
    const socket = dial(server.port, STRANGER);
    socket.write("GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1000));
    await closed(socket);
    assert.equal(await refusals(server.port, "pipelined"), 1);
    const { requests } = LIMITS;
    assert.equal((await stranger.ask("GET /health")).status, 200, `${requests.default} were not used up`);
  });

  it("requests: 10,000 in a row from one address are 429 from the 301st on, and its connections go", async () => {
    await start();
    const all = await Promise.all(Array.from({ length: 400 }, () => stranger.ask("GET /health")));
    const refused = all.filter(({ status }) => status === 429);
    assert.equal(refused.length, 100);
    for (const { body, headers } of refused) {
      assert.deepEqual(body, { error: "slowDown" });
      assert.deepEqual([headers.connection, Number(headers["retry-after"]) > 0], ["close", true]);
    }
    assert.equal(await refusals(server.port, "requests"), 100);
    assert.equal((await strangerAt(server.port, "127.0.0.3").ask("GET /health")).status, 200);
  });

  it("[J11] bodyDepth and seatBytes: a seat is asked for in 2 KB, four levels deep", async () => {
    await start();
    const { access: token } = await guestOf(server.endpoint);
    const deep = { ...JOIN, want: { kind: "quick", mode: "swarm", pings: { a: { b: { c: 1 } } } } };
    assert.deepEqual((await stranger.ask("POST /api/seats", { token, body: deep })).status, 400);
    const long = { ...JOIN, want: { kind: "lobby" }, name: "x".repeat(2048) };
    assert.deepEqual((await stranger.ask("POST /api/seats", { token, body: long })).status, 413);
    assert.equal(await refusals(server.port, "bodyDepth"), 1);
    assert.equal(await refusals(server.port, "seatBytes"), 1);
  });

  const PER_MINUTE: [limit: LimitName, request: string, body: object | undefined][] = [
    ["seatsPerMinute", "POST /api/seats", {}],
    ["returnsPerMinute", "POST /api/seats/back", {}],
    ["guestsPerMinute", "POST /api/session/guest", {}],
    ["renewalsPerMinute", "POST /api/session/refresh", {}],
    ["accountsPerMinute", "POST /api/account/register", {}],
    ["accountsPerMinute", "POST /api/account/sign-out-everywhere", {}],
    ["guessesPerMinute", "POST /api/account/login", {}],
    ["guessesPerMinute", "POST /api/account/password", {}],
    ["looksPerMinute", "GET /api/me", undefined],
    ["changesPerMinute", "PATCH /api/me", {}],
    ["readsPerMinute", "GET /api/boards/swarm/all", undefined],
    ["readsPerMinute", "GET /api/players/x", undefined],
    ["logsPerMinute", "GET /api/matches/x/log", undefined],
  ];
  for (const [limit, request, body] of PER_MINUTE) {
    it(`${limit}: ${request} is 429 for the rest of the minute, with the time to wait`, async () => {
      await start({ [settingOf(limit)]: "3" });
      const statuses: number[] = [];
      for (let i = 0; i < 5; i++)
        statuses.push((await stranger.ask(request, { ...(body && { body }) })).status);
      assert.ok(!statuses.slice(0, 3).includes(429), String(statuses));
      assert.deepEqual(statuses.slice(3), [429, 429]);
      const { body: said, headers } = await stranger.ask(request, { ...(body && { body }) });
      assert.equal(said.error, "slowDown");
      assert.ok(Number(headers["retry-after"]) > 0 && Number(headers["retry-after"]) <= 60);
      assert.equal(await refusals(server.port, limit), 3);
      const other = strangerAt(server.port, "127.0.0.3");
      assert.notEqual((await other.ask(request, { ...(body && { body }) })).status, 429);
      other.close();
    });
  }
});
