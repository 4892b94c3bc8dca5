// Coming back, away from the fights.
// Owns: where a skimmer returns and when, and the memory of the last blows. Must not: end anybody (combat.ts does).
import { DASH, RESPAWN, SKIMMER } from "../tunables.ts";
import { nextBelow } from "./random.ts";
import { disarm } from "./taking.ts";
import type { Place } from "./tiles.ts";
import { NEVER, type Skimmer, type World } from "./world.ts";

export const isResting = ({ respawnTicks }: Pick<Skimmer, "respawnTicks">): boolean =>
  respawnTicks === RESPAWN.resting;

/** Counts the dead down and brings them back; who rests is let be. */
export function stepRespawns(world: World): void {
  if (world.rules.respawnTicks === 0) return;
  for (const skimmer of world.skimmers) {
    if (skimmer === null || skimmer.alive || isResting(skimmer)) continue;
    skimmer.respawnTicks -= 1;
    if (skimmer.respawnTicks <= 0) placeAtSpawn(world, skimmer);
  }
}

/** Puts a skimmer, whole and empty, on a spawn point away from the others. */
export function placeAtSpawn(world: World, skimmer: Skimmer): void {
  beginLife(skimmer, chooseSpawn(world, skimmer.slot));
}

/** Puts everybody of both teams, whole and with nothing in hand, on starts at their ends: as one stands, so does the other. */
export function placeTeams(world: World): void {
  const { ends } = world.arena;
  const start = nextBelow(world, ends[0].length);
  const placed = ends.map(() => start);
  for (const skimmer of world.skimmers) {
    const team = skimmer === null ? -1 : world.teams[skimmer.slot];
    if (skimmer === null || team === -1) continue;
    disarm(skimmer);
    beginLife(skimmer, ends[team][placed[team]++ % ends[team].length]);
  }
}

function beginLife(skimmer: Skimmer, place: Place): void {
  makeWhole(skimmer, place);
  skimmer.alive = true;
  skimmer.respawnTicks = 0;
  skimmer.hop = (skimmer.hop + 1) & 255;
}

/** Lays a skimmer aside, as empty as a new one, until it is woken. */
export function layAside(skimmer: Skimmer, place: Place): void {
  makeWhole(skimmer, place);
  skimmer.alive = false;
  skimmer.respawnTicks = RESPAWN.resting;
}

/** Everything of a life's beginning, but for whether it begins. */
function makeWhole(skimmer: Skimmer, { x, y }: Place): void {
  skimmer.x = x;
  skimmer.y = y;
  skimmer.vx = 0;
  skimmer.vy = 0;
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
  skimmer.hurtAtTick = NEVER;
  skimmer.hurtBy = -1;
  skimmer.hurtWith = 0;
  skimmer.portalTicks = 0;
  skimmer.bankTicks = 0;
}

/**
 * The first spawn point, from a random one on, that has nobody alive and no recent blow within
 * RESPAWN.clearDistance; when there is none, the one that is furthest from both: as many skimmers as spawn
 * points start apart. When somebody stands on every one of them, the one with the fewest. Who plays for a team has that
 * team's end to choose from.
 */
function chooseSpawn(world: World, slot: number): Place {
  const spawns = world.teams[slot] === -1 ? world.arena.spawns : world.arena.ends[world.teams[slot]];
  const start = nextBelow(world, spawns.length);
  let best = spawns[start];
  let bestFar = -1;
  let bestCrowd = 0;
  for (let i = 0; i < spawns.length; i++) {
    const spawn = spawns[(start + i) % spawns.length];
    const far = Math.min(distanceToOthers(world, spawn, slot), distanceToBlows(world, spawn));
    if (far >= RESPAWN.clearDistance * RESPAWN.clearDistance) return spawn;
    const crowd = far === 0 ? crowdOn(world, spawn) : 0;
    if (far < bestFar || (far === bestFar && crowd >= bestCrowd)) continue;
    best = spawn;
    bestFar = far;
    bestCrowd = crowd;
  }
  return best;
}

const square = (a: Place, b: Place): number => (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);

/** Square of the distance to the nearest living skimmer other than `except`, u². */
function distanceToOthers(world: World, place: Place, except: number): number {
  let nearest = Number.MAX_VALUE;
  for (const other of world.skimmers) {
    if (other === null || !other.alive || other.slot === except) continue;
    nearest = Math.min(nearest, square(other, place));
  }
  return nearest;
}

/** How many stand on the very spot. */
function crowdOn(world: World, { x, y }: Place): number {
  let count = 0;
  for (const other of world.skimmers) if (other?.alive && other.x === x && other.y === y) count += 1;
  return count;
}

/** Square of the distance to the nearest blow of the last RESPAWN.blowTicks, u². */
function distanceToBlows(world: World, place: Place): number {
  let nearest = Number.MAX_VALUE;
  for (const blow of world.blows) {
    if (world.tick - blow.tick < RESPAWN.blowTicks) nearest = Math.min(nearest, square(blow, place));
  }
  return nearest;
}

/** Somebody was hit at (x, y): takes the place of the oldest blow that is remembered. */
export function markBlow(world: World, x: number, y: number): void {
  const blow = world.blows[world.nextBlow];
  blow.x = x;
  blow.y = y;
  blow.tick = world.tick;
  world.nextBlow = (world.nextBlow + 1) % RESPAWN.blows;
}

/** Forgets every blow: a new round. */
export function clearBlows(world: World): void {
  for (const blow of world.blows) {
    blow.x = 0;
    blow.y = 0;
    blow.tick = NEVER;
  }
  world.nextBlow = 0;
}
