// The light that is nobody's: the core's. Who and what is in it is seen by everybody.
// Owns: where it is. Must not: reveal anything (interest.ts and its kinds do).
import type { Place } from "../../shared/sim/tiles.ts";
import type { World } from "../../shared/sim/world.ts";
import { CORE } from "../../shared/tunables/modes.ts";

/** Whether a place is in it; `ease`: how much further it reaches for what has been revealed already. */
export function isInLamp({ core }: World, { x, y }: Place, ease = 1): boolean {
  if (core === null) return false;
  const dx = x - core.x;
  const dy = y - core.y;
  const reach = CORE.light * ease;
  return dx * dx + dy * dy <= reach * reach;
}
