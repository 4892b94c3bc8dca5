// When does a packet that is sent now arrive? One way of a link that keeps order, as TCP does, in plain numbers.
// Owns: delay, jitter, losses as stalls, the cap, queues, freezes, cuts. Must not: know a clock, a socket or chance:
// the same seed, times and sizes give the same arrivals. The lab's proxy and a simulated link run the same lanes.
import { hashInts, nextInt, type RandomState } from "../sim/random.ts";
import type { Direction } from "./profile.ts";

/** Keep what is drawn for freezes, queues and cuts apart. */
const FREEZE = 1;
const QUEUE = 2;
const CUT = 3;

/** One way of one connection. Lanes of one seed freeze and queue together, since they are one link; what happens to
 * a packet depends on `stream` too, so that two connections do not lose the same ones. */
export class Lane {
  /** May be replaced at any time; what is on its way keeps its time, and nothing overtakes it. */
  direction: Direction;
  /** Packets lost so far, and packets that a freeze held. */
  losses = 0;
  frozen = 0;
  readonly #seed: number;
  readonly #chance: RandomState;
  #sentMs = -Infinity;
  #arrivesMs = -Infinity;

  constructor(direction: Direction, seed: number, stream = 0) {
    this.direction = direction;
    this.#seed = seed;
    this.#chance = { random: hashInts(seed, stream) };
  }

  /** When `bytes` sent at `nowMs` arrive: never before those of the last call. `nowMs` must not go back, and counts
   * from the start of the link (freezes and queues are windows of that time). */
  deliverAtMs(nowMs: number, bytes: number): number {
    const { bytesPerSecond, delayMs, jitterMs, loss, stallMs } = this.direction;
    this.#sentMs =
      bytesPerSecond > 0 ? Math.max(nowMs, this.#sentMs) + (bytes * 1000) / bytesPerSecond : nowMs;
    // Both are drawn for every packet: a changed profile does not shift the chance of what follows.
    const extra = share(nextInt(this.#chance));
    const lost = share(nextInt(this.#chance)) < loss;
    let ms = this.#sentMs + queueMs(this.direction, this.#seed, nowMs) + delayMs + extra * jitterMs;
    if (lost) {
      this.losses++;
      ms += stallMs;
    }
    const thawedMs = thawMs(this.direction, this.#seed, ms);
    if (thawedMs > ms) this.frozen++;
    this.#arrivesMs = Math.max(thawedMs, this.#arrivesMs);
    return this.#arrivesMs;
  }
}

/** When the freeze that holds at `ms` is over: `ms` itself where none holds. Freezes start in the middle half of the
 * time that their period leaves, so that two of them never touch. */
export function thawMs({ freezeEveryMs, freezeForMs }: Direction, seed: number, ms: number): number {
  if (freezeEveryMs <= 0) return ms;
  const period = Math.floor(ms / freezeEveryMs);
  const place = 0.25 + 0.5 * share(hashInts(seed, period, FREEZE));
  const startMs = period * freezeEveryMs + place * (freezeEveryMs - freezeForMs);
  return ms >= startMs && ms < startMs + freezeForMs ? startMs + freezeForMs : ms;
}

/** How long the queue of other traffic is at `ms`: it grows and drains evenly, to half of its limit at least. */
export function queueMs({ queueMs: most, queueEveryMs }: Direction, seed: number, ms: number): number {
  if (queueEveryMs <= 0) return 0;
  const period = Math.floor(ms / queueEveryMs);
  const peakMs = most * (0.5 + 0.5 * share(hashInts(seed, period, QUEUE)));
  return peakMs * (1 - Math.abs(2 * (ms / queueEveryMs - period) - 1));
}

/** Time from cut `index` to the next one: uniform within half of the mean either way. */
export function cutAfterMs(cutEveryMs: number, seed: number, index: number): number {
  return cutEveryMs * (0.5 + share(hashInts(seed, index, CUT)));
}

/** 0 to just under 1 of an unsigned 32-bit integer. */
function share(int: number): number {
  return int / 4294967296;
}
