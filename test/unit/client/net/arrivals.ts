// Patches as a client gets them: 20 a second of a world of 30 ticks a second, over links of any kind.
// Owns: the arithmetic of their arrival. Must not: know what is done with them.
import { hashInts } from "../../../../shared/sim/random.ts";
import { PATCH_HZ, TICK_MS } from "../../../../shared/tunables.ts";

export const PATCH_MS = 1000 / PATCH_HZ;
/** What every patch is under way at least, ms. */
export const WAY_MS = 30;

export interface Arrival {
  tick: number;
  /** On the client's clock. */
  atMs: number;
}

export interface Line {
  /** First and last patch; patch n leaves n * PATCH_MS after the world's beginning. */
  from?: number;
  to: number;
  /** What patch n is under way beyond WAY_MS, ms. */
  lateMs?: (n: number) => number;
  /** The client's clock against the server's. */
  skew?: number;
}

/** The newest whole tick of the world after `ms`. */
export const tickAfter = (ms: number): number => Math.floor(ms / TICK_MS + 1e-6);

/** The fractional tick that one can have heard of at `nowMs` of a clock, over a line that is never late. */
export const truth = (nowMs: number, skew = 1): number => (nowMs / skew - WAY_MS) / TICK_MS;

/** None overtakes another. */
export function* arrivals({ from = 1, to, lateMs = () => 0, skew = 1 }: Line): Generator<Arrival> {
  let last = 0;
  for (let n = from; n <= to; n++) {
    last = Math.max(last, n * PATCH_MS + WAY_MS + lateMs(n));
    yield { tick: tickAfter(n * PATCH_MS), atMs: last * skew };
  }
}

/** Uniform lateness of 0..mostMs for each patch; the same for the same seed. */
export const jitter =
  (mostMs: number, seed = 1) =>
  (n: number): number =>
    (hashInts(seed, n) / 2 ** 32) * mostMs;

/** Patches `first` and those that leave within the next `ms` all arrive together after that time. */
export const stall =
  (first: number, ms: number, spacingMs = 0) =>
  (n: number): number => {
    const left = ms - (n - first) * PATCH_MS;
    return n >= first && left > 0 ? left + (n - first) * spacingMs : 0;
  };
