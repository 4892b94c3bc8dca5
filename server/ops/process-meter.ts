// How this process does: how late its event loop is, and what its garbage collector takes.
// Owns: the measurements of the last two minutes. Must not: judge them.
import { PerformanceObserver } from "node:perf_hooks";
import { Durations } from "./tick-meter.ts";

/** How often the loop is asked for, ms: what it comes later than that is its delay. */
const SAMPLE_MS = 10;
/** Of everything, so many seconds are kept. */
export const KEPT_SECONDS = 120;

export class ProcessMeter {
  readonly delays = new Durations((KEPT_SECONDS * 1000) / SAMPLE_MS);
  gcCount = 0;
  gcMs = 0;
  /** The longest pause that began in a second, ms, and which second that was. */
  private readonly pauses = new Float64Array(KEPT_SECONDS);
  private readonly pausesOf = new Float64Array(KEPT_SECONDS);
  private readonly timer: NodeJS.Timeout;
  private readonly observer: PerformanceObserver;

  constructor() {
    let lastMs = performance.now();
    this.timer = setInterval(() => {
      const nowMs = performance.now();
      this.delays.add(Math.max(0, nowMs - lastMs - SAMPLE_MS));
      lastMs = nowMs;
    }, SAMPLE_MS).unref();
    this.observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) this.paused(startTime, duration);
    });
    this.observer.observe({ entryTypes: ["gc"] });
  }

  /** Of the last `seconds`, ms. */
  delayMs(seconds: number): { p50: number; p99: number; max: number } {
    const quantile = (share: number): number => this.delays.quantile(share, (seconds * 1000) / SAMPLE_MS);
    return { p50: quantile(0.5), p99: quantile(0.99), max: quantile(1) };
  }

  /** The longest pause of the last `seconds`, ms. */
  longestPauseMs(seconds: number): number {
    const now = Math.floor(performance.now() / 1000);
    return this.pauses.reduce(
      (max, ms, i) => (now - this.pausesOf[i] <= seconds ? Math.max(max, ms) : max),
      0,
    );
  }

  close(): void {
    clearInterval(this.timer);
    this.observer.disconnect();
  }

  private paused(atMs: number, ms: number): void {
    const second = Math.floor(atMs / 1000);
    const i = second % KEPT_SECONDS;
    this.pauses[i] = this.pausesOf[i] === second ? Math.max(this.pauses[i], ms) : ms;
    this.pausesOf[i] = second;
    this.gcCount += 1;
    this.gcMs += ms;
  }
}
