// Loaded into the attacked server's process before its own code: what cannot be seen from outside, and planted failures.
// Owns: looking, and breaking on demand. Must not: catch anything, or change what the server does by being there.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { matchMaker } from "@colyseus/core";
import type { ArenaRoom } from "../../server/rooms/arena-room.ts";
import { SEAT } from "../../shared/tunables.ts";
import { answerAsks } from "./asks.ts";
import { Punctual } from "./punctual.ts";

const SAMPLE_MS = 10;

/** Errors that nobody caught: they end the process unless it says otherwise. */
const troubles: string[] = [];
process.on("uncaughtExceptionMonitor", (error, origin) => troubles.push(`${origin}: ${error}`));
// Where the server itself listens for unhandled rejections it lives on, and the monitor hears nothing of them.
const note = (reason: unknown): void => void troubles.push(`unhandledRejection: ${reason}`);
process.on("newListener", (event, listener) => {
  if (event !== "unhandledRejection" || listener === note) return;
  if (!process.listeners("unhandledRejection").includes(note)) process.on("unhandledRejection", note);
});

function roomOf(id: string): ArenaRoom {
  const room = matchMaker.getLocalRoomById(id);
  if (room === undefined) throw new Error(`no room ${id}`);
  return room as ArenaRoom;
}

const boom = (where: string) => (): never => {
  throw new Error(`planted in ${where}`);
};

/** What breaks where: the part of a room that is made to throw. */
const BREAKAGES: Record<string, (room: ArenaRoom) => unknown> = {
  "the tick": ({ game }) => Object.assign(game, { tick: boom("the tick") }),
  "before a patch": ({ game }) => Object.assign(game, { beforePatch: boom("before a patch") }),
  "a timer": ({ clock }) => clock.setTimeout(boom("a timer"), 10),
  "a message": ({ game }) => Object.assign(game, { vote: boom("a message") }),
  "a join": ({ game }) => Object.assign(game, { join: boom("a join") }),
  "a drop": ({ game }) => Object.assign(game, { setAbsent: boom("a drop") }),
  "a leave": ({ game }) => Object.assign(game, { leave: boom("a leave") }),
  "the end": ({ game }) => Object.assign(game, { runningResult: boom("the end") }),
};

interface Run {
  /** That have elapsed, those that the server lost and gave back among them. */
  ticks: number;
  travelled: number;
}

const runs = new Map<string, Run>();

/**
 * From now on measures how far the skimmer of slot 0 travels in `ticks` ticks, from the first spawn on; `punctual`: by
 * inputs that are never late, not by those of its connection.
 */
function follow(id: string, ticks: number, punctual: boolean): void {
  const { game } = roomOf(id);
  const skimmer = game.skimmer(0);
  const queue = new Punctual();
  if (punctual) game.gate.open(0, queue, null);
  Object.assign(skimmer, game.world.arena.spawns[0], { vx: 0, vy: 0, hop: (skimmer.hop + 1) & 255 });
  const run: Run = { ticks: 0, travelled: 0 };
  runs.set(id, run);
  let { x, y } = skimmer;
  const tick = game.tick.bind(game);
  game.tick = (lost = 0) => {
    const elapsed = 1 + Math.min(lost, SEAT.mostInputs);
    queue.elapse(elapsed);
    tick(lost);
    if (run.ticks >= ticks) return;
    run.ticks += elapsed;
    run.travelled += Math.hypot(skimmer.x - x, skimmer.y - y);
    ({ x, y } = skimmer);
  };
}

/** The whole state as it was sent, of the next `count` patches of a room. */
function snapshots(id: string, count: number): Promise<unknown[]> {
  const room = roomOf(id);
  const states: unknown[] = [];
  return new Promise((resolve) => {
    const send = room.broadcastPatch.bind(room);
    room.broadcastPatch = () => {
      const sent = send();
      states.push(room.state.toJSON());
      if (states.length < count) return sent;
      delete (room as { broadcastPatch?: unknown }).broadcastPatch;
      resolve(states);
      return sent;
    };
  });
}

/** Numbers of a room's world that are no numbers. */
function nonFinite(id: string): string[] {
  const bad: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === "number" && !Number.isFinite(value)) bad.push(path);
    if (value !== null && typeof value === "object")
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
  };
  look(roomOf(id).state.toJSON(), "state");
  for (const skimmer of roomOf(id).state.skimmers.values()) look({ ...skimmer }, `skimmer ${skimmer.slot}`);
  return bad;
}

/** Sends a client `bytesPerSecond` of what nobody asked for, as a busy room would, until it is gone. */
function flood(id: string, sessionId: string, bytesPerSecond: number): void {
  const room = roomOf(id);
  const filler = new Uint8Array(bytesPerSecond / 20);
  const timer = setInterval(() => {
    const client = room.clients.get(sessionId);
    if (client === undefined) clearInterval(timer);
    else client.sendBytes("filler", filler);
  }, 50);
}

/** What is kept, after a collection of garbage. */
function memory(): { rss: number; kept: number } {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, kept: heapUsed + external };
}

const loop = monitorEventLoopDelay({ resolution: SAMPLE_MS });

/** Delays of the event loop since `watchLoop`, ms, beyond the interval of the samples. */
function loopDelay(): { p99: number; max: number } {
  const beyond = (ns: number): number => Math.max(0, ns / 1e6 - SAMPLE_MS);
  return { p99: beyond(loop.percentile(99)), max: beyond(loop.max) };
}

answerAsks({
  watchLoop: () => {
    loop.enable();
    loop.reset();
  },
  loopDelay,
  pid: () => process.pid,
  troubles: () => troubles,
  memory,
  /** Bytes outside of the heap: what waits to be sent is among them. */
  externalBytes: () => process.memoryUsage().external,
  cpuMs: () => (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  breakIn: (id: string, where: string) => void BREAKAGES[where](roomOf(id)),
  follow,
  run: (id: string) => runs.get(id),
  snapshots,
  nonFinite,
  flood,
  /** Bytes that wait for the client of a room for whom most do. */
  buffered: (id: string) =>
    Math.max(
      0,
      ...(matchMaker
        .getLocalRoomById(id)
        ?.clients.map(({ ref }) => (ref as { bufferedAmount?: number }).bufferedAmount ?? 0) ?? []),
    ),
  /** People with a connection in a room; 0 when it is gone. */
  sockets: (id: string) => matchMaker.getLocalRoomById(id)?.clients.length ?? 0,
  /** Messages that wait for clients who have not acknowledged their join. */
  queued: (id: string) =>
    roomOf(id).clients.map(
      (client) => (client as unknown as { _enqueuedMessages?: unknown[] })._enqueuedMessages?.length ?? 0,
    ),
});
