// What a small thing on a straight way meets first.
// Owns: the geometry. Must not: decide what becomes of it.

import { MINE, ORB } from "../tunables/arsenal.ts";
import { CORE } from "../tunables/modes.ts";
import { DASH, SKIMMER } from "../tunables.ts";
import { areMates } from "./teams.ts";
import { Flying, type Mine } from "./things.ts";
import type { Projectile, Skimmer, World } from "./world.ts";

const near = new Int32Array(128);
const nearMines = new Int32Array(MINE.most);

/** A way: from (x, y) along the unit direction (dx, dy), `length` u, by something of `radius` that `owner` fired. */
export interface Way {
  owner: number;
  x: number;
  y: number;
  dx: number;
  dy: number;
  length: number;
  radius: number;
}

/** Distance along `way` at which it comes nearest to a point, u; -1 when that is beyond `reach` of it. */
function meets(way: Way, x: number, y: number, reach: number): number {
  const toX = x - way.x;
  const toY = y - way.y;
  const along = Math.max(0, Math.min(way.length, toX * way.dx + toY * way.dy));
  const offX = toX - way.dx * along;
  const offY = toY - way.dy * along;
  return offX * offX + offY * offY > reach * reach ? -1 : along;
}

/** The skimmer that a way meets first; the lower slot when two are met at once. Shortens the way to it. */
export function firstSkimmer(world: World, way: Way): Skimmer | null {
  const radius = SKIMMER.radius + way.radius;
  const half = way.length / 2;
  const count = world.skimmerGrid.near(way.x + way.dx * half, way.y + way.dy * half, half + radius, near);
  let first: Skimmer | null = null;
  let firstAlong = Number.MAX_VALUE;
  for (let i = 0; i < count; i++) {
    const skimmer = world.skimmers[near[i]];
    if (skimmer === null || !canBeHit(world, skimmer, way.owner)) continue;
    const along = meets(way, skimmer.x, skimmer.y, radius);
    if (along === -1) continue;
    if (along < firstAlong || (along === firstAlong && first !== null && skimmer.slot < first.slot)) {
      first = skimmer;
      firstAlong = along;
    }
  }
  if (first !== null) way.length = firstAlong;
  return first;
}

/** The Orb that a way meets first, of those that fly; the one launched first when two are met at once. Shortens the way. */
export function firstOrb(orbs: readonly Projectile[], way: Way): Projectile | null {
  let first: Projectile | null = null;
  for (const orb of orbs) {
    if (orb.reach < 0) continue;
    const along = meets(way, orb.x, orb.y, ORB.radius + way.radius);
    if (along === -1 || (first !== null && along >= way.length)) continue;
    first = orb;
    way.length = along;
  }
  return first;
}

/** The mine that a way meets first; the lower id when two are met at once. Shortens the way. */
export function firstMine(world: World, way: Way): Mine | null {
  if (world.mineCount === 0) return null;
  const half = way.length / 2;
  const reach = MINE.radius + way.radius;
  const count = world.mineGrid.near(way.x + way.dx * half, way.y + way.dy * half, half + reach, nearMines);
  let first: Mine | null = null;
  for (let i = 0; i < count; i++) {
    const mine = world.mines[nearMines[i]];
    if (mine === null) continue;
    const along = meets(way, mine.x, mine.y, reach);
    if (
      along === -1 ||
      (first !== null && (along > way.length || (along === way.length && mine.id > first.id)))
    )
      continue;
    first = mine;
    way.length = along;
  }
  return first;
}

/** Whether a way meets the core first. Shortens the way to it. */
export function meetsCore({ core }: World, way: Way): boolean {
  if (core === null) return false;
  const along = meets(way, core.x, core.y, CORE.radius + way.radius);
  if (along === -1) return false;
  way.length = along;
  return true;
}

/** Shots pass their owner and its team, the dead, and a dash in its first ticks. */
export function canBeHit(world: World, skimmer: Skimmer, owner: number): boolean {
  if (!skimmer.alive || skimmer.slot === owner || areMates(world, skimmer.slot, owner)) return false;
  return world.tick - skimmer.dashedAtTick >= DASH.phaseTicks;
}

/** The Orbs among what flies, into `out`. */
export function orbsOf(flying: readonly Projectile[], out: Projectile[]): void {
  out.length = 0;
  for (const projectile of flying) if (projectile.kind === Flying.orb) out.push(projectile);
}
