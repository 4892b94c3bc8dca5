// Matches of two teams on the server: who gets which seat, when it begins, what it comes to, and its log.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import type { RoundResult } from "../../../../server/game/round-result.ts";
import { compare } from "../../../../shared/sim/replay.ts";
import { Phase } from "../../../../shared/sim/world.ts";
import { MATCH, MODES, type Mode } from "../../../../shared/tunables/modes.ts";
import { HUES } from "../../../../shared/tunables.ts";
import { coreOf, skimmerOf } from "../../../helpers/world.ts";
import { makeGame, PERSON, RecordingView, seat, tick } from "./ports.ts";

interface Roster {
  team: number;
  hue: number;
  bot: boolean;
}

const entryOf = (game: ArenaGame, slot: number): Roster => game.world.scores[slot] as unknown as Roster;
const person = (n: number, team = -1) => ({ ...PERSON, name: `P${n}`, id: `u_${n}`, team });

function match(mode: Mode, fillTo = 0) {
  const game = makeGame({ mode, fillTo, hashes: true });
  const results: RoundResult[] = [];
  game.onRoundOver = (result) => void results.push(result);
  return { game, results };
}

/** A duel of two people that is being played. */
function duel() {
  const made = match("duel");
  const slots = [1, 2].map((n) => made.game.join(person(n), seat()));
  tick(made.game, MATCH.countdownTicks + 1);
  assert.equal(made.game.world.phase, Phase.playing);
  return { ...made, slots };
}

/** The bout is lost by who is in a slot. */
function lose(game: ArenaGame, slot: number): void {
  Object.assign(skimmerOf(game.world, slot), { alive: false, hitPoints: 0 });
  tick(game);
}

describe("a match", () => {
  it("[G1] waits until every seat is taken, then counts down; who wants in beyond that is refused", () => {
    const { game } = match("duel");
    game.join(person(1), seat());
    tick(game, 100);
    assert.equal(game.world.phase, Phase.warmup);
    game.join(person(2), seat());
    tick(game);
    assert.equal(game.world.phase, Phase.countdown);
    assert.equal(game.join(person(3), seat()), -1);
    const onlooker = game.join(person(4), seat(), true);
    assert.deepEqual([entryOf(game, onlooker).team, skimmerOf(game.world, onlooker).alive], [-1, false]);
  });

  it("begins with whoever is in when the time is up; alone one has won", () => {
    const { game, results } = match("duel");
    tick(game, 1000);
    game.join(person(1), seat());
    tick(game, MATCH.warmupTicks - 1);
    assert.equal(game.world.phase, Phase.warmup, "the wait begins with the first to come");
    tick(game, 3);
    assert.equal(game.world.phase, Phase.scores);
    assert.deepEqual(
      results[0].players.map(({ id, place, score }) => [id, place, score]),
      [["u_1", 1, 0]],
    );
  });

  it("of bots alone does not begin: it is played when somebody comes, who gets a bot's seat", () => {
    const { game } = match("rush", 24);
    assert.equal(game.bots.count, 8);
    tick(game, 900);
    assert.equal(game.world.phase, Phase.warmup);
    const slot = game.join(person(1), seat());
    tick(game);
    assert.deepEqual([game.world.phase, game.bots.count], [Phase.countdown, 7]);
    const teams = game.world.scores.flatMap((score) =>
      score === null ? [] : [entryOf(game, score.slot).team],
    );
    assert.deepEqual(teams.sort(), [0, 0, 0, 0, 1, 1, 1, 1]);
    assert.equal(entryOf(game, slot).bot, false);
  });

  it("keeps the teams of people level, gives a team that is asked for, and its colour to everybody in it", () => {
    const { game } = match("rush");
    const slots = [1, 2, 3, 4].map((n) => game.join(person(n), seat()));
    assert.deepEqual(
      slots.map((slot) => entryOf(game, slot).team),
      [0, 1, 0, 1],
    );
    const third = [5, 6].map((n) => entryOf(game, game.join(person(n, 1), seat())).team);
    assert.deepEqual(third, [1, 1]);
    assert.equal(game.join(person(7, 1), seat()), -1, "that team is full");
    assert.equal(entryOf(game, game.join(person(8), seat())).team, 0);
    for (const slot of slots) assert.equal(entryOf(game, slot).hue, MATCH.hues[entryOf(game, slot).team]);
    assert.notEqual(HUES[MATCH.hues[0]], HUES[MATCH.hues[1]]);
  });

  it("[G5] is sat out by nobody: who plays, plays on", () => {
    const { game, slots } = duel();
    game.watch(slots[0], { mode: "rest" });
    assert.equal(skimmerOf(game.world, slots[0]).alive, true);
    const onlooker = game.join(person(3), seat(), true);
    game.watch(onlooker, { mode: "play" });
    tick(game, 200);
    assert.equal(skimmerOf(game.world, onlooker).alive, false);
  });

  it("is over for good once its scores were shown, and hands its result over once", () => {
    const { game, results, slots } = duel();
    for (let bout = 0; bout < 3; bout++) {
      lose(game, slots[1]);
      if (bout < 2) tick(game, MATCH.intervalTicks + MATCH.countdownTicks);
    }
    assert.deepEqual([game.world.phase, results.length, game.over], [Phase.scores, 1, false]);
    assert.deepEqual(
      results[0].players.map(({ id, team, place, score, left }) => [id, team, place, score, left]),
      [
        ["u_1", 0, 1, 3, false],
        ["u_2", 1, 2, 0, false],
      ],
    );
    assert.deepEqual([results[0].mode, results[0].size], ["duel", "court"]);
    tick(game, MODES.duel.scoresTicks);
    assert.equal(game.over, true);
    tick(game, 600);
    assert.deepEqual([results.length, game.over], [1, true]);
  });

  it("is lost by who leaves for good, and says so", () => {
    const { game, results, slots } = duel();
    game.leave(slots[0]);
    tick(game);
    assert.deepEqual(
      results[0].players.map(({ id, place, left }) => [id, place, left]),
      [
        ["u_2", 1, false],
        ["u_1", 2, true],
      ],
    );
  });

  it("[G4] goes on while a connection is only gone for a while", () => {
    const { game, slots } = duel();
    game.setAbsent(slots[0]);
    tick(game, 300);
    assert.equal(game.world.phase, Phase.playing);
  });

  it("replays from its log to every tick's hash, from warm-up to scores", () => {
    for (const mode of ["duel", "rush"] as const) {
      const { game } = match(mode, 24);
      game.join(person(1), seat());
      tick(game, 900);
      game.leave(game.join(person(2), seat()));
      tick(game, 300);
      const log = game.runningResult().log;
      assert.ok(game.world.match.bout > 0);
      assert.deepEqual(compare(log), { ticks: 1200, compared: 1200, differing: [], differ: 0 }, mode);
    }
  });
});

describe("a rush of eight bots", function () {
  this.timeout(120_000);

  it("ends with goals, and replays to every tick's hash", () => {
    const { game, results } = match("rush", 8);
    const slot = game.join(person(1), seat());
    tick(game);
    game.leave(slot);
    for (let i = 0; i < 12_000 && results.length === 0; i++) tick(game);
    const { wins } = game.world.match;
    assert.ok(wins[0] + wins[1] > 0, "nobody scored");
    assert.equal(results[0].players.filter(({ left }) => !left).length, 8);
    const { ticks, compared, differ } = compare(results[0].log);
    assert.deepEqual([compared, differ], [ticks, 0]);
  });
});

describe("the core's light", () => {
  it("[S16] shows who is in it to everybody, and team-mates see each other wherever they are", () => {
    const { game } = match("rush");
    const views = Array.from({ length: 8 }, () => new RecordingView());
    const slots = views.map((view, n) => game.join(person(n), seat(undefined, view)));
    tick(game, 6);
    const sees = (viewer: number, other: number): boolean =>
      views[viewer].held.has(skimmerOf(game.world, slots[other]));
    assert.deepEqual([sees(0, 2), sees(0, 4), sees(0, 1), sees(0, 3)], [true, true, false, false]);
    const { x, y } = coreOf(game.world);
    Object.assign(skimmerOf(game.world, slots[1]), { x: x - 300, y });
    game.beforePatch();
    assert.ok(sees(0, 1) && sees(6, 1));
    Object.assign(skimmerOf(game.world, slots[1]), { x: x - 345, y });
    game.beforePatch();
    assert.ok(sees(0, 1), "and a little further, once seen");
    Object.assign(skimmerOf(game.world, slots[1]), { x: x - 400, y });
    game.beforePatch();
    assert.ok(!sees(0, 1) && !sees(6, 1));
  });
});
