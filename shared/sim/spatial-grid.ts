// A uniform grid of integer ids over a square: who is near a point, without allocation.
// Owns: the cell lists. Must not: know what the ids mean or measure exact distances.
import { ARENA } from "../tunables.ts";

const NONE = -1;

/** Ids 0..capacity-1 in cells of 256 u, as doubly linked lists in typed arrays. */
export class SpatialGrid {
  readonly cells: number;
  private readonly heads: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly cellOf: Int32Array;

  /** `side`: side of the square, u. */
  constructor(side: number, capacity: number) {
    this.cells = Math.ceil(side / ARENA.cell);
    this.heads = new Int32Array(this.cells * this.cells).fill(NONE);
    this.next = new Int32Array(capacity).fill(NONE);
    this.previous = new Int32Array(capacity).fill(NONE);
    this.cellOf = new Int32Array(capacity).fill(NONE);
  }

  clear(): void {
    this.heads.fill(NONE);
    this.cellOf.fill(NONE);
  }

  private column(v: number): number {
    const c = Math.floor(v / ARENA.cell);
    return c < 0 ? 0 : c >= this.cells ? this.cells - 1 : c;
  }

  /** Puts `id` at (x, y), moving it if it is elsewhere. */
  place(id: number, x: number, y: number): void {
    const cell = this.column(y) * this.cells + this.column(x);
    if (this.cellOf[id] === cell) return;
    this.remove(id);
    const head = this.heads[cell];
    this.next[id] = head;
    this.previous[id] = NONE;
    if (head !== NONE) this.previous[head] = id;
    this.heads[cell] = id;
    this.cellOf[id] = cell;
  }

  /** Takes `id` out; nothing happens when it is not in. */
  remove(id: number): void {
    const cell = this.cellOf[id];
    if (cell === NONE) return;
    const before = this.previous[id];
    const after = this.next[id];
    if (before === NONE) this.heads[cell] = after;
    else this.next[before] = after;
    if (after !== NONE) this.previous[after] = before;
    this.cellOf[id] = NONE;
  }

  /**
   * Writes into `out` the ids in every cell that the square of half side `reach` round (x, y) touches:
   * all that are within `reach`, and some that are not. Returns how many; the order depends on history.
   */
  near(x: number, y: number, reach: number, out: Int32Array): number {
    const left = this.column(x - reach);
    const right = this.column(x + reach);
    const bottom = this.column(y + reach);
    let count = 0;
    for (let row = this.column(y - reach); row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        let id = this.heads[row * this.cells + column];
        while (id !== NONE && count < out.length) {
          out[count++] = id;
          id = this.next[id];
        }
      }
    }
    return count;
  }
}
