// Near and far among places.
// Owns: the comparisons. Must not: know what lies there.
import type { Place } from "../sim/tiles.ts";
import { BANK } from "../tunables.ts";

/** Square of the radius of a beacon's ring, u². */
export const BANK_RING = BANK.radius * BANK.radius;

/** Square of the distance, u². */
export const square = (a: Place, b: Place): number => (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);

/** The item of least cost, or null when there is none. */
export function least<T>(items: readonly T[], cost: (item: T) => number): T | null {
  let best: T | null = null;
  let bestCost = Number.MAX_VALUE;
  for (const item of items) {
    const c = cost(item);
    if (c < bestCost) {
      best = item;
      bestCost = c;
    }
  }
  return best;
}

export const nearest = <T extends Place>(items: readonly T[], to: Place): T | null =>
  least(items, (item) => square(item, to));
