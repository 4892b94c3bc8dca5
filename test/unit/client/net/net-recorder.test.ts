// The recorder samples by the clock, keeps a minute, and blames each stutter on whose fault it was.
import assert from "node:assert/strict";
import { NetRecorder } from "../../../../client/net/net-recorder.ts";
import { type Blame, SAMPLES, SERIES, STUTTERS } from "../../../../client/net/net-trace.ts";
import { TICK_MS } from "../../../../shared/tunables.ts";

const FRAME_MS = 20;

/** A recorder whose frames follow one another every FRAME_MS. */
class Play {
  readonly recorder = new NetRecorder();
  nowMs = 5000;

  constructor() {
    this.recorder.frame(this.nowMs, 0, 0);
  }

  frames(count: number, lateMs: (i: number) => number = () => 0): void {
    for (let i = 0; i < count; i++) {
      this.nowMs += FRAME_MS;
      this.recorder.frame(this.nowMs, FRAME_MS, lateMs(i));
    }
  }

  /** The picture stands for `ms`, as frames see it; `meanwhile` happens before it moves again. */
  stand(ms: number, meanwhile: (recorder: NetRecorder) => void = () => {}): void {
    this.frames(Math.floor(ms / FRAME_MS), (i) => (i + 1) * FRAME_MS);
    meanwhile(this.recorder);
    this.frames(1);
  }

  get stutters(): [Blame, number][] {
    return this.recorder.trace.stutters.map(({ blame, ms }) => [blame, ms]);
  }
}

describe("the recorder's samples", () => {
  it("are taken every 100 ms, whatever the frames are, all series alike", () => {
    const { trace } = new NetRecorder();
    assert.ok(SERIES.every((name) => trace.samples[name].length === 0));
    for (const frameMs of [7, 16, 33, 250]) {
      const recorder = new NetRecorder();
      for (let ms = 0; ms <= 2000; ms += frameMs) recorder.frame(ms, frameMs, 0);
      const counts = SERIES.map((name) => recorder.trace.samples[name].length);
      const last = Math.floor(2000 / frameMs) * frameMs;
      assert.deepEqual(new Set(counts), new Set([Math.floor(last / 100)]), `${frameMs} ms`);
    }
  });

  it("hold the worst, the sum or the newest, and begin anew where that is a matter of the sample", () => {
    const { recorder } = new Play();
    recorder.peak("patchGapMs", 80);
    recorder.peak("patchGapMs", 50);
    recorder.add("bytesIn", 300);
    recorder.add("bytesIn", 200);
    recorder.note("pingMs", 90);
    recorder.note("pingMs", 70.126);
    recorder.frame(5100, FRAME_MS, 0);
    recorder.frame(5200, FRAME_MS, 0);
    const { samples } = recorder.trace;
    assert.deepEqual(samples.patchGapMs, [80, 0]);
    assert.deepEqual(samples.bytesIn, [500, 0]);
    assert.deepEqual(samples.pingMs, [70.13, 70.13]);
  });

  it("and stutters are bounded: a minute, and the last of them, with their times", () => {
    const play = new Play();
    for (let i = 0; i < 700; i++) {
      play.recorder.starved(1, TICK_MS, play.nowMs);
      play.frames(5);
    }
    const { samples, stutters, fromMs } = play.recorder.trace;
    for (const name of SERIES) assert.equal(samples[name].length, SAMPLES, name);
    assert.equal(stutters.length, STUTTERS);
    assert.equal(fromMs, 10_000);
    assert.equal(stutters.at(-1)?.atMs, 69_900);
  });
});

describe("the recorder blames", () => {
  it("nobody while patches are in time", () => {
    const play = new Play();
    play.frames(100, (i) => (i % 10 === 0 ? 11 : 0));
    assert.deepEqual(play.stutters, []);
  });

  it("a long frame on one's own machine, and not the link for what it could not read", () => {
    const play = new Play();
    play.nowMs += 200;
    play.recorder.frame(play.nowMs, 200, 150);
    play.frames(10);
    assert.deepEqual(play.stutters, [["frame", 200]]);
  });

  it("the link when the server kept its beat and nothing waited there", () => {
    const play = new Play();
    play.stand(180);
    play.frames(10);
    assert.deepEqual(play.stutters, [["link", 180 - (180 % FRAME_MS)]]);
  });

  it("the server when its ticks had a gap, also when the sample ends before the picture moves", () => {
    const play = new Play();
    play.stand(100, (recorder) => recorder.peak("tickGapMs", 90));
    assert.deepEqual(play.stutters, [["server", 100]]);
    play.frames(20);
    play.stand(100);
    assert.deepEqual(play.stutters.at(-1), ["link", 100]);
  });

  it("the queue when more than a little waited on the server to be sent", () => {
    const play = new Play();
    play.stand(100, (recorder) => recorder.note("queuedKb", 40));
    play.recorder.note("queuedKb", 8);
    play.stand(100);
    assert.deepEqual(play.stutters, [
      ["queue", 100],
      ["link", 100],
    ]);
  });

  it("nobody for a hidden tab, and begins anew when somebody looks again, at once", () => {
    const play = new Play();
    play.frames(100);
    // Patches go on telling of ticks without input while no frame runs.
    for (let i = 1; i <= 200; i++) play.recorder.starved(6, TICK_MS, play.nowMs + 1000 + i * 200);
    play.nowMs += 8 * 3600 * 1000;
    play.recorder.frame(play.nowMs, 8 * 3600 * 1000, 0);
    assert.deepEqual(play.stutters, []);
    assert.equal(play.recorder.trace.samples.frameMs.length, 0);
    play.frames(50);
    assert.equal(play.recorder.trace.samples.frameMs.length, 10);
    assert.equal(play.recorder.trace.samples.starved.at(-1), 0);
  });

  it("the inputs when ticks began without one", () => {
    const play = new Play();
    play.recorder.starved(0, TICK_MS, play.nowMs);
    play.recorder.starved(3, TICK_MS, play.nowMs);
    play.frames(5);
    assert.deepEqual(play.stutters, [["inputs", 100]]);
    assert.equal(play.recorder.trace.samples.starved.at(-1), 3);
  });
});
