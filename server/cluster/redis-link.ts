// The connections to Redis: commands are answered in time or refused at once, and it is known whether Redis is there.
// Owns: when Redis counts as away. Must not: know what is kept in it.
import { Redis, ReplyError } from "ioredis";
import type { Log } from "../ops/log.ts";
import { RedisAway } from "./cluster.ts";

/** How often Redis is asked whether it is there, ms. */
const PROBE_MS = 500;
/** Questions in a row without an answer after which the connection is made anew: the machine may be another. */
const UNANSWERED = 6;
const MOST_RETRY_MS = 1000;

/** A connection that is asked whether it is there. */
interface Watched {
  redis: Redis;
  unanswered: number;
}

export class RedisLink {
  readonly commands: Redis;
  private readonly log: Log;
  private readonly late: () => void;
  private readonly watched: Watched[] = [];
  private readonly listeners = new Set<() => void>();
  private probe: NodeJS.Timeout | undefined;
  private answers = false;
  /** Since when Redis is there without a break, of performance.now(). */
  private sinceMs = 0;
  private known = false;

  /** `answerMs`: for one command; `late` hears of each that took longer. Connects at once, and again for ever. */
  constructor(url: string, answerMs: number, { log, late }: { log: Log; late: () => void }) {
    this.log = log;
    this.late = late;
    this.commands = new Redis(url, {
      commandTimeout: answerMs,
      connectTimeout: 2000,
      // Nothing waits for a connection, nor is sent twice.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      // Its promise is nobody's: a Redis that hangs then would end the process. The presence does it itself.
      autoResubscribe: false,
      // Whether Redis is there is what `look` says.
      enableReadyCheck: false,
      disableClientInfo: true,
      retryStrategy: (times) => Math.min(100 * times, MOST_RETRY_MS),
    });
    this.watch(this.commands);
    this.probe = setInterval(() => void this.look(), PROBE_MS);
    this.commands.on("ready", () => void this.look());
  }

  /** Looks after one more connection of the same kind. */
  watch(redis: Redis): void {
    redis.removeAllListeners("error").on("error", () => {});
    this.watched.push({ redis, unanswered: 0 });
  }

  get up(): boolean {
    return this.answers;
  }

  /** For how long it has been up, ms; 0 while it is away. */
  upMs(nowMs = performance.now()): number {
    return this.answers ? nowMs - this.sinceMs : 0;
  }

  /** Hears whenever Redis is there (again). */
  onUp(act: () => void): void {
    this.listeners.add(act);
  }

  /** Rejects with RedisAway: at once while Redis is away, else when it does not answer in time or cannot do it. */
  async run<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    if (!this.answers) throw new RedisAway();
    try {
      return await work(this.commands);
    } catch (error) {
      if ((error as Error).message === "Command timed out") this.late();
      // What Redis itself refuses says nothing of the connection.
      if (!(error instanceof ReplyError)) this.lost(error as Error);
      else this.log.error({ err: (error as Error).message }, "Redis refused a command");
      throw new RedisAway();
    }
  }

  /** Resolves when Redis is there, or after `mostMs`. */
  async settled(mostMs: number): Promise<void> {
    const endMs = performance.now() + mostMs;
    while (!this.answers && performance.now() < endMs) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await this.look();
    }
  }

  close(): void {
    clearInterval(this.probe);
    this.answers = false;
    for (const { redis } of this.watched) redis.disconnect();
  }

  private async look(): Promise<void> {
    const [commands] = await Promise.all(this.watched.map((each) => this.ask(each)));
    if (!commands || this.answers) return;
    this.answers = true;
    this.sinceMs = performance.now();
    this.log.info(this.known ? "Redis is back" : "Redis is there");
    this.known = true;
    for (const listener of this.listeners) listener();
  }

  private async ask(each: Watched): Promise<boolean> {
    try {
      await each.redis.ping();
      each.unanswered = 0;
      return true;
    } catch (error) {
      if (each === this.watched[0]) this.lost(error as Error);
      each.unanswered += 1;
      if (each.unanswered >= UNANSWERED && each.redis.status === "ready") {
        each.unanswered = 0;
        each.redis.disconnect(true);
      }
      return false;
    }
  }

  private lost(error: Error): void {
    if (!this.answers) return;
    this.answers = false;
    this.log.error({ err: error.message }, "Redis is away");
  }
}
