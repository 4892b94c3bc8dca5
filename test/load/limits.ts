// What the server promises, and whether a run kept it.
// Owns: the limits. Must not: measure or print.
import type { ClientFigures } from "./generator.ts";
import type { Health } from "./server-process.ts";

export interface Verdict {
  name: string;
  value: number;
  limit: number;
  unit: string;
  /** True when the value must be at least, not at most, the limit. */
  atLeast: boolean;
  kept: boolean;
}

const TICK_P99_MS = 12;
const INTERVAL_P99_MS = 70;
/** 20 Hz, less 5% for the timers of the platform. */
const PATCHES_PER_SECOND = 19;
const BYTES_P95 = 8_000;

export function judge(room: Health["rooms"][number], clients: ClientFigures, expected: number): Verdict[] {
  return [
    most("tick, p99", room.tickMs.p99, TICK_P99_MS, "ms"),
    most("patch interval, p99", clients.intervalMs.p99, INTERVAL_P99_MS, "ms"),
    least("patches per second", clients.patchesPerSecond, PATCHES_PER_SECOND, "Hz"),
    most("bytes to a client in a second, p95", clients.bytesIn.p95, BYTES_P95, "B"),
    least("people in the room at the end", room.people, expected, ""),
  ];
}

const most = (name: string, value: number, limit: number, unit: string): Verdict => ({
  name,
  value,
  limit,
  unit,
  atLeast: false,
  kept: value <= limit,
});

const least = (name: string, value: number, limit: number, unit: string): Verdict => ({
  name,
  value,
  limit,
  unit,
  atLeast: true,
  kept: value >= limit,
});
