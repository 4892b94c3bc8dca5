// GET /health: how this process and its arenas are doing, in figures alone.
// Owns: the route and its answer. Must not: name a player or change anything.
import type { Application, Request } from "express";
import type { SaveQueue } from "../persistence/save-queue.ts";
import type { ArenaRoom } from "../rooms/arena-room.ts";
import type { GuardedTransport } from "../transport/guarded-transport.ts";
import type { Refusals } from "./metrics.ts";
import { KEPT_SECONDS, type ProcessMeter } from "./process-meter.ts";
import { roomFigures, round } from "./room-figures.ts";

type Arena = Pick<ArenaRoom, "roomId" | "clients" | "begun" | "game" | "meter">;

/** Durations are those of the last so many seconds; `?seconds=` asks for fewer or, up to the limit, more. */
const DEFAULT_SECONDS = 60;

export interface HealthParts {
  /** The live rooms of this process. */
  arenas: Iterable<Arena>;
  transport: Pick<GuardedTransport, "sockets" | "buffered">;
  saves: Pick<SaveQueue, "state">;
  refusals: Refusals;
  meter: ProcessMeter;
  /** True for who may see more than that the server is up: figures of 500 rooms take a while. */
  isInsider(request: Request): boolean;
}

/** Adds the route. */
export function serveHealth(app: Application, parts: HealthParts): void {
  app.get("/health", (request, response) => {
    const asked = Number(request.query.seconds) || DEFAULT_SECONDS;
    const seconds = Math.max(1, Math.min(KEPT_SECONDS, asked));
    const more = parts.isInsider(request) ? { ...ofProcess(parts, seconds), ...ofRooms(parts, seconds) } : {};
    response.set("cache-control", "no-store").json({ status: "ok", ...more });
  });
}

function ofRooms({ arenas }: HealthParts, seconds: number): object {
  const all = [...arenas];
  const begun = all.filter((arena) => arena.begun);
  return {
    waitingRooms: all.length - begun.length,
    rooms: begun.map((arena) => ({
      id: arena.roomId,
      people: arena.clients.length,
      ...roomFigures(arena, seconds),
    })),
  };
}

function ofProcess({ meter, transport, saves, refusals }: HealthParts, seconds: number): object {
  const { user, system } = process.cpuUsage();
  const { p50, p99, max } = meter.delayMs(seconds);
  return {
    uptimeS: round(process.uptime()),
    rssBytes: process.memoryUsage.rss(),
    heapBytes: process.memoryUsage().heapUsed,
    cpuS: round((user + system) / 1e6),
    eventLoopDelayP99Ms: round(p99),
    eventLoopDelayMs: { p50: round(p50), p99: round(p99), max: round(max) },
    gc: { count: meter.gcCount, totalMs: round(meter.gcMs), maxMs: round(meter.longestPauseMs(seconds)) },
    sockets: transport.sockets,
    sendBufferBytes: transport.buffered(),
    saves: saves.state.waiting,
    refused: Object.fromEntries([...refusals].filter(([, count]) => count > 0)),
  };
}
