// Gates, wells and portals are predicted like everything else of oneself: what follows from the tick is the same on
// both sides, and the way through a portal shows at once.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import type { ArenaRoom } from "../../server/rooms/arena-room.ts";
import { Button } from "../../shared/sim/input.ts";
import { type Arena, type Place, Tile } from "../../shared/sim/tiles.ts";
import { ARENA, DASH, PORTAL, SEAT, WELL } from "../../shared/tunables.ts";
import { IDLE, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { distance } from "../helpers/world.ts";

/** Inputs in a row whose ticks were foreseen before one counts: what an input that came late has upset is mended by then. */
const CALM = 30;

interface Known {
  x: number;
  y: number;
  tick: number;
}

/** What the server has after each input and the client had, tick included, from now on. */
function watch(room: ArenaRoom, session: GameSession) {
  const { live } = session;
  const decided = new Map<number, Known>();
  const tick = room.game.tick.bind(room.game);
  room.game.tick = (lost) => {
    tick(lost);
    const { x, y } = room.game.skimmer(session.slot);
    decided.set(room.inputs.get(live.room.sessionId).consumedCount, { x, y, tick: room.game.world.tick });
  };
  const predicted = new Map<number, Known>();
  live.input.onSend((seq) => {
    const { prediction } = live;
    if (prediction === null) return;
    const { x, y } = prediction.now;
    predicted.set(seq, { x, y, tick: prediction.tickOf(seq) });
  });
  return {
    /** Of the inputs after `from`: how many had a tick that was foreseen, as had CALM before it, and which of them were off. */
    verdict(from: number): { calm: number; offs: number[] } {
      let calm = 0;
      let inARow = 0;
      const offs: number[] = [];
      for (const [seq, { x, y, tick: at }] of decided) {
        const was = predicted.get(seq);
        if (seq <= from || was === undefined) continue;
        inARow = was.tick === at ? inARow + 1 : 0;
        if (inARow <= CALM) continue;
        calm += 1;
        const off = Math.hypot(was.x - x, was.y - y);
        if (off > 0) offs.push(off);
      }
      return { calm, offs };
    },
  };
}

/** Flies at a place, and about it, with a wave in its way. */
const about =
  (place: Place) =>
  (seconds: number, session: GameSession): Controls => {
    const own = session.own;
    const heading =
      own === null ? 0 : Math.atan2(place.y - own.y, place.x - own.x) + 1.2 * Math.sin(seconds * 1.7);
    return { moveX: Math.cos(heading), moveY: Math.sin(heading), aim: 0, buttons: 0, weapon: 0 };
  };

/** A tile of crystal with two tiles of floor to its left, in the dark of no well or gate. */
function besideCrystal(arena: Arena): number {
  const far = [...arena.wells, ...arena.gates, ...arena.portals];
  const at = arena.tiles.findIndex((tile, i) => {
    const isFloor = [1, 2].every((left) => arena.tiles[i - left] === Tile.floor);
    const place = {
      x: ((i % arena.columns) + 0.5) * ARENA.tile,
      y: (Math.floor(i / arena.columns) + 0.5) * ARENA.tile,
    };
    return (
      tile === Tile.crystal && isFloor && far.every((other) => distance(other, place) > WELL.radius + 200)
    );
  });
  assert.ok(at > 0, "the map has no such crystal");
  return at;
}

describe("prediction of what the map does", function () {
  // A hang guard: on a machine that often stands still it takes long until ticks are foreseen for a while.
  this.timeout(240_000);
  let server: TestServer;
  let player: Player;
  let room: ArenaRoom;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "11", ROUND_SECONDS: "3600" });
    player = await joinPlayer(server.endpoint, "Ann");
    room = server.room(player.session.live.room.roomId);
  });
  after(async () => {
    await player.leave();
    await server.close();
  });

  /** Puts the player somewhere, at rest, and resolves once its client knows, with the newest input of then. */
  async function put(place: Place): Promise<number> {
    // Whoever flies on may be through a portal, and hop once more, before a frame has seen the first.
    player.act = () => IDLE;
    const skimmer = room.game.skimmer(player.session.slot);
    const hop = (skimmer.hop + 1) & 255;
    Object.assign(skimmer, {
      x: Math.round(place.x),
      y: Math.round(place.y),
      vx: 0,
      vy: 0,
      hop,
      portalTicks: 0,
    });
    await player.until(({ own }) => own !== null && own.hop === hop);
    return player.session.live.input.sentCount;
  }

  const playFor = (ticks: number): Promise<void> => {
    const end = room.game.world.tick + ticks;
    return player.until(() => room.game.world.tick >= end);
  };

  /** What was off after `from` in so many ticks, and in as many more as it takes until `inputs` had a tick that was foreseen. */
  async function offsOf(
    seen: ReturnType<typeof watch>,
    from: number,
    ticks: number,
    inputs: number,
  ): Promise<number[]> {
    await playFor(ticks);
    while (seen.verdict(from + CALM).calm <= inputs) await playFor(30);
    return seen.verdict(from + CALM).offs;
  }

  it("[I6] [S12] a gate that turns stops and shoves oneself in the very place on both sides", async () => {
    const [gate] = room.game.world.arena.gates;
    const from = await put({ x: gate.x + 40, y: gate.y + 40 });
    const seen = watch(room, player.session);
    player.act = about(gate);
    assert.deepEqual(await offsOf(seen, from, 300, 100), []);
    // On its way past it may be further off at any one moment.
    await player.until(() => distance(room.game.skimmer(player.session.slot), gate) < 150);
  });

  it("[I6] [S12] a well that swells pulls alike on both sides", async () => {
    const [well] = room.game.world.arena.wells;
    const from = await put(well);
    const seen = watch(room, player.session);
    player.act = about(well);
    assert.deepEqual(await offsOf(seen, from, 200, 60), []);
    await player.until(() => distance(room.game.skimmer(player.session.slot), well) < WELL.radius);
  });

  it("[S11] crystal that one shoots breaks on one's own map, too, and one flies through where it was", async () => {
    const { arena } = room.game.world;
    const { session } = player;
    const at = besideCrystal(arena);
    const middle = {
      x: ((at % arena.columns) + 0.5) * ARENA.tile,
      y: (Math.floor(at / arena.columns) + 0.5) * ARENA.tile,
    };
    const broke: Place[] = [];
    let changed = 0;
    session.on("crystalBroken", (place) => broke.push(place));
    session.on("arenaChanged", () => changed++);
    await put({ x: middle.x - 110, y: middle.y });
    assert.equal(session.arena.tiles[at], Tile.crystal);
    player.act = () => ({ ...IDLE, buttons: Button.fire });
    await player.until(() => broke.length > 0);
    assert.deepEqual(broke, [middle]);
    assert.ok(changed > 0);
    assert.equal(session.arena.tiles[at], Tile.floor);
    assert.notEqual(session.arena, arena, "a client's map is its own");
    const { wrong } = session.stats ?? { wrong: -1 };
    // Open on both sides whenever it is reached: inputs that were late are caught up with, in ticks before those foreseen.
    await playFor(SEAT.creditTicks);
    player.act = () => ({ ...IDLE, moveX: 1 });
    await player.until(({ own }) => own !== null && own.x > middle.x);
    player.act = () => IDLE;
    await playFor(20);
    assert.equal(session.stats?.wrong, wrong);
  });

  it("[I6] [S12] a portal is passed at once, in a jump that is told and not glided over", async () => {
    const { portals } = room.game.world.arena;
    const { session } = player;
    const jumps: { own: boolean; from: Place; to: Place }[] = [];
    const corrections: number[] = [];
    session.on("jumped", ({ own, fromX, fromY, x, y }) =>
      jumps.push({ own, from: { x: fromX, y: fromY }, to: { x, y } }),
    );
    session.on("corrected", ({ off }) => corrections.push(off));
    const drawn: Place[] = [];
    await put({ x: portals[0].x - 90, y: portals[0].y });
    jumps.length = 0;
    corrections.length = 0;
    player.act = (seconds) => {
      session.eachSkimmer(({ own, x, y }) => own && drawn.push({ x, y }));
      // It lets go at the other end: however many ticks a slow machine is late, it is still there.
      return jumps.length > 0 ? IDLE : about(portals[0])(seconds, session);
    };
    await player.until(() => jumps.length > 0);
    await playFor(20);
    player.act = () => ({ moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 });
    assert.equal(jumps.length, 1);
    // A well may reach here, and pull otherwise where an input came late; the way itself is 1,000 u and more.
    assert.ok(
      corrections.every((off) => off < 1),
      corrections.join(),
    );
    const [{ own, from, to }] = jumps;
    assert.ok(own && distance(from, portals[0]) < 60, `from ${from.x},${from.y}`);
    assert.ok(distance(to, portals[1]) < PORTAL.exit + DASH.speed / 30, `to ${to.x},${to.y}`);
    // Every picture is at one end or the other.
    for (const place of drawn)
      assert.ok(Math.min(...portals.slice(0, 2).map((p) => distance(p, place))) < 400);
  });
});
