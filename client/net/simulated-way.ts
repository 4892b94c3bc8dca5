// One way of a simulated link: what is sent waits here until the lane's time for it has come, in order.
// Owns: the queue, its bound and its one timer. Must not: know connections, or decide about times (the lane does).
import type { Lane } from "../../shared/lab/link-model.ts";

/** Where time comes from; a test brings its own. */
export interface Timing {
  nowMs(): number;
  /** Calls `then` in `ms` at the earliest, unless the returned function is called before. */
  after(ms: number, then: () => void): () => void;
}

/** More than this on its way, and the link is as good as dead: 13 s of inputs. */
const MOST_WAITING = 400;

export class SimulatedWay<T> {
  /** Null: what comes passes at once, after what still waits. */
  lane: Lane | null = null;
  private readonly waiting: { atMs: number; item: T }[] = [];
  private readonly timing: Timing;
  private readonly deliver: (item: T) => void;
  private readonly full: () => void;
  private disarm: (() => void) | null = null;

  /** `full` is called when too much waits; what does not fit is dropped. */
  constructor(timing: Timing, deliver: (item: T) => void, full: () => void) {
    this.timing = timing;
    this.deliver = deliver;
    this.full = full;
  }

  pass(item: T, bytes: number): void {
    const { lane, timing, waiting } = this;
    if (lane === null) {
      this.deliver(item);
      return;
    }
    if (waiting.length >= MOST_WAITING) {
      this.full();
      return;
    }
    waiting.push({ atMs: lane.deliverAtMs(timing.nowMs(), bytes), item });
    this.arm();
  }

  /** Delivers what waits, now: there is no link any more that could hold it. */
  release(): void {
    this.lane = null;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift())
      this.deliver(next.item);
    this.drop();
  }

  /** Forgets what waits: its connection is over. */
  drop(): void {
    this.waiting.length = 0;
    this.disarm?.();
    this.disarm = null;
  }

  private readonly drain = (): void => {
    this.disarm = null;
    const nowMs = this.timing.nowMs();
    while (this.waiting.length > 0 && this.waiting[0].atMs <= nowMs) {
      this.deliver((this.waiting.shift() as { item: T }).item);
    }
    this.arm();
  };

  /** A timer may be early by less than a millisecond: what is not due then waits again. */
  private arm(): void {
    if (this.disarm !== null || this.waiting.length === 0) return;
    const waitMs = this.waiting[0].atMs - this.timing.nowMs();
    this.disarm = this.timing.after(Math.max(1, Math.ceil(waitMs)), this.drain);
  }
}
