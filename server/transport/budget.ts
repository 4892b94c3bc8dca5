// How much of something may happen: so many a second, and so many at once.
// Owns: the count of one budget. Must not: allocate, or ask for the time.

/** Counted in thousandths, so that whole milliseconds bring whole numbers: V8 would allocate for each that is not. */
const ONE = 1000;

export class Budget {
  private readonly perSecond: number;
  private readonly most: number;
  private left: number;
  private atMs: number;

  /** `nowMs` here and below: whole milliseconds. */
  constructor(perSecond: number, burst: number, nowMs: number) {
    this.perSecond = perSecond;
    this.most = burst * ONE;
    this.left = this.most;
    this.atMs = nowMs;
  }

  /** Takes one; false when there is none left. */
  take(nowMs: number): boolean {
    if (nowMs !== this.atMs) {
      this.left = Math.min(this.most, this.left + (nowMs - this.atMs) * this.perSecond);
      this.atMs = nowMs;
    }
    if (this.left < ONE) return false;
    this.left -= ONE;
    return true;
  }

  /** Nothing has been taken that has not come back. */
  isFull(nowMs: number): boolean {
    return this.left + (nowMs - this.atMs) * this.perSecond >= this.most;
  }
}
