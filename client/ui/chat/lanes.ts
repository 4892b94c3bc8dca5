// Which lane a flying line takes: all fly at one speed, so that two in a lane never touch if the second waits its turn.
// Owns: when each lane is free. Must not: know the DOM.

export class Lanes {
  /** When the tail of the last line of each lane has come in, ms. */
  private readonly freeMs: number[];

  constructor(count: number) {
    this.freeMs = new Array(count).fill(0);
  }

  /** The highest free lane for a line that takes `tailMs` to come in wholly; -1 when there is none. */
  take(nowMs: number, tailMs: number): number {
    const lane = this.freeMs.findIndex((free) => free <= nowMs);
    if (lane !== -1) this.freeMs[lane] = nowMs + tailMs;
    return lane;
  }
}
