// Lost ticks are counted once, and a timer that is merely late loses none.
import assert from "node:assert/strict";
import { TickBeat } from "../../../../server/ops/tick-beat.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";

describe("TickBeat", () => {
  it("loses nothing while the timer keeps up, or catches up with five", () => {
    let now = 1000;
    const beat = new TickBeat(() => now);
    for (let i = 0; i < 100; i++) {
      now += TICK_MS;
      assert.equal(beat.lostTicks(), 0);
    }
    now += 5 * TICK_MS;
    for (let i = 0; i < 5; i++) assert.equal(beat.lostTicks(), 0);
  });

  it("counts what a stall costs beyond the five, once", () => {
    let now = 0;
    const beat = new TickBeat(() => now);
    now = 18.5 * TICK_MS;
    const burst = Array.from({ length: 5 }, () => beat.lostTicks());
    assert.deepEqual(burst, [13, 0, 0, 0, 0]);
    for (let i = 0; i < 50; i++) {
      now += TICK_MS;
      assert.equal(beat.lostTicks(), 0);
    }
  });
});
