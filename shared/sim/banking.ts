// Carried embers become score at a beacon, and the beacon goes cold.
// Owns: the bank channel, which beacons are warm. Must not: break a channel on damage (combat.ts does).
import { BANK } from "../tunables.ts";
import type { Arena } from "./tiles.ts";
import type { Skimmer } from "./world.ts";

type Banker = Pick<Skimmer, "alive" | "x" | "y" | "embers" | "bankTicks">;

/** By beacon, the tick until which it is cold. */
export type ColdUntil = ArrayLike<number>;

/** Index of the beacon whose ring holds the point, or -1. */
export function beaconAt(arena: Arena, x: number, y: number): number {
  for (let i = 0; i < arena.beacons.length; i++) {
    const dx = arena.beacons[i].x - x;
    const dy = arena.beacons[i].y - y;
    if (dx * dx + dy * dy <= BANK.radius * BANK.radius) return i;
  }
  return -1;
}

/** True when embers may be banked at `beacon` in `tick`. */
export const isWarm = (coldUntil: ColdUntil, beacon: number, tick: number): boolean =>
  coldUntil[beacon] === undefined || tick >= coldUntil[beacon];

/** Somebody has banked at `beacon`: it goes cold. Too few would be warm: the one that has been cold longest warms up. */
export function cool(coldUntil: number[], beacon: number, tick: number): void {
  coldUntil[beacon] = tick + BANK.coldTicks;
  let oldest = beacon;
  let warm = 0;
  for (let i = 0; i < coldUntil.length; i++) {
    if (isWarm(coldUntil, i, tick)) warm += 1;
    else if (coldUntil[i] < coldUntil[oldest]) oldest = i;
  }
  if (warm < BANK.warmLeast) coldUntil[oldest] = tick;
}

/**
 * Runs the channel of one skimmer for one input in `tick`: it needs embers and a warm beacon's ring, and starts
 * over when the ring is left or goes cold. Returns the embers that were banked, mostly 0; the caller credits them.
 */
export function stepBanking(arena: Arena, skimmer: Banker, coldUntil: ColdUntil, tick: number): number {
  const beacon = skimmer.alive && skimmer.embers > 0 ? beaconAt(arena, skimmer.x, skimmer.y) : -1;
  if (beacon === -1 || !isWarm(coldUntil, beacon, tick)) {
    skimmer.bankTicks = 0;
    return 0;
  }
  skimmer.bankTicks += 1;
  if (skimmer.bankTicks < BANK.channelTicks) return 0;
  const banked = skimmer.embers;
  skimmer.embers = 0;
  skimmer.bankTicks = 0;
  return banked;
}
