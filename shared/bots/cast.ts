// Which characters play which mode, and what each wants.
// Owns: the two tables. Must not: know how a wish comes about.
import type { Mode } from "../tunables/modes.ts";
import { guard, hoarder, hunter, type Mind, type Wish } from "./characters.ts";
import { duellist, keeper, pusher, striker } from "./match-wishes.ts";
import type { Sight } from "./sight.ts";

export type Character = "hoarder" | "hunter" | "guard" | "duellist" | "pusher" | "striker" | "keeper";

/** Those of a mode, or of a team, in turn. */
export const CAST: Readonly<Record<Mode, readonly Character[]>> = {
  swarm: ["hoarder", "hunter", "guard"],
  duel: ["duellist"],
  rush: ["striker", "pusher", "keeper", "striker"],
};

export const CHARACTERS: Readonly<Record<Character, (mind: Mind, sight: Sight) => Wish>> = {
  hoarder,
  hunter,
  guard,
  duellist,
  pusher,
  striker,
  keeper,
};
