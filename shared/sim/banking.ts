// Carried embers become score at a beacon.
// Owns: the bank channel. Must not: break it on damage (combat.ts does).
import { BANK } from "../tunables.ts";
import type { Arena } from "./arena.ts";
import type { SimEvents, World } from "./world.ts";

/** Index of the beacon whose ring holds the point, or -1. */
export function beaconAt(arena: Arena, x: number, y: number): number {
  for (let i = 0; i < arena.beacons.length; i++) {
    const dx = arena.beacons[i].x - x;
    const dy = arena.beacons[i].y - y;
    if (dx * dx + dy * dy <= BANK.radius * BANK.radius) return i;
  }
  return -1;
}

/** Runs the channel of everyone who carries embers inside a beacon's ring; leaving the ring starts it over. */
export function stepBanking(world: World, events: SimEvents): void {
  for (const skimmer of world.skimmers) {
    if (skimmer === null || !skimmer.alive) continue;
    if (skimmer.embers === 0 || beaconAt(world.arena, skimmer.x, skimmer.y) === -1) {
      skimmer.bankTicks = 0;
      continue;
    }
    skimmer.bankTicks += 1;
    if (skimmer.bankTicks < BANK.channelTicks) continue;
    const score = world.scores[skimmer.slot];
    if (score !== null) score.banked += skimmer.embers;
    events.banked(skimmer.slot, skimmer.embers);
    skimmer.embers = 0;
    skimmer.bankTicks = 0;
  }
}
