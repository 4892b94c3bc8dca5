// The server under test: the real one, in a process of its own on one core.
// Owns: its settings, and what it tells of itself. Must not: import a file of the server.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endChild, runNode } from "./children.ts";
import type { BenchOptions } from "./options.ts";

const MAIN = join(import.meta.dirname, "..", "..", "server", "main.ts");
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
  rooms: {
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
  static async start(options: BenchOptions, core: string | null): Promise<ServerProcess> {
    const profile = options.profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${options.profile}`];
    const child = runNode([...profile, MAIN], core, {
      env: { ...process.env, ...settings(options) },
      stdio: ["ignore", "pipe", "inherit"],
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

/** Bots fill the arena to the brim; every person that joins takes the place of one. */
function settings({ clients, bots, seed }: BenchOptions): Record<string, string> {
  return {
    PORT: "0",
    HOST: "127.0.0.1",
    EMBERLINE_DEV: "1",
    LOG_LEVEL: "warn",
    ARENA_SIZE: "medium",
    ARENA_SEED: String(seed),
    ARENA_MAX_CLIENTS: String(clients),
    ARENA_BOTS_FILL_TO: String(clients + bots),
  };
}

/** The address that the server prints when it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the server does not start")), START_MS);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout as Readable }).on("line", (line) => {
      const address = /^Emberline: (http:\S+)$/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
  });
}
