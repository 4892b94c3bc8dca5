// What lies on the ground and is worth going for.
// Owns: the worth by need. Must not: know who is near.

import { Pickup } from "../sim/things.ts";
import { MINE, MOTHER, ORB, PICKUPS, SCATTER } from "../tunables/arsenal.ts";
import { DASH, PORTAL, SKIMMER } from "../tunables.ts";
import { square } from "./places.ts";
import type { OwnSkimmer, SeenMote, Sight } from "./sight.ts";

/** Added to every distance, u: what lies at one's feet is not worth everything. */
const AT_ONCE = 110;
/** What one is on the way to counts for so much more: no dithering between two. */
const ON_THE_WAY = 1.5;
const NEAR_PORTAL = (PORTAL.radius + SKIMMER.radius) * (PORTAL.radius + SKIMMER.radius);

const shellsWorth = (have: number, shells: number): number =>
  have === 0 ? 4 : have < shells * PICKUPS.mostCases ? 1.5 : 0;

/** What a thing is worth to who has this, in embers; 0 for what is of no use. */
export function worthOf(self: OwnSkimmer, { kind, value }: SeenMote): number {
  switch (kind) {
    case Pickup.ember:
      return self.embers < SKIMMER.maxEmbers ? value : 0;
    case Pickup.repair:
      return (SKIMMER.hitPoints - self.hitPoints) / 9;
    case Pickup.overshield:
      return self.overshield < PICKUPS.overshield / 2 ? 4 : 0;
    case Pickup.surge:
      return self.dashCharges < DASH.charges ? 1.5 : 0;
    case Pickup.scatter:
      return shellsWorth(self.scatterAmmo, SCATTER.shells);
    case Pickup.orb:
      return shellsWorth(self.orbAmmo, ORB.shells);
    case Pickup.mine:
      return shellsWorth(self.mineAmmo, MINE.shells);
    default:
      return 1;
  }
}

/** The thing in sight that is worth most for its distance; null when nothing is. `wanted` is what was chosen last. */
export function bestThing({ self, motes, arena }: Sight, wanted: { x: number; y: number }): SeenMote | null {
  let best: SeenMote | null = null;
  let most = 0;
  for (const mote of motes) {
    const worth = worthOf(self, mote);
    if (worth <= 0) continue;
    const same = mote.x === wanted.x && mote.y === wanted.y;
    const rate = (worth * (same ? ON_THE_WAY : 1)) / (Math.sqrt(square(mote, self)) + AT_ONCE);
    if (rate <= most || arena.portals.some((portal) => square(portal, mote) < NEAR_PORTAL)) continue;
    best = mote;
    most = rate;
  }
  return best;
}

/** True while the mother-ember lies at the forge, or is announced. */
export const motherCalls = ({ tick, motherTick }: Sight): boolean =>
  tick >= motherTick - MOTHER.announceTicks;
