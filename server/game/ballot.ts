// The vote on the next round's map.
// Owns: one vote each, changeable. Must not: know when votes count.
import { MAX_SLOTS, ROUND } from "../../shared/tunables.ts";

export class Ballot {
  /** Votes by map. */
  readonly counts: number[] = new Array(ROUND.maps).fill(0);
  private readonly choices: number[] = new Array(MAX_SLOTS).fill(-1);

  /** `choice`: a map, or -1 to take the vote back. */
  vote(slot: number, choice: number): void {
    const before = this.choices[slot];
    if (before !== -1) this.counts[before] -= 1;
    if (choice !== -1) this.counts[choice] += 1;
    this.choices[slot] = choice;
  }

  /** The map with most votes; in a tie the lowest, so 0 when nobody voted. */
  winner(): number {
    return this.counts.indexOf(Math.max(...this.counts));
  }

  clear(): void {
    this.counts.fill(0);
    this.choices.fill(-1);
  }
}
