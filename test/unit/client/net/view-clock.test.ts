// When the others are drawn: in the past by as much as the link needs, never backwards, never beyond what is known.
import assert from "node:assert/strict";
import { TickClock } from "../../../../client/net/tick-clock.ts";
import { ViewClock } from "../../../../client/net/view-clock.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { arrivals, jitter, type Line, stall } from "./arrivals.ts";

const FRAME_MS = 1000 / 60;

interface Frame {
  nowMs: number;
  view: ViewClock;
  /** Ticks that the picture had to wait. */
  late: number;
  /** Ticks by which the tick heard of, the drawn tick and the delay have changed. */
  heard: number;
  moved: number;
  slewed: number;
}

/** Draws 60 frames a second of a line of patches; `each` is asked after every one of them. Returns the clock. */
function draw(line: Line, each: (frame: Frame) => void = () => {}): ViewClock {
  const clock = new TickClock();
  const view = new ViewClock(clock);
  const patches = [...arrivals(line)];
  const endMs = patches[patches.length - 1].atMs;
  let next = 0;
  for (let nowMs = patches[0].atMs; nowMs <= endMs; nowMs += FRAME_MS) {
    const before = { heard: clock.heard(nowMs - FRAME_MS), tick: view.tick, delay: view.delay };
    for (; next < patches.length && patches[next].atMs <= nowMs; next++) {
      const { tick, atMs } = patches[next];
      view.arrived(tick, atMs);
      clock.sample(tick, atMs, 3);
    }
    const late = view.frame(nowMs);
    const heard = clock.heard(nowMs) - before.heard;
    each({ nowMs, view, late, heard, moved: view.tick - before.tick, slewed: view.delay - before.delay });
  }
  return view;
}

/** The frames of the last part of a line, from `fromMs` on. */
function framesOf(line: Line, fromMs: number): (Omit<Frame, "view"> & { delay: number })[] {
  const frames: (Omit<Frame, "view"> & { delay: number })[] = [];
  draw(line, ({ view, ...frame }) => {
    if (frame.nowMs >= fromMs) frames.push({ ...frame, delay: view.delay });
  });
  return frames;
}

const most = (numbers: readonly number[]): number => Math.max(...numbers);

describe("the view clock", () => {
  it("begins three ticks in the past, and keeps to it until it knows the link", () => {
    const clock = new TickClock();
    const view = new ViewClock(clock);
    for (const { tick, atMs } of arrivals({ to: 20 })) {
      view.arrived(tick, atMs);
      clock.sample(tick, atMs, 3);
      view.frame(atMs);
      assert.equal(view.delay, 3);
      assert.equal(view.newest, tick);
    }
  });

  it("needs two to three ticks where patches come calmly", () => {
    const frames = framesOf({ to: 400 }, 5000);
    for (const { delay } of frames) assert.ok(delay >= 2 && delay <= 3, `${delay} ticks`);
    assert.equal(most(frames.map(({ late }) => late)), 0, "and every patch is there in time");
  });

  it("needs more where they jitter by 40 ms, but no more than that", () => {
    const calm = framesOf({ to: 400 }, 10_000).at(-1)?.delay ?? 0;
    const frames = framesOf({ to: 800, lateMs: jitter(40) }, 10_000);
    for (const { delay } of frames)
      assert.ok(delay > calm + 0.2 && delay < calm + 40 / TICK_MS, `${delay} ticks, and ${calm} when calm`);
    const stood = frames.filter(({ late }) => late > 0).length;
    assert.ok(stood / frames.length < 0.02, `stood in ${stood} of ${frames.length} frames`);
  });

  it("needs less again when the link calms down", () => {
    const before = draw({ to: 400, lateMs: jitter(120) }).delay;
    const after = draw({ to: 800, lateMs: (n) => (n > 500 ? 0 : jitter(120)(n)) }).delay;
    assert.ok(before > 3, `${before} ticks`);
    assert.ok(after < 2.6, `${after} ticks`);
  });

  it("is never more than six ticks behind, nor less than one and a half", () => {
    const bad = framesOf({ to: 800, lateMs: jitter(400) }, 0).map(({ delay }) => delay);
    assert.equal(most(bad), 6);
    // One patch a tick: what a faster server would send.
    const clock = new TickClock();
    const view = new ViewClock(clock);
    for (let tick = 1; tick < 300; tick++) {
      view.arrived(tick, tick * TICK_MS);
      clock.sample(tick, tick * TICK_MS, 3);
      view.frame(tick * TICK_MS);
    }
    assert.equal(view.delay, 1.5);
  });

  it("changes by at most 8% of the time that passes: the others are never seen to hurry or to linger more", () => {
    let slewed = 0;
    for (const lateMs of [jitter(0), jitter(120), (n: number) => (n % 200 > 100 ? jitter(200)(n) : 0)]) {
      for (const frame of framesOf({ to: 600, lateMs }, 100)) {
        assert.ok(Math.abs(frame.slewed) <= 0.08 * frame.heard + 1e-9, `${frame.slewed} in ${frame.heard}`);
        slewed += Math.abs(frame.slewed);
      }
    }
    assert.ok(slewed > 5, "and it did change");
  });

  for (const ms of [120, 200, 1500]) {
    it(`one stall of ${ms} ms does not change it, and the picture catches up at once`, () => {
      const calm = framesOf({ to: 400 }, 9000);
      const stalled = framesOf({ to: 400, lateMs: stall(200, ms) }, 9000);
      const settled = most(calm.map(({ delay }) => delay));
      for (const { delay } of stalled) assert.ok(Math.abs(delay - settled) < 0.1, `${delay}, not ${settled}`);
      const stood = stalled.filter(({ late }) => late > 0);
      assert.ok(most(stood.map(({ late }) => late)) > ms / TICK_MS - 5, "the picture did stand");
      const over = 200 * 50 + 30 + ms + FRAME_MS;
      for (const { nowMs } of stood) assert.ok(nowMs < over, `it still stands at ${nowMs}`);
    });
  }

  it("a hidden tab comes back where it belongs, and not by a long glide", () => {
    const clock = new TickClock();
    const view = new ViewClock(clock);
    const patches = [...arrivals({ to: 400 })];
    for (const { tick, atMs } of patches) {
      view.arrived(tick, atMs);
      clock.sample(tick, atMs, 3);
      // No frame for ten seconds.
      if (atMs < 5000 || atMs > 15_000) view.frame(atMs);
      if (atMs > 15_050) assert.ok(clock.heard(atMs) - view.tick < 7);
    }
  });

  it("a server that has lost ticks is followed: the picture stands in it, and is where it was six seconds later", () => {
    const clock = new TickClock();
    const view = new ViewClock(clock);
    let stood = 0;
    for (let n = 1; n <= 250; n++) {
      const lost = n > 100 ? 600 : 0;
      const atMs = n * 50 + 30 + lost;
      view.arrived(Math.floor(n * 1.5 + 1e-6), atMs);
      clock.sample(Math.floor(n * 1.5 + 1e-6), atMs, 3);
      if (view.frame(atMs) > 0) stood = n;
    }
    assert.ok(stood >= 101 && stood < 130, `last stood at patch ${stood}`);
    assert.ok(view.tick <= view.newest && view.tick > view.newest - 3.5, `${view.tick} of ${view.newest}`);
  });

  it("a patch that is no news is none", () => {
    const clock = new TickClock();
    const view = new ViewClock(clock);
    view.arrived(10, 1000);
    view.arrived(10, 1050);
    view.arrived(9, 1100);
    assert.equal(view.newest, 10);
  });
});

describe(`the view clock on any link (this run's fresh seed is ${FRESH})`, () => {
  for (const seed of SEEDS) {
    it(`never goes backwards, and never beyond the newest patch (seed ${seed})`, () => {
      for (const mostMs of [0, 15, 60, 250, 900]) {
        for (const skew of [1.03, 1, 0.97]) {
          const lateMs = (n: number): number => jitter(mostMs, seed)(n) + stall(120, 700)(n);
          let drawn = 0;
          draw({ to: 240, skew, lateMs }, ({ view, moved, nowMs, late }) => {
            assert.ok(moved >= 0, `back by ${-moved} at ${nowMs}`);
            assert.ok(view.tick <= view.newest, `${view.tick}, and ${view.newest} is the newest`);
            assert.ok(late >= 0);
            drawn += moved;
          });
          assert.ok(drawn > 240, `it moved by ${drawn} ticks`);
        }
      }
    });
  }
});
