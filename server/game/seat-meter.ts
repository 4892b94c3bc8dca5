// How well one player's inputs keep pace with the ticks: how deep they wait, and by how much they are early or late.
// Owns: the figures of one seat, as its client is told them. Must not: take inputs.
import { REPORT_TICKS, TICK_MS } from "../../shared/tunables.ts";

/** More ticks without input than this in a row are an outage, not jitter: no pacing makes up for them. */
const OUTAGE_TICKS = 3;
/** The memory of `depth`: ticks after which 63% of it is new. */
const DEPTH_TICKS = 45;
/** A burst after a stall says nothing about how deep inputs usually wait. */
const DEEPEST = 6;

export class SeatMeter {
  /** The least time that an input of the last report had waited when its tick took it, ms; below 0 it came late. */
  slackMs = 0;
  /** Inputs that waited when a tick began, mean of the last report. */
  depth = 0;
  /** Ticks that began without an input though one was due, since the seat was taken. */
  starved = 0;
  /** Inputs that usually wait when a tick begins. */
  usualDepth = 1;
  private least = Number.MAX_VALUE;
  private depths = 0;
  private ticks = 0;

  /** Tick number `tick` of the world begins while `size` inputs wait; `idleTicks` in a row have begun without one, this one included. */
  tick(tick: number, size: number, idleTicks: number): void {
    if (tick % REPORT_TICKS === 0 && this.ticks > 0) this.report();
    if (idleTicks > 0) {
      this.starved += 1;
      if (idleTicks < OUTAGE_TICKS) this.least = Math.min(this.least, -idleTicks * TICK_MS);
    } else {
      this.usualDepth += (Math.min(size, DEEPEST) - this.usualDepth) / DEPTH_TICKS;
    }
    this.depths += size;
    this.ticks += 1;
  }

  /** The first input of a tick has been taken, in time. */
  took(waitedMs: number): void {
    this.least = Math.min(this.least, waitedMs);
  }

  private report(): void {
    // In an outage nothing is measured: the last figure stands.
    if (this.least !== Number.MAX_VALUE) this.slackMs = this.least;
    this.depth = this.depths / this.ticks;
    this.least = Number.MAX_VALUE;
    this.depths = 0;
    this.ticks = 0;
  }
}
