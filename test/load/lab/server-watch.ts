// What the server told of itself during a run, sample by sample and as a whole.
// Owns: the sums over its answers; whatever an older server does not tell is left out. Must not: ask it.
import { TICK_HZ } from "../../../shared/tunables.ts";
import type { Health } from "../server-process.ts";
import { round } from "./curve.ts";
import type { Figures } from "./figures.ts";

export interface ServerSample {
  tick_p50: number | null;
  tick_p99: number | null;
  patch_work_p99: number | null;
  event_loop_p99: number | null;
  server_cpu: number | null;
  rss: number | null;
  heap: number | null;
  send_buffer: number | null;
}

const MB = 1e6;
type Room = Health["rooms"][number];

export class ServerWatch {
  private first: Health | null = null;
  private last: Health | null = null;
  private readonly most = { rss: 0, heap: 0, buffer: 0, gc: 0, loop: 0 };
  /** Answers about whole windows: percentiles of them are the worst window's, never a percentile of percentiles. */
  private readonly windows: Health[] = [];

  /** An answer about the time since the last sample. */
  sample(health: Health, measuring: boolean): ServerSample {
    const { last } = this;
    this.last = health;
    if (measuring) {
      this.first ??= health;
      const { most } = this;
      most.rss = Math.max(most.rss, health.rssBytes);
      most.heap = Math.max(most.heap, health.heapBytes ?? 0);
      most.buffer = Math.max(most.buffer, health.sendBufferBytes?.max ?? 0);
      most.gc = Math.max(most.gc, health.gc?.maxMs ?? 0);
      most.loop = Math.max(most.loop, health.eventLoopDelayMs?.max ?? 0);
    }
    const worst = (of: (room: Room) => number): number | null =>
      health.rooms.length === 0 ? null : Math.max(...health.rooms.map(of));
    return {
      tick_p50: worst(({ tickMs }) => tickMs.p50),
      tick_p99: worst(({ tickMs }) => tickMs.p99),
      patch_work_p99: worst(({ patchMs }) => patchMs.p99),
      event_loop_p99: health.eventLoopDelayMs?.p99 ?? health.eventLoopDelayP99Ms ?? null,
      server_cpu: last === null ? null : round(cpuBetween(last, health)),
      rss: round(health.rssBytes / MB),
      heap: health.heapBytes === undefined ? null : round(health.heapBytes / MB),
      send_buffer: health.sendBufferBytes === undefined ? null : round(health.sendBufferBytes.max / 1000),
    };
  }

  /** An answer about all the time since the last window, or since the warm-up. */
  window(health: Health): void {
    this.windows.push(health);
  }

  figures(clients: number): Figures {
    const { first, last, windows, most } = this;
    if (first === null || last === null || last === first) return {};
    const rooms = windows.flatMap((window) => window.rooms);
    const figures: Figures = {};
    const worst = (of: (room: Room) => number): number => round(Math.max(...rooms.map(of)));
    if (rooms.length > 0) {
      figures.tick = {
        p50: worst(({ tickMs }) => tickMs.p50),
        p99: worst(({ tickMs }) => tickMs.p99),
        max: worst(({ tickMs }) => tickMs.max),
      };
      figures.patch_work = {
        p50: worst(({ patchMs }) => patchMs.p50),
        p99: worst(({ patchMs }) => patchMs.p99),
      };
    }
    const loops = windows.map((window) => window.eventLoopDelayMs).filter((loop) => loop !== undefined);
    if (loops.length > 0)
      figures.event_loop = {
        p50: round(Math.max(...loops.map(({ p50 }) => p50))),
        p99: round(Math.max(...loops.map(({ p99 }) => p99))),
        max: round(Math.max(most.loop, ...loops.map(({ max }) => max))),
      };
    else if (last.eventLoopDelayP99Ms !== undefined) figures.event_loop = { p99: last.eventLoopDelayP99Ms };
    const cpu = cpuBetween(first, last);
    const seconds = last.uptimeS - first.uptimeS;
    const scalars: Record<string, number | undefined> = {
      server_cpu: cpu,
      server_cpu_per_client: clients > 0 ? cpu / clients : undefined,
      server_rss: most.rss / MB,
      server_heap: most.heap > 0 ? most.heap / MB : undefined,
      gc_share: last.gc && first.gc && (last.gc.totalMs - first.gc.totalMs) / 10 / seconds,
      gc_max: last.gc && most.gc,
      send_buffer: last.sendBufferBytes && most.buffer / 1000,
      overruns: last.rooms.every(({ overruns }) => overruns !== undefined)
        ? grown(first, last, (room) => room.overruns ?? 0)
        : undefined,
      starved_percent:
        clients > 0
          ? (100 * grown(first, last, (room) => room.starvedTicks)) / (seconds * TICK_HZ * clients)
          : undefined,
    };
    for (const [name, value] of Object.entries(scalars))
      if (value !== undefined) figures[name] = { value: round(value) };
    return figures;
  }

  /** Refusals by limit, in the measured time. */
  limits(): Record<string, number> {
    const before = this.first?.refused ?? {};
    const now = Object.entries(this.last?.refused ?? {});
    return Object.fromEntries(
      now
        .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
        .filter(([, count]) => count > 0),
    );
  }
}

/** In percent of one core. */
const cpuBetween = (before: Health, now: Health): number =>
  (100 * (now.cpuS - before.cpuS)) / Math.max(0.001, now.uptimeS - before.uptimeS);

/** By how much a count of the rooms has grown; a room that came meanwhile counts from 0. */
function grown(first: Health, last: Health, of: (room: Room) => number): number {
  const before = new Map(first.rooms.map((room) => [room.id, of(room)]));
  return last.rooms.reduce((sum, room) => sum + of(room) - (before.get(room.id) ?? 0), 0);
}
