// The simulated clients of a run, in worker processes, as its stages want them.
// Owns: the workers, and who of them has which client. Must not: judge what they measure.
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { callChild } from "../calls.ts";
import { type Cores, endChild } from "../children.ts";
import type { CrowdReport } from "../crowd.ts";
import { startWorkers } from "../generator.ts";
import type { Way } from "../joining.ts";
import type { Arrival } from "./stages.ts";

/** A worker for each so many, as far as there are cores: fewer are not worth a process. */
const WORKER_CLIENTS = 50;
/** Clients with the whole net code that a worker carries beside hundreds on the wire alone: 0.75% of an EPYC core each. */
const WORKER_WHOLE = 20;

export class Fleet {
  private readonly workers: ChildProcess[];

  /** For at most `clients` at once; `args` are Node's, for each worker. */
  constructor(cores: Cores, clients: number, args: string[]) {
    this.workers = startWorkers(cores, Math.max(1, Math.ceil(clients / WORKER_CLIENTS)), args);
  }

  get size(): number {
    return this.workers.length;
  }

  /** How many of the clients may have the whole net code. */
  get wholeClients(): number {
    return this.size * WORKER_WHOLE;
  }

  /** Has clients come and go from now on; resolves after the last one, or when `signal` aborts. */
  async play(
    arrivals: readonly Arrival[],
    wayOf: (number: number) => Way,
    seed: number,
    signal: AbortSignal,
  ) {
    const startMs = Date.now();
    for (const { atSeconds, number, comes } of arrivals) {
      const atMs = startMs + atSeconds * 1000;
      const waitMs = atMs - Date.now();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const worker = this.workers[number % this.workers.length];
      // When it was meant to come goes with it: what this loop and the worker are late by counts.
      if (comes) await callChild(worker, "call", wayOf(number), number, seed, atMs);
      else await callChild(worker, "dismiss", number);
    }
  }

  take(): Promise<CrowdReport[]> {
    return Promise.all(this.workers.map((worker) => callChild<CrowdReport>(worker, "take")));
  }

  async settle(): Promise<void> {
    await Promise.all(this.workers.map((worker) => callChild(worker, "settle")));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.workers.map((worker) => callChild(worker, "leave")));
    await Promise.all(this.workers.map(endChild));
  }
}
