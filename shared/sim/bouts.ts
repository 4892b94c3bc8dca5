// Duel: a bout goes to whose opponent is ended; both in one tick is a draw.
// Owns: what wins a bout. Must not: count bouts (match.ts does).
import { Outcome } from "./match-state.ts";
import type { Play } from "./play.ts";
import type { World } from "./world.ts";

/** Whether anybody of a team lives. */
function lives({ skimmers, teams }: World, team: number): boolean {
  for (const skimmer of skimmers) if (skimmer?.alive && teams[skimmer.slot] === team) return true;
  return false;
}

/** Hit points of a team, overshields too. */
function hull({ skimmers, teams }: World, team: number): number {
  let sum = 0;
  for (const skimmer of skimmers)
    if (skimmer !== null && teams[skimmer.slot] === team) sum += skimmer.hitPoints + skimmer.overshield;
  return sum;
}

export const BOUTS: Play = {
  kickOff() {},

  outcome(world) {
    const first = lives(world, 0);
    const second = lives(world, 1);
    if (first && second) return Outcome.open;
    world.match.lastBy = first || second ? slotOf(world, first ? 0 : 1) : -1;
    if (first) return 0;
    return second ? 1 : Outcome.draw;
  },

  /** Once every light has grown over the whole court and still nobody is ended, more hit points win. */
  atTimeUp(world) {
    if (!world.match.sudden) return Outcome.open;
    const first = hull(world, 0);
    const second = hull(world, 1);
    world.match.lastBy = first === second ? -1 : slotOf(world, first > second ? 0 : 1);
    if (first === second) return Outcome.draw;
    return first > second ? 0 : 1;
  },
};

const slotOf = ({ teams }: World, team: number): number => teams.indexOf(team);
