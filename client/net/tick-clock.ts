// Which tick it is: on the server as it is heard of, in the past where others are drawn, ahead where one predicts.
// Owns: the estimate. Must not: ask anybody for the time; `now` is an argument everywhere.
import { TICK_MS } from "../../shared/tunables.ts";

/** Share of an error that is corrected at once: a patch that is early shows that the clock is late, one that is late may have been held up. */
const EARLY_GAIN = 0.2;
const LATE_GAIN = 0.05;
/** A late patch tells no more than this, ticks: a stall of the link must not pull the clock along. */
const MOST_LATE = 1.5;
/** Share of each correction that is learnt as a difference in pace between the two clocks. */
const PACE_GAIN = 0.005;
/** … and this while the clock is new: so many patches. */
const FIRST_PACE_GAIN = 0.02;
const FIRST_PATCHES = 100;
/** Late by more than this, ticks, it is not the pace. */
const LOST_TICKS = 2;
/** A correction larger than this, ticks, is about when, and not about how fast. */
const MOST_LESSON = 0.04;
const MOST_PACE = 0.1;
/** Patches nearer together or further apart than this, ms, come out of a stall: how late they are says nothing. */
const STEADY_FROM_MS = 15;
const STEADY_TO_MS = 120;
/** Early by more than this, ticks, or late by more for so long, ms: the server's ticks themselves have jumped. */
const JUMP_TICKS = 10;
const JUMP_MS = 1000;
const LEAD_GAIN = 0.1;

export class TickClock {
  /** Server ticks' worth of ms that pass in one ms here. */
  pace = 1;
  private baseMs = 0;
  private baseTick = 0;
  private leadTicks = 0;
  private started = false;
  private sampledMs = 0;
  private steadyPatches = 0;
  private lateSinceMs = Number.MAX_VALUE;

  /** A patch of server tick `tick` arrived at `nowMs` while `pending` own inputs were unacknowledged. */
  sample(tick: number, nowMs: number, pending: number): void {
    const expected = this.heard(nowMs);
    const error = tick - expected;
    const sinceMs = nowMs - this.sampledMs;
    this.sampledMs = nowMs;
    this.lateSinceMs = error < -JUMP_TICKS ? Math.min(this.lateSinceMs, nowMs) : Number.MAX_VALUE;
    if (!this.started || error > JUMP_TICKS || nowMs - this.lateSinceMs > JUMP_MS) {
      this.started = true;
      this.lateSinceMs = Number.MAX_VALUE;
      this.baseMs = nowMs;
      this.baseTick = tick;
      this.leadTicks = pending;
      return;
    }
    const steady = sinceMs >= STEADY_FROM_MS && sinceMs <= STEADY_TO_MS;
    const correction = error > 0 ? error * EARLY_GAIN : steady ? Math.max(-MOST_LATE, error) * LATE_GAIN : 0;
    this.baseMs = nowMs;
    this.baseTick = expected + correction;
    this.leadTicks += (pending - this.leadTicks) * LEAD_GAIN;
    // Ticks that the server has lost are no difference in pace.
    if (!steady || error < -LOST_TICKS) return;
    this.steadyPatches += 1;
    const gain = this.steadyPatches < FIRST_PATCHES ? FIRST_PACE_GAIN : PACE_GAIN;
    const lesson = Math.max(-MOST_LESSON, Math.min(MOST_LESSON, correction)) * gain;
    this.pace = Math.max(1 - MOST_PACE, Math.min(1 + MOST_PACE, this.pace + lesson));
  }

  /** The server says that it has lost ticks: the next patch tells anew which tick it is. */
  rebase(): void {
    this.started = false;
  }

  /** The newest tick that the server can have been heard of, fractional. */
  heard(nowMs: number): number {
    return this.baseTick + ((nowMs - this.baseMs) / TICK_MS) * this.pace;
  }

  /** The tick in which the server will consume the input that is made now. */
  ahead(nowMs: number): number {
    return this.heard(nowMs) + this.leadTicks;
  }
}
