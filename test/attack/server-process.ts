// The server under attack: the real one, in a process of its own, with a probe beside it.
// Owns: its start, what it says, and whether it lives. Must not: import a file of the server.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endChild, runNode, startArgs } from "../load/children.ts";
import { ask } from "./asks.ts";
import { call, said } from "./http.ts";

const PROBE = join(import.meta.dirname, "probe.ts");
const START_MS = 30_000;
/** Lines of its log that are kept: the newest. */
const MOST_LINES = 400;

/** Whoever asks how it goes: never counted by a limit. */
export const TRUSTED = "127.99.0.1";

/** What operators say here. */
export const OPERATOR_TOKEN = "an operator under attack";

/** What of GET /health is read here. */
export interface Health {
  rooms: { id: string; people: number }[];
  waitingRooms: number;
  /** Refusals by limit, since it started. */
  refused: Record<string, number>;
}

interface Log {
  /** What it has written to standard error: the newest lines. */
  lines: string[];
  /** How many there were. */
  count: number;
}

export class ServerProcess {
  readonly port: number;
  readonly endpoint: string;
  readonly pid: number;
  readonly log: Readonly<Log>;
  /** Null while it runs; else how it ended. */
  ended: string | null = null;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, endpoint: string, log: Log) {
    this.child = child;
    this.endpoint = endpoint;
    this.log = log;
    this.port = Number(new URL(endpoint).port);
    this.pid = child.pid as number;
    child.once("exit", (code, signal) => {
      this.ended = signal ?? `exit code ${code}`;
    });
  }

  /** Starts it with every default but what `env` says; resolves when it listens. */
  static async start(env: Record<string, string> = {}): Promise<ServerProcess> {
    const child = runNode(["--import", PROBE, ...startArgs()], null, {
      env: {
        ...process.env,
        PORT: "0",
        HOST: "127.0.0.1",
        WATCHDOG: "0",
        EMBERLINE_DEV: "1",
        LOG_LEVEL: "warn",
        DATA_FILE: ":memory:",
        TRUSTED_ADDRESSES: TRUSTED,
        OPERATOR_TOKEN,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const log: Log = { lines: [], count: 0 };
    createInterface({ input: child.stderr as Readable }).on("line", (line) => {
      log.count += 1;
      log.lines.push(line);
      if (log.lines.length > MOST_LINES) log.lines.shift();
    });
    return new ServerProcess(child, await listening(child, log.lines), log);
  }

  /** Asks the probe. */
  probe<T>(name: string, ...args: unknown[]): Promise<T> {
    return ask<T>(this.child, name, ...args);
  }

  /** Durations are those of the last `seconds`. Rejects when it does not answer. */
  async health(seconds = 10): Promise<Health> {
    const answer = await call({ port: this.port, address: TRUSTED, path: `/health?seconds=${seconds}` });
    if (answer.status !== 200) throw new Error(`GET /health: ${answer.status} ${answer.text.slice(0, 80)}`);
    return said<Health>(answer);
  }

  /** A hang ends only so. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    if (this.child.kill("SIGKILL")) await gone;
  }

  async stop(): Promise<void> {
    await endChild(this.child);
  }
}

/** The address that it prints when it listens. */
function listening(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the server does not start")), START_MS);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${lines.at(-1) ?? ""}`)));
    createInterface({ input: child.stdout as Readable }).on("line", (line) => {
      const address = /^Emberline: (http:\S+)$/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
  });
}
