// What a run is made of, drawn from its seed.
// Owns: the draws. Must not: be asked while a run goes on, for a draw more would shift all that follow.
import { nextBelow, type RandomState } from "../../shared/sim/random.ts";

export class Dice {
  private readonly state: RandomState;

  constructor(seed: number) {
    this.state = { random: seed };
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + nextBelow(this.state, high - low + 1);
  }

  /** True once in `n` draws. */
  oneIn(n: number): boolean {
    return nextBelow(this.state, n) === 0;
  }

  of<T>(choices: readonly T[]): T {
    return choices[nextBelow(this.state, choices.length)];
  }
}
