// Many simulated clients in one process, each called exactly when its next input is due.
// Owns: the frame loop, who is here, and this process's own health. Must not: print.
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Agenda } from "./agenda.ts";
import { join, reasonOf, type Way } from "./joining.ts";
import { Meters, type Taken } from "./meters.ts";
import { SimulatedClient } from "./simulated-client.ts";
import { WireClient } from "./wire-client.ts";

const DELAY_SAMPLE_MS = 5;
/** Who comes meanwhile is found this soon, ms. */
const IDLE_MS = 10;
/** Who was refused or thrown out comes again after so long, then twice as long, at most MOST_PAUSE_MS. */
const PAUSE_MS = 1000;
const MOST_PAUSE_MS = 8000;

/** Plays on the browser's whole net code, or on the wire alone. */
type AnyClient = SimulatedClient | WireClient;

/** How this process does, of its time since it was last asked. */
export interface CrowdHealth {
  /** How late its event loop was, 99th percentile, ms. */
  loopDelayP99Ms: number;
  /** Share of the time in which its event loop was busy, 0 to 1. */
  busy: number;
  cpuPercent: number;
}

export interface CrowdReport extends CrowdHealth {
  clients: number;
  /** Of them, those with the whole net code. */
  whole: number;
  taken: Taken;
}

export class Crowd {
  private readonly meters = new Meters();
  private readonly clients = new Set<AnyClient>();
  /** The clients that are wanted here, by number, and what ends their stay. */
  private readonly wanted = new Map<number, PromiseWithResolvers<null>>();
  private readonly delay = monitorEventLoopDelay({ resolution: DELAY_SAMPLE_MS });
  private timer: NodeJS.Timeout | undefined;
  /** Whose frame is due when. */
  private readonly agenda = new Agenda<AnyClient>();
  private seconds: NodeJS.Timeout | undefined;
  private loop = performance.eventLoopUtilization();
  private takenMs = performance.now();
  private cpu = process.cpuUsage();

  constructor() {
    this.delay.enable();
    this.run();
  }

  get size(): number {
    return this.clients.size;
  }

  /** Client `number` is wanted from `dueMs` on, until `dismiss`: it comes again when it was refused or thrown out. */
  async call(way: Way, number: number, seed: number, dueMs: number): Promise<void> {
    const dismissed = Promise.withResolvers<null>();
    this.wanted.set(number, dismissed);
    for (let pauseMs = PAUSE_MS; this.wanted.has(number); pauseMs = Math.min(2 * pauseMs, MOST_PAUSE_MS)) {
      const client = await this.enter(way, number, seed, dueMs).catch((error: unknown) => {
        this.meters.add(`refused.${reasonOf(error)}`, 1);
        return null;
      });
      if (client !== null) {
        await this.stay(client, dismissed.promise);
        pauseMs = PAUSE_MS;
      }
      if (this.wanted.has(number)) await Promise.race([sleep(pauseMs), dismissed.promise]);
      dueMs = performance.now();
    }
  }

  /** Client `number` is not wanted any more. */
  dismiss(number: number): void {
    this.wanted.get(number)?.resolve(null);
    this.wanted.delete(number);
  }

  /** Takes a seat and plays. Rejects when the seat is refused. */
  async enter(way: Way, number: number, seed: number, dueMs: number): Promise<AnyClient> {
    const session = await join(way, number, dueMs, this.meters);
    const client =
      way.wire === true
        ? new WireClient(session, number, this.meters, this.meanwhile)
        : new SimulatedClient(session, number, seed, this.meters, this.meanwhile);
    this.clients.add(client);
    this.agenda.add(client);
    return client;
  }

  /** What was measured since the last call, and how this process did. */
  take(): CrowdReport {
    const nowMs = performance.now();
    // Without whole seconds of one's own, what is between two calls is one sample.
    if (this.seconds === undefined) this.sample((nowMs - this.takenMs) / 1000);
    const { user, system } = process.cpuUsage(this.cpu);
    const health = {
      loopDelayP99Ms: Math.max(0, this.delay.percentile(99) / 1e6 - DELAY_SAMPLE_MS),
      busy: performance.eventLoopUtilization(this.loop).utilization,
      cpuPercent: (user + system) / 10 / (nowMs - this.takenMs),
    };
    this.delay.reset();
    this.loop = performance.eventLoopUtilization();
    this.cpu = process.cpuUsage();
    this.takenMs = nowMs;
    const whole = [...this.clients].filter((client) => client instanceof SimulatedClient).length;
    return { ...health, clients: this.clients.size, whole, taken: this.meters.take() };
  }

  /** Begins to measure anew: whole seconds from now on, taken when they are over. */
  restart(): void {
    this.sample(1);
    for (const client of this.clients) client.bytes = 0;
    this.take();
    clearInterval(this.seconds);
    this.seconds = setInterval(() => this.sample(1), 1000);
  }

  /** Payload bytes that each client has received since `restart`. */
  bytes(): number[] {
    return [...this.clients].map((client) => client.bytes);
  }

  /** Inputs and patches that are overdue count as they are. */
  settle(): void {
    for (const client of this.clients) client.settle(performance.now());
  }

  async leave(): Promise<void> {
    for (const number of this.wanted.keys()) this.dismiss(number);
    await Promise.allSettled([...this.clients].map((client) => client.leave()));
    clearTimeout(this.timer);
    clearInterval(this.seconds);
  }

  /** Resolves when the client has left: dismissed, or because its game is over. */
  private async stay(client: AnyClient, dismissed: Promise<null>): Promise<void> {
    const { session } = client;
    const over = new Promise<number>((resolve) => {
      session.on("link", ({ link }) => link.kind === "left" && resolve(link.code));
      if (session.link.kind === "left") resolve(session.link.code);
    });
    const code = await Promise.race([over, dismissed]);
    this.clients.delete(client);
    this.agenda.remove(client);
    client.finish(performance.now());
    if (code === null) await client.leave();
    else this.meters.add(`ended.${code}`, 1);
  }

  private sample(seconds: number): void {
    for (const client of this.clients) client.sample(seconds);
  }

  private run(): void {
    this.meanwhile();
    const waitMs = Math.max(0, Math.min(IDLE_MS, this.agenda.nextMs - performance.now()));
    this.timer = setTimeout(() => this.run(), waitMs);
  }

  /**
   * A room's patches come all at once, and a hundred of them take 15 ms to read: frames that are due in the middle of that
   * are made there, not after it.
   */
  private readonly meanwhile = (): void => this.agenda.run(performance.now(), this.frame);

  private readonly frame = (client: AnyClient): void => {
    const nowMs = performance.now();
    this.meters.late(client.dueMs, nowMs);
    client.frame(nowMs);
  };
}
