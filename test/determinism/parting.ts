// Where two runs of the same world part: the first tick whose hashes differ, named.
// Owns: the comparison. Must not: step anything by rules of its own.
import assert from "node:assert/strict";
import { hash } from "../../shared/sim/hash.ts";
import type { World } from "../../shared/sim/world.ts";
import { type Choose, run } from "../helpers/world.ts";

/** The hash after each of `count` ticks. */
export function hashes(world: World, count: number, choose: Choose): number[] {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    run(world, 1, choose);
    taken.push(hash(world));
  }
  return taken;
}

/** Fails with the first tick in which the two differ. `from` is the tick before the first. */
export function assertSame(
  found: readonly number[],
  expected: readonly number[],
  from: number,
  what: string,
): void {
  const at = expected.findIndex((h, i) => h !== found[i]);
  assert.equal(at, -1, `${what}: the worlds part in tick ${from + at + 1}`);
  assert.equal(found.length, expected.length);
}
