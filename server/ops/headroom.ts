// Whether this process can step one game more: how busy it is, how much of that is games, and what was begun since.
// Owns: the measurement. Must not: begin or end a game.
import { performance } from "node:perf_hooks";
import type { CountRefusal, Limits } from "../limits.ts";

const SAMPLE_MS = 500;
/** Utilisation is that of the last two seconds: one long tick is no load, and a flood of games is seen soon. */
const SAMPLES = 4;
/** What a game of 24 bots and one person is taken to add until it shows in the measurement, % of a core: 4.6 on an AMD EPYC. */
const GAME_PERCENT = 5;
const UNSEEN_MS = 3000;

/** Games that take less than this share of the limit are not what keeps the process busy: a flood does, and passes. */
const GAMES_SHARE = 0.5;

interface Sample {
  loop: ReturnType<typeof performance.eventLoopUtilization>;
  atMs: number;
  /** What games had taken by then, s. */
  games: number;
}

export class Headroom {
  private readonly samples: Sample[] = [];
  /** When the newest games were begun. */
  private readonly begun: number[] = [];
  private readonly limit: number;
  private readonly refused: CountRefusal;
  private readonly gameSeconds: () => number;
  private readonly timer: NodeJS.Timeout;

  /** `gameSeconds`: what all games have taken for ticks and patches since the process began. */
  constructor(
    { loadPercent }: Pick<Limits, "loadPercent">,
    refused: CountRefusal,
    gameSeconds: () => number,
  ) {
    this.limit = loadPercent;
    this.refused = refused;
    this.gameSeconds = gameSeconds;
    this.sample();
    this.timer = setInterval(() => this.sample(), SAMPLE_MS);
    this.timer.unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** How busy the process is, or is about to be, % of a core. */
  percent(nowMs: number): number {
    const { utilization } = performance.eventLoopUtilization(this.samples[0].loop);
    return utilization * 100 + this.unseen(nowMs);
  }

  /**
   * A game is to begin beside `running` others. False when it would be too much; that is counted. The first always may:
   * what keeps the process busy then is its own start, or others on its core.
   */
  take(running: number, nowMs: number): boolean {
    const full = this.percent(nowMs) > this.limit && this.games(nowMs) > this.limit * GAMES_SHARE;
    if (running > 0 && full) {
      this.refused("loadPercent");
      return false;
    }
    this.begun.push(nowMs);
    return true;
  }

  /** What games take, % of a core. */
  private games(nowMs: number): number {
    const { games, atMs } = this.samples[0];
    const passedMs = Math.max(SAMPLE_MS, performance.now() - atMs);
    return ((this.gameSeconds() - games) / passedMs) * 100_000 + this.unseen(nowMs);
  }

  private unseen(nowMs: number): number {
    while (this.begun.length > 0 && this.begun[0] < nowMs - UNSEEN_MS) this.begun.shift();
    return this.begun.length * GAME_PERCENT;
  }

  private sample(): void {
    const loop = performance.eventLoopUtilization();
    this.samples.push({ loop, atMs: performance.now(), games: this.gameSeconds() });
    if (this.samples.length > SAMPLES) this.samples.shift();
  }
}
