// The outlines of rock: neighbouring tiles merged into closed loops of corners.
// Owns: the tracing and the rounding. Must not: colour anything.

import { type Arena, Tile, tileAt } from "../../shared/sim/tiles.ts";
import { ARENA } from "../../shared/tunables.ts";

/** A closed loop of corners, u, with rock on its right hand, and the box it lies in. */
export interface RockLoop {
  points: { x: number; y: number }[];
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Tiles of rock that are traced beyond the map's edge: further than a camera sees past it. */
const BEYOND = 12;
/** East, south, west, north. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Whether the tile on the right of an edge that leaves corner (x, y) is rock and the one on its left is not. */
function isEdge(rock: (x: number, y: number) => boolean, x: number, y: number, heading: number): boolean {
  switch (heading) {
    case 0:
      return rock(x, y) && !rock(x, y - 1);
    case 1:
      return rock(x - 1, y) && !rock(x, y);
    case 2:
      return rock(x - 1, y - 1) && !rock(x - 1, y);
    default:
      return rock(x, y - 1) && !rock(x - 1, y - 1);
  }
}

/** Every outline of the arena's rock; the ground beyond the map is rock too. Crystal is not: it breaks. */
export function traceRock(arena: Arena): RockLoop[] {
  const low = -BEYOND;
  const high = arena.columns + BEYOND;
  const rock = (x: number, y: number): boolean =>
    x >= low && y >= low && x < high && y < high && tileAt(arena, x, y) === Tile.rock;
  const seen = new Set<number>();
  const keyOf = (x: number, y: number, heading: number): number =>
    ((y - low) * 1024 + (x - low)) * 4 + heading;
  const loops: RockLoop[] = [];
  for (let y = low; y <= high; y++) {
    for (let x = low; x <= high; x++) {
      if (isEdge(rock, x, y, 0) && !seen.has(keyOf(x, y, 0))) loops.push(follow(rock, x, y, seen, keyOf));
    }
  }
  return loops;
}

/** Walks one loop from an eastward edge; at a crossing it keeps to its own tile, so that corners do not fuse. */
function follow(
  rock: (x: number, y: number) => boolean,
  startX: number,
  startY: number,
  seen: Set<number>,
  keyOf: (x: number, y: number, heading: number) => number,
): RockLoop {
  const loop: RockLoop = { points: [], left: 1e9, top: 1e9, right: -1e9, bottom: -1e9 };
  let x = startX;
  let y = startY;
  let heading = 0;
  while (!seen.has(keyOf(x, y, heading))) {
    seen.add(keyOf(x, y, heading));
    x += STEPS[heading][0];
    y += STEPS[heading][1];
    // Rock is on the right, so a right turn stays with the same tile.
    const next =
      [1, 0, 3].map((turn) => (heading + turn) % 4).find((way) => isEdge(rock, x, y, way)) ?? heading;
    if (next !== heading) addCorner(loop, x * ARENA.tile, y * ARENA.tile);
    heading = next;
  }
  return loop;
}

function addCorner(loop: RockLoop, x: number, y: number): void {
  loop.points.push({ x, y });
  loop.left = Math.min(loop.left, x);
  loop.right = Math.max(loop.right, x);
  loop.top = Math.min(loop.top, y);
  loop.bottom = Math.max(loop.bottom, y);
}

/** Adds a loop to the pen's path with round corners. */
export function traceLoop(pen: CanvasRenderingContext2D, loop: RockLoop, radius: number): void {
  const { points } = loop;
  const last = points[points.length - 1];
  pen.moveTo((last.x + points[0].x) / 2, (last.y + points[0].y) / 2);
  for (let i = 0; i < points.length; i++) {
    const corner = points[i];
    const next = points[(i + 1) % points.length];
    pen.arcTo(corner.x, corner.y, (corner.x + next.x) / 2, (corner.y + next.y) / 2, radius);
  }
  pen.closePath();
}
