// A round that goes on in another room, as one room hands it to the other.
// Owns: the shape. Must not: know rooms, or who moves.
import {
  type CarriedPlayer,
  type CarriedRound,
  carriedPlayer,
  carriedRound,
} from "../../shared/sim/carry.ts";
import { Phase, type World } from "../../shared/sim/world.ts";
import type { ArenaSize } from "../../shared/tunables.ts";
import type { Roll, RollEntry } from "./roll.ts";

/** Plain data: it travels between processes. */
export interface CarriedGame {
  tick: number;
  round: number;
  map: number;
  size: ArenaSize;
  /** How the round stands; null when it begins. */
  course: CarriedRound | null;
  /** What was done in it before: by who has left, or had left and came back. */
  left: RollEntry[];
}

/** While scores are shown the next round is what goes on: nobody has done anything in it. */
const isBetween = ({ rules, phase }: World): boolean => rules.teams === 0 && phase === Phase.scores;

export function carriedGame(world: World, roll: Roll): CarriedGame {
  const { tick, round, map, size, next } = world;
  if (isBetween(world)) return { tick, round: round + 1, ...next, course: null, left: [] };
  return { tick, round, map, size, course: carriedRound(world), left: roll.before() };
}

/** What the player in a slot brings along; null for nothing. */
export const carriedBy = (world: World, slot: number): CarriedPlayer | null =>
  isBetween(world) ? null : carriedPlayer(world, slot);
