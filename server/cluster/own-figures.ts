// How this process does, in the few figures that placement goes by.
// Owns: their making. Must not: measure anything itself.
import { TICK_HZ } from "../../shared/tunables.ts";
import type { Durations } from "../ops/tick-meter.ts";
import type { Self } from "./process-info.ts";

interface Looked {
  arenas: Iterable<{ begun: boolean; clients: { length: number }; meter: { ticks: Durations } }>;
  transport: { sockets: number };
  headroom: { percent(nowMs: number): number };
}

export function ownFigures({ arenas, transport, headroom }: Looked): ReturnType<Self["figures"]> {
  let [rooms, players, tickP99Ms] = [0, 0, 0];
  for (const { begun, clients, meter } of arenas) {
    rooms += 1;
    players += clients.length;
    if (begun) tickP99Ms = Math.max(tickP99Ms, meter.ticks.quantile(0.99, 10 * TICK_HZ));
  }
  const busyPercent = headroom.percent(performance.now());
  return {
    rooms,
    players,
    sockets: transport.sockets,
    tickP99Ms,
    busyPercent,
    rssBytes: process.memoryUsage.rss(),
  };
}
