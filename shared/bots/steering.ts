// Getting somewhere round what is in the way: headings tried in turn until one is clear.
// Owns: local avoidance of rock, gates and hazards, and thrust. Must not: choose where to go.

import { rayToRock } from "../sim/collision.ts";
import { gateAngle } from "../sim/gates.ts";
import { packMove } from "../sim/input.ts";
import { cos, sin } from "../sim/math.ts";
import { type Arena, isSolid, type Place, tileUnder } from "../sim/tiles.ts";
import { pullToWells } from "../sim/wells.ts";
import { DT, GATE, SKIMMER, TICK_HZ } from "../tunables.ts";

/** Turns that are tried, brads, nearest first; the sign is the side preferred last time. */
const TURNS = [0, 3600, -3600, 7300, -7300, 11800, -11800, 17300, -17300, 23700, -23700];
const LOOK_AHEAD = 190;
const CLEARANCE = SKIMMER.radius + 6;
/** A bar is kept this far from, u, and looked for at so many u along a heading. */
const BAR_CLEARANCE = SKIMMER.radius + GATE.halfWidth + 8;
const BAR_GRAIN = 32;
/** What a skimmer flies in a tick, u: where a bar will be when it gets there. */
const U_PER_TICK = (SKIMMER.topSpeed * 0.9) / TICK_HZ;
/** Speed to the side that full thrust is turned against, u/s. */
const SIDE_SPEED = 240;

/** A circle to stay out of. */
export interface Hazard extends Place {
  radius: number;
}

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

/** Free distance for a skimmer's whole width along a unit direction, or a heading in brads, at most `reach` u. */
export function clearDistance(
  arena: Arena,
  x: number,
  y: number,
  heading: number | Place,
  reach: number,
): number {
  const dx = typeof heading === "number" ? cos(heading) : heading.x;
  const dy = typeof heading === "number" ? sin(heading) : heading.y;
  const ahead = rayToRock(arena, x, y, dx, dy, reach);
  const left = sideWay(arena, x, y, -dy, dx, dx, dy, ahead);
  return sideWay(arena, x, y, dy, -dx, dx, dy, left);
}

/** Free distance along (dx, dy) before a gate's bar, where that will be when a skimmer gets there. */
function gateWay(
  arena: Arena,
  x: number,
  y: number,
  dx: number,
  dy: number,
  reach: number,
  tick: number,
): number {
  let free = reach;
  for (const gate of arena.gates) {
    const toX = gate.x - x;
    const toY = gate.y - y;
    const far = GATE.half + BAR_CLEARANCE + free;
    if (toX * toX + toY * toY > far * far) continue;
    for (let along = BAR_GRAIN; along < free; along += BAR_GRAIN) {
      const angle = gateAngle(gate, Math.floor(tick + along / U_PER_TICK));
      const offX = dx * along - toX;
      const offY = dy * along - toY;
      const on = Math.max(-GATE.half, Math.min(GATE.half, offX * cos(angle) + offY * sin(angle)));
      const barX = offX - cos(angle) * on;
      const barY = offY - sin(angle) * on;
      if (barX * barX + barY * barY < BAR_CLEARANCE * BAR_CLEARANCE) free = along - BAR_GRAIN;
    }
  }
  return free;
}

/** Free distance along (dx, dy) before a hazard; who is within one already may leave it. */
function hazardWay(
  hazards: readonly Hazard[],
  x: number,
  y: number,
  dx: number,
  dy: number,
  reach: number,
): number {
  let free = reach;
  for (const hazard of hazards) {
    const toX = hazard.x - x;
    const toY = hazard.y - y;
    const along = toX * dx + toY * dy;
    if (along <= 0 || along - hazard.radius >= free) continue;
    const off = toX * dy - toY * dx;
    if (off * off < hazard.radius * hazard.radius) free = Math.max(0, along - hazard.radius);
  }
  return free;
}

export interface Course {
  arena: Arena;
  x: number;
  y: number;
  /** 1 or -1 breaks ties, so that a bot does not dither before a wall. */
  side: number;
  tick: number;
  hazards: readonly Hazard[];
}

/** The heading (brads) nearest to `wanted` that is clear for LOOK_AHEAD or up to the goal; when none is, the one with the longest way. */
export function steer(course: Course, wanted: number, goalDistance: number): number {
  const { arena, x, y, side, tick, hazards } = course;
  const need = Math.min(LOOK_AHEAD, goalDistance);
  let best = wanted;
  let bestWay = -1;
  for (const turn of TURNS) {
    const heading = (wanted + turn * side) & 0xffff;
    const dx = cos(heading);
    const dy = sin(heading);
    let way = clearDistance(arena, x, y, heading, need);
    if (arena.gates.length > 0) way = gateWay(arena, x, y, dx, dy, way, tick);
    way = hazardWay(hazards, x, y, dx, dy, way);
    if (way >= need) return heading;
    if (way > bestWay) {
      bestWay = way;
      best = heading;
    }
  }
  return best;
}

const pull = { x: 0, y: 0, vx: 0, vy: 0 };

/** The packed thrust that flies along `heading`: against what speed there is to the side, and against the wells. */
export function thrustAlong(
  arena: Arena,
  { x, y, vx, vy }: Place & { vx: number; vy: number },
  heading: number,
  tick: number,
): number {
  const dx = cos(heading);
  const dy = sin(heading);
  const aside = (vx * -dy + vy * dx) / SIDE_SPEED;
  pull.x = x;
  pull.y = y;
  pull.vx = 0;
  pull.vy = 0;
  if (arena.wells.length > 0) pullToWells(arena.wells, pull, tick);
  const wells = 1 / (SKIMMER.acceleration * DT);
  const thrustX = dx + dy * aside - pull.vx * wells;
  const thrustY = dy - dx * aside - pull.vy * wells;
  const length = Math.sqrt(thrustX * thrustX + thrustY * thrustY);
  return length < 0.01 ? packMove(dx, dy) : packMove(thrustX / length, thrustY / length);
}
