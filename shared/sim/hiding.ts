// What hides a skimmer from the others, whatever the lights.
// Owns: from how near it is seen. Must not: know who looks.

import { PICKUPS } from "../tunables/arsenal.ts";
import { HIDING } from "../tunables.ts";
import { isCloaked } from "./light.ts";
import { type Arena, type Place, Tile, tileUnder } from "./tiles.ts";
import type { Skimmer } from "./world.ts";

type Hiding = Place & Pick<Skimmer, "cloakUntilTick">;

/** Others see a skimmer in tick `tick` from no further than this, u; Infinity in the open. */
export function seenWithin(arena: Arena, skimmer: Hiding, tick: number): number {
  if (isCloaked(skimmer, tick)) return PICKUPS.cloakWithin;
  return tileUnder(arena, skimmer.x, skimmer.y) === Tile.haze ? HIDING.haze : Infinity;
}
