// What hides a skimmer from the others, whatever the lights.
// Owns: from how near it is seen. Must not: know who looks.
import { HIDING } from "../tunables.ts";
import { type Arena, type Place, Tile, tileUnder } from "./tiles.ts";

/** Others see a skimmer there from no further than this, u; Infinity in the open. */
export const seenWithin = (arena: Arena, { x, y }: Place): number =>
  tileUnder(arena, x, y) === Tile.haze ? HIDING.haze : Infinity;
