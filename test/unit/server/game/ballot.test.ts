// The vote on the next map: one each, counted for all to see, and the map and size that follow from it.
import assert from "node:assert/strict";
import { ArenaGame } from "../../../../server/game/arena-game.ts";
import { Ballot } from "../../../../server/game/ballot.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import { hash } from "../../../../shared/sim/hash.ts";
import { compare, worldOf } from "../../../../shared/sim/replay.ts";
import { Phase } from "../../../../shared/sim/world.ts";
import { makeGame, NO_NOTICES, PERSON, seat, tick } from "./ports.ts";

const LENGTHS = { lengthTicks: 30, scoresTicks: 12 };

describe("a ballot", () => {
  it("counts one vote each, the last one", () => {
    const ballot = new Ballot();
    for (const [slot, choice] of [
      [3, 1],
      [4, 1],
      [3, 2],
      [3, 2],
      [123, 0],
    ])
      ballot.vote(slot, choice);
    assert.deepEqual(ballot.counts, [1, 1, 1]);
    ballot.vote(4, -1);
    ballot.vote(4, -1);
    assert.deepEqual(ballot.counts, [1, 0, 1]);
  });

  it("is won by most votes, in a tie by the lowest, and by 0 when nobody votes", () => {
    const ballot = new Ballot();
    assert.equal(ballot.winner(), 0);
    ballot.vote(1, 2);
    assert.equal(ballot.winner(), 2);
    ballot.vote(2, 1);
    assert.equal(ballot.winner(), 1);
    ballot.clear();
    assert.deepEqual([ballot.winner(), ...ballot.counts], [0, 0, 0, 0]);
  });
});

describe("the next map", () => {
  /** A game whose scores are shown, and the state that it publishes. */
  function scores(people: number, options = {}): { game: ArenaGame; state: ArenaSchema } {
    const state = new ArenaSchema();
    const game = new ArenaGame(state, { seed: 5, fillTo: 0, lengths: LENGTHS, ...options }, NO_NOTICES);
    for (let i = 0; i < people; i++) game.join(PERSON, seat());
    tick(game, LENGTHS.lengthTicks);
    assert.equal(game.world.phase, Phase.scores);
    return { game, state };
  }

  it("is the one that most voted for, in the state and in the log of its round", () => {
    const { game, state } = scores(3);
    game.vote(0, 1);
    game.vote(1, 2);
    game.vote(2, 2);
    tick(game);
    assert.deepEqual([...state.votes], [0, 1, 2]);
    game.leave(0);
    tick(game);
    assert.deepEqual([...state.votes], [0, 0, 2], "who leaves takes the vote along");
    tick(game, LENGTHS.scoresTicks);
    assert.deepEqual([state.round, state.map, ...state.votes], [1, 2, 0, 0, 0]);
    const log = game.runningResult().log;
    assert.deepEqual([log.round, log.map, log.lengths], [1, 2, LENGTHS]);
    assert.equal(worldOf(log).arena.seed, game.world.arena.seed);
  });

  it("is not voted on while a round is played", () => {
    const game = makeGame({ lengths: LENGTHS });
    game.join(PERSON, seat());
    game.vote(0, 2);
    tick(game, LENGTHS.lengthTicks + LENGTHS.scoresTicks);
    assert.deepEqual([game.world.round, game.world.map], [1, 0]);
  });

  it("is as large as those who are in need it, known while they vote", () => {
    for (const [people, size] of [
      [12, "small"],
      [13, "medium"],
      [49, "large"],
    ] as const) {
      const { game, state } = scores(people);
      assert.deepEqual([state.size, state.nextSize], ["small", size]);
      tick(game, LENGTHS.scoresTicks);
      assert.deepEqual([state.round, state.size, game.world.size], [1, size, size]);
      assert.equal(worldOf(game.runningResult().log).arena.side, game.world.arena.side);
      assert.equal(game.world.skimmers.filter((s) => s?.alive).length, people, "everybody is there");
      // The views go on, on a map of another size.
      tick(game, 3);
      assert.ok(game.interest.viewer(people - 1) !== null);
    }
  });

  it("keeps the size of an arena that has one", () => {
    const { game, state } = scores(3, { size: "large" });
    tick(game, LENGTHS.scoresTicks);
    assert.deepEqual([state.nextSize, state.size], ["large", "large"]);
  });

  it("is at first of the size that the bots need", () => {
    const sizes = [0, 24, 60].map(
      (fillTo) => new ArenaGame(new ArenaSchema(), { seed: 1, fillTo }, NO_NOTICES).world.size,
    );
    assert.deepEqual(sizes, ["small", "medium", "large"]);
  });

  it("a round on a voted map replays to the hash of every tick", () => {
    const state = new ArenaSchema();
    const lengths = { lengthTicks: 200, scoresTicks: 12 };
    const game = new ArenaGame(state, { seed: 9, fillTo: 16, lengths, hashes: true }, NO_NOTICES);
    tick(game, 205);
    game.join(PERSON, seat());
    game.vote(game.world.skimmers.length - 1, 1);
    game.vote(0, 1);
    tick(game, 207);
    assert.deepEqual([game.lastLog?.round, game.lastLog?.map], [1, 1]);
    const { ticks, compared, differ } = compare(game.lastLog ?? assert.fail());
    assert.deepEqual([ticks, compared, differ], [200, 200, 0]);
    const now = compare(game.runningResult().log);
    assert.equal(now.differ, 0);
    assert.ok(hash(game.world) > 0);
  });
});
