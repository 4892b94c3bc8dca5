// What goes off hurts everyone near it but its owner.
// Owns: the splash. Must not: decide when anything goes off.

import { MINE, ORB, SPLASH_LEAST } from "../tunables/arsenal.ts";
import { SKIMMER } from "../tunables.ts";
import { rayToRock } from "./collision.ts";
import { damage, guards } from "./combat.ts";
import type { SimEvents } from "./events.ts";
import { canBeHit } from "./hits.ts";
import { direction } from "./math.ts";
import { type Skimmer, Weapon, type World } from "./world.ts";

/** An Orb or a mine of `owner` goes off at (x, y): full damage to who touches it, SPLASH_LEAST of it at the rim. */
export function burst(
  world: World,
  owner: number,
  weapon: typeof Weapon.orb | typeof Weapon.mine,
  x: number,
  y: number,
  events: SimEvents,
): void {
  const { damage: most, splash, radius } = weapon === Weapon.orb ? ORB : MINE;
  events.burst(owner, weapon, x, y);
  for (const skimmer of world.skimmers) {
    if (skimmer === null || !canBeHit(world, skimmer, owner)) continue;
    const dx = skimmer.x - x;
    const dy = skimmer.y - y;
    const away = Math.sqrt(dx * dx + dy * dy);
    const gap = Math.max(0, away - SKIMMER.radius - radius);
    if (gap >= splash || isBehindRock(world, x, y, skimmer, away)) continue;
    const aim = direction(dx, dy);
    if (guards(world, skimmer, aim)) continue;
    const amount = Math.round(most * (1 - ((1 - SPLASH_LEAST) * gap) / splash));
    damage(world, skimmer, owner, amount, aim, weapon, events);
  }
}

function isBehindRock(
  world: World,
  x: number,
  y: number,
  { x: atX, y: atY }: Skimmer,
  away: number,
): boolean {
  if (away < 1) return false;
  return rayToRock(world.arena, x, y, (atX - x) / away, (atY - y) / away, away) < away;
}
