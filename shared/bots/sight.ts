// What a bot may know: what a client of its slot is sent, and nothing else.
// Owns: the shape. The server fills it from the interest's sets, a load client from its decoded state.
import type { ColdUntil } from "../sim/banking.ts";
import type { Arena } from "../sim/tiles.ts";

export interface SeenSkimmer {
  slot: number;
  x: number;
  y: number;
  alive: boolean;
  hitPoints: number;
  embers: number;
}

export interface OwnSkimmer extends SeenSkimmer {
  vx: number;
  vy: number;
  dashCharges: number;
  bankTicks: number;
}

export interface Sight {
  tick: number;
  arena: Arena;
  coldUntil: ColdUntil;
  self: OwnSkimmer;
  /** Others in sight, living ones. */
  skimmers: readonly SeenSkimmer[];
  motes: readonly { x: number; y: number }[];
}
