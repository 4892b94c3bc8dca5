// How long ticks and patches take: a ring of the last durations, and their percentiles.
// Owns: the measurement. Must not: allocate while measuring.

const CAPACITY = 4096;

export class Durations {
  private readonly ring = new Float64Array(CAPACITY);
  count = 0;

  add(ms: number): void {
    this.ring[this.count++ % CAPACITY] = ms;
  }

  /** The `share` quantile (0..1) of the `last` durations (at most CAPACITY), ms; 0 before the first. */
  quantile(share: number, last = CAPACITY): number {
    const size = Math.min(this.count, CAPACITY, Math.ceil(last));
    if (size === 0) return 0;
    const sorted = new Float64Array(size);
    for (let i = 0; i < size; i++) sorted[i] = this.ring[(this.count - 1 - i) % CAPACITY];
    sorted.sort();
    return sorted[Math.min(size - 1, Math.floor(share * size))];
  }
}

export class TickMeter {
  readonly ticks = new Durations();
  readonly refreshes = new Durations();
  readonly patches = new Durations();

  /** Runs one tick and notes its duration. */
  measure(tick: () => void): void {
    const start = performance.now();
    tick();
    this.ticks.add(performance.now() - start);
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
    this.patches.add(performance.now() - start);
    return sent;
  }
}
