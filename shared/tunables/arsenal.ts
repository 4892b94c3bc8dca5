// The numbers of what crates and spots hold, with their units; the rest of the game's are in tunables.ts.
// Change one when play shows that it is wrong, and say why in the commit.
import { ticks } from "../tunables.ts";

/** Seven pellets at once, each with a seeded direction: nothing about them is on the wire. From a crate. */
export const SCATTER = {
  pellets: 7,
  damage: 6,
  speed: 1300,
  reach: 260,
  radius: 4,
  cooldownTicks: ticks(0.8),
  /** Full width of the cone, brads: 26 degrees. */
  spread: 4733,
  shells: 10,
} as const;

/** Slow, and bounces off rock; bursts on who it meets and when it is shot. From a crate. */
export const ORB = {
  speed: 260,
  bounces: 3,
  radius: 14,
  /** At the middle of the burst; `splashLeast` of it at its rim. */
  damage: 35,
  splash: 90,
  lifeTicks: ticks(8),
  cooldownTicks: ticks(0.9),
  shells: 3,
} as const;

/** Laid where its owner is, and seen by others only from near. From a crate. */
export const MINE = {
  damage: 40,
  armTicks: ticks(0.8),
  /** Somebody this near sets it off, u. */
  trigger: 48,
  splash: 80,
  radius: 10,
  /** Others see it only within this, u. */
  seenWithin: 120,
  lifeTicks: ticks(40),
  cooldownTicks: ticks(0.6),
  shells: 3,
  /** Mines that one player may have laid; the oldest goes beyond. */
  perPlayer: 4,
  /** Mines in one world. */
  most: 512,
} as const;

/** Share of a burst's damage that is left at its rim. */
export const SPLASH_LEAST = 0.35;

/** What lies at fixed spots and comes back. */
export const PICKUPS = {
  /** Spots by size of the map. */
  spots: { small: 8, medium: 14, large: 26, court: 6, field: 12 },
  returnTicks: ticks(18),
  repair: 35,
  overshield: 40,
  lanternTicks: ticks(10),
  cloakTicks: ticks(5),
  /** A cloaked skimmer is seen only within this, u. */
  cloakWithin: 90,
  /** A crate holds so many cases of its weapon's shells at most in one hand. */
  mostCases: 2,
} as const;

/** A great ember at the forge, announced to everybody. */
export const MOTHER = {
  value: 25,
  firstTicks: ticks(60),
  everyTicks: ticks(75),
  announceTicks: ticks(10),
} as const;
