// Who comes to the simulated queue: how good, how far away, with whom, and how reliable.
// Owns: the distributions, all from one seed. Must not: match anybody.

import { NEW_RATING } from "../../server/persistence/records.ts";
import { nextInt, type RandomState } from "../../shared/sim/random.ts";

export interface Person {
  id: string;
  mu: number;
  pingMs: number;
  /** What becomes of a ready check, and after how long. */
  answer: { yes: boolean | null; afterMs: number };
  /** When the seat is taken after it was told; null: never. */
  comesAfterMs: number | null;
  /** Gives up waiting after this long. */
  patienceMs: number;
}

/** How far ratings spread, the same as in openskill's own model of a population. */
export const SKILL_SPREAD = NEW_RATING.mu / 6;
/** Of a hundred people asked, this many do not answer, say no, and do not take their seat. */
const SILENT = 0.03;
const DECLINES = 0.02;
const ABSENT = 0.01;
/** One in fifty gives up before this has passed. */
const IMPATIENT = 0.02;

export const chance = (random: RandomState): number => nextInt(random) / 4294967296;

/** Normally distributed, by Box and Muller. */
export function normal(random: RandomState, mean: number, spread: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance(random)));
  return mean + spread * radius * Math.cos(2 * Math.PI * chance(random));
}

export const exponential = (random: RandomState, mean: number): number =>
  -mean * Math.log(1 - chance(random));

export function makePerson(random: RandomState, id: string): Person {
  const says = chance(random);
  return {
    id,
    mu: normal(random, NEW_RATING.mu, SKILL_SPREAD),
    pingMs: Math.min(400, 15 + exponential(random, 45)),
    answer: {
      yes: says < SILENT ? null : says >= SILENT + DECLINES,
      afterMs: Math.min(9_000, 600 + exponential(random, 1_200)),
    },
    comesAfterMs: chance(random) < ABSENT ? null : Math.min(4_500, 150 + exponential(random, 300)),
    patienceMs: chance(random) < IMPATIENT ? exponential(random, 10_000) : Infinity,
  };
}

/** Sizes of parties: `share` of the tickets are of 2 to 4 people, the smaller the more often. */
export function partySize(random: RandomState, share: number, most: number): number {
  if (most === 1 || chance(random) >= share) return 1;
  const luck = chance(random);
  return Math.min(most, luck < 0.6 ? 2 : luck < 0.85 ? 3 : 4);
}
