// Duel and Core Rush over real sockets: a duel of two people to its end, a rush of bots that score, and a core that is
// predicted.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import type { RoundResult } from "../../server/game/round-result.ts";
import { waypoint } from "../../shared/bots/flow-fields.ts";
import { clearDistance } from "../../shared/bots/steering.ts";
import { profileNamed } from "../../shared/lab/profile.ts";
import { Button } from "../../shared/sim/input.ts";
import { cos, direction, sin } from "../../shared/sim/math.ts";
import { compare } from "../../shared/sim/replay.ts";
import { Phase } from "../../shared/sim/world.ts";
import { IDLE, joinPlayer } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { coreOf, distance } from "../helpers/world.ts";

/** After inputs of this machine's making came late, dropped or for lost ticks, so long, ticks, says nothing of prediction. */
const UPSET_TICKS = 45;

/** Of the ticks from now on: how many were calm for the link's players, and whether the newest was. */
function watchCalm(game: ArenaGame): { ticks: number; isCalm(): boolean } {
  const { gate, tick } = game;
  let upset = -UPSET_TICKS;
  let starvedInARow = 0;
  const seen = { ticks: 0, isCalm: () => game.world.tick >= upset + UPSET_TICKS };
  game.tick = (lost = 0) => {
    const { starvedTicks, droppedInputs } = gate;
    tick.call(game, lost);
    starvedInARow = gate.starvedTicks > starvedTicks ? starvedInARow + 1 : 0;
    if (lost > 0 || starvedInARow >= 3 || gate.droppedInputs > droppedInputs) upset = game.world.tick;
    if (seen.isCalm()) seen.ticks += 1;
  };
  return seen;
}

describe("modes of two teams over sockets", function () {
  // A hang guard: a duel takes 40 s of game, and a machine that loses ticks plays it slower.
  this.timeout(300_000);
  let server: TestServer;

  const open = async (mode: string, bots: number): Promise<void> => {
    server = await startServer({ ARENA_MODE: mode, ARENA_BOTS_FILL_TO: String(bots), ARENA_SEED: "5" });
  };
  const gameOf = (session: GameSession): ArenaGame => server.room(session.live.room.roomId).game;

  afterEach(() => server.close());

  it("[G1] a duel of two people is played from warm-up to a result that says who has won", async () => {
    await open("duel", 0);
    const hunter = await joinPlayer(server.endpoint, "Ann");
    await hunter.until(({ state }) => state.phase === Phase.warmup);
    const game = gameOf(hunter.session);
    const results: RoundResult[] = [];
    const keep = game.onRoundOver;
    game.onRoundOver = (result) => {
      results.push(result);
      keep(result);
    };
    const prey = await joinPlayer(server.endpoint, "Bea");
    assert.deepEqual(
      [hunter, prey].map(({ session }) => session.state.roster.get(String(session.slot))?.team),
      [0, 1],
    );
    // One stands still, the other flies there and fires.
    hunter.act = (_seconds, { own, arena }) => {
      const target = game.world.skimmers[prey.session.slot];
      if (own === null || target === null || game.world.phase !== Phase.playing) return IDLE;
      const way = waypoint(arena, own, target);
      const heading = direction(way.x - own.x, way.y - own.y);
      const aim = direction(target.x - own.x, target.y - own.y);
      const away = distance(own, target);
      // Round a corner one is near, too, and would fire at rock for good.
      const near = away < 200 && clearDistance(arena, own.x, own.y, aim, away) >= away;
      const [moveX, moveY] = near ? [0, 0] : [cos(heading), sin(heading)];
      return { ...IDLE, moveX, moveY, aim, buttons: away < 500 ? Button.fire : 0 };
    };
    await prey.until(({ state }) => state.phase === Phase.scores);
    const { winner, wins } = prey.session.state;
    assert.deepEqual([winner, [...wins]], [0, [3, 0]]);
    const [result] = results;
    assert.deepEqual(
      result.players.map(({ name, team, place, score, kills, deaths, left, bot }) => [
        name,
        team,
        place,
        score,
        kills,
        deaths,
        left,
        bot,
      ]),
      [
        ["Ann", 0, 1, 3, 3, 0, false, false],
        ["Bea", 1, 2, 0, 0, 3, false, false],
      ],
    );
    assert.ok(result.players.every(({ id }) => id.startsWith("u_")));
    assert.equal(result.mode, "duel");
    const replayed = compare(result.log);
    assert.deepEqual([replayed.ticks, replayed.differ], [result.ticks, 0]);
    for (const player of [hunter, prey]) await player.leave();
  });

  it("[S16] tells everybody where the core is, and predicts one's own pushes at 100 ms", async () => {
    await open("rush", 0);
    const player = await joinPlayer(server.endpoint, "Ann");
    const other = await joinPlayer(server.endpoint, "Bea");
    const game = gameOf(player.session);
    game.world.phaseEndsTick = game.world.tick + 1;
    await player.until(({ state }) => state.phase === Phase.playing);
    assert.ok(other.session.core !== null && distance(other.session.core, coreOf(game.world)) < 1);
    const link = profileNamed("loopback");
    const way = { ...link.up, delayMs: 50 };
    player.session.simulate({ ...link, up: way, down: way });
    const offs: number[] = [];
    // A stall of this machine makes inputs late for a core that went on: that is the stall's doing, not prediction's.
    const calm = watchCalm(game);
    player.session.on("corrected", ({ off }) => void (calm.isCalm() && offs.push(off)));
    // Round and round between two places behind the core: pushes from all sides, off its boards too.
    player.act = (seconds, { own, core }): Controls => {
      if (own === null || core === null) return IDLE;
      const away = Math.hypot(core.x - own.x, core.y - own.y) || 1;
      const stray = seconds % 4 > 3 ? 1 : 0;
      const x = (core.x - own.x) / away;
      const y = (core.y - own.y) / away;
      return { ...IDLE, moveX: stray ? y : x, moveY: stray ? -x : y, aim: 0 };
    };
    let touched = 0;
    let compared = 0;
    let wrong = 0;
    const stats = player.session.stats ?? assert.fail();
    let before = { ...stats };
    let seenTick = game.world.tick;
    await player.until(({ own, core, state }) => {
      // By the ticks that have passed: a slow machine draws fewer frames.
      const passed = game.world.tick - seenTick;
      seenTick += passed;
      if (own && core && Math.hypot(core.x - own.x, core.y - own.y) < 62) touched += passed;
      if (calm.isCalm()) {
        compared += stats.compared - before.compared;
        wrong += stats.wrong - before.wrong;
      }
      before = { ...stats };
      return calm.ticks > 20 * 30 || state.phase === Phase.scores;
    });
    const sorted = offs.toSorted((a, b) => a - b);
    console.log(
      `      pushing alone at 100 ms: ${wrong} of ${compared} inputs predicted wrongly, ` +
        `${sorted.length} corrections, median ${sorted[sorted.length >> 1] ?? 0} u, worst ${sorted.at(-1) ?? 0} u; ` +
        `${touched} ticks in touch`,
    );
    assert.ok(touched > 50, `${touched} ticks in touch`);
    assert.ok(compared > 100, `${compared} inputs compared`);
    // 6 to 9% on a loaded machine: the core is where the server has it a little later than where it was predicted.
    assert.ok(wrong / compared < 0.3, `${wrong} of ${compared}`);
    assert.ok((sorted.at(-1) ?? 0) < 16, `off by ${sorted.at(-1)} u, a skimmer's radius`);
    for (const one of [player, other]) await one.leave();
  });
});
