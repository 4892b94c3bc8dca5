// Pulses in flight: from a spawn that both sides know to an end.
// Owns: launch, flight, what a projectile meets. Must not: change hit points (combat.ts does).
import { DASH, DT, GUARD, PULSE, SKIMMER } from "../tunables.ts";
import { rayToRock } from "./collision.ts";
import { damage, meetsGuard } from "./combat.ts";
import { cos, sin } from "./math.ts";
import type { Arena } from "./tiles.ts";
import { type Projectile, type SimEvents, type Skimmer, Weapon, type World } from "./world.ts";

const STEP = PULSE.speed * DT;
const near = new Int32Array(128);

/** How far a Pulse from (x, y) towards `aim` (brads) flies before rock or its life ends it, u. */
export function pulseReach(arena: Arena, x: number, y: number, aim: number): number {
  return rayToRock(arena, x, y, cos(aim), sin(aim), STEP * PULSE.lifeTicks);
}

/** Launches a Pulse; it makes its first step in the tick of the launch. */
export function launch(world: World, owner: number, shot: number, x: number, y: number, aim: number): void {
  const projectile = world.spawner.projectile(world.nextProjectile++);
  projectile.owner = owner;
  projectile.shot = shot;
  projectile.aim = aim;
  projectile.ax = projectile.x = x;
  projectile.ay = projectile.y = y;
  projectile.anchorTick = world.tick - 1;
  projectile.flown = 0;
  projectile.reach = pulseReach(world.arena, x, y, aim);
  world.projectiles.push(projectile);
}

/** Flies every projectile one step; those that met something or ran out are removed, the rest keep their order. */
export function stepProjectiles(world: World, events: SimEvents): void {
  const flying = world.projectiles;
  let kept = 0;
  for (let i = 0; i < flying.length; i++) {
    const projectile = flying[i];
    if (fly(world, projectile, events)) flying[kept++] = projectile;
    else world.spawner.removeProjectile(projectile);
  }
  flying.length = kept;
}

/** One step of one projectile; false when it ended: at rock, in somebody, or on a guard that faces it. */
function fly(world: World, projectile: Projectile, events: SimEvents): boolean {
  const dx = cos(projectile.aim);
  const dy = sin(projectile.aim);
  const length = Math.min(STEP, projectile.reach - projectile.flown);
  const victim = firstHit(world, projectile, dx, dy, length);
  if (victim !== null) {
    const { owner, aim } = projectile;
    // By the ticks, and not by its inputs: whoever withholds them gains nothing.
    const guards = world.tick - victim.guardedAtTick < GUARD.durationTicks;
    const blocked = guards && meetsGuard(victim, aim);
    if (!blocked) damage(world, victim, owner, PULSE.damage, aim, Weapon.pulse, events);
    return false;
  }
  projectile.flown += length;
  projectile.x += dx * length;
  projectile.y += dy * length;
  return projectile.flown < projectile.reach;
}

/** The skimmer that the segment meets first; the lower slot when two are met at once. */
function firstHit(world: World, p: Projectile, dx: number, dy: number, length: number): Skimmer | null {
  const radius = SKIMMER.radius + PULSE.radius;
  const count = world.skimmerGrid.near(
    p.x + (dx * length) / 2,
    p.y + (dy * length) / 2,
    length / 2 + radius,
    near,
  );
  let first: Skimmer | null = null;
  let firstAlong = Number.MAX_VALUE;
  for (let i = 0; i < count; i++) {
    const skimmer = world.skimmers[near[i]];
    if (skimmer === null || !canBeHit(skimmer, p.owner, world.tick)) continue;
    const toX = skimmer.x - p.x;
    const toY = skimmer.y - p.y;
    const along = Math.max(0, Math.min(length, toX * dx + toY * dy));
    const offX = toX - dx * along;
    const offY = toY - dy * along;
    if (offX * offX + offY * offY > radius * radius) continue;
    if (along < firstAlong || (along === firstAlong && first !== null && skimmer.slot < first.slot)) {
      first = skimmer;
      firstAlong = along;
    }
  }
  return first;
}

/** Projectiles pass their owner, the dead, and a dash in its first ticks. */
function canBeHit(skimmer: Skimmer, owner: number, tick: number): boolean {
  if (!skimmer.alive || skimmer.slot === owner) return false;
  return tick - skimmer.dashedAtTick >= DASH.phaseTicks;
}
