// What will happen when, in simulated time.
// Owns: the order. Must not: know what happens.

/** A binary heap of acts by time; of one time, in the order in which they were put down. */
export class Agenda {
  private readonly heap: { atMs: number; n: number; act: () => void }[] = [];
  private n = 0;

  get size(): number {
    return this.heap.length;
  }

  at(atMs: number, act: () => void): void {
    this.n += 1;
    const { heap } = this;
    let i = heap.push({ atMs, n: this.n, act }) - 1;
    while (i > 0 && this.before(i, (i - 1) >> 1)) i = this.swap(i, (i - 1) >> 1);
  }

  /** Does everything that is due by a time, in order. */
  runUntil(nowMs: number, clock: { nowMs: number }): void {
    while (this.heap.length > 0 && this.heap[0].atMs <= nowMs) {
      const { atMs, act } = this.pop();
      clock.nowMs = atMs;
      act();
    }
    clock.nowMs = nowMs;
  }

  private pop(): { atMs: number; act: () => void } {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop() as (typeof heap)[0];
    if (heap.length === 0) return top;
    heap[0] = last;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const least = left + 1 < heap.length && this.before(left + 1, left) ? left + 1 : left;
      if (least >= heap.length || !this.before(least, i)) return top;
      i = this.swap(i, least);
    }
  }

  private before(a: number, b: number): boolean {
    const { heap } = this;
    return heap[a].atMs < heap[b].atMs || (heap[a].atMs === heap[b].atMs && heap[a].n < heap[b].n);
  }

  private swap(a: number, b: number): number {
    [this.heap[a], this.heap[b]] = [this.heap[b], this.heap[a]];
    return b;
  }
}
