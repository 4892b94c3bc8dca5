// What a bot may know: what a client of its slot is sent, and nothing else.
// Owns: the shape. The server fills it from the interest's sets, a load client from its decoded state.
import type { ColdUntil } from "../sim/banking.ts";
import type { Arena, Place } from "../sim/tiles.ts";

export interface SeenSkimmer extends Place {
  slot: number;
  /** 1/256 turn. */
  aim: number;
  alive: boolean;
  hitPoints: number;
  embers: number;
  chargeTicks: number;
  guardTicks: number;
}

export interface OwnSkimmer extends SeenSkimmer {
  vx: number;
  vy: number;
  dashCharges: number;
  guardCooldownTicks: number;
  overshield: number;
  scatterAmmo: number;
  orbAmmo: number;
  mineAmmo: number;
  bankTicks: number;
}

export interface SeenMote extends Place {
  /** One of `Pickup`. */
  kind: number;
  value: number;
}

/** A Pulse or Orb as it is told: where it was at `anchorTick`, and whereto. */
export interface SeenShot {
  /** One of `Flying`. */
  kind: number;
  owner: number;
  shot: number;
  ax: number;
  ay: number;
  aim: number;
  bounces: number;
  anchorTick: number;
}

export interface SeenMine extends Place {
  owner: number;
}

/** What everybody knows in a match of two teams. */
export interface SeenMatch {
  /** One's own, 0 or 1. */
  team: number;
  core: Place | null;
}

export interface Sight {
  tick: number;
  arena: Arena;
  coldUntil: ColdUntil;
  /** Tick at which the mother-ember appears, or appeared if it lies. */
  motherTick: number;
  /** Slot of who wears the crown, or -1. */
  crown: number;
  self: OwnSkimmer;
  match?: SeenMatch;
  /** Others in sight, living ones, but for team-mates. */
  skimmers: readonly SeenSkimmer[];
  motes: readonly SeenMote[];
  shots: readonly SeenShot[];
  mines: readonly SeenMine[];
}
