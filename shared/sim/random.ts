// Integer random numbers: the same sequence in every engine.
// Owns: the stateless hash and the step of the world's generator. Must not: call Math.random.

/** Mixes up to three 32-bit integers into one unsigned 32-bit integer (the finaliser of MurmurHash3). */
export function hashInts(a: number, b = 0, c = 0): number {
  let h = (a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h + b, 0x27d4eb2f) ^ c;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Anything that carries the state of a generator, one unsigned 32-bit integer. */
export interface RandomState {
  random: number;
}

/** Next unsigned 32-bit integer; advances `state` (Weyl sequence through the mixer above). */
export function nextInt(state: RandomState): number {
  state.random = (state.random + 0x9e3779b9) >>> 0;
  return hashInts(state.random);
}

/** Next integer in 0..bound-1; `bound` is 1..2^32. */
export function nextBelow(state: RandomState, bound: number): number {
  return Math.floor((nextInt(state) / 4294967296) * bound);
}
