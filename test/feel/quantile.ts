// One quantile of what was measured.
// Owns: the arithmetic. Must not: measure.

/** The `share` quantile (0..1) of some values; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
