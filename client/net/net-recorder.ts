// Takes down how the link is, sample by sample, and whose fault each stutter was.
// Owns: the running trace. Must not: change what it watches, or ask anybody for the time.
import {
  type Blame,
  type NetTrace,
  type Receipt,
  SAMPLE_MS,
  SAMPLES,
  SERIES,
  type Series,
  STUTTERS,
  type Stutter,
  TRACE_VERSION,
} from "./net-trace.ts";

/** A render frame longer than this is a stutter of one's own machine, ms: three frames at 60 Hz. */
const LONG_FRAME_MS = 50;
/** Frames further apart than this, ms: nobody looked. */
const HIDDEN_MS = 1000;
/** The picture stands when the next patch is this late, ms: below, nobody sees it. */
const LATE_MS = 12;
/** More than this waits to be sent: what is late is late because of the queue, KB. */
const LONG_QUEUE_KB = 16;

export class NetRecorder {
  readonly trace: NetTrace & { receipts: Receipt[] };
  private readonly running = Object.fromEntries(SERIES.map((name) => [name, 0])) as Record<Series, number>;
  private beganMs = -1;
  private sampledMs = 0;
  /** How long the picture has been standing for want of a patch, ms. */
  private standingMs = 0;
  private worstGapMs = 0;
  private framedMs = 0;

  constructor() {
    const samples = Object.fromEntries(SERIES.map((name) => [name, [] as number[]]));
    this.trace = {
      version: TRACE_VERSION,
      fromMs: 0,
      samples: samples as NetTrace["samples"],
      stutters: [],
      receipts: [],
    };
  }

  /** The newest value of a series: the last one of a sample stands. */
  note(series: Series, value: number): void {
    this.running[series] = value;
  }

  /** A value of which the largest of a sample stands. */
  peak(series: Series, value: number): void {
    if (value > this.running[series]) this.running[series] = value;
  }

  add(series: Series, value: number): void {
    this.running[series] += value;
  }

  /** A render frame: `frameMs` since the last one, `lateMs` that the next patch is overdue, 0 when it is there. */
  frame(nowMs: number, frameMs: number, lateMs: number): void {
    if (this.beganMs < 0) this.beganMs = this.sampledMs = nowMs;
    this.framedMs = nowMs;
    if (frameMs > HIDDEN_MS) return void this.skip(nowMs);
    this.peak("frameMs", frameMs);
    if (frameMs > LONG_FRAME_MS) this.stutter("frame", frameMs, nowMs);
    // In a long frame nothing could be read: what is late then is not the link's fault.
    else if (lateMs > LATE_MS) this.standingMs = Math.max(this.standingMs, lateMs);
    this.worstGapMs = Math.max(this.worstGapMs, this.running.tickGapMs);
    if (lateMs <= LATE_MS) {
      if (this.standingMs > 0) this.endStanding(nowMs);
      // What nobody saw explains nothing that comes later.
      this.worstGapMs = 0;
    }
    while (nowMs - this.sampledMs >= SAMPLE_MS) this.sample();
  }

  /** Nobody looked for a while (a hidden tab, sleep): there is nothing to blame, and what is kept begins anew. */
  private skip(nowMs: number): void {
    for (const name of SERIES) this.trace.samples[name].length = 0;
    this.trace.fromMs = nowMs - this.beganMs;
    this.sampledMs = nowMs;
    this.standingMs = 0;
    this.worstGapMs = 0;
    for (const name of PER_SAMPLE) this.running[name] = 0;
  }

  /** The server had `ticks` ticks without an input of ours. */
  starved(ticks: number, tickMs: number, nowMs: number): void {
    // Between frames this far apart no input is made: a hidden tab is not a stutter.
    if (nowMs - this.framedMs > HIDDEN_MS) return;
    this.add("starved", ticks);
    if (ticks > 0) this.stutter("inputs", ticks * tickMs, nowMs);
  }

  /** The picture moves again: by what the patch brought it is known who held it up. */
  private endStanding(nowMs: number): void {
    const { queuedKb } = this.running;
    const blame = this.worstGapMs > 0 ? "server" : queuedKb > LONG_QUEUE_KB ? "queue" : "link";
    this.stutter(blame, this.standingMs, nowMs);
    this.standingMs = 0;
  }

  private stutter(blame: Blame, ms: number, nowMs: number): void {
    const stutter: Stutter = { atMs: Math.round(nowMs - this.beganMs), blame, ms: Math.round(ms) };
    this.trace.stutters.push(stutter);
    if (this.trace.stutters.length > STUTTERS) this.trace.stutters.shift();
  }

  private sample(): void {
    const { samples } = this.trace;
    for (const name of SERIES) {
      samples[name].push(Math.round(this.running[name] * 100) / 100);
      if (samples[name].length > SAMPLES) samples[name].shift();
      if (PER_SAMPLE.has(name)) this.running[name] = 0;
    }
    this.sampledMs += SAMPLE_MS;
    this.trace.fromMs = this.sampledMs - this.beganMs - samples.frameMs.length * SAMPLE_MS;
  }
}

/** Series that begin anew with each sample; the others stand until they change. */
const PER_SAMPLE = new Set<Series>([
  "frameMs",
  "patchGapMs",
  "starved",
  "correction",
  "tickGapMs",
  "bytesIn",
]);
