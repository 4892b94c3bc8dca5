// The parent of the server's process: starts it again when it hangs or crashes. A hang does not end by itself.
// Owns: when that is, and when it gives up. Must not: import the server: it does next to nothing itself.
import { type ChildProcess, fork } from "node:child_process";

/** Argument by which a process knows that it is watched. */
export const WATCHED = "--watched";

/** What a watched process says: that its event loop turns, and once on which port it listens. */
export interface Sign {
  listening?: number;
}

/** It says so this often. */
export const BEAT_MS = 1000;
/** Beats that fail to come before it is killed. Counted by our own clock's ticks: after a sleep of the machine one is late. */
const MOST_SILENT = 5;
/** Before its first: the modules are being loaded. */
const MOST_SILENT_AT_START = 60;
/** Between an end and the next start: twice as long after each. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** So many ends within the time are given up on. */
const MOST_ENDS = 5;
const ENDS_MS = 60_000;
/** A server that is told to end and does not is killed: it gives itself 34.5 s (process.ts), and hangs. */
const GRACE_MS = 34_800;

const say = (line: string): void => console.error(`Emberline: ${line}`);

/** Runs `main` as the server, until it ends by itself or is told to; this process ends with its exit code. */
export function watch(main: string): void {
  new Watchdog(main).start();
}

class Watchdog {
  private readonly main: string;
  private child!: ChildProcess;
  private port: number | undefined;
  private silent = 0;
  private begun = false;
  private stopping = false;
  private hung = false;
  /** When the server has ended in the last minute, ms. */
  private ends: number[] = [];
  private pause: NodeJS.Timeout | undefined;

  constructor(main: string) {
    this.main = main;
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => this.stop());
    setInterval(() => this.listen(), BEAT_MS);
  }

  start(): void {
    // The port of the first start, if the system chose one: players come back to it.
    const env = { ...process.env, ...(this.port !== undefined && { PORT: String(this.port) }) };
    this.silent = 0;
    this.begun = false;
    this.hung = false;
    this.child = fork(this.main, [WATCHED], { env });
    this.child.on("message", ({ listening }: Sign) => this.heard(listening));
    this.child.once("exit", (code, signal) => this.ended(code, signal));
  }

  private heard(port: number | undefined): void {
    this.silent = 0;
    this.begun = true;
    if (port !== undefined) this.port = port;
  }

  /** Once a beat: one more that has not come. */
  private listen(): void {
    this.silent += 1;
    if (this.silent <= (this.begun ? MOST_SILENT : MOST_SILENT_AT_START) || this.pause !== undefined) return;
    if (!this.hung) say(`the server has not answered for ${MOST_SILENT} s: killed`);
    this.hung = true;
    this.child.kill("SIGKILL");
  }

  private ended(code: number | null, signal: NodeJS.Signals | null): void {
    // Told to end, here or there; or it never got as far as to listen, and has said why.
    if (this.stopping || code === 0 || this.port === undefined) process.exit(code ?? 1);
    const nowMs = performance.now();
    this.ends = [...this.ends.filter((ms) => ms > nowMs - ENDS_MS), nowMs];
    const how = signal ?? `exit code ${code}`;
    if (this.ends.length >= MOST_ENDS) {
      say(`the server has ended ${MOST_ENDS} times within ${ENDS_MS / 1000} s (${how}): given up`);
      process.exit(1);
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.ends.length - 1));
    say(`the server has ended (${how}): started again in ${pauseMs / 1000} s`);
    this.pause = setTimeout(() => {
      this.pause = undefined;
      this.start();
    }, pauseMs);
  }

  /** The second time at once. */
  private stop(): void {
    if (this.pause !== undefined) process.exit(0);
    // A terminal's Ctrl+C reaches the server, too: it leaves that to us.
    this.child.kill(this.stopping ? "SIGKILL" : "SIGTERM");
    this.stopping = true;
    setTimeout(() => this.child.kill("SIGKILL"), GRACE_MS);
  }
}
