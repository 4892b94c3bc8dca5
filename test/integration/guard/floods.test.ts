// Who sends too much: what is beyond the budget reaches nobody, and after three seconds of it the connection is gone.
import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { joinPlayer, type Player } from "../../helpers/player.ts";
import { type RawClient, rawJoin } from "../../helpers/raw-client.ts";
import { refusals } from "../../helpers/refusals.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const LEAVE = 12;
const PING = 18;
/** A hang guard: three strikes are four seconds, and a flood keeps a slow machine busy with itself. */
const PATIENCE_MS = 60_000;
/** What a budget of so many a second, and `burst` at once, lets through in so long, and one more for each strike. */
const mostOf = (burst: number, perSecond: number, fromMs: number): number =>
  burst + (perSecond * (performance.now() - fromMs)) / 1000 + 3;

/** Sends `frame` 10,000 times a second until the connection is over; resolves with how that was. */
async function flood(client: RawClient, send: () => void): Promise<{ code: number; sent: number }> {
  let sent = 0;
  const timer = setInterval(() => {
    for (let i = 0; i < 100; i++) send();
    sent += 100;
  }, 10);
  const { code } = await client.closed;
  clearInterval(timer);
  return { code, sent };
}

describe("floods", () => {
  let server: TestServer;
  let witness: Player;

  before(async () => {
    // One to a room: the witness plays in another than those who flood.
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_MAX_CLIENTS: "1" });
    witness = await joinPlayer(server.endpoint, "Witness");
  });
  after(async () => {
    await witness.leave();
    await server.close();
  });

  /** Runs `act` while the witness plays on over one connection; resolves with what the limits refused meanwhile. */
  async function beside<T>(act: () => Promise<T>): Promise<T & { refused: Record<string, number> }> {
    const before = await refusals(server.endpoint);
    const { live } = witness.session;
    const result = await act();
    const { tick } = witness.session.state;
    await witness.until((s) => s.state.tick > tick + 10);
    assert.deepEqual([witness.session.live, witness.session.link.kind], [live, "playing"]);
    const now = await refusals(server.endpoint);
    const refused = Object.fromEntries(Object.entries(now).map(([name, n]) => [name, n - before[name]]));
    return { ...result, refused };
  }

  it("[F2] [F3] S11: 10,000 messages a second: 60 are heard, and after three strikes the sender is closed", async () => {
    const fromMs = performance.now();
    const client = await rawJoin(server.endpoint);
    const heard = () => client.frames.filter(([code]) => code === PING).length;
    const { code, refused } = await beside(() => flood(client, () => client.send(PING)));
    assert.equal(code, 4107);
    // The burst, and what comes back of it meanwhile.
    assert.ok(heard() >= 120 && heard() <= mostOf(120, 60, fromMs), `${heard()} were answered`);
    assert.deepEqual([refused.messagesPerSecond + refused.framesPerSecond, refused.strikes], [3, 1]);
  }).timeout(PATIENCE_MS);

  it("[F2] [F3] S1: inputs beyond 1.25 of the ticks reach nobody, and cost their sender the connection", async () => {
    const fromMs = performance.now();
    const client = await rawJoin(server.endpoint);
    const room = server.room(client.roomId);
    const inputs = (room as unknown as { _inputController: { decodeReliable(...args: unknown[]): void } })
      ._inputController;
    const decode = inputs.decodeReliable.bind(inputs);
    let decoded = 0;
    inputs.decodeReliable = (...args) => {
      decoded += 1;
      decode(...args);
    };
    const { code, refused } = await beside(() => flood(client, () => client.send(19, 0x82, 1)));
    assert.equal(code, 4107);
    assert.ok(decoded >= 370 && decoded <= mostOf(370, 37, fromMs), `${decoded} inputs were read`);
    assert.equal(refused.inputsPerSecond + refused.framesPerSecond, 3);
  }).timeout(PATIENCE_MS);

  const controls: [string, (client: RawClient) => void][] = [
    ["pings", (client) => client.socket.ping("x".repeat(100))],
    ["pongs", (client) => client.socket.pong()],
  ];
  for (const [what, send] of controls) {
    it(`[F2] [F3] WebSocket's own ${what} count: a flood of them costs the connection`, async () => {
      const fromMs = performance.now();
      const client = await rawJoin(server.endpoint);
      let answers = 0;
      client.socket.on("pong", () => {
        answers += 1;
      });
      const { code, refused } = await beside(() => flood(client, () => send(client)));
      assert.equal(code, 4107);
      assert.ok(answers <= mostOf(600, 150, fromMs), `${answers} were answered`);
      assert.equal(refused.framesPerSecond, 3);
    }).timeout(PATIENCE_MS);
  }

  it("[F3] of a flood that comes in one piece no more than the budget is even parsed", async () => {
    const fromMs = performance.now();
    const client = await rawJoin(server.endpoint);
    const [seat] = server.room(client.roomId).clients;
    const socket = seat.ref as unknown as { emit(event: string, ...rest: unknown[]): boolean };
    const emit = socket.emit.bind(socket);
    let parsed = 0;
    socket.emit = (event, ...rest) => {
      if (event === "pong") parsed += 1;
      return emit(event, ...rest);
    };
    for (let i = 0; i < 30_000; i++) client.socket.pong();
    assert.equal((await client.closed).code, 4107);
    // Four seconds' worth, what came back meanwhile, and one more for each strike.
    assert.ok(parsed >= 600 && parsed <= mostOf(600, 150, fromMs), `${parsed} were parsed`);
  }).timeout(PATIENCE_MS);

  it("[F3] what follows a flood in the same piece is read when the second is over, though nothing more comes", async () => {
    const client = await rawJoin(server.endpoint);
    const { _socket: tcp } = client.socket as unknown as { _socket: Socket };
    tcp.cork();
    for (let i = 0; i < 140; i++) client.send(PING);
    client.send(LEAVE);
    // From here on it answers nothing, not even a ping.
    client.socket.close();
    tcp.uncork();
    assert.equal((await client.closed).code, 1005);
  }).timeout(PATIENCE_MS);

  it("[F2] a frame in a thousand pieces costs the connection", async () => {
    const client = await rawJoin(server.endpoint);
    for (let i = 0; i < 1000; i++) client.socket.send(Uint8Array.of(13), { fin: false });
    assert.equal((await client.closed).code, 1008);
    await beside(async () => ({}));
  });

  it("[F1] the longest line that one may say is no message that is too long", async () => {
    const { chat } = witness.session;
    const heard = new Promise<string>((resolve) =>
      chat.on("event", (event) => event.kind === "message" && resolve(event.text)),
    );
    chat.start();
    chat.say("room", "🔥".repeat(200));
    assert.equal(await heard, "🔥".repeat(200));
  });

  it("[C4] [F3] who was closed for a flood has no seat to come back to", async () => {
    const client = await rawJoin(server.endpoint);
    const { roomId } = client;
    await flood(client, () => client.send(PING));
    const people = (): number => server.rooms().find((room) => room.roomId === roomId)?.clients.length ?? 0;
    await witness.until(() => people() === 0);
  }).timeout(PATIENCE_MS);
});
