// How often values fell where: counts between fixed bounds, as Prometheus reads them.
// Owns: the counting. Must not: allocate while counting, or know what is counted.

/** Bounds of durations, s: a tick has 33 ms, a patch 50, a join should have 1,000. */
export const SECONDS = [0.001, 0.002, 0.004, 0.008, 0.012, 0.016, 0.025, 0.033, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
/** Bounds of waits, s. */
export const WAITS = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300];
/** Bounds of lengths, u: an eighth is what travels, 100 is what everybody sees. */
export const UNITS = [0.01, 0.125, 0.5, 1, 2, 5, 10, 25, 50, 100, 200];

export class Histogram {
  /** Upper bounds, ascending; what is beyond the last is counted, too. */
  readonly bounds: readonly number[];
  /** By bound, and beyond; not cumulative. */
  readonly counts: Float64Array;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  add(value: number): void {
    const { bounds } = this;
    let at = 0;
    while (at < bounds.length && value > bounds[at]) at += 1;
    this.counts[at] += 1;
    this.sum += value;
  }

  get count(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }
}
