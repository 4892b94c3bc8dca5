// Whether ticks were lost: the framework catches up with five at most and forgets the rest.
// Owns: the count of elapsed against run ticks. Must not: run ticks.
import { TICK_MS } from "../../shared/tunables.ts";

/** Steps that the framework runs at once after a stall; what is due beyond them it drops. */
const CATCH_UP = 5;

export class TickBeat {
  private readonly now: () => number;
  private originMs: number;
  private ran = 0;

  /** `now`: a monotonic clock, ms. */
  constructor(now: () => number) {
    this.now = now;
    this.originMs = now();
  }

  /** Call at the start of each tick: how many ticks were lost since the last call, mostly 0. */
  lostTicks(): number {
    const due = Math.floor((this.now() - this.originMs) / TICK_MS) - this.ran;
    this.ran += 1;
    const lost = Math.max(0, due - CATCH_UP);
    this.originMs += lost * TICK_MS;
    return lost;
  }
}
