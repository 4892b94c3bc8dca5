// A receipt in words: the verdict and why, by how much it missed, how far back it was judged.
import assert from "node:assert/strict";
import type { Receipt } from "../../../../client/net/net-trace.ts";
import {
  apart,
  missedBy,
  verdictMood,
  verdictWords,
  viewAge,
} from "../../../../client/ui/net/receipt-words.ts";
import { Verdict } from "../../../../shared/sim/lance.ts";
import { LANCE, SKIMMER } from "../../../../shared/tunables.ts";

const WIDTH = SKIMMER.radius + LANCE.halfWidth;
const place = { x: 300, y: 100 };
const judged: NonNullable<Receipt["judged"]> = {
  shot: 1,
  tick: 90,
  askedTick: 84,
  viewTick: 84,
  verdict: Verdict.miss,
  target: 2,
  seen: place,
  real: { x: 303, y: 104 },
};
/** Fired to the right from (100, 100), at somebody who stood on the beam. */
const receipt: Receipt = {
  shot: 1,
  seenTick: 84,
  beam: { x: 100, y: 100, aim: 0 },
  aimedAt: 2,
  saw: place,
  pingMs: 60,
  judged,
};
const told = (change: Partial<typeof judged>, more: Partial<Receipt> = {}): Receipt => ({
  ...receipt,
  ...more,
  judged: { ...judged, ...change },
});

describe("a receipt in words", () => {
  it("waits for its verdict", () => {
    const waiting = { ...receipt, judged: null };
    assert.equal(verdictWords(waiting), "waiting");
    assert.equal(verdictMood(waiting), "waiting");
    assert.equal(viewAge(waiting), null);
  });

  it("says what it was, and why", () => {
    const words = (change: Partial<typeof judged>, more?: Partial<Receipt>) =>
      verdictWords(told(change, more));
    assert.equal(words({ verdict: Verdict.hit }), "hit");
    assert.equal(words({ verdict: Verdict.hit }, { aimedAt: -1 }), "hit");
    assert.equal(words({ verdict: Verdict.guarded }), "guarded: a guard was up");
    assert.equal(words({ verdict: Verdict.dodged }), "dodged: dashed after what you saw");
    assert.equal(words({}, { aimedAt: -1 }), "missed: not on target on your screen");
    assert.equal(words({ target: -1, seen: null, real: null }), "missed");
    assert.equal(words({ seen: { x: 300, y: 100 + WIDTH + 4.25 } }), "missed by 4.3 u");
    assert.equal(words({ seen: { x: 300, y: 100 - WIDTH - 31 } }), "missed by 31 u");
    assert.equal(words({ seen: place }), "missed: the beam ended before it");
  });

  it("measures a miss from the beam's edge to the skimmer's, wherever it points and ends", () => {
    const up = { x: 0, y: 0, aim: 16384 };
    assert.ok(Math.abs(missedBy(up, { x: WIDTH + 10, y: 200 }) - 10) < 1e-9);
    assert.equal(missedBy(up, { x: WIDTH - 1, y: 200 }), 0);
    assert.ok(Math.abs(missedBy(up, { x: 0, y: LANCE.reach + WIDTH + 5 }) - 5) < 1e-9);
    assert.ok(Math.abs(missedBy(up, { x: 0, y: -WIDTH - 7 }) - 7) < 1e-9);
  });

  it("tells how far apart places are, where both are known", () => {
    assert.equal(apart(receipt.saw, judged.real), 5);
    assert.equal(apart(null, judged.real), null);
    assert.equal(apart(receipt.saw, null), null);
  });

  it("tells how far back it was asked for and judged, and when that was cut short", () => {
    assert.deepEqual(viewAge(receipt), { askedMs: 200, grantedMs: 200, clamped: false });
    assert.equal(viewAge(told({ viewTick: 84.05 }))?.clamped, false);
    const clamped = viewAge(told({ askedTick: 75, viewTick: 78 }));
    assert.deepEqual(clamped, { askedMs: 500, grantedMs: 400, clamped: true });
  });
});
