// From the moment that an input was due to the patch that acknowledges it, for one connection.
// Owns: which inputs are on their way, and since when. Must not: send, or ask anybody for the time.

/** Inputs that may be on their way, 34 s of them: longer than a seat is kept for who has been dropped. */
const INPUTS = 1024;

export class Echo {
  private readonly dueMs = new Float64Array(INPUTS);
  private newest = 0;
  private acked = 0;

  /** Input `seq` (from 1, one after the other) was due at `dueMs`, whenever it was sent. */
  sent(seq: number, dueMs: number): void {
    this.dueMs[seq % INPUTS] = dueMs;
    this.newest = seq;
  }

  /** An input was due at `dueMs`, and nobody was connected to send it to: no patch of this connection acknowledges it. */
  missed(dueMs: number): void {
    this.sent(this.newest + 1, dueMs);
  }

  /** A patch says that `acked` was the newest input taken; `visit` gets the time that each newly acknowledged one took, ms. */
  decoded(acked: number, nowMs: number, visit: (ms: number) => void): void {
    const until = Math.min(acked, this.newest);
    for (let seq = Math.max(this.acked + 1, this.newest - INPUTS + 1); seq <= until; seq++)
      visit(nowMs - this.dueMs[seq % INPUTS]);
    this.acked = Math.max(this.acked, until);
  }

  /** Inputs that wait for longer than `patienceMs` and may never be acknowledged: they count with their time so far, once. */
  overdue(nowMs: number, patienceMs: number, visit: (ms: number) => void): void {
    let seq = Math.max(this.acked + 1, this.newest - INPUTS + 1);
    for (; seq <= this.newest && nowMs - this.dueMs[seq % INPUTS] > patienceMs; seq++)
      visit(nowMs - this.dueMs[seq % INPUTS]);
    this.acked = Math.max(this.acked, seq - 1);
  }
}
