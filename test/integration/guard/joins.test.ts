// Who opens a socket and never joins: closed in time, and no memory for it meanwhile.
import assert from "node:assert/strict";
import { Identity } from "../../../client/net/identity.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/version.ts";
import { openSocket, post, QUICK, type RawClient } from "../../helpers/raw-client.ts";
import { refusals } from "../../helpers/refusals.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

describe("joining", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
  });
  after(() => server.close());

  interface Half {
    socket: RawClient["socket"];
    roomId: string;
    sessionId: string;
    closed: Promise<{ code: number; reason: string }>;
    /** The server has said that the seat is taken. */
    seated: Promise<void>;
  }

  /** Takes a seat as far as the socket, and acknowledges nothing. */
  async function halfJoin(want: object = QUICK, who = new Identity(server.endpoint)): Promise<Half> {
    const body = JSON.stringify({ version: PROTOCOL_VERSION, want });
    const answer = await post(server.endpoint, "/api/seats", body, await who.access());
    const { socket, opened } = openSocket(server.endpoint, answer);
    const seated = new Promise<void>((resolve) => socket.once("message", () => resolve()));
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      socket.once("close", (code, reason) => resolve({ code, reason: String(reason) }));
    });
    await opened;
    const { roomId = "", sessionId = "" } = answer.body;
    return { socket, roomId, sessionId, closed, seated };
  }

  for (const want of [QUICK, { kind: "lobby" }]) {
    it(`[F4] S4: a join that is never acknowledged is closed after 5 s, and its seat is free: ${want.kind}`, async () => {
      const before = (await refusals(server.endpoint)).joinSeconds;
      // From before its socket: the server counts from then, and a stall before it is seated is part of the 5 s.
      const fromMs = performance.now();
      const half = await halfJoin(want);
      await half.seated;
      const { code, reason } = await half.closed;
      const seconds = (performance.now() - fromMs) / 1000;
      assert.deepEqual([code, reason], [4109, "join not acknowledged"]);
      assert.ok(seconds >= 5, `after ${seconds} s`);
      assert.equal((await refusals(server.endpoint)).joinSeconds, before + 1);
      const people = () => server.rooms().flatMap((room) => [...room.clients]);
      while (people().length > 0) await new Promise((wake) => setTimeout(wake, 20));
    }).timeout(20_000);
  }

  it("[F4] who comes for a seat that is not there is told so, and closed", async () => {
    for (const sessionId of ["nobody", "__proto__", "constructor"]) {
      const body = { processId: "p", roomId: sessionId, sessionId };
      const { socket } = openSocket(server.endpoint, { status: 200, body });
      const code = await new Promise((resolve) => socket.once("close", resolve));
      assert.equal(code, 4002);
    }
  });

  it("[J9] [L2] a player never has more than three sockets, however many seats it takes", async () => {
    const who = new Identity(server.endpoint);
    const sockets: Half[] = [];
    for (let i = 0; i < 8; i++) {
      const half = await halfJoin(i % 3 === 0 ? { kind: "lobby" } : QUICK, who);
      sockets.push(half);
      await half.seated;
      const open = sockets.filter(({ socket }) => socket.readyState === socket.OPEN).length;
      assert.ok(open <= 3, `${open} are open`);
    }
    // The newest of each kind: one of the lobby, one of an arena; those before were told so.
    const codes = await Promise.all(sockets.slice(0, 6).map(async ({ closed }) => (await closed).code));
    assert.deepEqual(new Set(codes), new Set([4103]));
    for (const { socket } of sockets) socket.terminate();
  });

  const talks: [string, string, number][] = [
    ["queuedMessages", "x", 100],
    ["queuedBytes", "x".repeat(7000), 12],
  ];
  for (const [limit, text, times] of talks) {
    it(`[F4] S4: what waits for a join is bounded: ${limit}`, async () => {
      const before = (await refusals(server.endpoint))[limit];
      const half = await halfJoin();
      await half.seated;
      // Those of the test before may not be gone from the room yet.
      const client = server.room(half.roomId).clients.getById(half.sessionId) ?? assert.fail();
      const waiting = (client as unknown as { _enqueuedMessages: Uint8Array[] })._enqueuedMessages;
      for (let i = 0; i < times; i++) client.send("kill", text as never);
      assert.ok(waiting.length <= 64);
      assert.ok(waiting.reduce((sum, { length }) => sum + length, 0) <= 65_536);
      assert.equal((await half.closed).code, 4109);
      assert.equal((await refusals(server.endpoint))[limit], before + 1);
    });
  }
});
