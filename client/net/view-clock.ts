// The tick at which the others are drawn: far enough in the past that the next patch is there in time, and no further.
// Owns: the interpolation delay and its way to follow the jitter. Must not: know positions.
import type { TickClock } from "./tick-clock.ts";

/** Patches that the delay is worked out from: four seconds of them. */
const WINDOW = 80;
/** Of so many needs, this share is met: a single stall does not push the others further into the past. */
const SHARE = 0.975;
/** Before there are this many, FIRST_DELAY holds. Ticks. */
const ENOUGH = 20;
const FIRST_DELAY = 3;
const LEAST_DELAY = 1.5;
const MOST_DELAY = 6;
/** Patches nearer together than this, ms, were held up together. */
const BURST_MS = 8;
/** What frames and timers add to what patches need, ticks. */
const MARGIN = 0.25;
/** The delay changes by this share of the time that passes: the others move at most so much faster or slower. */
const SLEW = 0.08;
/** Behind by more than this, ticks, the picture jumps to where it belongs: a hidden tab, a cut. */
const JUMP_TICKS = 15;

export class ViewClock {
  /** Interpolation delay behind the newest tick heard of, ticks. */
  delay = FIRST_DELAY;
  /** The tick that is drawn, fractional. */
  tick = 0;
  /** The newest tick that there is a patch of. */
  newest = 0;
  private readonly clock: TickClock;
  private readonly needs = new Float64Array(WINDOW);
  /** The needs in order, to read one from. */
  private readonly sorted = new Float64Array(WINDOW);
  private patches = 0;
  /** The delay that the last patches ask for, ticks. */
  private wanted = FIRST_DELAY;
  private lastHeard = 0;
  private arrivedMs = 0;

  constructor(clock: TickClock) {
    this.clock = clock;
  }

  /** A patch of `tick` arrived; call before the clock has heard of it. */
  arrived(tick: number, nowMs: number): void {
    if (tick <= this.newest) return;
    // Drawn without delay, the picture would have run this far past the patch before. A burst was one stall, not many.
    const burst = nowMs - this.arrivedMs < BURST_MS;
    if (this.newest > 0 && !burst) this.note(this.clock.heard(nowMs) - this.newest);
    this.newest = tick;
    this.arrivedMs = nowMs;
  }

  /** Moves the drawn tick on; returns by how many ticks the picture had to wait for a patch that is late. */
  frame(nowMs: number): number {
    const heard = this.clock.heard(nowMs);
    const passed = Math.max(0, heard - this.lastHeard);
    this.lastHeard = heard;
    const off = this.wanted - this.delay;
    this.delay += Math.max(-SLEW * passed, Math.min(SLEW * passed, off));
    const due = heard - this.delay;
    if (Math.abs(due - this.tick) > JUMP_TICKS) this.tick = Math.min(due, this.newest);
    const late = due - this.newest;
    // Never backwards: what was drawn was drawn.
    this.tick = Math.max(this.tick, Math.min(due, this.newest));
    return Math.max(0, late);
  }

  private note(need: number): void {
    this.needs[this.patches++ % WINDOW] = need;
    const count = Math.min(this.patches, WINDOW);
    if (count < ENOUGH) return;
    const sorted = this.sorted.subarray(0, count);
    sorted.set(this.needs.subarray(0, count));
    sorted.sort();
    const most = sorted[Math.min(count - 1, Math.floor(SHARE * count))];
    this.wanted = Math.max(LEAST_DELAY, Math.min(MOST_DELAY, most + MARGIN));
  }
}
