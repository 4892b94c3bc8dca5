// GET /health: how this process and its arenas are doing, in figures alone.
// Owns: the route and its answer. Must not: name a player or change anything.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Application } from "express";
import { PATCH_HZ, TICK_HZ } from "../../shared/tunables.ts";
import type { ArenaRoom } from "../rooms/arena-room.ts";
import type { Durations } from "./tick-meter.ts";

type Arena = Pick<ArenaRoom, "roomId" | "clients" | "game" | "meter">;

/** How often the delay of the event loop is sampled, ms; a sample counts the wait beyond it. */
const SAMPLE_MS = 10;
/** Durations are those of the last so many seconds; `?seconds=` asks for fewer or, up to the limit, more. */
const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 120;

/** Adds the route; `arenas` gives the live rooms of this process. */
export function serveHealth(app: Application, arenas: () => Iterable<Arena>): void {
  const loop = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  loop.enable();
  app.get("/health", (request, response) => {
    const asked = Number(request.query.seconds) || DEFAULT_SECONDS;
    const seconds = Math.max(1, Math.min(MAX_SECONDS, asked));
    response.set("cache-control", "no-store").json({
      status: "ok",
      ...ofProcess(loop),
      rooms: Array.from(arenas(), (arena) => ofRoom(arena, seconds)),
    });
  });
}

function ofProcess(loop: ReturnType<typeof monitorEventLoopDelay>): object {
  const { user, system } = process.cpuUsage();
  return {
    uptimeS: round(process.uptime()),
    rssBytes: process.memoryUsage.rss(),
    cpuS: round((user + system) / 1e6),
    eventLoopDelayP99Ms: round(Math.max(0, loop.percentile(99) / 1e6 - SAMPLE_MS)),
  };
}

function ofRoom({ roomId, clients, game, meter }: Arena, seconds: number): object {
  const { world, gate } = game;
  const tickMs = percentiles(meter.ticks, seconds * TICK_HZ);
  return {
    id: roomId,
    tick: world.tick,
    people: clients.length,
    skimmers: world.skimmers.reduce((n, skimmer) => n + (skimmer === null ? 0 : 1), 0),
    tickMs: { ...tickMs, max: round(meter.ticks.quantile(1, seconds * TICK_HZ)) },
    refreshMs: percentiles(meter.refreshes, seconds * PATCH_HZ),
    patchMs: percentiles(meter.patches, seconds * PATCH_HZ),
    starvedTicks: gate.starvedTicks,
    outages: gate.outages,
    droppedInputs: gate.droppedInputs,
    lances: game.shots.lances,
    clampedViews: game.shots.clamped,
  };
}

function percentiles(durations: Durations, last: number): { p50: number; p99: number } {
  return { p50: round(durations.quantile(0.5, last)), p99: round(durations.quantile(0.99, last)) };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
