// The leader wears the crown, and a price for whoever ends it.
// Owns: who wears it, what it pays. Must not: count embers that were banked (step.ts does).
import { CROWN } from "../tunables.ts";
import type { SimEvents } from "./events.ts";
import { isResting } from "./respawn.ts";
import type { World } from "./world.ts";

/**
 * Hands the crown to who has banked most, and more than nothing; in a tie it stays, or goes to the lowest slot. Who
 * sits out has none: there it could not be won.
 */
export function stepCrown(world: World, events: SimEvents): void {
  let best = world.crown === -1 ? null : world.scores[world.crown];
  for (const score of world.scores) {
    if (score === null || score.banked <= (best?.banked ?? 0)) continue;
    const skimmer = world.skimmers[score.slot];
    if (skimmer !== null && !isResting(skimmer)) best = score;
  }
  const wearer = best === null || best.banked === 0 ? -1 : best.slot;
  if (wearer === world.crown) return;
  world.crown = wearer;
  if (wearer !== -1) events.crowned(wearer);
}

/** Pays `by` for the end of `victim`, if that wore the crown. */
export function payBounty(world: World, victim: number, by: number, events: SimEvents): void {
  const score = world.scores[by];
  if (victim !== world.crown || by === victim || score === null) return;
  score.banked += CROWN.bounty;
  events.bounty(by, CROWN.bounty);
}
