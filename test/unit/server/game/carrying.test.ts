// A round that goes on in another room: the same map, tick and scores, and a log of its own that replays bit for bit.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import { carriedBy, carriedGame } from "../../../../server/game/carrying.ts";
import { compare } from "../../../../shared/sim/replay.ts";
import { Phase } from "../../../../shared/sim/world.ts";
import { makeGame, PERSON, seat, tick } from "./ports.ts";

const ann = { ...PERSON, name: "Ann", id: "u_ann" };
const ben = { ...PERSON, name: "Ben", id: "u_ben" };

/** The game goes on in another one, as a room of another process has it: by what JSON can carry. */
function goOn(game: ArenaGame, options: Parameters<typeof makeGame>[0] = {}): ArenaGame {
  const from = JSON.parse(JSON.stringify(carriedGame(game.world, game.roll)));
  const { seed, mode } = game.world;
  return makeGame({ seed, mode, hashes: true, from, ...options });
}

const replays = (game: ArenaGame): void => {
  const { ticks, compared, differ } = compare(game.runningResult().log);
  assert.ok(ticks > 0);
  assert.deepEqual([compared, differ], [ticks, 0]);
};

describe("a round that goes on in another room", () => {
  it("keeps map, tick, end, scores, embers and places, and its log replays bit for bit", () => {
    const game = makeGame({ seed: 11, fillTo: 12 });
    const slots = [ann, ben].map((person) => game.join(person, seat()));
    tick(game, 300);
    for (const [i, slot] of slots.entries()) {
      Object.assign(game.skimmer(slot), { embers: 17 + i, hitPoints: 60, alive: true, orbAmmo: 2 });
      Object.assign(game.world.scores[slot] as object, { banked: 300 + i, kills: 4, deaths: 3 });
    }
    const brought = slots.map((slot) => carriedBy(game.world, slot));
    const next = goOn(game, { fillTo: 12 });
    const { world } = next;
    assert.deepEqual([world.tick, world.phaseEndsTick], [game.world.tick, game.world.phaseEndsTick]);
    assert.equal(world.arena.seed, game.world.arena.seed);
    const there = [ann, ben].map((person, i) => next.join(person, seat(), false, brought[i]));
    for (const [i, slot] of there.entries()) {
      const { embers, hitPoints, orbAmmo, x, y } = next.skimmer(slot);
      assert.deepEqual([embers, hitPoints, orbAmmo], [17 + i, 60, 2]);
      const { banked, kills, deaths } = world.scores[slot] ?? {};
      assert.deepEqual([banked, kills, deaths], [300 + i, 4, 3]);
      const was = game.skimmer(slots[i]);
      assert.ok(Math.hypot(x - was.x, y - was.y) < 1, "stands where it stood");
    }
    tick(next, 200);
    replays(next);
  });

  it("does not put anybody into rock: who stood where crystal is whole again is placed anew", () => {
    const game = makeGame({ seed: 3 });
    const slot = game.join(ann, seat());
    const { arena } = game.world;
    const rock = arena.tiles.findIndex((kind, at) => kind === 1 && at > arena.columns * 3);
    const place = { x: (rock % arena.columns) * 64 + 32, y: Math.floor(rock / arena.columns) * 64 + 32 };
    Object.assign(game.skimmer(slot), { embers: 9, alive: true }, place);
    const next = goOn(game);
    const there = next.join(ann, seat(), false, carriedBy(game.world, slot));
    const { embers, x, y } = next.skimmer(there);
    assert.equal(embers, 9);
    assert.ok(Math.hypot(x - place.x, y - place.y) > 100);
    tick(next, 30);
    replays(next);
  });

  it("begins the next round while scores are shown, on the map that leads, with nothing done", () => {
    const game = makeGame({ seed: 5, lengths: { lengthTicks: 30, scoresTicks: 60 } });
    const slot = game.join(ann, seat());
    while (game.world.phase !== Phase.scores) tick(game);
    game.vote(slot, 2);
    tick(game);
    const next = goOn(game, { lengths: { lengthTicks: 30, scoresTicks: 60 } });
    assert.deepEqual([next.world.round, next.world.map, next.world.phase], [1, 2, Phase.playing]);
    assert.equal(carriedBy(game.world, slot), null);
  });

  it("keeps what was done by who has left, and by who left and came back", () => {
    const game = makeGame({ seed: 7 });
    const slot = game.join(ann, seat());
    Object.assign(game.world.scores[slot] as object, { banked: 40, kills: 2 });
    game.join(ben, seat());
    game.leave(slot);
    const again = game.join(ann, seat());
    Object.assign(game.world.scores[again] as object, { banked: 5 });
    tick(game, 3);
    const brought = carriedBy(game.world, again);
    const next = goOn(game);
    next.join(ann, seat(), false, brought);
    const players = next.runningResult().players;
    assert.deepEqual(
      players.map(({ id, score, kills }) => [id, score, kills]),
      [["u_ann", 45, 2]],
    );
  });
});

describe("a match that goes on in another room", () => {
  /** A duel in the middle of its second bout, one bout won by team 1. */
  function duel(): { game: ArenaGame; slots: number[] } {
    const game = makeGame({ seed: 21, mode: "duel" });
    const slots = [ann, ben].map((person, team) => game.join({ ...person, team }, seat()));
    const play = (): void => {
      while (game.world.phase !== Phase.playing) tick(game);
    };
    play();
    game.skimmer(slots[0]).alive = false;
    tick(game);
    assert.deepEqual(game.world.match.wins, [0, 1]);
    play();
    return { game, slots };
  }

  it("plays the bout again that was broken off, once everybody is there, with the bouts that were won", () => {
    const { game, slots } = duel();
    const brought = slots.map((slot) => carriedBy(game.world, slot));
    const next = goOn(game);
    for (const [team, person] of [ann, ben].entries())
      next.join({ ...person, team }, seat(), false, brought[team]);
    assert.equal(next.world.phase, Phase.warmup);
    next.allHere = true;
    tick(next);
    assert.equal(next.world.phase, Phase.countdown);
    assert.deepEqual([next.world.match.wins, next.world.match.bout], [[0, 1], 2]);
    while (next.world.phase !== Phase.playing) tick(next);
    replays(next);
    next.skimmer(0).alive = false;
    tick(next);
    assert.deepEqual(next.world.match.wins, [0, 2]);
  });

  it("goes on with the clock of a rush where it stood", () => {
    const game = makeGame({ seed: 4, mode: "rush", fillTo: 8 });
    const slot = game.join({ ...ann, team: 0 }, seat());
    while (game.world.phase !== Phase.playing) tick(game);
    tick(game, 400);
    const left = game.world.phaseEndsTick - game.world.tick;
    const { wins } = game.world.match;
    const next = goOn(game, { fillTo: 8 });
    next.join({ ...ann, team: 0 }, seat(), false, carriedBy(game.world, slot));
    next.allHere = true;
    while (next.world.phase !== Phase.playing) tick(next);
    assert.equal(next.world.phaseEndsTick - next.world.tick, left);
    assert.deepEqual(next.world.match.wins, wins);
    replays(next);
  });
});
