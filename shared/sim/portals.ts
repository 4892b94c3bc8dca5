// Portals: who comes near one leaves at its partner.
// Owns: the passage. Must not: pass shots, or let anybody straight back.
import { PORTAL } from "../tunables.ts";
import { snapPosition } from "./math.ts";
import type { Place } from "./tiles.ts";
import type { Skimmer } from "./world.ts";

type Passenger = Pick<Skimmer, "x" | "y" | "vx" | "vy" | "hop" | "portalTicks">;

/**
 * One input's worth of portals for a skimmer that has moved: within PORTAL.radius of one it is beyond the partner at
 * once, its velocity kept. `hop` counts it, so that nobody draws or rewinds it on the way between.
 */
export function stepPortals(portals: readonly Place[], skimmer: Passenger): void {
  if (skimmer.portalTicks > 0) {
    skimmer.portalTicks -= 1;
    return;
  }
  const entered = portalAt(portals, skimmer.x, skimmer.y);
  if (entered === -1) return;
  const { x, y } = portals[entered ^ 1];
  const { vx, vy } = skimmer;
  const speed = Math.sqrt(vx * vx + vy * vy);
  // Open ground reaches further than this all round a portal, so it never leads into rock.
  const beyond = speed === 0 ? 0 : PORTAL.exit / speed;
  skimmer.x = snapPosition(x + vx * beyond);
  skimmer.y = snapPosition(y + vy * beyond);
  skimmer.hop = (skimmer.hop + 1) & 255;
  skimmer.portalTicks = PORTAL.cooldownTicks;
}

/** Index of the portal within whose radius a point is, or -1. */
function portalAt(portals: readonly Place[], x: number, y: number): number {
  for (let i = 0; i < portals.length; i++) {
    const dx = portals[i].x - x;
    const dy = portals[i].y - y;
    if (dx * dx + dy * dy <= PORTAL.radius * PORTAL.radius) return i;
  }
  return -1;
}
