// How long the machine itself holds everybody up, as the plainest question to each process shows: what takes a second
// there says nothing of who waits for whom.
// Owns: the questions, and how long their answers took. Must not: know what else is asked meanwhile.
import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "../helpers/http.ts";
import type { ServerProcess } from "./processes.ts";

const EVERY_MS = 20;
/** An answer takes no longer where nothing holds it up, ms. */
const PLAIN_MS = 50;
interface Asked {
  fromMs: number;
  untilMs: number;
}

class Watch {
  private readonly answers: Asked[] = [];
  private underWay: Promise<void> = Promise.resolve();
  private over = false;
  private readonly endpoint: string;

  constructor(endpoint: string) {
    this.endpoint = endpoint;
    void this.run();
  }

  private async run(): Promise<void> {
    while (!this.over) {
      this.underWay = this.once();
      await this.underWay;
      await sleep(EVERY_MS);
    }
  }

  private async once(): Promise<void> {
    const fromMs = performance.now();
    await ask(this.endpoint, "GET /health").catch(() => {});
    this.answers.push({ fromMs, untilMs: performance.now() });
  }

  end(): void {
    this.over = true;
  }

  /** The longest that an answer took of those that were waited for since `sinceMs`, ms. */
  async longest(sinceMs: number): Promise<number> {
    return Math.max(0, ...(await this.took(sinceMs)));
  }

  /** What answers took since then beyond what they take anyway, all in all, ms. */
  async lost(sinceMs: number): Promise<number> {
    return (await this.took(sinceMs)).reduce((sum, ms) => sum + Math.max(0, ms - PLAIN_MS), 0);
  }

  private async took(sinceMs: number): Promise<number[]> {
    await this.underWay;
    const since = this.answers.filter(({ untilMs }) => untilMs > sinceMs);
    return since.map(({ fromMs, untilMs }) => untilMs - fromMs);
  }
}

export class Pace {
  private readonly watches: Watch[];

  /** Of processes that answer; until `end`. */
  constructor(processes: readonly ServerProcess[]) {
    this.watches = processes.map(({ endpoint }) => new Watch(endpoint));
  }

  /** For how long who asked several processes one after the other may have been held up since `sinceMs`, ms. */
  async heldUp(sinceMs: number): Promise<number> {
    const longest = await Promise.all(this.watches.map((watch) => watch.longest(sinceMs)));
    return longest.reduce((sum, ms) => sum + ms, 0);
  }

  /** How much of the time since `sinceMs` the machine took for itself, ms: of something that goes on for seconds. */
  async lost(sinceMs: number): Promise<number> {
    return Math.max(0, ...(await Promise.all(this.watches.map((watch) => watch.lost(sinceMs)))));
  }

  /** How long `call` took without what the machine took for itself, ms, and what it came to. */
  async timed<T>(call: () => Promise<T>): Promise<{ ms: number; heldMs: number; result: T }> {
    const startMs = performance.now();
    const result = await call();
    const ms = performance.now() - startMs;
    const heldMs = await this.heldUp(startMs);
    return { ms: Math.max(0, ms - heldMs), heldMs, result };
  }

  end(): void {
    for (const watch of this.watches) watch.end();
  }
}
