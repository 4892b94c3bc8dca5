// What taking a pickup does: to who takes it, and to the place where it lay.
// Owns: the effects. Must not: lay anything on the ground (pickups.ts does).

import { MINE, MOTHER, ORB, PICKUPS, SCATTER } from "../tunables/arsenal.ts";
import { DASH, SKIMMER } from "../tunables.ts";
import { Pickup } from "./things.ts";
import type { Skimmer, World } from "./world.ts";

/** What a pickup changes of who takes it, as far as its client predicts it. */
export type Taker = Pick<
  Skimmer,
  "embers" | "dashCharges" | "dashRefillTicks" | "scatterAmmo" | "orbAmmo" | "mineAmmo"
>;

/** Embers in hand after gathering `value` more. */
export const withEmbers = (embers: number, value: number): number =>
  Math.min(SKIMMER.maxEmbers, embers + value);

/** What taking does to what a client predicts of itself; false when there is no use for it, or nothing to predict. */
export function takePredicted(taker: Taker, kind: number, value: number): boolean {
  switch (kind) {
    case Pickup.ember:
      if (taker.embers >= SKIMMER.maxEmbers) return false;
      taker.embers = withEmbers(taker.embers, value);
      return true;
    case Pickup.surge:
      if (taker.dashCharges >= DASH.charges) return false;
      taker.dashCharges = DASH.charges;
      taker.dashRefillTicks = 0;
      return true;
    case Pickup.scatter:
      return stock(taker, "scatterAmmo", SCATTER.shells);
    case Pickup.orb:
      return stock(taker, "orbAmmo", ORB.shells);
    case Pickup.mine:
      return stock(taker, "mineAmmo", MINE.shells);
    default:
      return false;
  }
}

function stock(taker: Taker, ammo: "scatterAmmo" | "orbAmmo" | "mineAmmo", shells: number): boolean {
  const most = shells * PICKUPS.mostCases;
  if (taker[ammo] >= most) return false;
  taker[ammo] = Math.min(most, taker[ammo] + shells);
  return true;
}

/** Takes a pickup; false when there is no use for it. */
export function take(world: World, skimmer: Skimmer, kind: number, value: number): boolean {
  switch (kind) {
    case Pickup.repair:
      if (skimmer.hitPoints >= SKIMMER.hitPoints) return false;
      skimmer.hitPoints = Math.min(SKIMMER.hitPoints, skimmer.hitPoints + PICKUPS.repair);
      return true;
    case Pickup.overshield:
      if (skimmer.overshield >= PICKUPS.overshield) return false;
      skimmer.overshield = PICKUPS.overshield;
      return true;
    case Pickup.lantern:
      skimmer.lanternUntilTick = world.tick + PICKUPS.lanternTicks;
      return true;
    case Pickup.cloak:
      skimmer.cloakUntilTick = world.tick + PICKUPS.cloakTicks;
      return true;
    default:
      return takePredicted(skimmer, kind, value);
  }
}

/** Nothing in hand but what everybody has. */
export function disarm(skimmer: Skimmer): void {
  skimmer.scatterAmmo = 0;
  skimmer.orbAmmo = 0;
  skimmer.mineAmmo = 0;
  skimmer.overshield = 0;
  skimmer.lanternUntilTick = 0;
  skimmer.cloakUntilTick = 0;
}

/** Something that lay on the ground was taken: its place knows when the next one is due. */
export function pickupTaken(world: World, id: number): void {
  if (id === world.motherId) {
    world.motherId = -1;
    world.motherTick = world.tick + MOTHER.everyTicks;
    return;
  }
  for (const spot of world.spots) {
    if (spot.moteId !== id) continue;
    spot.moteId = -1;
    spot.readyTick = world.tick + PICKUPS.returnTicks;
  }
}
