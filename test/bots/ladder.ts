// The ladder: whether practice shows. Teams of two skills play rounds for what they bank, without sockets or clocks.
// Owns: the rounds and their verdict. Must not: print (main.ts does).

import { CAST } from "../../shared/bots/cast.ts";
import { TICK_HZ } from "../../shared/tunables.ts";
import type { BotKind } from "../load/plain-match.ts";
import { PlainMatch } from "../load/plain-match.ts";

/** Bots of each skill in a round, on the small map; 1 against 1 they seldom meet, and luck decides. */
const TEAM = 6;
const ROUND_TICKS = 60 * TICK_HZ;
export const RUNGS = [
  { better: 3, worse: 2 },
  { better: 2, worse: 1 },
] as const;

export interface Tally {
  better: number;
  worse: number;
  rounds: number;
  /** Won by the better; a draw counts half. */
  won: number;
  draws: number;
  /** Embers that either side banked, and skimmers that it ended, in all rounds. */
  banked: [number, number];
  kills: [number, number];
}

export const emptyTally = (rung: { better: number; worse: number }): Tally => ({
  ...rung,
  rounds: 0,
  won: 0,
  draws: 0,
  banked: [0, 0],
  kills: [0, 0],
});

/** Plays round `round` into the tally: two on end share a seed with the sides swapped. */
export function playRound(tally: Tally, round: number): void {
  const pair = round >> 1;
  const skillOf = (slot: number): number => (((slot ^ round) & 1) === 0 ? tally.better : tally.worse);
  const kinds: BotKind[] = Array.from({ length: 2 * TEAM }, (_, slot) => ({
    character: CAST.swarm[((slot >> 1) + pair) % CAST.swarm.length],
    skill: skillOf(slot),
  }));
  const match = new PlainMatch(1000 + pair, kinds, "small");
  for (let tick = 0; tick < ROUND_TICKS; tick++) match.tick();
  const banked = [0, 0];
  for (const score of match.world.scores) {
    if (score === null) continue;
    const side = kinds[score.slot].skill === tally.better ? 0 : 1;
    banked[side] += score.banked;
    tally.kills[side] += score.kills;
  }
  tally.rounds += 1;
  tally.banked[0] += banked[0];
  tally.banked[1] += banked[1];
  if (banked[0] === banked[1]) tally.draws += 1;
  tally.won += banked[0] > banked[1] ? 1 : banked[0] === banked[1] ? 0.5 : 0;
}

/** Several parts of one ladder as one. */
export function addUp(parts: readonly Tally[]): Tally {
  const sum = emptyTally(parts[0]);
  for (const part of parts) {
    sum.rounds += part.rounds;
    sum.won += part.won;
    sum.draws += part.draws;
    for (const side of [0, 1]) {
      sum.banked[side] += part.banked[side];
      sum.kills[side] += part.kills[side];
    }
  }
  return sum;
}

export const winShare = ({ won, rounds }: Tally): number => won / rounds;
