// What the determinism test runs inside the browser: a replay that answers with every tick's hash.
// Owns: the entry of a bundle made by the test. Must not: import anything but shared.
import type { InputLog } from "../../shared/sim/input-log.ts";
import { replay } from "../../shared/sim/replay.ts";

/** Hash of the world after each tick of the log. */
export function hashesOf(log: InputLog): number[] {
  const hashes: number[] = [];
  replay(log, (_world, hash) => hashes.push(hash));
  return hashes;
}

/** `records` as numbers, since JSON has no bytes. */
export const replayInPage = (log: Omit<InputLog, "records"> & { records: number[] }): number[] =>
  hashesOf({ ...log, records: Uint8Array.from(log.records) });

Object.assign(globalThis, { replayInPage });
