// Trigonometry and rounding that give the same bits in every engine.
// Owns: the sine table and the wire grids. Must not: call Math.sin and its kin, whose last bits differ.

/** Angles are unsigned 16-bit fractions of a turn ("brads"): 65536 = 360 degrees, 0 = +x, growing towards +y. */
export const TURN = 65536;
const QUARTER = TURN / 4;
const HALF_PI = 1.5707963267948966;

/** sin over the first quarter turn by its Taylor series to x^17: error below 1e-13, only + and *. */
function taylorSine(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 2; n <= 16; n += 2) {
    term = (-term * square) / (n * (n + 1));
    sum += term;
  }
  return sum;
}

const sines = new Float64Array(QUARTER + 1);
for (let i = 0; i <= QUARTER; i++) sines[i] = taylorSine((i / QUARTER) * HALF_PI);

/** Sine of an angle in brads (any integer). */
export function sin(brads: number): number {
  const a = brads & (TURN - 1);
  if (a < QUARTER) return sines[a];
  if (a < 2 * QUARTER) return sines[2 * QUARTER - a];
  if (a < 3 * QUARTER) return -sines[a - 2 * QUARTER];
  return -sines[TURN - a];
}

/** Cosine of an angle in brads (any integer). */
export function cos(brads: number): number {
  return sin(brads + QUARTER);
}

/**
 * Direction of (x, y) in brads, 0..65535, within one brad: a binary search in the sine table.
 * (0, 0) gives 0.
 */
export function direction(x: number, y: number): number {
  const length = Math.sqrt(x * x + y * y);
  if (length === 0) return 0;
  const target = Math.abs(y) / length;
  let low = 0;
  let high = QUARTER;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sines[middle] < target) low = middle + 1;
    else high = middle;
  }
  if (x >= 0) return y >= 0 ? low : (TURN - low) & (TURN - 1);
  return y >= 0 ? 2 * QUARTER - low : 2 * QUARTER + low;
}

/** Signed smallest turn from `from` to `to`, brads, -32768..32767. */
export function turnBetween(from: number, to: number): number {
  return (((to - from) & (TURN - 1)) << 16) >> 16;
}

// The wire carries positions in eighths of a unit and velocities in 1/32 u/s, 16 bits each. The step
// rounds to the same grids itself, so that a plain object and a Schema instance hold equal values.

/** Rounds a position, u, to the grid of the wire (1/8 u). */
export const snapPosition = (v: number): number => Math.floor(v * 8 + 0.5) / 8;
/**
 * Rounds a velocity, u/s, to the grid of the wire (1/32 u/s) and holds it within its span, -1024..1024: two
 * dashes that meet at an angle can give 1278, which would wrap there to a flight the other way.
 */
export const snapVelocity = (v: number): number =>
  Math.max(-32768, Math.min(32767, Math.floor(v * 32 + 0.5))) / 32;
