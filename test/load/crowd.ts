// Many simulated clients in one process, their frames spread evenly over time.
// Owns: the frame loop and this process's own delay. Must not: print.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { type ClientReport, SimulatedClient } from "./simulated-client.ts";

/** Render frames of each client per second. */
const FRAME_HZ = 60;
/** The clients take turns in so many groups, so that they do not all send at the same moment. */
const GROUPS = 8;
const TURN_MS = 1000 / FRAME_HZ / GROUPS;
/** Frames that are later than this are left out rather than made up for, ms: a browser does the same. */
const LATE_MS = 100;
const DELAY_SAMPLE_MS = 5;

export interface CrowdReport {
  clients: ClientReport[];
  /** How late the event loop of this process was, 99th percentile, ms. */
  loopDelayP99Ms: number;
  cpuPercent: number;
}

export class Crowd {
  private readonly clients: SimulatedClient[] = [];
  private readonly delay = monitorEventLoopDelay({ resolution: DELAY_SAMPLE_MS });
  private turn = 0;
  private dueMs = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private seconds: NodeJS.Timeout | undefined;
  private startedMs = 0;
  private cpu = process.cpuUsage();

  constructor() {
    this.run();
  }

  /** Clients number `first` to `first + count - 1` join one after the other; the first may open the room. */
  async join(endpoint: string, first: number, count: number, seed: number): Promise<void> {
    for (let n = first; n < first + count; n++)
      this.clients.push(await SimulatedClient.join(endpoint, n, seed));
  }

  /** Measures from now on. */
  measure(): void {
    this.delay.reset();
    this.delay.enable();
    this.cpu = process.cpuUsage();
    this.startedMs = performance.now();
    for (const client of this.clients) client.restart();
    this.seconds = setInterval(() => {
      for (const client of this.clients) client.sampleSecond();
    }, 1000);
  }

  report(): CrowdReport {
    clearInterval(this.seconds);
    const { user, system } = process.cpuUsage(this.cpu);
    return {
      clients: this.clients.map((client) => client.report()),
      loopDelayP99Ms: Math.max(0, this.delay.percentile(99) / 1e6 - DELAY_SAMPLE_MS),
      cpuPercent: (user + system) / 10 / (performance.now() - this.startedMs),
    };
  }

  async leave(): Promise<void> {
    clearTimeout(this.timer);
    await Promise.allSettled(this.clients.map((client) => client.leave()));
  }

  private run(): void {
    const nowMs = performance.now();
    if (nowMs - this.dueMs > LATE_MS) this.dueMs = nowMs;
    for (; this.dueMs <= nowMs; this.dueMs += TURN_MS) {
      this.turn = (this.turn + 1) % GROUPS;
      for (let i = this.turn; i < this.clients.length; i += GROUPS) this.clients[i].frame(performance.now());
    }
    this.timer = setTimeout(() => this.run(), Math.max(0, this.dueMs - performance.now()));
  }
}
