// Which tick it is: on the server as it is heard of, in the past where others are drawn, ahead where one predicts.
// Owns: the estimate. Must not: ask anybody for the time; `now` is an argument everywhere.
import { TICK_MS } from "../../shared/tunables.ts";

/** How far in the past others are drawn, ms: two patch intervals. */
export const RENDER_DELAY_MS = 100;

const GAIN = 0.1;
/** A patch that is off by more than this, ticks, moves the clock at once (a stall, a new round's load). */
const JUMP_TICKS = 10;

export class TickClock {
  /** Local time at which tick 0 would have been heard of, ms. */
  private origin = 0;
  private leadTicks = 0;
  private started = false;

  /** A patch of server tick `tick` arrived at `nowMs` while `pending` own inputs were unacknowledged. */
  sample(tick: number, nowMs: number, pending: number): void {
    const origin = nowMs - tick * TICK_MS;
    if (!this.started || Math.abs(origin - this.origin) > JUMP_TICKS * TICK_MS) {
      this.origin = origin;
      this.leadTicks = pending;
      this.started = true;
      return;
    }
    this.origin += (origin - this.origin) * GAIN;
    this.leadTicks += (pending - this.leadTicks) * GAIN;
  }

  /** The newest tick that the server can have been heard of, fractional. */
  heard(nowMs: number): number {
    return (nowMs - this.origin) / TICK_MS;
  }

  /** The tick at which others are drawn. */
  past(nowMs: number): number {
    return this.heard(nowMs) - RENDER_DELAY_MS / TICK_MS;
  }

  /** The tick in which the server will consume the input that is made now. */
  ahead(nowMs: number): number {
    return this.heard(nowMs) + this.leadTicks;
  }
}
