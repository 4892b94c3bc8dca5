// Practice shows: of 200 rounds each, skill 3 banks more than skill 2, and that more than skill 1, in at least 65%.
// Seeds are fixed and nothing asks for the time: the figures change with the rules and the bots alone.
import assert from "node:assert/strict";
import { climb } from "./climb.ts";
import { RUNGS, type Tally, winShare } from "./ladder.ts";

const ROUNDS = 200;

describe("the ladder of bots", () => {
  let tallies: Tally[] = [];

  before(async function () {
    // 30 s on two idle cores.
    this.timeout(600_000);
    tallies = await climb(ROUNDS);
  });

  for (const [rung, { better, worse }] of RUNGS.entries()) {
    it(`skill ${better} beats skill ${worse} in at least 65% of ${ROUNDS} rounds`, () => {
      const tally = tallies[rung];
      assert.equal(tally.rounds, ROUNDS);
      assert.ok(winShare(tally) >= 0.65, `${JSON.stringify(tally)}`);
    });
  }
});
