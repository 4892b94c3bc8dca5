// How fast the others fly: not sent, but estimated from where they were, as a person does.
// Owns: the memory of places. Must not: remember whom it did not see.
import { MAX_SLOTS, TICK_HZ } from "../tunables.ts";
import type { Sight } from "./sight.ts";

/** Who was out of sight for longer than this is a stranger, ticks. */
const FORGET_TICKS = 15;

export class Tracks {
  /** u/s, by slot. */
  readonly vx = new Float64Array(MAX_SLOTS);
  readonly vy = new Float64Array(MAX_SLOTS);
  private readonly x = new Float64Array(MAX_SLOTS);
  private readonly y = new Float64Array(MAX_SLOTS);
  private readonly tick = new Int32Array(MAX_SLOTS).fill(-1);

  remember({ skimmers, tick }: Sight): void {
    for (const { slot, x, y } of skimmers) {
      const since = tick - this.tick[slot];
      if (since > 0 && since <= FORGET_TICKS) {
        this.vx[slot] = ((x - this.x[slot]) / since) * TICK_HZ;
        this.vy[slot] = ((y - this.y[slot]) / since) * TICK_HZ;
      } else if (since > FORGET_TICKS) {
        this.vx[slot] = 0;
        this.vy[slot] = 0;
      }
      this.x[slot] = x;
      this.y[slot] = y;
      this.tick[slot] = tick;
    }
  }
}
