// The way of what flies straight and bounces off rock: the same line on server and screen.
// Owns: the segments of a flight. Must not: know who is hit.

import { ORB } from "../tunables/arsenal.ts";
import { DT, PULSE } from "../tunables.ts";
import { rayToRock } from "./collision.ts";
import { cos, sin, snapPosition, TURN } from "./math.ts";
import { Flying } from "./things.ts";
import { type Arena, isSolid, tileUnder } from "./tiles.ts";

/** Distances are flown ones, u: `reach` is where the running segment meets rock, or the life ends. */
export interface Flight {
  kind: number;
  x: number;
  y: number;
  heading: number;
  /** Bounces that are left. */
  left: number;
  flown: number;
  reach: number;
}

/** How far a tick takes a flight, u, by its kind. */
export const STEP_OF = [PULSE.speed * DT, ORB.speed * DT] as const;
/** How far each kind flies at most, u. */
const LIFE_OF = [STEP_OF[Flying.pulse] * PULSE.lifeTicks, STEP_OF[Flying.orb] * ORB.lifeTicks] as const;

/** A bounce is this far off the rock, u, so that rounding never puts it inside. */
const OFF_ROCK = 0.5;

/** Finds out how far the segment from (x, y) goes. */
export function aimFlight(arena: Arena, flight: Flight): void {
  const { x, y, heading, flown, kind } = flight;
  flight.reach = flown + rayToRock(arena, x, y, cos(heading), sin(heading), LIFE_OF[kind] - flown);
}

/** Moves a flight on by `way` u, no further than its reach. */
export function flyOn(flight: Flight, way: number): void {
  flight.x += cos(flight.heading) * way;
  flight.y += sin(flight.heading) * way;
  flight.flown += way;
}

/** At the end of a segment: turns off the rock into the next one; false when the flight is over. */
export function bounce(arena: Arena, flight: Flight): boolean {
  if (flight.left === 0 || flight.flown >= LIFE_OF[flight.kind]) return false;
  const dx = cos(flight.heading);
  const dy = sin(flight.heading);
  const sideX = dx > 0 ? 1 : -1;
  const sideY = dy > 0 ? 1 : -1;
  const wall = isRock(arena, flight.x + sideX, flight.y - sideY);
  const floor = isRock(arena, flight.x - sideX, flight.y + sideY);
  flight.left -= 1;
  flight.x = snapPosition(flight.x - dx * OFF_ROCK);
  flight.y = snapPosition(flight.y - dy * OFF_ROCK);
  // At a corner both tell the same: straight back.
  if (wall === floor) flight.heading = (flight.heading + TURN / 2) & (TURN - 1);
  else flight.heading = (wall ? TURN / 2 - flight.heading : -flight.heading) & (TURN - 1);
  aimFlight(arena, flight);
  return true;
}

const isRock = (arena: Arena, x: number, y: number): boolean => isSolid(tileUnder(arena, x, y));
