// What weapons and the ground hold beside skimmers: pellets, mines, pickups and their spots, broken crystal, the core.
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

/** What Core Rush is played with. Place u, velocity u/s. */
export interface Core {
  x: number;
  y: number;
  vx: number;
  vy: number;
  /** Slot of who pushed or hit it last, -1 for nobody since it was laid. */
  touchedBy: number;
}

/** A tile of crystal that was broken in this round; `at`: its index in the arena's tiles. */
export interface Broken {
  at: number;
  /** From this tick on it is floor. */
  opensTick: number;
}

/** A beam that was fired and is not judged yet. (x, y): the shooter's centre, u; `aim`: brads; `view`: see input.ts. */
export interface LanceShot {
  owner: number;
  shot: number;
  x: number;
  y: number;
  aim: number;
  view: number;
}

/** Where and when somebody was hit. */
export interface Blow {
  x: number;
  y: number;
  tick: number;
}
