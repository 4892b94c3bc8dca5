// Who sends more inputs than there are ticks gains nothing; who begins to send is given a moment's head start.
import assert from "node:assert/strict";
import type { ArenaRoom } from "../../server/rooms/arena-room.ts";
import { packMove } from "../../shared/sim/input.ts";
import { joinPlayer } from "../helpers/player.ts";
import { rawJoin } from "../helpers/raw-client.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const SECONDS = 10;

const circle = (tick: number) => ({ x: Math.cos(tick / 15), y: Math.sin(tick / 15) });

interface Run {
  room: ArenaRoom;
  /** Ticks since the run began, at most SECONDS * 30. */
  ticks: number;
  travelled: number;
  last: { x: number; y: number };
}

/** Measures how far the one skimmer of a room travels in the next SECONDS, from the first spawn on. */
function follow(room: ArenaRoom): Run {
  const { game } = room;
  const skimmer = game.skimmer(0);
  // Where it came into the world depends on the tick in which it did.
  Object.assign(skimmer, game.world.arena.spawns[0], { vx: 0, vy: 0, hop: (skimmer.hop + 1) & 255 });
  const run: Run = { room, ticks: 0, travelled: 0, last: { x: skimmer.x, y: skimmer.y } };
  const tick = game.tick.bind(game);
  game.tick = () => {
    tick();
    if (run.ticks >= SECONDS * 30) return;
    run.ticks += 1;
    run.travelled += Math.hypot(skimmer.x - run.last.x, skimmer.y - run.last.y);
    run.last = { x: skimmer.x, y: skimmer.y };
  };
  return run;
}

describe("the budget of inputs", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({
      ARENA_BOTS_FILL_TO: "0",
      ARENA_SEED: "5",
      ARENA_MAX_CLIENTS: "1",
      // The guard of the socket would close who sends so much: what is shown here is that the gate needs no guard.
      LIMIT_INPUTS_PER_SECOND: "5000",
      LIMIT_FRAMES_PER_SECOND: "5000",
    });
  });
  after(() => server.close());

  it("[I2] S1: lets a client of 300 inputs/s travel at most 1.03 times as far in 10 s", async function () {
    // Ten seconds of ticks, of which a busy machine loses many.
    this.timeout(120_000);
    const honest = await joinPlayer(server.endpoint, "Honest");
    const cheat = await rawJoin(server.endpoint);
    // One to a room, both on the same map and the same spot: only the rate of inputs differs.
    const runs = [honest.session.live.room.roomId, cheat.roomId].map((id) => follow(server.room(id)));
    assert.notEqual(runs[0].room, runs[1].room);
    assert.deepEqual(runs[0].last, runs[1].last);
    honest.act = () => {
      const c = circle(runs[0].ticks);
      return { moveX: c.x, moveY: c.y, aim: 0, buttons: 0, weapon: 0 };
    };
    let sent = 0;
    const flood = setInterval(() => {
      for (; sent < runs[1].ticks * 10; sent++) {
        const c = circle(runs[1].ticks);
        const move = packMove(c.x, c.y);
        cheat.send(19, 0x80, move & 255, move >> 8);
      }
    }, 5);
    await honest.until(() => runs.every((run) => run.ticks >= SECONDS * 30));
    clearInterval(flood);
    cheat.socket.close();
    await honest.leave();
    assert.ok(sent > 280 * SECONDS, `sent ${sent}`);
    const [fair, unfair] = runs.map((run) => run.travelled);
    assert.ok(fair > 2000, `honest: ${fair} u`);
    assert.ok(unfair <= fair * 1.03, `${unfair} u against ${fair} u`);
  });

  for (const [sent, ticks] of [
    [1, 4],
    [2, 1],
  ]) {
    it(`[I9] of ${sent} that wait takes the first with tick ${ticks} after they came`, async () => {
      const client = await rawJoin(server.endpoint);
      const room = server.room(client.roomId);
      const buffer = room.inputs.get(room.clients[0].sessionId);
      const tick = room.game.tick.bind(room.game);
      // Ticks that began while so many waited, before the first was taken.
      const waiting = new Map<number, number>();
      const taken = new Promise<void>((resolve) => {
        room.game.tick = (lost) => {
          if (buffer.consumedCount === 0) waiting.set(buffer.size, (waiting.get(buffer.size) ?? 0) + 1);
          tick(lost);
          if (buffer.consumedCount > 0) resolve();
        };
      });
      for (let n = 0; n < sent; n++) client.send(19, 0x82, n);
      await taken;
      assert.equal(waiting.get(sent), ticks);
      client.socket.close();
      await client.closed;
    });
  }
});
