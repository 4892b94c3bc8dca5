// Hit points, death and coming back.
// Owns: what damage does, what a death drops, where a skimmer returns. Must not: detect hits.
import { DASH, EMBERS, GUARD, RESPAWN, SKIMMER } from "../tunables.ts";
import { TURN, turnBetween } from "./math.ts";
import { scatterMotes } from "./motes.ts";
import { nextBelow } from "./random.ts";
import type { Place } from "./tiles.ts";
import type { SimEvents, Skimmer, World } from "./world.ts";

/** A tick before every match. */
export const NEVER = -1_000_000;

/** Takes hit points from a living skimmer, breaks its bank channel, and ends it at zero. `aim`: the blow's direction, brads. */
export function damage(
  world: World,
  victim: Skimmer,
  by: number,
  amount: number,
  aim: number,
  weapon: number,
  events: SimEvents,
): void {
  victim.bankTicks = 0;
  victim.hitPoints = Math.max(0, victim.hitPoints - amount);
  events.hurt(victim, by, amount, aim, weapon);
  if (victim.hitPoints === 0) kill(world, victim, by, weapon, events);
}

/** True when a blow that flies towards `aim` (brads) meets the guard that was last raised. */
export function meetsGuard(victim: Skimmer, aim: number): boolean {
  return Math.abs(turnBetween(victim.guardAim << 8, aim + TURN / 2)) <= GUARD.halfArc;
}

function kill(world: World, victim: Skimmer, by: number, weapon: number, events: SimEvents): void {
  const dropped = Math.floor(victim.embers * EMBERS.dropShare);
  scatterMotes(world, victim.x, victim.y, dropped);
  victim.alive = false;
  victim.embers = 0;
  victim.vx = 0;
  victim.vy = 0;
  victim.dashTicks = 0;
  victim.chargeTicks = 0;
  victim.guardTicks = 0;
  victim.respawnTicks = RESPAWN.delayTicks;
  const own = world.scores[victim.slot];
  if (own !== null) own.deaths += 1;
  const theirs = world.scores[by];
  if (theirs !== null && by !== victim.slot) theirs.kills += 1;
  events.killed(victim, by, weapon);
}

/** Counts the dead down and brings them back. */
export function stepRespawns(world: World): void {
  for (const skimmer of world.skimmers) {
    if (skimmer === null || skimmer.alive) continue;
    skimmer.respawnTicks -= 1;
    if (skimmer.respawnTicks <= 0) placeAtSpawn(world, skimmer);
  }
}

/** Puts a skimmer, whole and empty, on a spawn point away from the others. */
export function placeAtSpawn(world: World, skimmer: Skimmer): void {
  const best = chooseSpawn(world, skimmer.slot);
  skimmer.x = best.x;
  skimmer.y = best.y;
  skimmer.vx = 0;
  skimmer.vy = 0;
  skimmer.alive = true;
  skimmer.hitPoints = SKIMMER.hitPoints;
  skimmer.embers = 0;
  skimmer.dashTicks = 0;
  skimmer.dashHeld = false;
  skimmer.dashedAtTick = NEVER;
  skimmer.dashCharges = DASH.charges;
  skimmer.dashRefillTicks = 0;
  skimmer.cooldownTicks = 0;
  skimmer.chargeTicks = 0;
  skimmer.guardTicks = 0;
  skimmer.guardCooldownTicks = 0;
  skimmer.guardedAtTick = NEVER;
  skimmer.hop = (skimmer.hop + 1) & 255;
  skimmer.bankTicks = 0;
  skimmer.respawnTicks = 0;
}

/**
 * The first spawn point, from a random one on, that has nobody within RESPAWN.clearDistance; when there is
 * none, the one that is furthest from everybody: as many skimmers as spawn points start apart.
 */
function chooseSpawn(world: World, slot: number): Place {
  const { spawns } = world.arena;
  const start = nextBelow(world, spawns.length);
  let best = spawns[start];
  let bestFar = -1;
  for (let i = 0; i < spawns.length; i++) {
    const spawn = spawns[(start + i) % spawns.length];
    const far = distanceToOthers(world, spawn.x, spawn.y, slot);
    if (far >= RESPAWN.clearDistance * RESPAWN.clearDistance) return spawn;
    if (far <= bestFar) continue;
    best = spawn;
    bestFar = far;
  }
  return best;
}

/** Square of the distance from a point to the nearest living skimmer other than `except`, u². */
function distanceToOthers(world: World, x: number, y: number, except: number): number {
  let nearest = Number.MAX_VALUE;
  for (const other of world.skimmers) {
    if (other === null || !other.alive || other.slot === except) continue;
    const dx = other.x - x;
    const dy = other.y - y;
    nearest = Math.min(nearest, dx * dx + dy * dy);
  }
  return nearest;
}
