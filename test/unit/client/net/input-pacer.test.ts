// When inputs are made: at the server's pace, and a little faster or slower until they wait neither long nor in vain.
import assert from "node:assert/strict";
import { InputPacer } from "../../../../client/net/input-pacer.ts";
import { TickClock } from "../../../../client/net/tick-clock.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { jitter } from "./arrivals.ts";
import { Circle, type CircleOptions } from "./paced-seat.ts";

const FRAME_MS = 1000 / 60;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
/** A link that holds inputs and patches up by 0 to `mostMs`. */
const jittery = (mostMs: number, seed: number): CircleOptions => ({
  upMs: (n) => 50 + jitter(mostMs, seed + 10)(n),
  downMs: (n) => 50 + jitter(mostMs, seed + 20)(n),
});

/** What a circle settles to: its last 30 s of 45. */
function settled(options: CircleOptions, paced = true) {
  const circle = new Circle(options);
  circle.pacer.paced = paced;
  circle.run(15);
  const { starved } = circle.meter;
  const [ticks, frames] = [circle.depths.length, circle.rates.length];
  circle.run(30);
  return {
    starved: circle.meter.starved - starved,
    ticks: circle.depths.length - ticks,
    depth: mean(circle.depths.slice(ticks)),
    deepest: Math.max(...circle.depths.slice(ticks)),
    slackMs: mean(circle.slacks.slice(ticks)),
    rate: mean(circle.rates.slice(frames)),
    slowest: Math.min(...circle.rates),
    fastest: Math.max(...circle.rates),
  };
}

/** A pacer on a clock that has heard of one patch, with a report of `slackMs`, after one frame. */
function reported(slackMs: number): InputPacer {
  const clock = new TickClock();
  clock.sample(600, 0, 0);
  const pacer = new InputPacer(clock);
  pacer.due(0);
  pacer.sent(1);
  pacer.heard(600, slackMs, 1);
  pacer.due(FRAME_MS);
  return pacer;
}

describe("the input pacer", () => {
  it("makes one input per tick, whatever the frames, and tells how much of the next has passed", () => {
    for (const frameMs of [1000 / 144, FRAME_MS, 25, 50]) {
      const pacer = new InputPacer(new TickClock());
      let made = 0;
      for (let n = 0; n * frameMs <= 10_000; n++) {
        made += pacer.due(n * frameMs);
        assert.ok(pacer.phase >= 0 && pacer.phase < 1);
        assert.ok(Math.abs(made + pacer.phase - (n * frameMs) / TICK_MS) < 1e-6, `${made} after ${n} frames`);
      }
      assert.ok(Math.abs(pacer.clockMs - 10_000) < 50);
    }
  });

  it("runs faster while the least wait is below the target of 14 ms and slower above, by 3% at most", () => {
    for (const [slackMs, rate] of [
      [14, 1],
      [9, 1.01],
      [19, 0.99],
      [-66, 1.03],
      [-1, 1.03],
      [29, 0.97],
      [254, 0.97],
    ])
      assert.ok(Math.abs(reported(slackMs).rate - rate) < 1e-9, `${slackMs} ms: ${reported(slackMs).rate}`);
  });

  it("believes no report before an input was taken, and each once", () => {
    const clock = new TickClock();
    clock.sample(600, 0, 0);
    const pacer = new InputPacer(clock);
    pacer.due(0);
    pacer.heard(600, -66, 0);
    pacer.due(FRAME_MS);
    assert.equal(pacer.rate, 1);
    pacer.heard(606, 14, 1);
    pacer.heard(607, -66, 2);
    pacer.heard(611, -66, 3);
    pacer.due(2 * FRAME_MS);
    assert.ok(Math.abs(pacer.rate - 1) < 1e-9, "607 and 611 carry the report of 606");
    pacer.heard(612, -66, 4);
    pacer.due(3 * FRAME_MS);
    assert.equal(pacer.rate, 1.03);
  });

  it("knows what it has already done about a report: inputs made since wait longer", () => {
    const clock = new TickClock();
    clock.sample(600, 0, 0);
    const pacer = new InputPacer(clock);
    pacer.due(0);
    pacer.sent(1);
    pacer.heard(600, 4, 1);
    // It is 10 ms short: at 1.02 and less with every frame it closes the gap by itself, and stops there.
    let nowMs = 0;
    for (; nowMs < 3000; nowMs += FRAME_MS) pacer.due(nowMs);
    assert.ok(Math.abs(pacer.rate - 1) < 1e-3, `${pacer.rate} after 3 s`);
    assert.ok(Math.abs(pacer.clockMs - (nowMs - FRAME_MS) - 10) < 0.5, "10 ms ahead of its time");
    // A report about that same old input says nothing new; one about an input of now does.
    pacer.heard(700, 4, 1);
    pacer.due(nowMs);
    assert.ok(Math.abs(pacer.rate - 1) < 1e-3);
    pacer.sent(2);
    pacer.heard(706, 4, 2);
    pacer.due(nowMs + FRAME_MS);
    assert.ok(Math.abs(pacer.rate - 1.02) < 1e-3, `${pacer.rate}`);
  });

  it("after a hitch makes five inputs at most, and goes on as if no more had been due", () => {
    const pacer = new InputPacer(new TickClock());
    pacer.due(0);
    assert.equal(pacer.due(3 * TICK_MS + 1), 3);
    assert.equal(pacer.due(2000), 5);
    let made = 0;
    for (let nowMs = 2000; nowMs < 3000; nowMs += FRAME_MS) made += pacer.due(nowMs);
    assert.ok(Math.abs(made - 30) <= 1, `${made} inputs in the second after`);
  });

  it("a clock that goes backwards makes no inputs", () => {
    const pacer = new InputPacer(new TickClock());
    pacer.due(1000);
    assert.equal(pacer.due(500), 0);
    assert.equal(pacer.clockMs, 0);
    assert.equal(pacer.due(500 + TICK_MS + 1), 1);
  });

  it("follows the server's pace, and unpaced its own clock alone", () => {
    for (const [paced, wanted] of [
      [true, 1.05],
      [false, 1],
    ] as const) {
      const clock = new TickClock();
      clock.pace = 1.05;
      const pacer = new InputPacer(clock);
      pacer.paced = paced;
      pacer.due(0);
      pacer.sent(1);
      pacer.heard(600, paced ? 14 : -66, 1);
      for (let nowMs = 0; nowMs <= 1000; nowMs += 10) pacer.due(nowMs);
      assert.equal(pacer.rate, 1);
      assert.ok(Math.abs(pacer.clockMs - 1000 * wanted) < 1, `${pacer.clockMs} ms`);
    }
  });
});

describe(`paced inputs, round and round with the real gate (this run's fresh seed is ${FRESH})`, () => {
  for (const seed of SEEDS) {
    const timers = { tickLateMs: jitter(3, seed + 30), frameLateMs: jitter(4, seed + 40) };
    for (const [link, options] of [
      ["of constant delay", {}],
      ["of 300 ms round trip", { upMs: () => 150, downMs: () => 150 }],
      ["to a server whose clock is 3% slower", { skew: 1.03 }],
      ["to a server whose clock is 3% faster", { skew: 0.97 }],
    ] as const) {
      it(`settle on a link ${link}: never starved, one waiting, for a few ms (seed ${seed})`, () => {
        const { starved, depth, deepest, slackMs, slowest, fastest, rate } = settled({
          ...timers,
          ...options,
        });
        assert.equal(starved, 0);
        assert.ok(depth < 1.7 && deepest <= 2, `${depth} wait, at most ${deepest}`);
        assert.ok(Math.abs(slackMs - 17) < 8, `${slackMs} ms at least`);
        assert.ok(slowest >= 0.97 && fastest <= 1.03, `${slowest} to ${fastest}`);
        assert.ok(Math.abs(rate - 1) < 0.002, `in the mean ${rate}`);
      });
    }

    for (const [mostMs, skew, mostStarved] of [
      [20, 1, 0.008],
      [40, 1, 0.02],
      [40, 0.97, 0.02],
    ]) {
      it(`settle under ${mostMs} ms of jitter with a clock of ${skew}: few starve, few wait (seed ${seed})`, () => {
        const { starved, ticks, depth, deepest, slackMs } = settled({
          ...timers,
          skew,
          ...jittery(mostMs, seed),
        });
        assert.ok(starved / ticks < mostStarved, `${starved} of ${ticks} ticks starved`);
        assert.ok(depth < 2 && deepest <= 4, `${depth} wait, at most ${deepest}`);
        assert.ok(Math.abs(slackMs - 17) < 9, `${slackMs} ms at least`);
      });
    }
  }

  it("without pacing would starve, or queue up for ever, where clocks differ: the circle shows it", () => {
    assert.ok(settled({ skew: 0.97 }, false).starved > 10);
    assert.ok(settled({ skew: 1.03 }, false).depth > 4);
    const { slackMs, slowest, fastest } = settled({}, false);
    assert.ok(slackMs > 25, `${slackMs} ms`);
    assert.deepEqual([slowest, fastest], [1, 1]);
  });

  it("settle within five seconds of the first, whichever clock is fast: what is still being learnt does not hold it up", () => {
    for (const skew of [1.03, 0.97]) {
      const circle = new Circle({ skew });
      circle.run(3);
      const ticks = circle.depths.length;
      circle.run(3);
      const depth = mean(circle.depths.slice(ticks));
      assert.ok(depth < 2.4, `${depth} wait from the fourth to the sixth second, at ${skew}`);
      circle.run(4);
      assert.equal(circle.meter.starved, 0, `at ${skew}`);
    }
  });

  for (const seconds of [0.3, 1, 2]) {
    it(`come back after a hitch of ${seconds} s: five inputs in one frame, and no more wait than before`, () => {
      const circle = new Circle();
      circle.run(15);
      circle.run(seconds, true);
      const [frames, ticks] = [circle.made.length, circle.depths.length];
      const { starved } = circle.meter;
      circle.run(3);
      assert.equal(circle.made[frames], 5);
      assert.ok(Math.max(...circle.made.slice(frames + 1)) <= 2);
      const slackMs = mean(circle.slacks.slice(ticks + 30));
      assert.ok(slackMs < 30, `the least wait is ${slackMs} ms after the first second`);
      assert.ok(circle.meter.starved - starved < 5, "nothing lacks once the screen is back");
    });
  }

  it("come back after a link that was held for 200 ms: at most two wait soon after", () => {
    const held = (n: number): number => Math.max(50, 250 - (n - 500) * TICK_MS);
    const circle = new Circle({ upMs: (n) => (n < 500 ? 50 : held(n)) });
    circle.run(16);
    circle.run(4);
    const ticks = circle.depths.length;
    circle.run(5);
    assert.ok(Math.max(...circle.depths.slice(0, ticks)) >= 5, "a burst came");
    assert.ok(Math.max(...circle.depths.slice(ticks)) <= 2);
  });
});
