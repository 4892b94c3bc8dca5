// All chance of a simulated run from one seed: ids, codes and keys of the server and its libraries come from here.
// Owns: what stands behind node:crypto's random functions and Math.random. Must not: be used for the plan of a run.
// Imported before everything else, as the clock is.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { nextInt, type RandomState } from "../../shared/sim/random.ts";

const state: RandomState = { random: 1 };
let asked = 0;

function fill<T extends NodeJS.ArrayBufferView>(into: T): T {
  asked += 1;
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = nextInt(state) >>> 24;
  return into;
}

function randomInt(low: number, high?: number): number {
  const [min, max] = high === undefined ? [0, low] : [low, high];
  return min + Math.floor((nextInt(state) / 2 ** 32) * (max - min));
}

function randomUUID(): string {
  const hex = fill(Buffer.alloc(16)).toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}

Object.assign(crypto, {
  randomBytes: (size: number) => fill(Buffer.alloc(size)),
  randomFillSync: fill,
  randomInt,
  randomUUID,
});
syncBuiltinESMExports();
Math.random = () => nextInt(state) / 2 ** 32;

/**
 * From now on chance follows from `seed`. `drawId` makes one of the ids whose bytes are drawn for many at once: what is
 * left of the last run's is used up first.
 */
export function reseed(seed: number, drawId: () => string): void {
  const before = asked;
  while (asked === before) drawId();
  state.random = seed;
  const begun = asked;
  while (asked === begun) drawId();
}
