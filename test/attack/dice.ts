// Seeded chance: the same seed throws the same dice in the same order, on every machine.
// Owns: the throws that attackers need. Must not: know what they are for.
import { hashInts, nextBelow, nextInt } from "../../shared/sim/random.ts";

export class Dice {
  private readonly state: { random: number };

  /** Dice of their own for every `stream` of a seed: what one stream throws does not depend on another. */
  constructor(seed: number, stream = 0) {
    this.state = { random: hashInts(seed, stream, 0x5eed) };
  }

  /** 0 to `bound` - 1. */
  below(bound: number): number {
    return nextBelow(this.state, bound);
  }

  /** True once in `n` throws. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)];
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i++) bytes[i] = nextInt(this.state);
    return bytes;
  }
}
