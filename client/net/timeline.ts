// Where the others were, patch by patch: what they are drawn from, on the very lines that the server rewinds to.
// Owns: the samples of every slot. Must not: guess beyond them (shared/sim/pose-history.ts is its twin on the server).
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { MAX_SLOTS } from "../../shared/tunables.ts";

/** Patches that are kept: 800 ms, more than any delay. */
const ROWS = 16;

export class Timeline {
  private readonly ticks = new Int32Array(MAX_SLOTS * ROWS);
  private readonly xs = new Float32Array(MAX_SLOTS * ROWS);
  private readonly ys = new Float32Array(MAX_SLOTS * ROWS);
  /** `hop` of the sample; -1 while dead. */
  private readonly hops = new Int16Array(MAX_SLOTS * ROWS);
  private readonly counts = new Int32Array(MAX_SLOTS);

  /** The patch of `tick` shows a skimmer. */
  add(tick: number, { slot, x, y, alive, hop }: SkimmerSchema): void {
    const at = slot * ROWS + (this.counts[slot] % ROWS);
    this.ticks[at] = tick;
    this.xs[at] = x;
    this.ys[at] = y;
    this.hops[at] = alive ? hop : -1;
    this.counts[slot] += 1;
  }

  /** A new round: nobody comes from where they were. */
  clear(): void {
    this.counts.fill(0);
  }

  /** A skimmer is out of sight: what comes back is drawn from where it then is. */
  forget(slot: number): void {
    this.counts[slot] = 0;
  }

  /**
   * Where a slot is drawn at fractional tick `at`, into `out`: on the straight line between the patches round it, held
   * before a jump and beyond the ends. False when nothing is known of it.
   */
  at(slot: number, at: number, out: { x: number; y: number }): boolean {
    const count = this.counts[slot];
    if (count === 0) return false;
    let later = slot * ROWS + ((count - 1) % ROWS);
    for (let back = 1; back <= Math.min(count, ROWS); back++) {
      const row = slot * ROWS + ((count - back) % ROWS);
      if (this.ticks[row] > at) {
        later = row;
        continue;
      }
      const span = this.ticks[later] - this.ticks[row];
      const share = span > 0 && this.hops[row] === this.hops[later] ? (at - this.ticks[row]) / span : 0;
      out.x = this.xs[row] + (this.xs[later] - this.xs[row]) * share;
      out.y = this.ys[row] + (this.ys[later] - this.ys[row]) * share;
      return true;
    }
    out.x = this.xs[later];
    out.y = this.ys[later];
    return true;
  }

  /** Whether a slot lives in the newest patch at or before `at`: what is drawn then can be hit then. */
  livesAt(slot: number, at: number): boolean {
    return this.hopAt(slot, at) !== -1;
  }

  /** The count of jumps of a slot in the newest patch at or before `at`; -1 while it is dead or not known of. */
  hopAt(slot: number, at: number): number {
    const count = this.counts[slot];
    for (let back = 1; back <= Math.min(count, ROWS); back++) {
      const row = slot * ROWS + ((count - back) % ROWS);
      if (this.ticks[row] <= at) return this.hops[row];
    }
    return -1;
  }
}
