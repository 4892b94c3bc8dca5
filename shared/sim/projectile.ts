// Pulses and Orbs in flight: from a spawn that both sides know to an end.
// Owns: launch, flight, what a projectile meets. Must not: change hit points (combat.ts and burst.ts do).

import { ORB } from "../tunables/arsenal.ts";
import { CORE } from "../tunables/modes.ts";
import { PULSE } from "../tunables.ts";
import { burst } from "./burst.ts";
import { damage, guards, thrownBack } from "./combat.ts";
import { kickCore } from "./core.ts";
import { hitCrystal } from "./crystal.ts";
import type { SimEvents } from "./events.ts";
import { aimFlight, bounce, flyOn, STEP_OF } from "./flight.ts";
import { firstMine, firstOrb, firstSkimmer, meetsCore, orbsOf, type Way } from "./hits.ts";
import { cos, sin, snapPosition } from "./math.ts";
import { goOff } from "./mines.ts";
import { Flying } from "./things.ts";
import { type Projectile, type Skimmer, Weapon, type World } from "./world.ts";

const way: Way = { owner: 0, x: 0, y: 0, dx: 0, dy: 0, length: 0, radius: 0 };
const orbs: Projectile[] = [];

/** Launches a Pulse or Orb; it makes its first step in the tick of the launch. */
export function launch(
  world: World,
  owner: number,
  shot: number,
  x: number,
  y: number,
  aim: number,
  kind: number = Flying.pulse,
): void {
  const projectile = world.spawner.projectile(world.nextProjectile++);
  projectile.kind = kind;
  projectile.owner = owner;
  projectile.shot = shot;
  projectile.aim = projectile.heading = aim;
  projectile.bounces = projectile.left = kind === Flying.orb ? ORB.bounces : 0;
  projectile.ax = projectile.x = x;
  projectile.ay = projectile.y = y;
  projectile.anchorTick = world.tick - 1;
  projectile.flown = 0;
  aimFlight(world.arena, projectile);
  world.projectiles.push(projectile);
}

/** Flies everything one step, what is launched meanwhile too; what met something or ran out is removed, the rest keep their order. */
export function stepProjectiles(world: World, events: SimEvents): void {
  const flying = world.projectiles;
  orbsOf(flying, orbs);
  for (let i = 0; i < flying.length; i++) {
    const projectile = flying[i];
    // An Orb that was shot in this tick is over already.
    if (projectile.reach >= 0 && !fly(world, projectile, events)) projectile.reach = -1;
  }
  let kept = 0;
  for (const projectile of flying) {
    if (projectile.reach >= 0) flying[kept++] = projectile;
    else world.spawner.removeProjectile(projectile);
  }
  flying.length = kept;
}

/** One step of one projectile; false when it ended: at rock, in somebody, or on a guard that faces it. */
function fly(world: World, projectile: Projectile, events: SimEvents): boolean {
  let left: number = STEP_OF[projectile.kind];
  for (;;) {
    // Before its last step of a segment: what would end that may have been broken since.
    if (projectile.reach - projectile.flown <= left) aimFlight(world.arena, projectile);
    const length = Math.min(left, projectile.reach - projectile.flown);
    if (meetsSomething(world, projectile, length, events)) return false;
    flyOn(projectile, length);
    left -= length;
    if (projectile.flown < projectile.reach) return true;
    if (bounce(world.arena, projectile)) continue;
    const isOrb = projectile.kind === Flying.orb;
    const { x, y, heading } = projectile;
    hitCrystal(world, x, y, heading, isOrb ? ORB.damage : PULSE.damage);
    if (isOrb) burstOrb(world, projectile, events);
    return false;
  }
}

/** The nearest of skimmers, the core, mines and, for a Pulse, Orbs on the next `length` u of the way; true when the flight ends there. */
function meetsSomething(world: World, p: Projectile, length: number, events: SimEvents): boolean {
  const isPulse = p.kind === Flying.pulse;
  way.owner = p.owner;
  way.x = p.x;
  way.y = p.y;
  way.dx = cos(p.heading);
  way.dy = sin(p.heading);
  way.length = length;
  way.radius = isPulse ? PULSE.radius : ORB.radius;
  const victim = firstSkimmer(world, way);
  const orb = isPulse ? firstOrb(orbs, way) : null;
  const mine = isPulse ? firstMine(world, way) : null;
  const core = meetsCore(world, way);
  if (victim === null && orb === null && mine === null && !core) return false;
  flyOn(p, way.length);
  if (core) {
    kickCore(world, p.owner, p.heading, isPulse ? CORE.kick.pulse : CORE.kick.orb);
    if (!isPulse) burstOrb(world, p, events);
  } else if (mine !== null) goOff(world, mine, events);
  else if (orb !== null) {
    burstOrb(world, orb, events);
    orb.reach = -1;
  } else if (victim !== null) hit(world, p, victim, events);
  return true;
}

/** A guard that faces it throws it back, as its owner's; anybody else is hurt. */
function hit(world: World, p: Projectile, victim: Skimmer, events: SimEvents): void {
  if (guards(world, victim, p.heading)) {
    events.reflected(victim, p.x, p.y);
    const aim = thrownBack(victim, p.heading);
    // No shot of its new owner's own has number 0 but once in 65,536: nobody takes it for a predicted one.
    launch(world, victim.slot, 0, snapPosition(p.x), snapPosition(p.y), aim, p.kind);
  } else if (p.kind === Flying.orb) burstOrb(world, p, events);
  else damage(world, victim, p.owner, PULSE.damage, p.heading, Weapon.pulse, events);
}

const burstOrb = (world: World, orb: Projectile, events: SimEvents): void =>
  burst(world, orb.owner, Weapon.orb, orb.x, orb.y, events);
