// Where one more room goes: to the least loaded process that is healthy.
// Owns: the order. Must not: ask anybody anything: the same processes give the same order.
import { TICK_MS } from "../../shared/tunables.ts";
import type { ProcessInfo } from "./process-info.ts";

/** What a room is taken to add to a process until its figures show it, % of a core. */
const ROOM_PERCENT = 5;
/** Loads that differ by less than this share are alike: then it counts how many play there. */
const BAND = 0.05;
/** Memory beyond which a process is full, bytes: Node's heap ends at 4 GB. */
const MEMORY_BYTES = 3_000_000_000;

/** How full a process is by whatever it has least of: 1 is full. `placed`: rooms that its figures do not show yet. */
function loadOf({ busyPercent, tickP99Ms, rssBytes }: ProcessInfo, placed: number): number {
  const busy = (busyPercent + ROOM_PERCENT * placed) / 100;
  return Math.max(busy, tickP99Ms / TICK_MS, rssBytes / MEMORY_BYTES);
}

/**
 * Ids of the processes that may have one more room, the best first. `placed`: rooms placed on each in the last
 * seconds. `version`: the protocol that the room's players speak.
 */
export function placesFor(
  processes: readonly ProcessInfo[],
  placed: ReadonlyMap<string, number>,
  version: number,
): string[] {
  const rated = processes
    .filter((one) => !one.draining && one.version === version)
    .map((one) => {
      const more = placed.get(one.id) ?? 0;
      return {
        id: one.id,
        band: Math.floor(loadOf(one, more) / BAND),
        rooms: one.rooms + more,
        players: one.players,
      };
    });
  rated.sort(
    (a, b) => a.band - b.band || a.players - b.players || a.rooms - b.rooms || (a.id < b.id ? -1 : 1),
  );
  return rated.map(({ id }) => id);
}
