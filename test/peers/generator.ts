// A child process that holds the crowd's clients: they steer, and count what comes.
// Owns: its sockets and its measurement. Run by run.ts.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { build } from "hdr-histogram-js";
import { TICK_MS } from "../../shared/tunables.ts";
import { serveCalls } from "../load/calls.ts";
import { wander } from "../load/wander.ts";
import { CountingSocket, type HearFrame } from "./counting-socket.ts";
import { WAYS, type WayName } from "./ways.ts";

export interface Heard {
  seconds: number;
  clients: number;
  /** Connections that are open at the end. */
  open: number;
  patches: number;
  /** Payload bytes of everything that came. */
  bytes: number;
  intervalMs: { p50: number; p99: number; max: number };
  cpuPercent: number;
  loopDelayP99Ms: number;
}

/** Clients that come in at a time. */
const TOGETHER = 20;
/** They take turns in so many groups a tick, so that they do not all send at one moment. */
const GROUPS = 8;
const TURN_MS = TICK_MS / GROUPS;
const SAMPLE_MS = 5;

const sockets: CountingSocket[] = [];
const lastMs: number[] = [];
const intervals = build({ highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
const loop = monitorEventLoopDelay({ resolution: SAMPLE_MS });
let patches = 0;
let bytes = 0;
let startMs = 0;
let cpu = process.cpuUsage();
let way: (typeof WAYS)[WayName] = WAYS.floor;

function note(n: number): void {
  const nowMs = performance.now();
  if (lastMs[n] > 0) intervals.recordValue(Math.round((nowMs - lastMs[n]) * 1000));
  lastMs[n] = nowMs;
  patches += 1;
}

async function enter(port: number, n: number): Promise<void> {
  const path = await way.path(`http://127.0.0.1:${port}`);
  lastMs[n] = 0;
  await new Promise<void>((resolve, reject) => {
    const hear: HearFrame = (socket, head, length) => {
      bytes += length;
      const what = way.hear(socket, head, length);
      if (what === "patch") note(n);
      else if (what === "welcome") resolve();
    };
    CountingSocket.open(port, path, hear).then((socket) => {
      sockets[n] = socket;
      if (way.greet(socket)) resolve();
    }, reject);
  });
}

/** Everybody's wishes, a group at a time; a turn that is late is not made up for. */
function steer(): void {
  let turn = 0;
  let tick = 0;
  let dueMs = performance.now();
  const run = (): void => {
    const nowMs = performance.now();
    if (nowMs - dueMs > TICK_MS * 3) dueMs = nowMs;
    for (; dueMs <= nowMs; dueMs += TURN_MS) {
      turn = (turn + 1) % GROUPS;
      if (turn === 0) tick += 1;
      for (let n = turn; n < sockets.length; n += GROUPS) way.steer(sockets[n], wander(n, tick));
    }
    setTimeout(run, Math.max(0, dueMs - performance.now()));
  };
  run();
}

serveCalls({
  async join(name: WayName, port: number, clients: number) {
    way = WAYS[name];
    for (let n = 0; n < clients; n += TOGETHER) {
      const some = Array.from({ length: Math.min(TOGETHER, clients - n) }, (_, i) => enter(port, n + i));
      await Promise.all(some);
    }
    steer();
  },
  measure() {
    patches = bytes = 0;
    intervals.reset();
    loop.reset();
    loop.enable();
    cpu = process.cpuUsage();
    startMs = performance.now();
  },
  report(): Heard {
    const seconds = (performance.now() - startMs) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const at = (percentile: number): number => intervals.getValueAtPercentile(percentile) / 1000;
    return {
      ...{ seconds, patches, bytes, clients: sockets.length },
      open: sockets.filter(({ isOpen }) => isOpen).length,
      intervalMs: { p50: at(50), p99: at(99), max: intervals.maxValue / 1000 },
      cpuPercent: (user + system) / 1e4 / seconds,
      loopDelayP99Ms: Math.max(0, loop.percentile(99) / 1e6 - SAMPLE_MS),
    };
  },
});
