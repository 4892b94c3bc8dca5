// What the clients of one process measured since it was last asked: histograms, sums, and the largest of some values.
// Owns: the taking down, cheap enough for 30,000 values a second. Must not: know who measures, or judge.
import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from "hdr-histogram-js";
import { TICK_MS } from "../../shared/tunables.ts";

/** Frames of one stall that are counted: 30 s of them. */
const MOST_LATE = 900;

/** Whole steps of a histogram in one unit of its values: µs of ms, thousandths of u, bytes as they are. */
export const STEPS = {
  seat: 1000,
  socket: 1000,
  first_state: 1000,
  matchmaking: 1000,
  input_echo: 1000,
  patch_interval: 1000,
  patch_jitter: 1000,
  state_age: 1000,
  correction: 1000,
  bytes_in: 1,
  bytes_out: 1,
  late: 1000,
} as const;
export type Measure = keyof typeof STEPS;
export const MEASURES = Object.keys(STEPS) as Measure[];

/** As it travels from a worker. */
export interface Taken {
  histograms: Partial<Record<Measure, string>>;
  sums: Record<string, number>;
  maxima: Record<string, number>;
}

export const newHistogram = (): Histogram => build({ bitBucketSize: 32, numberOfSignificantValueDigits: 3 });

export class Meters {
  readonly histograms = Object.fromEntries(MEASURES.map((name) => [name, newHistogram()])) as Record<
    Measure,
    Histogram
  >;
  sums: Record<string, number> = {};
  maxima: Record<string, number> = {};

  note(measure: Measure, value: number): void {
    this.histograms[measure].recordValue(Math.max(0, Math.round(value * STEPS[measure])));
  }

  /** A frame that was due at `dueMs` is made now: so late are those that came due meanwhile, too, or one would stand for all. */
  late(dueMs: number, nowMs: number): void {
    const last = Math.min(nowMs, dueMs + MOST_LATE * TICK_MS);
    for (let due = dueMs; due <= last; due += TICK_MS) this.note("late", nowMs - due);
  }

  add(sum: string, value: number): void {
    this.sums[sum] = (this.sums[sum] ?? 0) + value;
  }

  peak(name: string, value: number): void {
    this.maxima[name] = Math.max(this.maxima[name] ?? 0, value);
  }

  /** Everything so far; begins anew. */
  take(): Taken {
    const histograms: Taken["histograms"] = {};
    for (const name of MEASURES) {
      const histogram = this.histograms[name];
      if (histogram.totalCount === 0) continue;
      histograms[name] = encodeIntoCompressedBase64(histogram);
      histogram.reset();
    }
    const { sums, maxima } = this;
    this.sums = {};
    this.maxima = {};
    return { histograms, sums, maxima };
  }

  /** Adds what another has measured. */
  put({ histograms, sums, maxima }: Taken): void {
    for (const [name, text] of Object.entries(histograms))
      this.histograms[name as Measure].add(decodeFromCompressedBase64(text));
    for (const [name, value] of Object.entries(sums)) this.add(name, value);
    for (const [name, value] of Object.entries(maxima)) this.peak(name, value);
  }
}
