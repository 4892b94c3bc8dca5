// The client's idea of the server's tick: steady under jitter, quick after a stall.
import assert from "node:assert/strict";
import { RENDER_DELAY_MS, TickClock } from "../../../../client/net/tick-clock.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";

/** Patches every 50 ms for `count` patches, each `jitter(i)` ms late. */
function listen(
  clock: TickClock,
  count: number,
  jitter: (i: number) => number,
  from = 1000,
  pending = 3,
): number {
  let now = from;
  for (let i = 0; i < count; i++) {
    now = from + i * 50;
    clock.sample((now - from) / TICK_MS, now + jitter(i), pending);
  }
  return now;
}

describe("the tick clock", () => {
  it("goes by the first patch at once, and runs on between patches", () => {
    const clock = new TickClock();
    clock.sample(600, 5000, 2);
    assert.ok(Math.abs(clock.heard(5000) - 600) < 1e-9);
    assert.ok(Math.abs(clock.heard(5000 + 10 * TICK_MS) - 610) < 1e-9);
  });

  it("draws others 100 ms in the past, and expects inputs as many ticks ahead as are unacknowledged", () => {
    const clock = new TickClock();
    clock.sample(600, 5000, 4);
    assert.equal(RENDER_DELAY_MS, 100);
    assert.ok(Math.abs(clock.past(5000) - 597) < 1e-9);
    assert.ok(Math.abs(clock.ahead(5000) - 604) < 1e-9);
  });

  it("under jitter of ±20 ms is within a tick of the truth, and moves by little from patch to patch", () => {
    const clock = new TickClock();
    let worst = 0;
    let previous = Number.NaN;
    for (let i = 0; i < 400; i++) {
      const now = 1000 + i * 50;
      clock.sample((now - 1000) / TICK_MS, now + ((i * 7919) % 41) - 20, 3);
      if (i > 20) worst = Math.max(worst, Math.abs(clock.heard(now) - (now - 1000) / TICK_MS));
      const advance = clock.heard(now) - previous;
      if (i > 1) assert.ok(Math.abs(advance - 1.5) < 0.3, `advanced ${advance} ticks in 50 ms`);
      previous = clock.heard(now);
    }
    assert.ok(worst < 1, `${worst} ticks off`);
  });

  it("follows a lasting change of delay within two seconds, gently", () => {
    const clock = new TickClock();
    const now = listen(clock, 40, (i) => (i < 20 ? 0 : 100));
    const before = (now - 1000) / TICK_MS;
    assert.ok(before - clock.heard(now) < 3 && before - clock.heard(now) > 2);
    listen(clock, 80, () => 100);
    assert.ok(Math.abs(clock.heard(now) - (before - 3)) < 0.1);
  });

  it("jumps when it is off by more than ten ticks: a stall, a new room", () => {
    const clock = new TickClock();
    clock.sample(600, 5000, 2);
    clock.sample(600, 5000 + 11 * TICK_MS, 9);
    assert.ok(Math.abs(clock.heard(5000 + 11 * TICK_MS) - 600) < 1e-9);
    assert.ok(Math.abs(clock.ahead(5000 + 11 * TICK_MS) - 609) < 1e-9);
    clock.sample(0, 6000, 2);
    assert.ok(Math.abs(clock.heard(6000)) < 1e-9);
  });

  it("the lead follows the pending inputs by tenths", () => {
    const clock = new TickClock();
    listen(clock, 1, () => 0, 1000, 2);
    const now = listen(clock, 2, () => 0, 1000, 12);
    assert.ok(Math.abs(clock.ahead(now) - clock.heard(now) - (2 + 1 + 0.9)) < 1e-9);
  });
});
