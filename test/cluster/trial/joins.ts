// Honest joins, one after the other's time: a newcomer takes a seat by quick play, sees itself, and leaves.
// Owns: how long each took, from when it was due. Must not: hurry, or wait for the one before.
import { setTimeout as sleep } from "node:timers/promises";
import { join, reasonOf } from "../../load/joining.ts";
import { Meters } from "../../load/meters.ts";

/** What became of one. */
export interface Joined {
  /** When it was due, by the clock on the wall, ms. */
  atMs: number;
  /** Until it was in the game, with all that it took; null: not before it gave up. */
  tookMs: number | null;
  /** What it was refused with on the way, and how long each answer took, ms. */
  refusals: { why: string; ms: number }[];
}

/** Who is refused asks again after so long, as often as until GIVE_UP_MS: twice as often as a page that heard Retry-After. */
const AGAIN_MS = 1000;
const GIVE_UP_MS = 15_000;

export class Joins {
  private readonly endpoint: string;
  private readonly results: Joined[] = [];
  private readonly under = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private number = 100_000;
  private readonly meters = new Meters();

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  /** A newcomer every so many ms from now on. */
  begin(everyMs: number): void {
    this.timer = setInterval(() => {
      const one: Promise<void> = this.one().finally(() => this.under.delete(one));
      this.under.add(one);
    }, everyMs);
  }

  /** All that is known, those under way left out. */
  get all(): readonly Joined[] {
    return this.results;
  }

  /** No more; resolves when those under way are through. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.under);
  }

  private async one(): Promise<void> {
    const dueMs = performance.now();
    const result: Joined = { atMs: performance.timeOrigin + dueMs, tookMs: null, refusals: [] };
    const way = { endpoint: this.endpoint, to: { kind: "quick", mode: "swarm" } } as const;
    while (performance.now() - dueMs < GIVE_UP_MS) {
      const startMs = performance.now();
      try {
        const session = await join(way, this.number++, startMs, this.meters);
        result.tookMs = performance.now() - dueMs;
        await session.leave();
        break;
      } catch (error) {
        result.refusals.push({ why: reasonOf(error), ms: performance.now() - startMs });
        await sleep(AGAIN_MS);
      }
    }
    this.results.push(result);
  }
}
