// Circles against rock and against each other.
// Owns: how bodies part and bounce. Must not: decide who is hurt.
import { ARENA, DT, SKIMMER } from "../tunables.ts";
import { pushOffGates } from "./gates.ts";
import { snapPosition, snapVelocity } from "./math.ts";
import { type Arena, isSolid, tileAt } from "./tiles.ts";

interface Body {
  x: number;
  y: number;
  vx: number;
  vy: number;
}

/**
 * Pushes `body` out of rock and turns back the velocity into it; a skimmer's, if nothing else is said. Two passes
 * settle corners; a centre deep in rock may not find out of it (see `glide`).
 */
export function bounceOffRock(
  arena: Arena,
  body: Body,
  radius: number = SKIMMER.radius,
  restitution: number = SKIMMER.restitution,
): void {
  for (let pass = 0; pass < 2; pass++) {
    const left = Math.floor((body.x - radius) / ARENA.tile);
    const right = Math.floor((body.x + radius) / ARENA.tile);
    const top = Math.floor((body.y - radius) / ARENA.tile);
    const bottom = Math.floor((body.y + radius) / ARENA.tile);
    let touched = false;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        if (
          isSolid(tileAt(arena, column, row)) &&
          partFromTile(arena, body, column, row, radius, restitution)
        )
          touched = true;
      }
    }
    if (!touched) return;
  }
}

/**
 * Moves `body` by its velocity for one tick, off rock where it meets some. In parts shorter than its radius
 * (a dash flies 31.7 u a tick), so that the centre stays out of rock: within an inner corner no side leads out.
 * Rock has the last word: who is between a gate's bar and rock is passed by the bar. `tick`: where the gates are.
 */
export function glide(arena: Arena, body: Body, tick: number): void {
  const way = Math.sqrt(body.vx * body.vx + body.vy * body.vy) * DT;
  const parts = Math.max(1, Math.ceil(way / SKIMMER.radius));
  for (let part = 0; part < parts; part++) {
    body.x += (body.vx * DT) / parts;
    body.y += (body.vy * DT) / parts;
    bounceOffRock(arena, body);
    if (pushOffGates(arena.gates, body, tick)) bounceOffRock(arena, body);
  }
}

const scratch = { x: 0, y: 0, vx: 0, vy: 0 };

/** Puts a skimmer that was shoved out of rock again; worked out aside, so that only rounded values are ever its own. */
export function settle(arena: Arena, skimmer: Body): void {
  scratch.x = skimmer.x;
  scratch.y = skimmer.y;
  scratch.vx = skimmer.vx;
  scratch.vy = skimmer.vy;
  bounceOffRock(arena, scratch);
  skimmer.x = snapPosition(scratch.x);
  skimmer.y = snapPosition(scratch.y);
  skimmer.vx = snapVelocity(scratch.vx);
  skimmer.vy = snapVelocity(scratch.vy);
}

/** Parts a circle from one rock tile; true when they overlapped. */
function partFromTile(
  arena: Arena,
  body: Body,
  column: number,
  row: number,
  radius: number,
  restitution: number,
): boolean {
  const left = column * ARENA.tile;
  const top = row * ARENA.tile;
  const nearX = Math.max(left, Math.min(body.x, left + ARENA.tile));
  const nearY = Math.max(top, Math.min(body.y, top + ARENA.tile));
  let dx = body.x - nearX;
  let dy = body.y - nearY;
  let distance = Math.sqrt(dx * dx + dy * dy);
  if (distance >= radius) return false;
  let depth = radius - distance;
  if (distance === 0) {
    // The centre is inside the tile: out through the nearest side that is not rock itself.
    [dx, dy, depth] = wayOut(arena, body, column, row, radius);
    distance = 1;
  }
  const nx = dx / distance;
  const ny = dy / distance;
  body.x += nx * depth;
  body.y += ny * depth;
  const into = body.vx * nx + body.vy * ny;
  if (into < 0) {
    body.vx -= (1 + restitution) * into * nx;
    body.vy -= (1 + restitution) * into * ny;
  }
  return true;
}

/** Unit direction and depth of the shortest way out of a tile for a centre inside it. */
function wayOut(
  arena: Arena,
  body: Body,
  column: number,
  row: number,
  radius: number,
): [number, number, number] {
  const left = body.x - column * ARENA.tile;
  const top = body.y - row * ARENA.tile;
  const ways: [number, number, number][] = [
    [-1, 0, left],
    [1, 0, ARENA.tile - left],
    [0, -1, top],
    [0, 1, ARENA.tile - top],
  ];
  let best: [number, number, number] = [0, 0, Number.MAX_VALUE];
  for (const [x, y, depth] of ways) {
    if (!isSolid(tileAt(arena, column + x, row + y)) && depth < best[2]) best = [x, y, depth];
  }
  return best[2] === Number.MAX_VALUE ? [1, 0, 1] : [best[0], best[1], best[2] + radius];
}

/**
 * Parts two skimmers that overlap and exchanges momentum along the line between them
 * (masses 1 + SKIMMER.massPerEmber per ember). Changes both; returns whether they touched.
 */
export function shove(a: Body & { embers: number }, b: Body & { embers: number }): boolean {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const reach = SKIMMER.radius * 2;
  const square = dx * dx + dy * dy;
  if (square >= reach * reach) return false;
  const distance = Math.sqrt(square);
  const nx = distance === 0 ? 1 : dx / distance;
  const ny = distance === 0 ? 0 : dy / distance;
  const massA = 1 + SKIMMER.massPerEmber * a.embers;
  const massB = 1 + SKIMMER.massPerEmber * b.embers;
  const shareA = massB / (massA + massB);
  const depth = reach - distance;
  a.x = snapPosition(a.x - nx * depth * shareA);
  a.y = snapPosition(a.y - ny * depth * shareA);
  b.x = snapPosition(b.x + nx * depth * (1 - shareA));
  b.y = snapPosition(b.y + ny * depth * (1 - shareA));
  const closing = (b.vx - a.vx) * nx + (b.vy - a.vy) * ny;
  if (closing >= 0) return true;
  const impulse = -(1 + SKIMMER.restitution) * closing;
  a.vx = snapVelocity(a.vx - impulse * shareA * nx);
  a.vy = snapVelocity(a.vy - impulse * shareA * ny);
  b.vx = snapVelocity(b.vx + impulse * (1 - shareA) * nx);
  b.vy = snapVelocity(b.vy + impulse * (1 - shareA) * ny);
  return true;
}

/**
 * Distance, u, along the unit direction (dx, dy) from (x, y) to the first rock, at most `reach`
 * (A. Woo & J. Amanatides, "A Fast Voxel Traversal Algorithm", 1987).
 */
export function rayToRock(arena: Arena, x: number, y: number, dx: number, dy: number, reach: number): number {
  const tile = ARENA.tile;
  let column = Math.floor(x / tile);
  let row = Math.floor(y / tile);
  if (isSolid(tileAt(arena, column, row))) return 0;
  const stepX = dx > 0 ? 1 : -1;
  const stepY = dy > 0 ? 1 : -1;
  const acrossX = dx === 0 ? Number.MAX_VALUE : Math.abs(tile / dx);
  const acrossY = dy === 0 ? Number.MAX_VALUE : Math.abs(tile / dy);
  let nextX = dx === 0 ? Number.MAX_VALUE : ((dx > 0 ? (column + 1) * tile : column * tile) - x) / dx;
  let nextY = dy === 0 ? Number.MAX_VALUE : ((dy > 0 ? (row + 1) * tile : row * tile) - y) / dy;
  for (;;) {
    const far = Math.min(nextX, nextY);
    if (far >= reach) return reach;
    if (nextX < nextY) {
      column += stepX;
      nextX += acrossX;
    } else {
      row += stepY;
      nextY += acrossY;
    }
    if (isSolid(tileAt(arena, column, row))) return far;
  }
}
