// Maps that many clients of one process share: each is made once, since making one takes up to 14 ms.
// Owns: the maps. Must not: be changed through a copy, whose tiles are its own.
import { makeArena } from "../../shared/sim/arena.ts";
import type { Arena } from "../../shared/sim/tiles.ts";

/** More than the rooms of one run; the oldest go first. */
const MOST = 64;
const made = new Map<string, Arena>();
const originals = new WeakMap<Arena, Arena>();

/** The map of a seed with tiles of one's own: crystal breaks for each client when it sees it. */
export const arenaOf: typeof makeArena = (seed, size) => {
  const key = `${seed} ${size}`;
  const original = made.get(key) ?? makeArena(seed, size);
  made.set(key, original);
  for (const oldest of made.keys()) {
    if (made.size <= MOST) break;
    made.delete(oldest);
  }
  const copy = { ...original, tiles: original.tiles.slice() };
  originals.set(copy, original);
  return copy;
};

/** The map as it was laid out: all who plan on it share the ways that they have found. */
export const laidOut = (arena: Arena): Arena => originals.get(arena) ?? arena;
