// The bench's load: worker processes that hold the simulated clients, and their figures put together.
// Owns: the workers. Must not: judge the figures.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Histogram } from "hdr-histogram-js";
import { callChild } from "./calls.ts";
import { type Cores, endChild, runNode } from "./children.ts";
import type { CrowdReport } from "./crowd.ts";
import type { Way } from "./joining.ts";
import { Meters, STEPS } from "./meters.ts";
import type { BenchOptions } from "./options.ts";
import { type Spread, spread } from "./statistics.ts";

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

/** Starts worker processes on the load's cores, one for each of them but at most `most`; `args` are Node's. */
export function startWorkers(cores: Cores, most: number, args: string[] = []): ChildProcess[] {
  return Array.from({ length: Math.min(most, cores.loadCount) }, () =>
    runNode([...args, WORKER], cores.load, { stdio: ["ignore", "inherit", "inherit", "ipc"] }),
  );
}

export class Generator {
  private readonly workers: ChildProcess[];

  constructor(cores: Cores) {
    this.workers = startWorkers(cores, MAX_WORKERS);
  }

  /** One worker after the other: the first client opens the room that all others join. */
  async join(endpoint: string, { clients, seed }: BenchOptions): Promise<void> {
    const { length } = this.workers;
    const way: Way = { endpoint, to: { kind: "quick", mode: "swarm" } };
    for (const [i, worker] of this.workers.entries()) {
      const first = Math.floor((i * clients) / length);
      const count = Math.floor(((i + 1) * clients) / length) - first;
      await callChild(worker, "join", way, first, count, seed);
    }
  }

  async measure(): Promise<void> {
    await Promise.all(this.workers.map((worker) => callChild(worker, "restart")));
  }

  /** What was measured in `seconds`. */
  async report(seconds: number): Promise<{ clients: ClientFigures; generator: GeneratorFigures }> {
    const reports = await Promise.all(this.workers.map((worker) => callChild<CrowdReport>(worker, "take")));
    const bytes = await Promise.all(this.workers.map((worker) => callChild<number[]>(worker, "bytes")));
    const meters = new Meters();
    for (const { taken } of reports) meters.put(taken);
    return {
      clients: putTogether(meters, bytes.flat(), seconds),
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

function putTogether({ histograms, sums, maxima }: Meters, bytes: number[], seconds: number): ClientFigures {
  const sum = (name: string): number => sums[name] ?? 0;
  const mean = (name: string): number => sum(name) / Math.max(1, sum("samples"));
  return {
    clients: bytes.length,
    intervalMs: spreadOf(histograms.patch_interval, STEPS.patch_interval),
    patchesPerSecond: histograms.patch_interval.totalCount / seconds / Math.max(1, bytes.length),
    bytesIn: spreadOf(histograms.bytes_in, STEPS.bytes_in),
    bytesInMeans: spread(bytes.map((all) => all / Math.max(1, Math.floor(seconds)))),
    bytesOut: spreadOf(histograms.bytes_out, STEPS.bytes_out),
    compared: sum("compared"),
    wrong: sum("wrong"),
    worst: maxima.worst ?? 0,
    drops: sum("drops"),
    skimmersSeen: mean("skimmers"),
    motesSeen: mean("motes"),
    pingMs: mean("ping"),
  };
}

function spreadOf(histogram: Histogram, steps: number): Spread {
  const at = (percentile: number): number =>
    histogram.totalCount === 0 ? 0 : histogram.getValueAtPercentile(percentile) / steps;
  return { p50: at(50), p95: at(95), p99: at(99), max: at(100), mean: histogram.mean / steps || 0 };
}
