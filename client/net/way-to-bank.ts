// Where embers are banked next: the nearest beacon that is warm.
// Owns: which one that is. Must not: draw the way there.
import { isWarm } from "../../shared/sim/banking.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import type { GameView } from "./game-view.ts";

/** What of a game it depends on. */
type Beacons = Readonly<{
  arena: Pick<GameView["arena"], "beacons">;
  state: Pick<GameView["state"], "coldUntil" | "tick">;
}>;

/** The warm beacon nearest to (x, y), u; null while all are cold. */
export function nearestWarmBeacon({ arena, state }: Beacons, x: number, y: number): Place | null {
  let best: Place | null = null;
  let least = Number.POSITIVE_INFINITY;
  arena.beacons.forEach((beacon, i) => {
    const far = Math.hypot(beacon.x - x, beacon.y - y);
    if (far >= least || !isWarm(state.coldUntil, i, state.tick)) return;
    least = far;
    best = beacon;
  });
  return best;
}
