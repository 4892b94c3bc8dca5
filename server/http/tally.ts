// How often each of many has done something, in windows of time.
// Owns: the counts, and how many are kept: the oldest go first. Must not: know what is counted.

/** Keys of a generation. Who has more addresses than that gains a fresh count for the oldest: some 4 MB are the bound. */
const MOST_KEYS = 20_000;

interface Window {
  count: number;
  endsMs: number;
}

/**
 * Two generations of keys, since a map whose oldest keys are deleted one by one gets slow to look through: when the
 * young one is full, or as old as a window is long, it becomes the old one, and the old one goes.
 */
export class Tally {
  private young = new Map<string, Window>();
  private old = new Map<string, Window>();
  private bornMs: number;
  private readonly lengthMs: number;
  private readonly now: () => number;

  /** A window begins with the first count after the last one's end. */
  constructor(lengthMs: number, now: () => number = () => performance.now()) {
    this.lengthMs = lengthMs;
    this.now = now;
    this.bornMs = now();
  }

  /** Keys that are kept. */
  get size(): number {
    return this.young.size + this.old.size;
  }

  /** Counts one more; 0 while there are at most `most` in the window, else for how long yet, ms. */
  add(key: string, most: number): number {
    const nowMs = this.now();
    const window = this.young.get(key) ?? this.old.get(key);
    if (window !== undefined && window.endsMs > nowMs) {
      window.count += 1;
      return window.count <= most ? 0 : window.endsMs - nowMs;
    }
    if (this.young.size >= MOST_KEYS || nowMs >= this.bornMs + this.lengthMs) {
      this.old = this.young;
      this.young = new Map();
      this.bornMs = nowMs;
    }
    this.young.set(key, { count: 1, endsMs: nowMs + this.lengthMs });
    return most < 1 ? this.lengthMs : 0;
  }
}
