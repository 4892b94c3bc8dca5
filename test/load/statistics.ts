// Percentiles of what was measured.
// Owns: the arithmetic. Must not: measure.

export interface Spread {
  p50: number;
  p95: number;
  p99: number;
  max: number;
  mean: number;
}

/** The spread of some values; zeros when there are none. */
export function spread(values: Iterable<number>): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number =>
    sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), mean: mean(sorted) };
}

/** The mean; 0 of nothing. */
export function mean(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
