// Counts in windows of time, and what is kept of them.
import assert from "node:assert/strict";
import { Tally } from "../../../../server/http/tally.ts";

describe("a tally", () => {
  it("tells how long yet, from the first too many to the end of the window", () => {
    let nowMs = 0;
    const tally = new Tally(1000, () => nowMs);
    const add = (atMs: number): number => {
      nowMs = atMs;
      return tally.add("a", 2);
    };
    assert.deepEqual([0, 1, 400, 999, 1000, 1500, 1999, 2000].map(add), [0, 0, 600, 1, 0, 0, 1, 0]);
  });

  it("counts each key for itself, and refuses the first where none may be", () => {
    const tally = new Tally(1000, () => 0);
    assert.deepEqual([tally.add("a", 1), tally.add("b", 1), tally.add("a", 1)], [0, 0, 1000]);
    assert.equal(tally.add("c", 0), 1000);
  });

  it("keeps the newest 40,000 of a million addresses at most, and none that is long over", () => {
    let nowMs = 0;
    const tally = new Tally(60_000, () => nowMs);
    const address = (i: number): string => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    for (let i = 0; i < 1_000_000; i++) {
      tally.add(address(i), 1);
      assert.ok(tally.size <= 40_000);
    }
    for (let i = 980_000; i < 1_000_000; i++) assert.ok(tally.add(address(i), 1) > 0, address(i));
    for (const atMs of [60_000, 120_000]) {
      nowMs = atMs;
      tally.add("a", 1);
    }
    assert.equal(tally.size, 2);
  });

  it("forgets nobody in whose window it grows older", () => {
    let nowMs = 0;
    const tally = new Tally(1000, () => nowMs);
    for (nowMs = 0; nowMs < 5000; nowMs += 100) {
      tally.add(`at ${nowMs}`, 1);
      for (let ago = 100; ago < 1000 && ago <= nowMs; ago += 100)
        assert.equal(tally.add(`at ${nowMs - ago}`, 1), 1000 - ago);
    }
  });
});
