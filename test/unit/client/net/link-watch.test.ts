// What a connection tells of itself reaches the trace: in its units, once, and as differences where counts come round.
import assert from "node:assert/strict";
import { InputPacer } from "../../../../client/net/input-pacer.ts";
import { LinkWatch } from "../../../../client/net/link-watch.ts";
import { NetRecorder } from "../../../../client/net/net-recorder.ts";
import type { Series } from "../../../../client/net/net-trace.ts";
import { TickClock } from "../../../../client/net/tick-clock.ts";
import { ViewClock } from "../../../../client/net/view-clock.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import { SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";

/** A watched connection; its first frame is at 0 ms. */
class Watched {
  readonly recorder = new NetRecorder();
  readonly clock = new TickClock();
  readonly view = new ViewClock(this.clock);
  readonly pacer = new InputPacer(this.clock);
  readonly watch = new LinkWatch(this.recorder, this.clock);
  readonly state = new ArenaSchema();
  readonly me = new SkimmerSchema();

  constructor() {
    this.frame(0);
  }

  patch(nowMs: number, tick: number, told: Partial<SkimmerSchema> = {}, server: Partial<ArenaSchema> = {}) {
    Object.assign(this.state, { tick }, server);
    Object.assign(this.me, told);
    this.clock.sample(tick, nowMs, 0);
    this.watch.patch(nowMs, this.state, this.me);
  }

  frame(nowMs: number, lateTicks = 0): void {
    this.watch.frame(nowMs, 16, lateTicks, this);
  }

  /** The samples of a series so far. */
  samples(series: Series): number[] {
    return this.recorder.trace.samples[series];
  }
}

describe("the link watch", () => {
  it("turns what the schema carries into the units of the trace", () => {
    const w = new Watched();
    w.patch(10, 60, { inputDepth: 24, inputSlack: -8, queued: 5 }, { tickMs: 7, tickGapMs: 90 });
    w.frame(100);
    assert.deepEqual(
      (["inputDepth", "slackMs", "queuedKb", "tickMs", "tickGapMs"] as const).map((name) => w.samples(name)),
      [[1.5], [-16], [20], [7], [90]],
    );
  });

  it("of patches takes down the longest gap of a sample, none before the second, and the server's worst", () => {
    const w = new Watched();
    w.patch(10, 60);
    w.frame(100);
    w.patch(110, 63, {}, { tickGapMs: 70 });
    w.patch(150, 64, {}, { tickGapMs: 20 });
    w.patch(210, 66, {}, { tickGapMs: 0 });
    w.frame(200);
    w.frame(300);
    assert.deepEqual(w.samples("patchGapMs"), [0, 100, 0]);
    assert.deepEqual(w.samples("tickGapMs"), [0, 70, 0]);
  });

  it("counts ticks that starved by their difference, round the 256, and not those from before it came", () => {
    const w = new Watched();
    w.patch(10, 60, { starved: 250 });
    w.frame(100);
    w.patch(110, 63, { starved: 253 });
    w.patch(160, 64, { starved: 1 });
    w.frame(200);
    w.patch(210, 66);
    w.frame(300);
    assert.deepEqual(w.samples("starved"), [0, 7, 0]);
    const { stutters } = w.recorder.trace;
    assert.deepEqual(
      stutters.map(({ blame, atMs, ms }) => [blame, atMs, ms]),
      [
        ["inputs", 110, 100],
        ["inputs", 160, Math.round(4 * TICK_MS)],
      ],
    );
  });

  it("jitter is the mean lateness of the last second: none where patches come as they should", () => {
    const w = new Watched();
    for (let n = 1; n <= 200; n++) w.patch(n * 50, n * 1.5);
    assert.ok(w.watch.jitterMs < 0.5, `${w.watch.jitterMs} ms`);
    for (let n = 201; n <= 260; n++) w.patch(n * 50 + (n % 2) * 20, n * 1.5);
    assert.ok(w.watch.jitterMs > 5 && w.watch.jitterMs < 20, `${w.watch.jitterMs} ms`);
    const { jitterMs } = w.watch;
    for (let n = 261; n <= 280; n++) w.patch(n * 50, n * 1.5);
    const share = w.watch.jitterMs / jitterMs;
    assert.ok(share > 0.2 && share < 0.7, `${share} of it is left after a second`);
    w.frame(100);
    assert.deepEqual(w.samples("jitterMs"), [Math.round(w.watch.jitterMs * 100) / 100]);
  });

  it("of each frame takes down how far in the past the others are, and how fast inputs are made", () => {
    const w = new Watched();
    w.view.delay = 2.4;
    w.pacer.rate = 0.985;
    w.frame(100);
    w.view.delay = 3;
    w.pacer.rate = 1.02;
    w.frame(200);
    assert.deepEqual(w.samples("delayMs"), [80, 100]);
    assert.deepEqual(w.samples("ratePercent"), [-1.5, 2]);
    assert.deepEqual(w.samples("frameMs"), [16, 16]);
  });

  it("a picture that waits for a patch is a stutter of the link, as long as it waited", () => {
    const w = new Watched();
    w.frame(16, 1);
    w.frame(33, 2.4);
    w.frame(50);
    assert.deepEqual(w.recorder.trace.stutters, [{ atMs: 50, blame: "link", ms: 80 }]);
  });
});
