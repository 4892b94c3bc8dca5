// What the game needs from the room that hosts it, and no more.
// Owns: the interfaces. The room implements them; tests implement them in a few lines.
import type { Input } from "../../shared/sim/input.ts";

/** One player's inputs that have arrived and wait. */
export interface InputQueue {
  /** How many wait. */
  readonly size: number;
  /** Takes the oldest; undefined when none waits. The object may be reused by the queue. */
  next(): Readonly<Input> | undefined;
}

/** One client's view of the state; entities are those of the synced state. */
export interface View {
  /** `own`: with what only its owner may know. */
  reveal(entity: object, own: boolean): void;
  hide(entity: object): void;
}

/** Tells people what happened; `payload` travels as it is. */
export interface Notices {
  toAll(type: string, payload: object): void;
  toSlot(slot: number, type: string, payload: object): void;
}
