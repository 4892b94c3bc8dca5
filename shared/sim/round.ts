// Rounds: five minutes of play, ten seconds of scoreboard, a new map; nobody is dropped.
// Owns: the phases, who takes part. Must not: know connections.
import { MINE } from "../tunables/arsenal.ts";
import { EMBERS, MAX_SLOTS, RESPAWN } from "../tunables.ts";
import { makeArena } from "./arena.ts";
import { endFight } from "./combat.ts";
import { layCore } from "./core.ts";
import { layCrystal } from "./crystal.ts";
import type { SimEvents } from "./events.ts";
import { removeMines } from "./mines.ts";
import { clearMotes, layMotes, scatterMotes } from "./motes.ts";
import { laySpots } from "./pickups.ts";
import { clearPoses, forgetPoses } from "./pose-history.ts";
import { hashInts } from "./random.ts";
import { clearBlows, isResting, layAside, placeAtSpawn } from "./respawn.ts";
import { removeShots } from "./shots-aloft.ts";
import { SpatialGrid } from "./spatial-grid.ts";
import { disarm } from "./taking.ts";
import { arenaSeed, freeIds, type Layout, Phase, type Skimmer, type World } from "./world.ts";

/** Advances the phase when its time is up; true while the round is played. Laying out a round takes a whole tick. */
export function stepRound(world: World): boolean {
  if (world.tick < world.phaseEndsTick) return world.phase === Phase.playing;
  if (world.phase === Phase.playing) {
    world.phase = Phase.scores;
    removeShots(world, () => true);
    world.phaseEndsTick = world.tick + world.lengths.scoresTicks;
  } else {
    startRound(world, world.round + 1, world.next);
  }
  return false;
}

/**
 * Lays out round `round` from the match's seed alone: map, motes, everyone whole on a spawn point, scores
 * at zero. The world at the start of a round depends on (seed, round, layout, who is in) and on nothing before.
 */
export function startRound(
  world: World,
  round: number,
  { map, size }: Layout = { map: 0, size: world.size },
): void {
  world.round = round;
  world.map = map;
  world.size = size;
  world.next = { map: 0, size };
  world.phase = world.rules.teams === 0 ? Phase.playing : Phase.warmup;
  world.phaseEndsTick = world.tick + world.lengths.lengthTicks;
  world.random = hashInts(world.seed, round, 1);
  removeShots(world, () => true);
  removeMines(world, () => true);
  world.freeMines = freeIds(MINE.most);
  clearMotes(world);
  // In their first order, whatever order they came back in.
  world.freeMotes = freeIds(EMBERS.maxMotes);
  clearPoses(world.poses);
  clearBlows(world);
  world.crown = -1;
  world.arena = makeArena(arenaSeed(world.seed, round, map), size);
  layCrystal(world);
  world.coldUntil = world.arena.beacons.map(() => 0);
  world.skimmerGrid = new SpatialGrid(world.arena.side, MAX_SLOTS);
  world.moteGrid = new SpatialGrid(world.arena.side, EMBERS.maxMotes);
  world.mineGrid = new SpatialGrid(world.arena.side, MINE.most);
  if (world.rules.embers) layMotes(world);
  laySpots(world);
  layCore(world);
  for (const skimmer of world.skimmers) if (skimmer !== null) resetSkimmer(skimmer, round);
  for (const skimmer of world.skimmers) {
    if (skimmer === null) continue;
    if (isResting(skimmer)) layAside(skimmer, world.arena.forge);
    else placeAtSpawn(world, skimmer);
  }
  for (const score of world.scores) {
    if (score === null) continue;
    score.banked = 0;
    score.kills = 0;
    score.deaths = 0;
  }
}

/** Out of play until it is placed: so that nobody's spawn point depends on where others stood before. */
function resetSkimmer(skimmer: Skimmer, round: number): void {
  skimmer.alive = false;
  disarm(skimmer);
  skimmer.aim = 0;
  skimmer.shots = 0;
  skimmer.dashAim = 0;
  skimmer.guardAim = 0;
  // Another number than in the round before, unless somebody died 63 times in it.
  skimmer.hop = (round << 6) & 255;
}

/** Lets a skimmer into the lowest free slot; returns the slot, or -1 when the world is full. */
export function join(world: World, team = -1): number {
  const slot = world.skimmers.indexOf(null);
  if (slot === -1) return -1;
  joinAt(world, slot, team);
  return slot;
}

/** Lets a skimmer into a free slot, for a team or (-1) for none. */
export function joinAt(world: World, slot: number, team = -1): void {
  world.teams[slot] = team;
  const skimmer = world.spawner.skimmer(slot);
  resetSkimmer(skimmer, world.round);
  world.skimmers[slot] = skimmer;
  world.scores[slot] = world.spawner.score(slot);
  placeAtSpawn(world, skimmer);
}

/** Takes a skimmer out; what it carried stays behind on the ground, what it fired goes: the slot may be another's at once. */
export function leave(world: World, slot: number): void {
  const skimmer = world.skimmers[slot];
  if (skimmer === null) return;
  if (skimmer.alive) scatterMotes(world, skimmer.x, skimmer.y, skimmer.embers);
  removeShots(world, ({ owner }) => owner === slot);
  removeMines(world, ({ owner }) => owner === slot);
  world.skimmers[slot] = null;
  world.teams[slot] = -1;
  world.scores[slot] = null;
  if (world.crown === slot) world.crown = -1;
  world.skimmerGrid.remove(slot);
  forgetPoses(world.poses, slot);
  // Its slot may be another's at once, who has ended nobody.
  for (const other of world.skimmers) if (other?.hurtBy === slot) other.hurtBy = other.slot;
  world.spawner.removeSkimmer(skimmer);
}

/** Sits out until it is woken; what it carried stays behind on the ground. In a fight it is ended. */
export function rest(world: World, slot: number, events: SimEvents): void {
  const skimmer = world.skimmers[slot];
  if (skimmer === null || isResting(skimmer)) return;
  if (skimmer.alive) endFight(world, skimmer, events);
  if (skimmer.alive) scatterMotes(world, skimmer.x, skimmer.y, skimmer.embers);
  layAside(skimmer, skimmer);
  disarm(skimmer);
  world.skimmerGrid.remove(slot);
  if (world.crown === slot) world.crown = -1;
}

/** Who sits out comes back, after as long as after a death. */
export function wake(world: World, slot: number): void {
  const skimmer = world.skimmers[slot];
  if (skimmer !== null && isResting(skimmer)) skimmer.respawnTicks = RESPAWN.delayTicks;
}
