// What the game needs from the room that hosts it, and no more.
// Owns: the interfaces. The room implements them; tests implement them in a few lines.
import type { Input } from "../../shared/sim/input.ts";

/** One player's inputs that have arrived and wait. */
export interface InputQueue {
  /** How many wait. */
  readonly size: number;
  /** Takes the oldest; undefined when none waits. The object may be reused by the queue. */
  next(): Readonly<Input> | undefined;
  /** How long the one that was taken last had waited, ms. */
  readonly waitedMs: number;
}

/** A player's connection, as it is measured from this side. */
export interface Link {
  /** What round trip the link may have, by the last seconds, ms; 0 when none was measured. */
  readonly roundTripMs: number;
  /** The usual round trip, ms; 0 before the first. */
  readonly pingMs: number;
  /** Bytes that wait to be sent. */
  readonly queuedBytes: number;
}

/** One client's view of the state; entities are those of the synced state. */
export interface View {
  /** `own`: with what only its owner may know. */
  reveal(entity: object, own: boolean): void;
  hide(entity: object): void;
}

/** What somebody who flies comes with; bots have neither eyes of their own nor a link. */
export interface Seat {
  queue: InputQueue;
  view: View | null;
  link: Link | null;
}

/** Tells people what happened; `payload` travels as it is. */
export interface Notices {
  toAll(type: string, payload: object): void;
  toSlot(slot: number, type: string, payload: object): void;
}
