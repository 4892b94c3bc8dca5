// A Scatter's pellets: seven short flights that follow from who fired, when and whereto.
// Owns: their flight and end. Must not: be sent; screens make them anew from the same seed.

import { SCATTER } from "../tunables/arsenal.ts";
import { CORE } from "../tunables/modes.ts";
import { DT } from "../tunables.ts";
import { burst } from "./burst.ts";
import { rayToRock } from "./collision.ts";
import { damage, guards, thrownBack } from "./combat.ts";
import { kickCore } from "./core.ts";
import { hitCrystal } from "./crystal.ts";
import type { SimEvents } from "./events.ts";
import { firstMine, firstOrb, firstSkimmer, meetsCore, orbsOf, type Way } from "./hits.ts";
import { cos, sin } from "./math.ts";
import { goOff } from "./mines.ts";
import type { Pellet } from "./things.ts";
import type { Arena } from "./tiles.ts";
import { pelletAim } from "./weapons.ts";
import { type Projectile, Weapon, type World } from "./world.ts";

const STEP = SCATTER.speed * DT;
const way: Way = { owner: 0, x: 0, y: 0, dx: 0, dy: 0, length: 0, radius: SCATTER.radius };
const orbs: Projectile[] = [];

/** How far a pellet from (x, y) towards `aim` (brads) flies before rock or its reach ends it, u. */
export const pelletReach = (arena: Arena, x: number, y: number, aim: number): number =>
  rayToRock(arena, x, y, cos(aim), sin(aim), SCATTER.reach);

/** Fires a Scatter; the pellets make their first step in the same tick. */
export function scatter(
  world: World,
  owner: number,
  shot: number,
  x: number,
  y: number,
  aim: number,
  events: SimEvents,
): void {
  events.scattered(owner, shot, x, y, aim);
  for (let pellet = 0; pellet < SCATTER.pellets; pellet++) {
    const towards = pelletAim(owner, shot, aim, pellet);
    const reach = pelletReach(world.arena, x, y, towards);
    world.pellets.push({ owner, x, y, aim: towards, flown: 0, reach });
  }
}

/** Flies every pellet one step; those that met something or ran out are gone. */
export function stepPellets(world: World, events: SimEvents): void {
  const { pellets } = world;
  if (pellets.length === 0) return;
  orbsOf(world.projectiles, orbs);
  let kept = 0;
  for (const pellet of pellets) if (fly(world, pellet, events)) pellets[kept++] = pellet;
  pellets.length = kept;
}

function fly(world: World, pellet: Pellet, events: SimEvents): boolean {
  way.owner = pellet.owner;
  way.x = pellet.x;
  way.y = pellet.y;
  way.dx = cos(pellet.aim);
  way.dy = sin(pellet.aim);
  // Before its last step: what would end it may have been broken since.
  if (pellet.reach - pellet.flown <= STEP) lookAgain(world.arena, pellet);
  way.length = Math.min(STEP, pellet.reach - pellet.flown);
  const victim = firstSkimmer(world, way);
  const orb = firstOrb(orbs, way);
  const mine = firstMine(world, way);
  const core = meetsCore(world, way);
  pellet.x += way.dx * way.length;
  pellet.y += way.dy * way.length;
  pellet.flown += way.length;
  if (core) kickCore(world, pellet.owner, pellet.aim, CORE.kick.pellet);
  else if (mine !== null) goOff(world, mine, events);
  else if (orb !== null) {
    burst(world, orb.owner, Weapon.orb, orb.x, orb.y, events);
    // Its flight is over: projectile.ts takes it away.
    orb.reach = -1;
  } else if (victim === null) {
    if (pellet.flown < pellet.reach) return true;
    hitCrystal(world, pellet.x, pellet.y, pellet.aim, SCATTER.damage);
  } else if (guards(world, victim, pellet.aim)) {
    events.reflected(victim, pellet.x, pellet.y);
    pellet.aim = thrownBack(victim, pellet.aim);
    pellet.owner = victim.slot;
    pellet.flown = 0;
    pellet.reach = pelletReach(world.arena, pellet.x, pellet.y, pellet.aim);
    return true;
  } else damage(world, victim, pellet.owner, SCATTER.damage, pellet.aim, Weapon.scatter, events);
  return false;
}

function lookAgain(arena: Arena, pellet: Pellet): void {
  const { x, y, aim, flown } = pellet;
  pellet.reach = flown + rayToRock(arena, x, y, cos(aim), sin(aim), SCATTER.reach - flown);
}
