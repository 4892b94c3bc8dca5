// Which inputs a tick consumes: one per elapsed tick, late ones from a bounded credit.
// Owns: the budget of every seat, and the log of what was consumed. Must not: move anything.
import type { Input } from "../../shared/sim/input.ts";
import { STILL } from "../../shared/sim/input.ts";
import type { InputLogWriter } from "../../shared/sim/input-log.ts";
import type { InputFeed } from "../../shared/sim/step.ts";
import { MAX_SLOTS, SEAT } from "../../shared/tunables.ts";
import type { InputQueue } from "./ports.ts";

/** A queue this deep for DEEP_TICKS is lag that would stay for ever: all but the cushion is dropped. */
const DEEP = 5;
const DEEP_TICKS = 30;

/**
 * Late inputs are caught up with but for this many, which stay as a cushion: without one, every input that is
 * a moment late makes its skimmer stand for a tick and jump in the next, for all who watch.
 */
const RESERVE = 1;

/** Most lost ticks that are granted at once: as many inputs as a queue holds. */
const MAX_GRANT = 16;

interface Seat {
  queue: InputQueue;
  /** Ticks of input that may still be taken: one more each tick, at most 1 + SEAT.creditTicks (see beginTick). */
  credit: number;
  /** Inputs taken in the running tick. */
  taken: number;
  /** Ticks in a row that began without an input. */
  idleTicks: number;
  /** Ticks since the queue was last shallow. */
  deepTicks: number;
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
  /** Inputs that were thrown away because too many waited for too long, since the start. */
  droppedInputs = 0;
  private readonly seats: (Seat | null)[] = new Array(MAX_SLOTS).fill(null);
  private log: InputLogWriter | null = null;

  /** Records what is consumed from now on into `log`. */
  record(log: InputLogWriter): void {
    this.log = log;
  }

  /** A player came, or is back: a fresh queue, no savings, no debts. */
  open(slot: number, queue: InputQueue): void {
    const neutral = { move: STILL, aim: 0, buttons: 0 };
    this.seats[slot] = {
      queue,
      credit: 0,
      taken: 0,
      idleTicks: 0,
      deepTicks: 0,
      absent: false,
      started: false,
      neutral,
    };
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

  /**
   * Grants everyone this tick, and those that the server lost before it: they have elapsed for the players too,
   * whose inputs wait. Call once per tick, before the step.
   */
  beginTick(lostTicks = 0): void {
    for (const seat of this.seats) {
      if (seat === null) continue;
      seat.taken = 0;
      if (!seat.started && seat.queue.size > 0) seat.started = true;
      if (!seat.started && !seat.absent) continue;
      // Savings beyond the bound, from lost ticks, are gone with the ticks after.
      seat.credit = Math.min(seat.credit, SEAT.creditTicks) + 1 + Math.min(lostTicks, MAX_GRANT);
      this.shorten(seat);
      seat.idleTicks = seat.queue.size === 0 ? seat.idleTicks + 1 : 0;
      if (seat.idleTicks > 0 && !seat.absent) this.starvedTicks += 1;
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

  /** A queue that stays deep, from a clock that runs fast or a flood, loses its oldest: one correction, no standing lag. */
  private shorten(seat: Seat): void {
    seat.deepTicks = seat.queue.size > DEEP ? seat.deepTicks + 1 : 0;
    if (seat.deepTicks < DEEP_TICKS || seat.credit > 1) return;
    seat.deepTicks = 0;
    while (seat.queue.size > RESERVE + 1) {
      seat.queue.next();
      this.droppedInputs += 1;
    }
  }

  private take(seat: Seat): Readonly<Input> | null {
    if (seat.absent) return seat.taken === 0 ? seat.neutral : null;
    if (seat.taken > 0 && seat.queue.size <= RESERVE) return null;
    const input = seat.queue.next();
    if (input !== undefined) {
      seat.neutral.aim = input.aim;
      return input;
    }
    // For a while the skimmer waits for its late inputs; then it brakes.
    return seat.idleTicks > SEAT.creditTicks ? seat.neutral : null;
  }
}
