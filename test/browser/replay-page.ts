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

/** A log with numbers for bytes and words, since JSON has no typed arrays. */
export type PlainLog = Omit<InputLog, "records" | "hashes"> & { records: number[]; hashes: number[] };

export const replayInPage = ({ records, hashes, ...head }: PlainLog): number[] =>
  hashesOf({ ...head, records: Uint8Array.from(records), hashes: Uint32Array.from(hashes) });

Object.assign(globalThis, { replayInPage });
