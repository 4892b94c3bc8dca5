// One seat at a gate, for the tests of the gate.
// Owns: the clock of its ticks. Must not: take or drop an input itself.
import assert from "node:assert/strict";
import { InputGate } from "../../../../server/game/input-gate.ts";
import type { Link } from "../../../../server/game/ports.ts";
import type { Input } from "../../../../shared/sim/input.ts";
import { REPORT_TICKS } from "../../../../shared/tunables.ts";
import { press } from "../../../helpers/world.ts";
import { ArrayQueue, LINK } from "./ports.ts";

export const SLOT = 3;

/** An input that can be told from others by its aim. */
export const numbered = (n: number): Input => press(1, 0, 1, n);

/** The world's tick; it never goes back, whichever gate is asked. */
let now = 0;
export const tickNow = (): number => now;

/** The inputs that one tick consumes. */
export function tickOf(gate: InputGate, lostTicks = 0): Input[] {
  gate.beginTick(++now, lostTicks);
  const taken: Input[] = [];
  for (let input = gate.next(SLOT); input !== null; input = gate.next(SLOT)) taken.push({ ...input });
  return taken;
}

/** Lets ticks go by, for no gate, until the next one reports. */
export function skipToReport(): void {
  while ((now + 1) % REPORT_TICKS !== 0) now++;
}

export function open(link: Link | null = LINK): { gate: InputGate; queue: ArrayQueue } {
  const gate = new InputGate();
  const queue = new ArrayQueue();
  gate.open(SLOT, queue, link);
  return { gate, queue };
}

/** A seat without a link, which starts at once, that has been playing steadily while `size` inputs waited. */
export function playing(size = 1, ticks = 20): { gate: InputGate; queue: ArrayQueue } {
  const seat = open(null);
  for (let n = 1; n < size; n++) seat.queue.put(numbered(n));
  for (let n = 0; n < ticks; n++) {
    seat.queue.put(numbered(n));
    assert.equal(tickOf(seat.gate).length, 1);
  }
  return seat;
}
