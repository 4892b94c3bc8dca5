// The seeds of property tests: some that never change, and one that is new in every run.
// Owns: the fresh one. Print it (in the suite's title), so that a failure can be repeated.
import { randomInt } from "node:crypto";

export const FRESH = randomInt(0x7fffffff);
export const SEEDS: readonly number[] = [1, 2, 3, FRESH];
