// How well inputs keep pace, as it is told to their client: five times a second, least slack, mean depth, what starved.
import assert from "node:assert/strict";
import { SeatMeter } from "../../../../server/game/seat-meter.ts";
import { REPORT_TICKS, TICK_MS } from "../../../../shared/tunables.ts";

/** A meter and the ticks that it is given one after the other, from a report's first on. */
function metered() {
  const meter = new SeatMeter();
  let tick = REPORT_TICKS;
  return {
    meter,
    /** A tick that takes an input which waited `waitedMs`, one of `size` that wait. */
    fed(waitedMs: number, size = 1): void {
      meter.tick(tick++, size, 0);
      meter.took(waitedMs);
    },
    /** `count` ticks in a row without an input. */
    starved(count: number): void {
      for (let idle = 1; idle <= count; idle++) meter.tick(tick++, 0, idle);
    },
    /** The tick that reports what came before it. */
    reported(): SeatMeter {
      while (tick % REPORT_TICKS !== 0) this.fed(1000);
      this.fed(1000);
      return meter;
    },
  };
}

describe("the meter of a seat", () => {
  it("tells nothing before its first report, six ticks long", () => {
    const { meter, fed } = metered();
    for (let i = 0; i < 6; i++) {
      fed(12, 3);
      assert.deepEqual([meter.slackMs, meter.depth], [0, 0]);
    }
    fed(50, 1);
    assert.deepEqual([meter.slackMs, meter.depth], [12, 3]);
    assert.equal(REPORT_TICKS, 6, "five times a second");
  });

  it("slack is the least wait of the report, and of that report alone", () => {
    const seat = metered();
    for (const waited of [20, 7, 31, 20, 20, 20]) seat.fed(waited);
    assert.equal(seat.reported().slackMs, 7);
    for (const waited of [20, 25, 31, 20, 22]) seat.fed(waited);
    assert.equal(seat.reported().slackMs, 20);
  });

  it("depth is the mean of what waited when ticks began, 0 where nothing did", () => {
    const seat = metered();
    for (const size of [1, 2, 3, 1]) seat.fed(5, size);
    seat.starved(2);
    assert.equal(seat.reported().depth, 7 / 6);
  });

  it("an input that is late by a tick is a slack of minus one tick, by two of minus two", () => {
    for (const late of [1, 2]) {
      const seat = metered();
      seat.fed(9);
      seat.starved(late);
      assert.equal(seat.reported().slackMs, -late * TICK_MS);
    }
  });

  it("three ticks without an input are a stall, no jitter: nothing is measured, and the last figure stands", () => {
    for (const stalled of [3, 4, 60]) {
      const { meter, fed, starved } = metered();
      for (let i = 0; i < 6; i++) fed(15);
      starved(6 * 10);
      assert.equal(meter.slackMs, 15, "in the stall");
      assert.equal(meter.depth, 0);
      const seat = metered();
      for (let i = 0; i < 6; i++) seat.fed(15);
      seat.starved(stalled);
      assert.equal(seat.reported().slackMs > 0, true, `after ${stalled} ticks`);
    }
  });

  it("right after ticks without an input late ones are caught up with: for three ticks no wait is measured", () => {
    for (const missed of [2, 3]) {
      const { meter, fed, starved } = metered();
      for (let i = 0; i < 6; i++) fed(15);
      starved(missed);
      for (let i = 0; i < 3; i++) fed(1);
      // Settled again: from the fourth on waits count.
      for (let i = missed + 3; i < 6; i++) fed(12);
      fed(50);
      const late = -missed * TICK_MS;
      assert.equal(meter.slackMs, missed < 3 ? late : 15, `${missed} ticks missed`);
      for (let i = 0; i < 6; i++) fed(12);
      assert.equal(meter.slackMs, 12);
    }
  });

  it("counts every tick that starved, outage or not", () => {
    const seat = metered();
    seat.fed(9);
    seat.starved(2);
    seat.fed(9);
    seat.starved(40);
    assert.equal(seat.meter.starved, 42);
  });

  it("the usual depth begins at one and follows slowly: 63% of it is new after 1.5 s", () => {
    const { meter, fed } = metered();
    assert.equal(meter.usualDepth, 1);
    for (let i = 0; i < 45; i++) fed(10, 4);
    const share = (meter.usualDepth - 1) / 3;
    assert.ok(share > 0.6 && share < 0.66, `${share} of the way`);
    for (let i = 0; i < 300; i++) fed(10, 4);
    assert.ok(Math.abs(meter.usualDepth - 4) < 0.01);
  });

  it("the usual depth heeds neither starving nor a burst beyond six", () => {
    const seat = metered();
    for (let i = 0; i < 300; i++) seat.fed(10, 3);
    const { usualDepth } = seat.meter;
    seat.starved(100);
    assert.equal(seat.meter.usualDepth, usualDepth);
    seat.fed(10, 16);
    assert.ok(Math.abs(seat.meter.usualDepth - usualDepth - 3 / 45) < 0.001, "as if six had waited");
  });
});
