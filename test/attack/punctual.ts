// The inputs of an honest player who is never late, whatever the machine does: what a cheat's flight is measured by.
// Owns: when there are how many of them. Must not: gain anything by it.
import type { InputQueue } from "../../server/game/ports.ts";
import { type Input, packMove } from "../../shared/sim/input.ts";
import { TICK_HZ } from "../../shared/tunables.ts";

/** Where the stick is after so many seconds: round and round. */
export const circle = (seconds: number): number => packMove(Math.cos(seconds * 2), Math.sin(seconds * 2));

export class Punctual implements InputQueue {
  readonly waitedMs = 0;
  /** One is always in reserve, as a paced client has it. */
  size = 1;
  private taken = 0;

  /** So many ticks have elapsed, with an input each. */
  elapse(ticks: number): void {
    this.size += ticks;
  }

  next(): Readonly<Input> | undefined {
    if (this.size === 0) return undefined;
    this.size -= 1;
    this.taken += 1;
    return { move: circle(this.taken / TICK_HZ), aim: 0, buttons: 0, view: 0 };
  }
}
