// The load: worker processes that hold the simulated clients, and their figures put together.
// Owns: the workers. Must not: judge the figures.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { callChild } from "./calls.ts";
import { type Cores, endChild, runNode } from "./children.ts";
import type { CrowdReport } from "./crowd.ts";
import type { BenchOptions } from "./options.ts";
import type { ClientReport } from "./simulated-client.ts";
import { mean, type Spread, spread } from "./statistics.ts";

const WORKER = join(import.meta.dirname, "worker.ts");
const MAX_WORKERS = 2;

export interface ClientFigures {
  clients: number;
  /** Between two patches of a client, ms, over all clients. */
  intervalMs: Spread;
  patchesPerSecond: number;
  /** Payload bytes to a client in a second, over all seconds of all clients. */
  bytesIn: Spread;
  /** Payload bytes a second to a client, over the clients' means. */
  bytesInMeans: Spread;
  bytesOut: Spread;
  compared: number;
  wrong: number;
  worst: number;
  drops: number;
  skimmersSeen: number;
  motesSeen: number;
  pingMs: number;
}

export interface GeneratorFigures {
  workers: number;
  /** Of the worker that was latest. */
  loopDelayP99Ms: number;
  cpuPercent: number[];
}

export class Generator {
  private readonly workers: ChildProcess[];

  constructor(cores: Cores) {
    this.workers = Array.from({ length: Math.min(MAX_WORKERS, cores.loadCount) }, () =>
      runNode([WORKER], cores.load, { stdio: ["ignore", "inherit", "inherit", "ipc"] }),
    );
  }

  /** One worker after the other: the first client opens the room that all others join. */
  async join(endpoint: string, { clients, seed }: BenchOptions): Promise<void> {
    const { length } = this.workers;
    for (const [i, worker] of this.workers.entries()) {
      const first = Math.floor((i * clients) / length);
      const count = Math.floor(((i + 1) * clients) / length) - first;
      await callChild(worker, "join", endpoint, first, count, seed);
    }
  }

  async measure(): Promise<void> {
    await Promise.all(this.workers.map((worker) => callChild(worker, "measure")));
  }

  /** What was measured in `seconds`. */
  async report(seconds: number): Promise<{ clients: ClientFigures; generator: GeneratorFigures }> {
    const reports = await Promise.all(this.workers.map((worker) => callChild<CrowdReport>(worker, "report")));
    return {
      clients: putTogether(
        reports.flatMap((report) => report.clients),
        seconds,
      ),
      generator: {
        workers: reports.length,
        loopDelayP99Ms: Math.max(...reports.map((report) => report.loopDelayP99Ms)),
        cpuPercent: reports.map((report) => report.cpuPercent),
      },
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => callChild(worker, "leave")));
    await Promise.all(this.workers.map(endChild));
  }
}

function putTogether(reports: ClientReport[], seconds: number): ClientFigures {
  const sum = (of: (report: ClientReport) => number): number =>
    reports.reduce((n, report) => n + of(report), 0);
  return {
    clients: reports.length,
    intervalMs: spread(reports.flatMap((report) => report.intervals)),
    patchesPerSecond: sum((report) => report.intervals.length) / seconds / reports.length,
    bytesIn: spread(reports.flatMap((report) => report.bytesIn)),
    bytesInMeans: spread(reports.map((report) => mean(report.bytesIn))),
    bytesOut: spread(reports.flatMap((report) => report.bytesOut)),
    compared: sum((report) => report.compared),
    wrong: sum((report) => report.wrong),
    worst: Math.max(...reports.map((report) => report.worst)),
    drops: sum((report) => report.drops),
    skimmersSeen: mean(reports.map((report) => report.skimmers)),
    motesSeen: mean(reports.map((report) => report.motes)),
    pingMs: mean(reports.map((report) => report.pingMs)),
  };
}
