// Whether a row of readings grows.
// Owns: the arithmetic. Must not: know what was read.

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** By what share the median of the last three readings is above that of the first three; 0 for none. */
export function growthOf(readings: readonly number[]): number {
  const first = middle(readings.slice(0, 3));
  return first === 0 ? 0 : middle(readings.slice(-3)) / first - 1;
}
