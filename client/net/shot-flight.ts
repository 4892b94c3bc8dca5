// One shot's flight as the screen follows it: the server's own line, bounce by bounce.
// Owns: the running segment of a flight. Must not: know why a shot is drawn at which distance.
import { aimFlight, bounce, type Flight, flyOn } from "../../shared/sim/flight.ts";
import { cos, sin } from "../../shared/sim/math.ts";
import type { Arena } from "../../shared/sim/tiles.ts";

/** The flight of something that was at (x, y), with `left` bounces before it. */
export function startFlight(
  arena: Arena,
  kind: number,
  x: number,
  y: number,
  heading: number,
  left: number,
): Flight {
  const way = { kind, x, y, heading, left, flown: 0, reach: 0 };
  aimFlight(arena, way);
  return way;
}

/** Turns off every rock up to `far` u from the start; false when the flight is over before. Never goes back over a bounce. */
export function follow(arena: Arena, way: Flight, far: number): boolean {
  while (far >= way.reach) {
    flyOn(way, way.reach - way.flown);
    if (!bounce(arena, way)) return false;
  }
  return true;
}

/** Where the running segment, or its straight line beyond, is `far` u from the start, into `out`. */
export function placeOn(way: Flight, far: number, out: { x: number; y: number }): void {
  out.x = way.x + cos(way.heading) * (far - way.flown);
  out.y = way.y + sin(way.heading) * (far - way.flown);
}
