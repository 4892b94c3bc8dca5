// Every number of the game, with its unit. u = world unit, s = second.
// Change one when play shows that it is wrong, and say why in the commit.

/** Simulation steps per second. One input drives one step. */
export const TICK_HZ = 30;
/** Length of one step, s. Both sides integrate with exactly this value. */
export const DT = 1 / TICK_HZ;
/** Length of one step, ms. */
export const TICK_MS = 1000 / TICK_HZ;
/** Delta patches per second. */
export const PATCH_HZ = 20;

/** A client is told how its inputs keep pace this often, in ticks: at every multiple of them. */
export const REPORT_TICKS = TICK_HZ / 5;

/** Ticks in `seconds`, rounded up, so that nothing gets shorter than promised. */
export const ticks = (seconds: number): number => Math.ceil(seconds * TICK_HZ);

/** Skimmers in one world: 100 people and the 24 bots of the bench. */
export const MAX_SLOTS = 124;

export const SKIMMER = {
  radius: 16,
  acceleration: 1500,
  topSpeed: 430,
  /** Linear drag while thrusting, 1/s. */
  drag: 2.2,
  /** Linear drag without thrust, 1/s. */
  brake: 5,
  restitution: 0.35,
  hitPoints: 100,
  /** Collision mass is 1 + this per carried ember. */
  massPerEmber: 0.02,
  /** Top speed shrinks by this share per carried ember. */
  slowPerEmber: 0.006,
  maxEmbers: 50,
  /** Speed above the top speed (after a dash or a lane) decays at this rate, 1/s. */
  overspeedDrag: 6,
  /** … and by this much a tick, u/s, so that it ends. */
  overspeedLoss: 8,
  /** Below this speed, u/s, a skimmer without thrust stands still. */
  restSpeed: 2,
} as const;

export const LIGHT = {
  base: 260,
  perEmber: 12,
  max: 860,
  /** What a Lantern adds. */
  lantern: 400,
  /** What has been revealed stays so until it is this much further away (ratio): no flicker at the rim. */
  hysteresis: 1.06,
} as const;

/** Light radius, u, of a skimmer that carries `embers`, with a Lantern or without; `glow`: what the match adds for everybody. */
export const lightRadius = (embers: number, lantern = false, glow = 0): number =>
  Math.min(LIGHT.max, LIGHT.base + LIGHT.perEmber * embers) + (lantern ? LIGHT.lantern : 0) + glow;

export const DASH = {
  speed: 950,
  durationTicks: ticks(0.15),
  /** Projectiles pass through for the first ticks of a dash. */
  phaseTicks: ticks(0.1),
  charges: 2,
  refillTicks: ticks(2.5),
} as const;

export const PULSE = {
  speed: 900,
  damage: 9,
  cooldownTicks: TICK_HZ / 6,
  /** Full width of the cone, in turns / 65536: 2 degrees. */
  spread: 364,
  radius: 5,
  lifeTicks: 24,
  /** Distance from the skimmer's centre to the muzzle. */
  muzzle: 20,
} as const;

/** Charged by holding the button, released by itself; a beam is there at once, so it is judged where its shooter saw the target. */
export const LANCE = {
  chargeTicks: ticks(0.35),
  /** From the skimmer's centre, u. */
  reach: 700,
  damage: 48,
  cooldownTicks: ticks(1.1),
  /** Half the beam's width, u: on top of a skimmer's radius. */
  halfWidth: 3,
  /** A miss by less than this, u, is told with whom it missed. */
  nearMiss: 64,
} as const;

/** A shield towards where the aim was when it was raised. */
export const GUARD = {
  durationTicks: ticks(0.25),
  /** Half of the 120 degrees, brads. */
  halfArc: 10923,
  /** From raising it to raising it again. */
  cooldownTicks: ticks(1.2),
} as const;

/** How far back a beam may be judged (docs/adr/0006-view-time.md). Ticks. */
export const REWIND = {
  /** What a link's round trip may explain: 250 ms. */
  linkTicks: 7.5,
  /** What every screen adds: the interpolation delay, a frame, the grain of patch and tick, the input's wait: 183 ms. */
  screenTicks: 5.5,
} as const;

export const EMBERS = {
  /** Share of the carried embers that a death drops. */
  dropShare: 0.7,
  pickupRadius: 34,
  /** Motes that lie on an arena of side s: this per million square units. */
  motesPerMillion: 23,
  /** At most one mote comes back in this many ticks. */
  regrowTicks: 2,
  /** A mote that grows is a shard, once in so many. */
  shardOneIn: 30,
  shardValue: 5,
  /** A mote comes back only this far outside every light. */
  regrowMargin: 40,
  /** Dropped motes land this far from where their carrier ended, u. */
  scatterFrom: 12,
  scatterTo: 90,
  /** Motes that may exist at once, dropped ones included: room for 1,500 and a feast. */
  maxMotes: 2048,
} as const;

export const BANK = {
  radius: 96,
  channelTicks: ticks(1.5),
  /** Nobody banks at a beacon for so long after somebody has. */
  coldTicks: ticks(20),
  /** So many beacons are always warm, if there are as many. */
  warmLeast: 2,
} as const;

/** The leader wears it; embers for whoever ends the leader, banked at once. */
export const CROWN = {
  bounty: 15,
} as const;

export const RESPAWN = {
  delayTicks: ticks(3),
  /** A spawn point with nobody and no recent blow this near is as good as any, u; without one, the furthest from both is taken. */
  clearDistance: 900,
  /** A blow keeps the returning away for so long. */
  blowTicks: ticks(6),
  /** Blows that are remembered. */
  blows: 16,
  /** `respawnTicks` of who sits out: it does not come back until it is woken. */
  resting: 255,
} as const;

/** Looking on, through somebody's eyes or a camera that flies by itself. */
export const WATCH = {
  /** Most of a free camera's way, u/s. */
  freeSpeed: 1200,
  /** It gains this much way at most while nothing is said, ticks. */
  freeTicks: TICK_HZ,
  /** Wishes that a client may have a second, at most; what is beyond is not heard. */
  wishesPerSecond: 10,
  /** A client tells where its free camera is this often, ms. */
  freeMs: 125,
} as const;

export const ROUND = {
  lengthTicks: ticks(300),
  scoresTicks: ticks(10),
  /** Maps that are put to the vote while the scores are shown. */
  maps: 3,
  /** Up to so many skimmers the next map is small, medium; beyond, large. */
  smallUpTo: 12,
  mediumUpTo: 48,
} as const;

export const ARENA = {
  /** Side of a map cell, u: what the seed decides about. */
  cell: 256,
  /** Side of a tile, u: the grain of rock and lanes. */
  tile: 128,
  /**
   * Side of the map by size, u. Court and field are those that two teams play on (arena-mirrored.ts): 17 and 25 tiles,
   * so that the net of free lines, every fourth from the first to the last, is the same when it is turned by half a turn.
   */
  sides: { small: 3072, medium: 5120, large: 8192, court: 2176, field: 3200 },
  beacons: 5,
  spawns: 24,
  laneAcceleration: 1100,
  /** Top speed on a lane, as a multiple. */
  laneSpeed: 1.5,
} as const;

/** A pair of places, each the way to the other. */
export const PORTAL = {
  /** A skimmer whose centre comes this near leaves at the partner, u. */
  radius: 34,
  /** … and this far beyond the partner's middle, the way it flies, u: outside the ring. */
  exit: 42,
  /** Until it may pass the next. */
  cooldownTicks: ticks(1),
  pairs: { small: 2, medium: 3, large: 4, court: 1, field: 1 },
} as const;

/** Pulls skimmers to its middle. */
export const WELL = {
  radius: 340,
  /** Strongest pull, half-way in, u/s²: less than half of what a skimmer's thrust is. */
  pull: 650,
  /** It swells and ebbs, from this share of its pull to all of it and back. */
  ebb: 0.5,
  pulseTicks: ticks(8),
  count: { small: 2, medium: 3, large: 4, court: 2, field: 2 },
} as const;

/** A bar that turns round its middle: solid for skimmers, open to shots and light. */
export const GATE = {
  /** From its middle to either end, u. */
  half: 96,
  /** Half its thickness, u. */
  halfWidth: 6,
  /** Turn a tick, brads: a whole turn takes 7 to 10 s, and an end moves at 60 to 86 u/s. */
  slowest: 220,
  fastest: 312,
  /** It pushes a skimmer by no more than this at once, u: less than its radius, so that no centre gets into rock. */
  mostPush: 12,
  count: { small: 4, medium: 6, large: 10, court: 2, field: 4 },
} as const;

/** Rock that shots break: seven Pulses, or a Lance and two. */
export const CRYSTAL = {
  /** Of a tile, at most 255. */
  hitPoints: 60,
  /**
   * From the shot that breaks it until it gives way: by then whoever flies before it knows, up to a round trip of
   * 180 ms, and is not thrown back for having bumped into what the server had opened.
   */
  opensAfterTicks: 9,
  /** That a tile is broken is told to whoever has a part of it in its light: from its middle to a corner, u. */
  margin: 91,
} as const;

/** From how near others see who is hidden, u, whatever the lights. */
export const HIDING = {
  haze: 140,
} as const;

/** Ground that hides who is inside. */
export const HAZE = {
  /** Tiles of a patch. */
  fewest: 2,
  most: 6,
  patches: { small: 4, medium: 7, large: 14, court: 4, field: 8 },
} as const;

export type ArenaSize = keyof typeof ARENA.sides;

/** Size of the map for so many skimmers. */
export const sizeFor = (skimmers: number): ArenaSize =>
  skimmers <= ROUND.smallUpTo ? "small" : skimmers <= ROUND.mediumUpTo ? "medium" : "large";

export const BOTS = {
  /** Bots fill a room up to this many skimmers. */
  fillTo: 24,
  /** A bot decides anew every so many ticks; between, it steers on. */
  thinkTicks: 4,
} as const;

export const SEAT = {
  /** A dropped player's skimmer is kept this long, s. */
  returnSeconds: 20,
  /** Ticks of input that a player may catch up after a stall. */
  creditTicks: 8,
  /** Inputs that wait per player, and the most that are taken in a tick; the oldest is dropped beyond. */
  mostInputs: 16,
} as const;

export const NAME_MAX_CODE_POINTS = 20;
/** Hues that a player may choose from, degrees. */
export const HUES = [190, 320, 100, 48, 265, 14, 150, 225] as const;
