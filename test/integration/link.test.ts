// A link that delays and stalls, between real sockets: what the server measures of it, tells of it, and makes of it.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { plainProfile } from "../../shared/lab/profile.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { Button } from "../../shared/sim/input.ts";
import { REPORT_TICKS, SEAT } from "../../shared/tunables.ts";
import { IDLE, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { type LabProxy, startProxy } from "../lab/proxy.ts";

const ROUND_TRIP_MS = 60;
const REPORTED = ["inputSlack", "inputDepth", "starved", "queued"] as const;

/** Flies in loops, dashes and shoots. */
const wild = (seconds: number): Controls => ({
  moveX: Math.cos(seconds * 2),
  moveY: Math.sin(seconds * 2),
  aim: Math.floor(seconds * 9000) & 0xffff,
  buttons: (seconds % 1.5 < 0.2 ? Button.dash : 0) | (seconds % 3 < 2 ? Button.fire : 0),
  weapon: 0,
});

const skimmerOn = (session: GameSession, slot: number): SkimmerSchema =>
  session.state.skimmers.get(String(slot)) as SkimmerSchema;

/** Inputs that waited on the server, as their player was told last. */
const depth = (session: GameSession): number => skimmerOn(session, session.slot).inputDepth / 16;

/** Resolves when at most two inputs have waited in five reports in a row: a second. */
async function untilShallow(player: Player): Promise<void> {
  let shallowFrom = -1;
  await player.until((session) => {
    const { tick } = session.state;
    if (depth(session) > 2 || shallowFrom < 0) shallowFrom = tick;
    return tick >= shallowFrom + 5 * REPORT_TICKS;
  });
}

describe("a link over sockets", () => {
  let server: TestServer;
  let proxy: LabProxy;
  let player: Player;
  let game: ArenaGame;

  before(async () => {
    // Mostly alone: a lone player's corrections are all of the link's making.
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "11" });
    const target = { host: "127.0.0.1", port: server.port };
    proxy = await startProxy({ target, profile: plainProfile(ROUND_TRIP_MS) });
    player = await joinPlayer(`http://127.0.0.1:${proxy.port}`, "Ann", wild);
    ({ game } = server.room(player.session.live.room.roomId));
  });
  after(async () => {
    await player.leave();
    await proxy.close();
    await server.close();
  });

  it("is measured by the server, and by the client: no less than it really takes", async () => {
    const { session } = player;
    const link = game.link(session.slot);
    assert.ok(link !== null);
    // Of two round trips the second longest is the shorter, and the middle the longer.
    await player.until(() => link.pingMs > 0 && session.pingMs > 0 && link.roundTripMs >= link.pingMs);
    // A timer may be a millisecond early, each way.
    assert.ok(link.pingMs >= ROUND_TRIP_MS - 2, `${link.pingMs} ms`);
    assert.ok(session.pingMs >= ROUND_TRIP_MS - 2, `the client's: ${session.pingMs} ms`);
    assert.equal(link.queuedBytes, 0);
  });

  it("[I7] its player is told five times a second how its inputs keep pace", async () => {
    const { session } = player;
    const tellings: { report: number; told: string }[] = [];
    session.live.room.onStateChange(({ tick }) => {
      const me = skimmerOn(session, session.slot);
      const told = REPORTED.map((field) => me[field]).join(" ");
      tellings.push({ report: Math.floor(tick / REPORT_TICKS), told });
    });
    // So that there is something to tell between two reports, which is not told then.
    await player.until(() => tellings.length >= 20);
    proxy.stall("up", 200);
    await player.until(() => tellings.length >= 100);
    assert.equal(REPORT_TICKS, 6);
    let changes = 0;
    for (let i = 1; i < tellings.length; i++) {
      const [before, now] = [tellings[i - 1], tellings[i]];
      if (before.told === now.told) continue;
      changes += 1;
      assert.notEqual(now.report, before.report, "between two reports nothing new is told");
    }
    assert.ok(changes > 5, `${changes} news in ${tellings.length} patches`);
    // What a stall has left waiting, of this machine's too, is worked off; 0 is told until the first report.
    await player.until((s) => depth(s) > 0 && depth(s) < 4);
  });

  it("[I7] [S4] nobody else is told", async () => {
    const { session } = player;
    const other = await joinPlayer(server.endpoint, "Ben");
    player.act = () => IDLE;
    const [spawn] = game.world.arena.spawns;
    for (const { slot } of [session, other.session]) Object.assign(game.skimmer(slot), spawn);
    await other.until((s) => skimmerOn(s, session.slot) !== undefined);
    // Something to tell: her inputs do not come for half a second.
    const starved = skimmerOn(session, session.slot).starved;
    proxy.stall("up", 500);
    await player.until((s) => skimmerOn(s, s.slot).starved !== starved);
    const { tick } = game.world;
    await other.until((s) => s.state.tick > tick + REPORT_TICKS);
    const [his, hers] = [other.session.slot, session.slot].map((slot) => skimmerOn(other.session, slot));
    for (const field of REPORTED) {
      assert.equal(typeof his[field], "number", field);
      assert.equal(hers[field], undefined, field);
    }
    await other.leave();
    player.act = wild;
  });

  it("a stall of 200 ms on the way up costs no correction, and what it leaves waiting is worked off", async function () {
    this.timeout(180_000);
    await untilShallow(player);
    const corrections: number[] = [];
    const off = player.session.on("corrected", ({ off: by }) => corrections.push(by));
    const { gate } = game;
    for (;;) {
      const { starvedTicks, outages, droppedInputs } = gate;
      corrections.length = 0;
      proxy.stall("up", 200);
      await player.until(() => gate.starvedTicks >= starvedTicks + 3);
      await untilShallow(player);
      // Where this machine stood still for longer than the credit lasts, it was no stall of 200 ms: once more.
      if (gate.outages > outages) continue;
      assert.deepEqual(corrections, []);
      assert.equal(gate.droppedInputs, droppedInputs);
      break;
    }
    off();
  });

  it("[I8] of what comes after an outage as much as the credit pays is taken, the rest is dropped", async function () {
    this.timeout(180_000);
    const { gate } = game;
    const { outages, droppedInputs } = gate;
    const corrections: number[] = [];
    const off = player.session.on("corrected", ({ off: by }) => corrections.push(by));
    // What each tick has taken beyond the inputs that the server itself was late for.
    const taken: number[] = [];
    const { next } = gate;
    gate.next = (slot) => {
      const input = next.call(gate, slot);
      if (input !== null) taken[taken.length - 1] += 1;
      return input;
    };
    const { tick } = game;
    game.tick = (lost = 0) => {
      taken.push(-lost);
      tick.call(game, lost);
    };
    proxy.stall("up", 1000);
    await player.until(() => gate.droppedInputs > droppedInputs);
    await untilShallow(player);
    Object.assign(gate, { next });
    Object.assign(game, { tick });
    off();
    assert.ok(gate.outages > outages);
    const most = Math.max(...taken);
    assert.ok(most > 1 && most <= 1 + SEAT.creditTicks, `${most} in one tick`);
    // It had braked meanwhile: what its player saw was not what happened.
    assert.ok(corrections.length > 0);
  });

  it("[S8] everybody is told of the server's longest tick, and of gaps between ticks, each once", async () => {
    // Of every patch: each is told once, and a frame may see the second of two alone.
    const gaps: number[] = [];
    let longestMs = 0;
    player.session.live.room.onStateChange(({ tickGapMs, tickMs }) => {
      gaps.push(tickGapMs);
      longestMs = Math.max(longestMs, tickMs);
    });
    const tick = game.tick.bind(game);
    game.tick = (lost) => {
      game.tick = tick;
      const endMs = performance.now() + 120;
      while (performance.now() < endMs);
      tick(lost);
    };
    await player.until(() => gaps.some((ms) => ms >= 120) && longestMs >= 120);
    const at = gaps.findIndex((ms) => ms >= 120);
    await player.until(() => gaps.slice(at + 1).includes(0));
  });
});
