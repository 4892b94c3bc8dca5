// The live state of one match, typed structurally: Schema instances on the server, plain objects elsewhere.
// Owns: the shapes and the empty world. Must not: change anything by itself (that is step.ts).

import { MINE, MOTHER } from "../tunables/arsenal.ts";
import { MODES, type Mode, type ModeRules } from "../tunables/modes.ts";
import { type ArenaSize, EMBERS, MAX_SLOTS, RESPAWN } from "../tunables.ts";
import { makeArena } from "./arena.ts";
import { type Match, makeMatch } from "./match-state.ts";
import { makePoseHistory, type PoseHistory } from "./pose-history.ts";
import { SpatialGrid } from "./spatial-grid.ts";
import type { Blow, Broken, Core, LanceShot, Mine, Pellet, Spot } from "./things.ts";
import type { Arena } from "./tiles.ts";

/** A tick before every match. */
export const NEVER = -1_000_000;

/** A player's hover-skimmer. Positions u, velocities u/s, timers in ticks. */
export interface Skimmer {
  slot: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  /** Where it points, 1/256 turn. */
  aim: number;
  alive: boolean;
  hitPoints: number;
  embers: number;
  dashTicks: number;
  /** Direction of the running dash, brads. */
  dashAim: number;
  dashCharges: number;
  dashRefillTicks: number;
  dashHeld: boolean;
  /** World tick in which the last dash began; never sent. Projectiles go by it, so that whoever withholds inputs in mid-dash gains nothing. */
  dashedAtTick: number;
  cooldownTicks: number;
  /** Ticks that the Lance has been charged, 0 when it is not. */
  chargeTicks: number;
  /** Ticks that the running guard still stands. */
  guardTicks: number;
  /** Where the last guard points, 1/256 turn. */
  guardAim: number;
  guardCooldownTicks: number;
  /** World tick in which the last guard was raised; never sent. What meets the guard goes by it, as with the dash. */
  guardedAtTick: number;
  /** World tick of the last blow of this life, whose it was and with what; never sent. Who sits out right after it was ended by it. */
  hurtAtTick: number;
  hurtBy: number;
  hurtWith: number;
  /** Shells in hand for each weapon that crates hold. */
  scatterAmmo: number;
  orbAmmo: number;
  mineAmmo: number;
  /** Hit points of an overshield, on top and first to go. */
  overshield: number;
  /** Ticks of the world at which a Lantern and a Cloak end. */
  lanternUntilTick: number;
  cloakUntilTick: number;
  /** Counts the jumps from place to place (new lives, portals), modulo 256: nobody glides across one. */
  hop: number;
  /** Ticks until it may pass a portal again. */
  portalTicks: number;
  /** Shots fired, modulo 65536: the key of a shot, and the seed of its spread. */
  shots: number;
  /** Ticks of the running bank channel, 0 when none. */
  bankTicks: number;
  respawnTicks: number;
}

/** What a player has done in this round; known to everybody. */
export interface Score {
  slot: number;
  banked: number;
  kills: number;
  deaths: number;
}

/**
 * A Pulse or Orb in flight. (ax, ay) and `aim` at tick `anchorTick` are the whole flight: p(t) = a + v (t - anchorTick),
 * and for an Orb its bounces off rock, of which `bounces` were left at the anchor.
 */
export interface Projectile {
  id: number;
  /** One of `Flying`. */
  kind: number;
  owner: number;
  shot: number;
  aim: number;
  bounces: number;
  ax: number;
  ay: number;
  anchorTick: number;
  /** Where it is now, u; derived, never sent. */
  x: number;
  y: number;
  /** Distance flown and distance to where it ends by itself (rock or its life), u; never sent. */
  flown: number;
  reach: number;
  /** Where it flies now, brads, and how often it may still bounce; never sent. */
  heading: number;
  left: number;
}

/** An ember, or another pickup, on the ground. */
export interface Mote {
  id: number;
  x: number;
  y: number;
  /** One of `Pickup`. */
  kind: number;
  /** Embers that it is worth; 0 for what is none. */
  value: number;
}

/** What hurts. */
export const Weapon = { pulse: 0, lance: 1, scatter: 2, orb: 3, mine: 4 } as const;

/** Only matches of two teams warm up, count down and have intervals. */
export const Phase = { playing: 0, scores: 1, warmup: 2, countdown: 3, interval: 4 } as const;

/** Makes and unmakes entities; the room supplies Schema instances and keeps its maps, tests supply plain objects. */
export interface Spawner {
  skimmer(slot: number): Skimmer;
  removeSkimmer(skimmer: Skimmer): void;
  score(slot: number): Score;
  projectile(id: number): Projectile;
  removeProjectile(projectile: Projectile): void;
  mote(id: number): Mote;
  removeMote(mote: Mote): void;
  mine(id: number): Mine;
  removeMine(mine: Mine): void;
  broken(at: number): Broken;
  removeBroken(broken: Broken): void;
  core(): Core;
}

/** How long a round is played and its scores are shown, ticks. */
export interface RoundLengths {
  lengthTicks: number;
  scoresTicks: number;
}

/** What a round is laid out as: which of the maps of its number, and how large. */
export interface Layout {
  map: number;
  size: ArenaSize;
}

export interface World {
  tick: number;
  /** Seed of the match; the map of round n is made from (seed, n, map). */
  seed: number;
  round: number;
  /** Which of the maps of its round was chosen. */
  map: number;
  readonly mode: Mode;
  readonly rules: ModeRules;
  readonly lengths: RoundLengths;
  /** Of two teams; untouched without any. */
  readonly match: Match;
  /** By slot, 0 or 1; -1 for who plays for no team. */
  readonly teams: Int8Array;
  /** What every light has on top, u. */
  glow: number;
  /** What is pushed about; null where nothing is. */
  core: Core | null;
  /** The next round's: set by whoever counts the votes before the scores are over, and then in that round's log. */
  next: Layout;
  phase: number;
  /** Tick at which the phase ends. */
  phaseEndsTick: number;
  random: number;
  size: ArenaSize;
  /** The round's own: its crystal breaks. */
  arena: Arena;
  /** Damage done to the crystal of each tile; CRYSTAL.hitPoints where it is broken. */
  crystal: Uint8Array;
  /** In the order in which they broke. */
  broken: Broken[];
  /** By slot; null where nobody flies. */
  skimmers: (Skimmer | null)[];
  scores: (Score | null)[];
  /** Slot of who wears the crown, or -1. */
  crown: number;
  /** By beacon, the tick until which nobody banks there. */
  coldUntil: number[];
  /** The last blows, as a ring. */
  blows: Blow[];
  nextBlow: number;
  projectiles: Projectile[];
  nextProjectile: number;
  pellets: Pellet[];
  /** By id; null where none lies. */
  mines: (Mine | null)[];
  /** Ids that are free, used as a stack. */
  freeMines: number[];
  mineCount: number;
  spots: Spot[];
  /** Tick at which the next mother-ember appears, and the id of the one that lies, or -1. */
  motherTick: number;
  motherId: number;
  /** Beams fired in the running tick, judged once everybody has moved. */
  lances: LanceShot[];
  /** Where everybody was in the patches of the last second: what screens were drawn from. */
  poses: PoseHistory;
  /** By id; null where none lies. */
  motes: (Mote | null)[];
  /** Ids that are free, used as a stack. */
  freeMotes: number[];
  moteCount: number;
  /** Skimmers by cell, rebuilt after movement. Derived. */
  skimmerGrid: SpatialGrid;
  /** Motes by cell, kept as they come and go. Derived. */
  moteGrid: SpatialGrid;
  /** Mines by cell, kept as they come and go. Derived. */
  mineGrid: SpatialGrid;
  spawner: Spawner;
}

/** Seed of map `map` of round `round`. */
export const arenaSeed = (seed: number, round: number, map: number): number =>
  (seed + Math.imul(round, 0x61c88647) + Math.imul(map, 0x3c6ef373)) >>> 0;

/** An empty world at tick 0 of round 0; call `startRound` (round.ts) to lay out motes. */
export function makeWorld(
  seed: number,
  size: ArenaSize,
  spawner: Spawner,
  lengths?: RoundLengths,
  mode: Mode = "swarm",
): World {
  const rules = MODES[mode];
  const { lengthTicks, scoresTicks } = lengths ?? rules;
  const arena = makeArena(arenaSeed(seed, 0, 0), size);
  return {
    tick: 0,
    seed: seed >>> 0,
    round: 0,
    map: 0,
    mode,
    rules,
    lengths: { lengthTicks, scoresTicks },
    match: makeMatch(),
    teams: new Int8Array(MAX_SLOTS).fill(-1),
    glow: rules.glow,
    core: null,
    next: { map: 0, size },
    phase: Phase.playing,
    phaseEndsTick: lengthTicks,
    random: seed >>> 0,
    size,
    arena,
    crystal: new Uint8Array(arena.tiles.length),
    broken: [],
    skimmers: new Array(MAX_SLOTS).fill(null),
    scores: new Array(MAX_SLOTS).fill(null),
    crown: -1,
    coldUntil: arena.beacons.map(() => 0),
    blows: Array.from({ length: RESPAWN.blows }, () => ({ x: 0, y: 0, tick: NEVER })),
    nextBlow: 0,
    projectiles: [],
    nextProjectile: 0,
    pellets: [],
    mines: new Array(MINE.most).fill(null),
    freeMines: freeIds(MINE.most),
    mineCount: 0,
    spots: [],
    motherTick: MOTHER.firstTicks,
    motherId: -1,
    lances: [],
    poses: makePoseHistory(),
    motes: new Array(EMBERS.maxMotes).fill(null),
    freeMotes: freeIds(EMBERS.maxMotes),
    moteCount: 0,
    skimmerGrid: new SpatialGrid(arena.side, MAX_SLOTS),
    moteGrid: new SpatialGrid(arena.side, EMBERS.maxMotes),
    mineGrid: new SpatialGrid(arena.side, MINE.most),
    spawner,
  };
}

/** A stack of ids whose top is 0. */
export const freeIds = (count: number): number[] => Array.from({ length: count }, (_, i) => count - 1 - i);
