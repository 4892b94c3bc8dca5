// Which tick it is: on the server as it is heard of, in the past where others are drawn, ahead where one predicts.
// Owns: the estimate. Must not: ask anybody for the time; `now` is an argument everywhere.
import { TICK_MS } from "../../shared/tunables.ts";

/** Share of an error that is corrected at once: a patch that is early shows that the clock is late, one that is late may have been held up. */
const EARLY_GAIN = 0.2;
const LATE_GAIN = 0.05;
/** A late patch tells no more than this, ticks: a stall of the link must not pull the clock along. */
const MOST_LATE = 1.5;
/** Share of each correction that is learnt as a difference in pace between the two clocks. */
const PACE_GAIN = 0.005;
const MOST_PACE = 0.1;
/** Off by more than this, ticks, for so many patches: the server's ticks themselves have jumped. */
const JUMP_TICKS = 10;
const JUMP_PATCHES = 5;
const LEAD_GAIN = 0.1;

export class TickClock {
  /** Server ticks' worth of ms that pass in one ms here. */
  pace = 1;
  private baseMs = 0;
  private baseTick = 0;
  private leadTicks = 0;
  private started = false;
  private offPatches = 0;

  /** A patch of server tick `tick` arrived at `nowMs` while `pending` own inputs were unacknowledged. */
  sample(tick: number, nowMs: number, pending: number): void {
    const expected = this.heard(nowMs);
    const error = tick - expected;
    this.offPatches = Math.abs(error) > JUMP_TICKS ? this.offPatches + 1 : 0;
    if (!this.started || error > JUMP_TICKS || this.offPatches >= JUMP_PATCHES) {
      this.started = true;
      this.offPatches = 0;
      this.baseMs = nowMs;
      this.baseTick = tick;
      this.leadTicks = pending;
      return;
    }
    const correction = error > 0 ? error * EARLY_GAIN : Math.max(-MOST_LATE, error) * LATE_GAIN;
    this.baseMs = nowMs;
    this.baseTick = expected + correction;
    this.pace = Math.max(1 - MOST_PACE, Math.min(1 + MOST_PACE, this.pace + correction * PACE_GAIN));
    this.leadTicks += (pending - this.leadTicks) * LEAD_GAIN;
  }

  /** The newest tick that the server can have been heard of, fractional. */
  heard(nowMs: number): number {
    return this.baseTick + ((nowMs - this.baseMs) / TICK_MS) * this.pace;
  }

  /** The tick in which the server will consume the input that is made now. */
  ahead(nowMs: number): number {
    return this.heard(nowMs) + this.leadTicks;
  }
}
