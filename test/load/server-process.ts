// The server under test: the real one, in a process of its own on one core.
// Owns: its settings, and what it tells of itself. Must not: import a file of the server.
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endChild, runNode, startArgs } from "./children.ts";

const START_MS = 30_000;

interface Percentiles {
  p50: number;
  p99: number;
}

/** The answer of GET /health. */
export interface Health {
  rssBytes: number;
  cpuS: number;
  uptimeS: number;
  eventLoopDelayP99Ms: number;
  heapBytes?: number;
  eventLoopDelayMs?: { p50: number; p99: number; max: number };
  gc?: { count: number; totalMs: number; maxMs: number };
  sockets?: number;
  sendBufferBytes?: { max: number; total: number };
  /** Refusals by limit, since the process started. */
  refused?: Record<string, number>;
  rooms: {
    id: string;
    /** Ticks over 33.3 ms, since the room began. */
    overruns?: number;
    people: number;
    skimmers: number;
    tick: number;
    tickMs: Percentiles & { max: number };
    refreshMs: Percentiles;
    patchMs: Percentiles;
    starvedTicks: number;
  }[];
}

export class ServerProcess {
  readonly endpoint: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, endpoint: string) {
    this.child = child;
    this.endpoint = endpoint;
  }

  /** Starts the server on `core`; resolves when it listens. */
  static async start(
    settings: Record<string, string>,
    core: string | null,
    { profile = null, detached = false }: { profile?: string | null; detached?: boolean } = {},
  ): Promise<ServerProcess> {
    const flags = profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
    const child = runNode([...flags, ...startArgs()], core, {
      env: { ...process.env, ...BASE, ...settings },
      stdio: ["ignore", "pipe", "inherit"],
      detached,
    });
    return new ServerProcess(child, await listening(child));
  }

  /** Durations are those of the last `seconds`. */
  async health(seconds: number): Promise<Health> {
    const response = await fetch(`${this.endpoint}/health?seconds=${seconds}`);
    if (!response.ok) throw new Error(`GET /health: ${response.status}`);
    return (await response.json()) as Health;
  }

  stop(): Promise<void> {
    return endChild(this.child);
  }
}

/** Of every server under test. */
const BASE = {
  PORT: "0",
  HOST: "127.0.0.1",
  EMBERLINE_DEV: "1",
  LOG_LEVEL: "warn",
  DATA_FILE: ":memory:",
  TRUSTED_ADDRESSES: "127.0.0.1",
  // What it does when it is too busy is what is measured.
  LIMIT_LOAD_PERCENT: "1000",
  // The process that is measured and profiled is the one that is started.
  WATCHDOG: "0",
};

/** The address that a server, or the network lab, prints when it listens. */
export function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("a server does not start")), START_MS);
    child.once("exit", (code) => reject(new Error(`a server ended with ${code}`)));
    createInterface({ input: child.stdout as Readable }).on("line", (line) => {
      const address = /^(?:Emberline|Lab): (http:\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
  });
}
