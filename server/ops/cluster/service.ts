// A program that a cluster is made of, in a process group of its own: started, told apart, killed, started again.
// Owns: its process and its lines. Must not: know what it is for.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { ClusterError } from "./programs.ts";

export interface ServiceParts {
  /** Before each of its lines. */
  name: string;
  command: string;
  args: string[];
  options?: SpawnOptions;
  /** True once it can be used; asked again and again. */
  isReady(): Promise<boolean>;
  /** Asks it to end. */
  farewell: NodeJS.Signals;
  /** Starts it again when it ends by itself. */
  restarts: boolean;
  /** Its lines are for the error alone when it does not start. */
  quiet?: boolean;
  say(line: string): void;
}

const READY_EVERY_MS = 50;
const READY_MS = 60_000;
/** Between an end and the next start: twice as long after each within ENDS_MS. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const ENDS_MS = 60_000;
/** Lines that are kept for the error of one that does not start. */
const KEPT_LINES = 5;

const living = new Set<Service>();
let watching = false;

/** Whatever ends this process ends them too. */
function endAllAtExit(): void {
  if (watching) return;
  watching = true;
  process.on("exit", () => {
    for (const service of living) service.kill("SIGKILL");
  });
}

export class Service {
  readonly name: string;
  private readonly parts: ServiceParts;
  private child: ChildProcess | undefined;
  private wanted = false;
  /** It has been ready: an end before that is an error of its settings, and would come again. */
  private begun = false;
  private pause: NodeJS.Timeout | undefined;
  private ends: number[] = [];
  private lastLines: string[] = [];

  constructor(parts: ServiceParts) {
    this.parts = parts;
    this.name = parts.name;
  }

  /** Of the first of its group; undefined while it does not run. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when it is ready. Rejects with ClusterError when it ends before. */
  async start(): Promise<void> {
    this.wanted = true;
    this.run();
    await this.ready();
  }

  /** Resolves when it is ready, whoever has started it. Rejects with ClusterError when it does not run. */
  async ready(): Promise<void> {
    const untilMs = performance.now() + READY_MS;
    while (!(await this.parts.isReady())) {
      const ended = this.child === undefined && this.pause === undefined;
      if (ended || performance.now() > untilMs)
        throw new ClusterError([`${this.name} does not start`, ...this.lastLines].join(": "));
      await sleep(READY_EVERY_MS);
    }
    this.begun = true;
  }

  /** To the first of the group; what cannot be caught goes to all of it. */
  kill(signal: NodeJS.Signals): void {
    const { pid } = this;
    if (pid === undefined) return;
    const toAll = signal === "SIGKILL" || signal === "SIGSTOP" || signal === "SIGCONT";
    try {
      process.kill(toAll ? -pid : pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  /** Resolves when it does not run. */
  async ended(): Promise<void> {
    const { child } = this;
    if (child !== undefined) await once(child, "exit");
  }

  /** Ends it for good, or until `start`: asks, and kills it when it still runs after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.wanted = false;
    clearTimeout(this.pause);
    this.pause = undefined;
    const ended = this.ended();
    this.kill(graceMs > 0 ? this.parts.farewell : "SIGKILL");
    const timer = setTimeout(() => this.kill("SIGKILL"), graceMs);
    await ended;
    clearTimeout(timer);
  }

  private run(): void {
    const { name, command, args, options, quiet = false, say } = this.parts;
    clearTimeout(this.pause);
    this.pause = undefined;
    // A group of its own: Ctrl+C in the terminal is for who started the cluster, and it ends all in good order.
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.child = child;
    this.lastLines = [];
    endAllAtExit();
    living.add(this);
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream as Readable }).on("line", (line) => {
        this.lastLines = [...this.lastLines.slice(1 - KEPT_LINES), line];
        if (!quiet) say(`[${name}] ${line}`);
      });
    child.once("error", (error) => this.over(error.message));
    child.once("exit", (code, signal) => this.over(signal ?? `exit code ${code}`));
  }

  private over(how: string): void {
    const { name, restarts, say } = this.parts;
    // What it has started itself, and left behind.
    this.kill("SIGKILL");
    this.child = undefined;
    living.delete(this);
    if (!this.wanted) return;
    const nowMs = performance.now();
    this.ends = [...this.ends.filter((ms) => ms > nowMs - ENDS_MS), nowMs];
    if (!restarts || !this.begun) {
      say(`[${name}] has ended (${how})`);
      return;
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.ends.length - 1));
    say(`[${name}] has ended (${how}): started again in ${pauseMs / 1000} s`);
    this.pause = setTimeout(() => this.run(), pauseMs);
  }
}
