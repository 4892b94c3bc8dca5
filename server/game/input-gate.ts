// Which inputs a tick consumes: one per elapsed tick, late ones from a bounded credit.
// Owns: the budget of every seat, and the log of what was consumed. Must not: move anything.
import type { Input } from "../../shared/sim/input.ts";
import { STILL } from "../../shared/sim/input.ts";
import type { InputLogWriter } from "../../shared/sim/input-log.ts";
import type { InputFeed } from "../../shared/sim/step.ts";
import { MAX_SLOTS, SEAT } from "../../shared/tunables.ts";
import type { InputQueue } from "./ports.ts";

/**
 * Late inputs are caught up with but for this many, which stay as a cushion: without one, every input that is
 * a moment late makes its skimmer stand for a tick and jump in the next, for all who watch.
 */
const RESERVE = 1;

interface Seat {
  queue: InputQueue;
  /** Ticks of input that may still be taken: one more each tick, at most 1 + SEAT.creditTicks. */
  credit: number;
  /** Inputs taken in the running tick. */
  taken: number;
  /** The player's connection is gone: it stands still instead of walking on. */
  absent: boolean;
  /** An input has arrived since the player came (back); before that there is nothing to be late. */
  started: boolean;
  /** What it does when nothing arrives for too long: no thrust, no buttons, the last aim. */
  neutral: Input;
}

/**
 * The budget of ticks. Whoever sends faster than the ticks gains nothing; whoever is late by up to
 * SEAT.creditTicks loses nothing and is not mispredicted: its skimmer waits and catches up.
 */
export class InputGate implements InputFeed {
  /** Ticks in which a player whose inputs should have come had none, since the start. */
  starvedTicks = 0;
  private readonly seats: (Seat | null)[] = new Array(MAX_SLOTS).fill(null);
  private log: InputLogWriter | null = null;

  /** Records what is consumed from now on into `log`. */
  record(log: InputLogWriter): void {
    this.log = log;
  }

  open(slot: number, queue: InputQueue): void {
    const neutral = { move: STILL, aim: 0, buttons: 0 };
    this.seats[slot] = { queue, credit: 0, taken: 0, absent: false, started: false, neutral };
  }

  close(slot: number): void {
    this.seats[slot] = null;
  }

  /** The player's connection is gone; its skimmer brakes at once. */
  setAbsent(slot: number): void {
    const seat = this.seats[slot];
    if (seat === null) return;
    seat.absent = true;
    seat.credit = 0;
  }

  /** The player is back with a fresh queue and no debts. */
  resume(slot: number, queue: InputQueue): void {
    this.open(slot, queue);
  }

  /** Grants everyone this tick. Call once per tick, before the step. */
  beginTick(): void {
    for (const seat of this.seats) {
      if (seat === null) continue;
      seat.taken = 0;
      if (!seat.started && seat.queue.size > 0) seat.started = true;
      if (!seat.started && !seat.absent) continue;
      seat.credit = Math.min(seat.credit + 1, 1 + SEAT.creditTicks);
      if (seat.queue.size === 0 && !seat.absent) this.starvedTicks += 1;
    }
  }

  next(slot: number): Readonly<Input> | null {
    const seat = this.seats[slot];
    if (seat === null || seat.credit === 0) return null;
    const input = this.take(seat);
    if (input === null) return null;
    seat.credit -= 1;
    seat.taken += 1;
    this.log?.input(slot, input);
    return input;
  }

  private take(seat: Seat): Readonly<Input> | null {
    if (seat.absent) return seat.neutral;
    if (seat.taken > 0 && seat.queue.size <= RESERVE) return null;
    const input = seat.queue.next();
    if (input !== undefined) {
      seat.neutral.aim = input.aim;
      return input;
    }
    // Within the credit the skimmer waits for its late inputs; beyond it, it brakes.
    return seat.credit > SEAT.creditTicks ? seat.neutral : null;
  }
}
