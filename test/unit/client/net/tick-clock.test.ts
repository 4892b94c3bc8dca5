// The client's idea of the server's tick: steady under jitter, deaf to bursts, quick when the server's ticks jump.
import assert from "node:assert/strict";
import { TickClock } from "../../../../client/net/tick-clock.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { arrivals, jitter, type Line, stall, truth } from "./arrivals.ts";

/** Lets a clock hear a line of patches; `each` is asked after every one of them. */
function hear(clock: TickClock, line: Line, each: (atMs: number) => void = () => {}): number {
  let last = 0;
  for (const { tick, atMs } of arrivals(line)) {
    clock.sample(tick, atMs, 3);
    each(atMs);
    last = atMs;
  }
  return last;
}

describe("the tick clock", () => {
  it("goes by the first patch at once, and runs on between patches", () => {
    const clock = new TickClock();
    clock.sample(600, 5000, 2);
    assert.ok(Math.abs(clock.heard(5000) - 600) < 1e-9);
    assert.ok(Math.abs(clock.heard(5000 + 10 * TICK_MS) - 610) < 1e-9);
    assert.equal(clock.pace, 1);
  });

  it("expects inputs as many ticks ahead as are unacknowledged, and follows their number by tenths", () => {
    const clock = new TickClock();
    clock.sample(600, 5000, 4);
    assert.ok(Math.abs(clock.ahead(5000) - 604) < 1e-9);
    clock.sample(601.5, 5050, 14);
    assert.ok(Math.abs(clock.ahead(5050) - clock.heard(5050) - 5) < 1e-9);
  });

  for (const skew of [1.03, 1.01, 0.99, 0.97]) {
    it(`learns in 10 s, to 0.5%, that its own clock runs ${skew} times as fast`, () => {
      const clock = new TickClock();
      hear(clock, { to: 200, skew, lateMs: jitter(4) });
      assert.ok(Math.abs(clock.pace * skew - 1) < 0.005, `pace ${clock.pace}`);
      // What is learnt stays: a second without a patch costs nothing.
      const last = hear(clock, { from: 201, to: 600, skew, lateMs: jitter(4) });
      const later = last + 1000;
      const off = clock.heard(later) - truth(later, skew);
      assert.ok(Math.abs(off) < 0.3, `${off} ticks off after a second of silence`);
    });
  }

  it("moves early patches' way faster than late ones': who is early shows that the clock is late", () => {
    const moved = (byTicks: number): number => {
      const clock = new TickClock();
      hear(clock, { to: 400 });
      const atMs = 400 * 50 + 80;
      const expected = clock.heard(atMs);
      clock.sample(expected + byTicks, atMs, 3);
      return Math.abs(clock.heard(atMs) - expected);
    };
    assert.ok(Math.abs(moved(1) - 0.2) < 1e-9);
    assert.ok(Math.abs(moved(-1) - 0.05) < 1e-9);
    // However late: no more than a tick and a half of it counts.
    assert.ok(Math.abs(moved(-9) - 0.075) < 1e-9);
  });

  for (const spacingMs of [0, 0.3, 3]) {
    it(`a stall and its burst of 30 patches, ${spacingMs} ms apart, move it by less than a tick`, () => {
      const clock = new TickClock();
      hear(clock, { to: 300 });
      let worst = 0;
      let worstPace = 0;
      let burst = 0;
      let before = 0;
      hear(clock, { from: 301, to: 400, lateMs: stall(310, 1500, spacingMs) }, (atMs) => {
        if (atMs - before < 10) burst += 1;
        before = atMs;
        worst = Math.max(worst, Math.abs(clock.heard(atMs) - truth(atMs)));
        worstPace = Math.max(worstPace, Math.abs(clock.pace - 1));
      });
      assert.ok(burst >= 28, `${burst} came in a burst`);
      assert.ok(worst < 0.5, `${worst} ticks off`);
      assert.ok(worstPace < 0.005, `pace off by ${worstPace}`);
    });
  }

  it("learns no pace from patches that come too close together or too far apart", () => {
    for (const [afterMs, learns] of [
      [10, false],
      [50, true],
      [300, false],
    ] as const) {
      const clock = new TickClock();
      const last = hear(clock, { to: 300 });
      const { pace } = clock;
      clock.sample(clock.heard(last + afterMs) + 0.5, last + afterMs, 3);
      assert.equal(clock.pace > pace, learns, `after ${afterMs} ms`);
    }
  });

  it("follows a lasting change of delay within two seconds, at a pace that nobody sees", () => {
    for (const moreMs of [60, -25]) {
      const clock = new TickClock();
      hear(clock, { to: 300, lateMs: () => 30 });
      let previous = Number.NaN;
      const last = hear(clock, { from: 301, to: 340, lateMs: () => 30 + moreMs }, (atMs) => {
        const advance = clock.heard(atMs) - previous;
        if (!Number.isNaN(previous)) assert.ok(Math.abs(advance - 1.5) < 0.2, `advanced ${advance} ticks`);
        previous = clock.heard(atMs);
      });
      const off = clock.heard(last) - truth(last - 30 - moreMs);
      assert.ok(Math.abs(off) < 0.4, `${off} ticks off, ${moreMs} ms later`);
    }
  });

  it("jumps at once when the server's ticks jump ahead, and with it the lead", () => {
    const clock = new TickClock();
    hear(clock, { to: 100 });
    const atMs = 100 * 50 + 80;
    clock.sample(5000, atMs, 9);
    assert.ok(Math.abs(clock.heard(atMs) - 5000) < 1e-9);
    assert.ok(Math.abs(clock.ahead(atMs) - 5009) < 1e-9);
  });

  it("jumps back when the server has lost ticks, after a second in which patch after patch said so", () => {
    const clock = new TickClock();
    let worst = 0;
    hear(clock, { to: 100 });
    // The server stood for 600 ms: 18 ticks that never were.
    for (let n = 101; n <= 160; n++) {
      const atMs = n * 50 + 30 + 600;
      clock.sample(Math.floor(n * 1.5 + 1e-6), atMs, 3);
      const off = clock.heard(atMs) - (truth(atMs) - 18);
      if (n === 115) assert.ok(off > 15, "not yet: this may be a stall of the link");
      if (n > 125) worst = Math.max(worst, Math.abs(off));
    }
    assert.ok(worst < 0.5, `${worst} ticks off after a second and a quarter`);
  });

  it("one late patch among good ones is no jump back, however long they go on to come", () => {
    const clock = new TickClock();
    hear(clock, { to: 500, lateMs: (n) => (n % 15 === 0 ? 400 : 0) }, (atMs) => {
      if (atMs > 5000) assert.ok(Math.abs(clock.heard(atMs) - truth(atMs)) < 0.5);
    });
  });
});

describe("ticks that the server has lost", () => {
  it("teach the clock no pace, and once told of, are believed at once", () => {
    const clock = new TickClock();
    hear(clock, { to: 300 });
    const { pace } = clock;
    let nowMs = 300 * TICK_MS + 300;
    // Nine ticks late from here on, as patches at their usual distance show it.
    for (let tick = 301; tick < 331; tick += 1.5, nowMs += 50) clock.sample(Math.floor(tick), nowMs, 2);
    assert.ok(Math.abs(clock.pace - pace) < 0.002, `${clock.pace}, not ${pace}`);
    clock.rebase();
    clock.sample(400, nowMs, 2);
    assert.equal(clock.heard(nowMs), 400);
  });
});

describe(`the tick clock under jitter (this run's fresh seed is ${FRESH})`, () => {
  for (const seed of SEEDS) {
    it(`of up to 40 ms is within a tick and a quarter of the truth, and moves by little (seed ${seed})`, () => {
      for (const [mostMs, skew] of [
        [20, 1],
        [40, 1],
        [20, 1.02],
        [20, 0.98],
      ] as const) {
        const clock = new TickClock();
        let beforeMs = 0;
        let before = 0;
        hear(clock, { to: 1200, skew, lateMs: jitter(mostMs, seed) }, (atMs) => {
          const heard = clock.heard(atMs);
          const extra = heard - before - (atMs - beforeMs) / TICK_MS / skew;
          if (atMs > 11_000) {
            assert.ok(Math.abs(heard - truth(atMs, skew)) < 1.25, `${heard - truth(atMs, skew)} ticks off`);
            assert.ok(Math.abs(extra) < 0.35, `moved by ${extra} ticks in a patch`);
            assert.ok(Math.abs(clock.pace * skew - 1) < 0.015, `pace ${clock.pace} at ${skew}`);
          }
          before = heard;
          beforeMs = atMs;
        });
      }
    });
  }
});
