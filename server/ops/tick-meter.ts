// How long ticks and patches take: a ring of the last durations, and their percentiles.
// Owns: the measurement. Must not: allocate while measuring.

import { TICK_HZ, TICK_MS } from "../../shared/tunables.ts";
import type { RoomTotals } from "./room-totals.ts";

type Totals = Pick<RoomTotals, "ticks" | "patches" | "overruns">;

const CAPACITY = 4096;

export class Durations {
  private readonly ring: Float64Array;
  count = 0;

  /** `capacity`: how many are kept. */
  constructor(capacity = CAPACITY) {
    this.ring = new Float64Array(capacity);
  }

  add(ms: number): void {
    this.ring[this.count++ % this.ring.length] = ms;
  }

  /** The `share` quantile (0..1) of the `last` durations (at most all that are kept), ms; 0 before the first. */
  quantile(share: number, last = this.ring.length): number {
    const capacity = this.ring.length;
    const size = Math.min(this.count, capacity, Math.ceil(last));
    if (size === 0) return 0;
    const sorted = new Float64Array(size);
    for (let i = 0; i < size; i++) sorted[i] = this.ring[(this.count - 1 - i) % capacity];
    sorted.sort();
    return sorted[Math.min(size - 1, Math.floor(share * size))];
  }
}

/** What clients are told of the ticks (shared/schema/arena-schema.ts). */
interface TickHealth {
  tickMs: number;
  tickGapMs: number;
}

/** A gap between two ticks that is longer than this, ms, is told. */
const GAP_MS = 1.5 * TICK_MS;

export class TickMeter {
  readonly ticks = new Durations();
  /** Ticks that took longer than there was time for. */
  overruns = 0;
  private readonly totals: Totals;
  private startedMs = 0;
  private gapMs = 0;
  readonly refreshes = new Durations();
  readonly patches = new Durations();

  constructor(totals: Totals) {
    this.totals = totals;
  }

  /** Runs one tick and notes its duration. */
  measure(tick: () => void): void {
    const start = performance.now();
    this.gapMs = this.startedMs === 0 ? 0 : start - this.startedMs;
    this.startedMs = start;
    tick();
    const ms = performance.now() - start;
    this.ticks.add(ms);
    const overrun = ms > TICK_MS ? 1 : 0;
    this.overruns += overrun;
    this.totals.overruns += overrun;
    this.totals.ticks.add(ms / 1000);
  }

  /** Puts into `health` what clients may know: the longest gap since it was last set to 0, and once a second the longest tick. */
  publish(health: TickHealth): void {
    if (this.gapMs > GAP_MS)
      health.tickGapMs = Math.min(0xffff, Math.max(health.tickGapMs, Math.round(this.gapMs)));
    if (this.ticks.count % TICK_HZ === 0)
      health.tickMs = Math.min(255, Math.ceil(this.ticks.quantile(1, TICK_HZ)));
  }

  /** Runs the refresh of all views before a patch and notes its duration. */
  measureRefresh(refresh: () => void): void {
    const start = performance.now();
    refresh();
    this.refreshes.add(performance.now() - start);
  }

  /** Runs a whole patch (refresh, encoding, sending) and notes its duration. */
  measurePatch(patch: () => boolean): boolean {
    const start = performance.now();
    const sent = patch();
    const ms = performance.now() - start;
    this.patches.add(ms);
    this.totals.patches.add(ms / 1000);
    return sent;
  }
}
