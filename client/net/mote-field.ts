// The motes that this client has been told of, by cell, and those it predicts to have gathered.
// Owns: the predicted gathering, which rolls back with the inputs. Must not: change the decoded state.
import type { MoteSchema } from "../../shared/schema/arena-schema.ts";
import { touchesMote } from "../../shared/sim/motes.ts";
import { SpatialGrid } from "../../shared/sim/spatial-grid.ts";
import { type Taker, takePredicted } from "../../shared/sim/taking.ts";
import { EMBERS } from "../../shared/tunables.ts";

const near = new Int32Array(EMBERS.maxMotes);

export class MoteField {
  private readonly grid: SpatialGrid;
  private readonly motes: (MoteSchema | null)[] = new Array(EMBERS.maxMotes).fill(null);
  private readonly indexes = new Map<MoteSchema, number>();
  private readonly free: number[] = [];
  /** By index: the input that is predicted to have gathered the mote; 0 when none. */
  private readonly takenBy = new Float64Array(EMBERS.maxMotes);

  constructor(side: number) {
    this.grid = new SpatialGrid(side, EMBERS.maxMotes);
    for (let i = EMBERS.maxMotes - 1; i >= 0; i--) this.free.push(i);
  }

  add(mote: MoteSchema): void {
    const index = this.free.pop();
    if (index === undefined) return;
    this.motes[index] = mote;
    this.indexes.set(mote, index);
    this.takenBy[index] = 0;
    this.grid.place(index, mote.x, mote.y);
  }

  remove(mote: MoteSchema): void {
    const index = this.indexes.get(mote);
    if (index === undefined) return;
    this.indexes.delete(mote);
    this.motes[index] = null;
    this.grid.remove(index);
    this.free.push(index);
  }

  isTaken(mote: MoteSchema): boolean {
    const index = this.indexes.get(mote);
    return index !== undefined && this.takenBy[index] !== 0;
  }

  /** Gathers for the skimmer after input `seq`, as the server will: what it changes of a `Taker`. */
  gather(skimmer: Taker & { x: number; y: number; alive: boolean }, seq: number): void {
    if (!skimmer.alive) return;
    const count = this.grid.near(skimmer.x, skimmer.y, EMBERS.pickupRadius, near);
    for (let i = 0; i < count; i++) {
      const mote = this.motes[near[i]];
      if (mote === null || this.takenBy[near[i]] !== 0 || !touchesMote(skimmer.x, skimmer.y, mote)) continue;
      if (takePredicted(skimmer, mote.kind, mote.value)) this.takenBy[near[i]] = seq;
    }
  }

  /** Forgets predictions of inputs after `acked` (they are replayed) or, `settled`, up to it (they are decided). */
  release(acked: number, settled: boolean): void {
    for (const index of this.indexes.values()) {
      const seq = this.takenBy[index];
      if (seq !== 0 && seq <= acked === settled) this.takenBy[index] = 0;
    }
  }
}
