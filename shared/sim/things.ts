// What weapons and the ground hold beside skimmers: pellets, mines, pickups and their spots.
// Owns: the shapes. Must not: change anything.

/** What flies. */
export const Flying = { pulse: 0, orb: 1 } as const;

/** One of a Scatter's pellets in flight; never sent. */
export interface Pellet {
  owner: number;
  x: number;
  y: number;
  aim: number;
  flown: number;
  reach: number;
}

/** Laid on the ground, live from `armedTick` on. */
export interface Mine {
  id: number;
  owner: number;
  x: number;
  y: number;
  armedTick: number;
}

/** What lies on the ground: embers, and things that do something for who takes them. */
export const Pickup = {
  ember: 0,
  repair: 1,
  overshield: 2,
  lantern: 3,
  cloak: 4,
  surge: 5,
  scatter: 6,
  orb: 7,
  mine: 8,
} as const;

/** Where a pickup lies, or comes back to. */
export interface Spot {
  x: number;
  y: number;
  crate: boolean;
  /** Id of what lies there, -1 for nothing. */
  moteId: number;
  /** Tick at which the next one comes. */
  readyTick: number;
  /** Pickups that lay here so far. */
  given: number;
}
