// Which inputs a tick consumes: one per elapsed tick, late ones from a bounded credit.
// Owns: the budget of every seat, and the log of what was consumed. Must not: move anything.
import { type Input, STILL } from "../../shared/sim/input.ts";
import type { InputLogWriter } from "../../shared/sim/input-log.ts";
import type { InputFeed } from "../../shared/sim/step.ts";
import { MAX_SLOTS, SEAT, TICK_HZ } from "../../shared/tunables.ts";
import type { InputQueue, Link } from "./ports.ts";
import { SeatMeter } from "./seat-meter.ts";
import { ViewJudge } from "./view-judge.ts";

/** A queue this deep for DEEP_TICKS is lag that its client does nothing about: all but the cushion is dropped. */
const DEEP = 8;
const DEEP_TICKS = 60;
/** For so long after an outage, ticks, what no credit is left for is dropped as it comes: the skimmer has braked meanwhile. */
const RECOVERY_TICKS = 10;

/**
 * Late inputs are caught up with but for as many as usually wait after a tick, at least one and at most four: without
 * this cushion, every input that is a moment late makes its skimmer stand for a tick and jump in the next, for all
 * who watch; and what pacing has built up against jitter would be spent after the first late input.
 */
const LEAST_RESERVE = 1;
const MOST_RESERVE = 4;

/** So many ticks in which all is well cost one tick of savings: a second. */
const FADE_TICKS = TICK_HZ;

/** Inputs that must wait before the first is taken, or else this many ticks since it came. */
const FILL = 2;
const FILL_TICKS = 4;

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
  /** Ticks until what comes is no longer the burst after an outage. */
  recoveryTicks: number;
  /** The player's connection is gone: it stands still instead of walking on. */
  absent: boolean;
  /** Ticks since the seat was taken, and since the first input came; the first is taken once enough wait. */
  waitTicks: number;
  fillTicks: number;
  /** Ticks in a row in which an input came in time. */
  steadyTicks: number;
  /** Inputs are taken; before that there is nothing to be late. */
  started: boolean;
  readonly meter: SeatMeter;
  readonly judge: ViewJudge;
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
  /** Times that a player had no input for longer than its credit lasts, and was braked, since the start. */
  outages = 0;
  /** Inputs that were thrown away because too many waited for too long, since the start. */
  droppedInputs = 0;
  private readonly seats: (Seat | null)[] = new Array(MAX_SLOTS).fill(null);
  private log: InputLogWriter | null = null;
  private tick = 0;

  /** Records what is consumed from now on into `log`. */
  record(log: InputLogWriter): void {
    this.log = log;
  }

  /** A player came, or is back: a fresh queue, no savings, no debts. `link` is null for who has no connection. */
  open(slot: number, queue: InputQueue, link: Link | null): void {
    const neutral = { move: STILL, aim: 0, buttons: 0, view: 0 };
    this.seats[slot] = {
      queue,
      credit: 0,
      taken: 0,
      idleTicks: 0,
      deepTicks: 0,
      recoveryTicks: 0,
      absent: false,
      waitTicks: 0,
      fillTicks: 0,
      steadyTicks: 0,
      started: link === null,
      meter: new SeatMeter(),
      judge: new ViewJudge(link),
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

  /** How well the inputs of a slot keep pace; null when nobody sits there. */
  meter(slot: number): SeatMeter | null {
    return this.seats[slot]?.meter ?? null;
  }

  /** The view time that a slot asked for where `viewTick` was granted. */
  askedView(slot: number, viewTick: number): number {
    return this.seats[slot]?.judge.asked(viewTick) ?? viewTick;
  }

  /**
   * Grants everyone this tick, and those that the server lost before it: they have elapsed for the players too,
   * whose inputs wait. Call once per tick, before the step; `tick` is the one that the step will make.
   */
  beginTick(tick: number, lostTicks = 0): void {
    this.tick = tick;
    for (const seat of this.seats) {
      if (seat === null) continue;
      seat.taken = 0;
      if (!seat.started && !seat.absent && !this.isFilled(seat)) continue;
      // Savings beyond the bound, from lost ticks, are gone with the ticks after.
      seat.credit = Math.min(seat.credit, SEAT.creditTicks) + 1 + Math.min(lostTicks, SEAT.mostInputs);
      this.shorten(seat);
      seat.idleTicks = seat.queue.size === 0 ? seat.idleTicks + 1 : 0;
      fade(seat);
      if (seat.absent) continue;
      if (seat.idleTicks > 0) this.starvedTicks += 1;
      if (seat.idleTicks === SEAT.creditTicks + 1) this.outages += 1;
      seat.meter.tick(tick, seat.queue.size, seat.idleTicks);
    }
  }

  /** Whether enough inputs wait to begin with them. Who stays silent after taking a seat brakes, as anybody who falls silent. */
  private isFilled(seat: Seat): boolean {
    seat.waitTicks += 1;
    if (seat.queue.size > 0) seat.fillTicks += 1;
    seat.started = seat.queue.size >= FILL || seat.fillTicks >= FILL_TICKS;
    seat.credit = !seat.started && seat.waitTicks > SEAT.creditTicks ? 1 : 0;
    return seat.started;
  }

  next(slot: number): Readonly<Input> | null {
    const seat = this.seats[slot];
    if (seat === null || seat.credit === 0) return null;
    const taken = this.take(seat);
    if (taken === null) return null;
    seat.credit -= 1;
    seat.taken += 1;
    const input = seat.judge.judge(taken, this.tick, seat.queue.waitedMs);
    this.log?.input(slot, input);
    return input;
  }

  /**
   * The burst after an outage, and a queue that stays deep (a flood, a clock that runs fast), lose their oldest: one
   * correction, no standing lag.
   */
  private shorten(seat: Seat): void {
    const { queue } = seat;
    if (seat.idleTicks > SEAT.creditTicks) seat.recoveryTicks = RECOVERY_TICKS;
    if (queue.size > 0 && seat.recoveryTicks > 0) {
      seat.recoveryTicks -= 1;
      this.drop(seat, seat.credit + reserveOf(seat));
    }
    seat.deepTicks = queue.size > DEEP ? seat.deepTicks + 1 : 0;
    if (seat.deepTicks < DEEP_TICKS || seat.credit > 1) return;
    seat.deepTicks = 0;
    this.drop(seat, reserveOf(seat) + 1);
  }

  /** Drops the oldest inputs but for `most`. */
  private drop(seat: Seat, most: number): void {
    while (seat.queue.size > most) {
      seat.queue.next();
      this.droppedInputs += 1;
    }
  }

  private take(seat: Seat): Readonly<Input> | null {
    if (seat.absent || !seat.started) return seat.taken === 0 ? seat.neutral : null;
    if (seat.taken > 0 && seat.queue.size <= reserveOf(seat)) return null;
    const input = seat.queue.next();
    if (input !== undefined) {
      if (seat.taken === 0) seat.meter.took(seat.queue.waitedMs);
      seat.neutral.aim = input.aim;
      return input;
    }
    // For a while the skimmer waits for its late inputs; then it brakes.
    return seat.idleTicks > SEAT.creditTicks ? seat.neutral : null;
  }
}

/** Savings that nobody needs fade: what was not sent half a minute ago is no store of inputs for one tick of now. */
function fade(seat: Seat): void {
  seat.steadyTicks = seat.idleTicks === 0 ? seat.steadyTicks + 1 : 0;
  if (seat.steadyTicks < FADE_TICKS) return;
  seat.steadyTicks = 0;
  if (seat.credit > 1) seat.credit -= 1;
}

/** Inputs that stay when late ones are caught up with. */
function reserveOf({ meter }: Seat): number {
  return Math.max(LEAST_RESERVE, Math.min(MOST_RESERVE, Math.round(meter.usualDepth) - 1));
}
