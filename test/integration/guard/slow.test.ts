// Who does not read: no more than 1 MB waits for it, whatever it answers; who reads again has all that the server has.
import assert from "node:assert/strict";
import type { WebSocket } from "ws";
import type { ArenaRoom } from "../../../server/rooms/arena-room.ts";
import { plainProfile } from "../../../shared/lab/profile.ts";
import { drive, joinPlayer, type Player } from "../../helpers/player.ts";
import { rawJoin } from "../../helpers/raw-client.ts";
import { refusals } from "../../helpers/refusals.ts";
import { untilSame } from "../../helpers/same-state.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";
import { startProxy } from "../../lab/proxy.ts";

type Refusals = Awaited<ReturnType<typeof refusals>>;

const SOFT = 262_144;
const HARD = 1_048_576;
/** Of a message that no client knows: what the system's own buffers hold, some MB, is filled with them. */
const PIECE = "x".repeat(30_000);

describe("slow readers", () => {
  let server: TestServer;
  let witness: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "8" });
    witness = await joinPlayer(server.endpoint, "Witness");
  });
  after(async () => {
    await witness.leave();
    await server.close();
  });

  const clientOf = (room: ArenaRoom, sessionId: string) => {
    const client = room.clients.getById(sessionId);
    assert.ok(client !== undefined);
    return { client, socket: client.ref as unknown as WebSocket };
  };

  /** Sends until `bytes` wait on this side. */
  async function fill(room: ArenaRoom, sessionId: string, bytes: number): Promise<WebSocket> {
    const { client, socket } = clientOf(room, sessionId);
    while (socket.bufferedAmount < bytes && socket.readyState === 1) {
      client.send("filler", PIECE as never);
      if (socket.bufferedAmount > 0) await new Promise((wake) => setImmediate(wake));
    }
    return socket;
  }

  /** Sends until a patch is left out: what the system's own buffers still take up before that is filled in again. */
  async function fillUntilSkipped(room: ArenaRoom, sessionId: string, before: Refusals): Promise<WebSocket> {
    for (;;) {
      const socket = await fill(room, sessionId, SOFT);
      if ((await refusals(server.endpoint)).softBufferBytes > before.softBufferBytes) return socket;
      assert.equal(socket.readyState, 1);
    }
  }

  /** A seat whose socket reads nothing more, and answers pings all the same. */
  async function deafJoin() {
    const deaf = await rawJoin(server.endpoint);
    const room = server.room(deaf.roomId);
    const { sessionId } = [...room.clients].at(-1) as { sessionId: string };
    deaf.socket.pause();
    const pongs = setInterval(() => deaf.socket.pong(), 1000);
    return { deaf, room, sessionId, stop: () => clearInterval(pongs) };
  }

  it("[F5] S3: patches are skipped from 256 KB on, and after 15 s the connection is closed", async () => {
    const before = await refusals(server.endpoint);
    const { room, sessionId, stop } = await deafJoin();
    const fromMs = performance.now();
    const socket = await fillUntilSkipped(room, sessionId, before);
    const full = socket.bufferedAmount;
    const fromTick = room.game.world.tick;
    let most = full;
    await witness.until(() => {
      most = Math.max(most, socket.bufferedAmount);
      return socket.readyState !== 1;
    });
    stop();
    // Not sooner by the clock, and not later by the ticks: a machine that stands still loses some of them.
    const seconds = (performance.now() - fromMs) / 1000;
    const played = (room.game.world.tick - fromTick) / 30;
    assert.ok(seconds > 12 && played < 18, `${seconds} s, ${played} s of ticks`);
    // Pings of the measurements and notices; 15 s of patches would be 60 KB more.
    assert.ok(most < full + 16_384, `${most - full} bytes more`);
    const now = await refusals(server.endpoint);
    assert.equal(now.softBufferBytes - before.softBufferBytes, 1);
    assert.equal(now.slowSeconds - before.slowSeconds, 1);
  }).timeout(120_000);

  it("[F5] S3: before 1 MB waits the connection is closed, and what waited is gone", async () => {
    const before = await refusals(server.endpoint);
    const { room, sessionId, stop } = await deafJoin();
    let most = 0;
    const { client, socket } = clientOf(room, sessionId);
    while (socket.readyState === 1) {
      client.send("filler", PIECE as never);
      most = Math.max(most, socket.bufferedAmount);
      if (most > 0) await new Promise((wake) => setImmediate(wake));
    }
    assert.ok(most > HARD - 40_000 && most <= HARD, `${most} bytes`);
    await new Promise<void>((resolve) => socket.once("close", () => resolve()));
    stop();
    assert.equal((await refusals(server.endpoint)).hardBufferBytes - before.hardBufferBytes, 1);
    assert.equal(socket.bufferedAmount, 0);
  }).timeout(120_000);

  it("[F5] [C2] S3: who reads again comes back by itself, and has what the server has", async () => {
    const target = { host: "127.0.0.1", port: server.port };
    const proxy = await startProxy({ target, profile: plainProfile(0) });
    const hidden = await joinPlayer(`http://127.0.0.1:${proxy.port}`, "Slow");
    const { session } = hidden;
    const { live, slot } = session;
    const room = server.room(live.room.roomId);
    live.room.onMessage("filler", () => {});
    const code = new Promise<number>((resolve) => live.room.onLeave(resolve));
    // A hidden tab draws no frames, and does not watch for silence: what follows is the server's doing.
    hidden.stop();
    const before = await refusals(server.endpoint);
    // However long this machine takes to fill it, and to leave out a patch.
    proxy.blackhole("down", true);
    const { socket } = clientOf(room, live.room.sessionId);
    // Its answers to pings, which do not reach it: without them the connection is cut off after 6 s.
    const pongs = setInterval(() => socket.emit("pong", Buffer.alloc(0)), 500);
    await fillUntilSkipped(room, live.room.sessionId, before);
    proxy.blackhole("down", false);
    clearInterval(pongs);
    assert.ok(socket.bufferedAmount < HARD);
    assert.equal(await code, 4108);
    const player = drive(session);
    await player.until((s) => s.live !== live && s.link.kind === "playing");
    assert.equal(session.slot, slot);
    await untilSame(server, [player, witness]);
    await player.leave();
    await proxy.close();
  }).timeout(120_000);
});
