// Getting somewhere round rock: headings tried in turn until one is clear.
// Owns: local avoidance. Must not: choose where to go.

import { rayToRock } from "../sim/collision.ts";
import { cos, sin } from "../sim/math.ts";
import { type Arena, isSolid, tileUnder } from "../sim/tiles.ts";
import { SKIMMER } from "../tunables.ts";

/** Turns that are tried, brads, nearest first; the sign is the side preferred last time. */
const TURNS = [0, 3600, -3600, 7300, -7300, 11800, -11800, 17300, -17300, 23700, -23700];
const LOOK_AHEAD = 190;
const CLEARANCE = SKIMMER.radius + 6;

/** Free distance along (dx, dy) of the flank towards (sx, sy): at a wall, that of the hull instead of the clearance. */
function sideWay(
  arena: Arena,
  x: number,
  y: number,
  sx: number,
  sy: number,
  dx: number,
  dy: number,
  reach: number,
): number {
  const atWall = isSolid(tileUnder(arena, x + sx * CLEARANCE, y + sy * CLEARANCE));
  const off = atWall ? SKIMMER.radius - 1 : CLEARANCE;
  return rayToRock(arena, x + sx * off, y + sy * off, dx, dy, reach);
}

/** Free distance for a skimmer's whole width along a heading (brads), at most `reach` u. */
export function clearDistance(arena: Arena, x: number, y: number, heading: number, reach: number): number {
  const dx = cos(heading);
  const dy = sin(heading);
  const left = sideWay(arena, x, y, -dy, dx, dx, dy, reach);
  const right = sideWay(arena, x, y, dy, -dx, dx, dy, reach);
  return Math.min(left, right, rayToRock(arena, x, y, dx, dy, reach));
}

/**
 * The heading (brads) nearest to `wanted` that is clear for LOOK_AHEAD or up to the goal; when none is, the
 * one with the longest way. `side` (1 or -1) breaks ties, so that a bot does not dither before a wall.
 */
export function steer(
  arena: Arena,
  x: number,
  y: number,
  wanted: number,
  goalDistance: number,
  side: number,
): number {
  const need = Math.min(LOOK_AHEAD, goalDistance);
  let best = wanted;
  let bestWay = -1;
  for (const turn of TURNS) {
    const heading = (wanted + turn * side) & 0xffff;
    const way = clearDistance(arena, x, y, heading, need);
    if (way >= need) return heading;
    if (way > bestWay) {
      bestWay = way;
      best = heading;
    }
  }
  return best;
}
