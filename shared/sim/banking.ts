// Carried embers become score at a beacon.
// Owns: the bank channel. Must not: break it on damage (combat.ts does).
import { BANK } from "../tunables.ts";
import type { Arena } from "./tiles.ts";
import type { Skimmer } from "./world.ts";

type Banker = Pick<Skimmer, "alive" | "x" | "y" | "embers" | "bankTicks">;

/** Index of the beacon whose ring holds the point, or -1. */
export function beaconAt(arena: Arena, x: number, y: number): number {
  for (let i = 0; i < arena.beacons.length; i++) {
    const dx = arena.beacons[i].x - x;
    const dy = arena.beacons[i].y - y;
    if (dx * dx + dy * dy <= BANK.radius * BANK.radius) return i;
  }
  return -1;
}

/**
 * Runs the channel of one skimmer for one input: it needs embers and a beacon's ring, and starts over when
 * the ring is left. Returns the embers that were banked, mostly 0; the caller credits them.
 */
export function stepBanking(arena: Arena, skimmer: Banker): number {
  if (!skimmer.alive || skimmer.embers === 0 || beaconAt(arena, skimmer.x, skimmer.y) === -1) {
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
