// How well one player's inputs keep pace with the ticks: how deep they wait, and by how much they are early or late.
// Owns: the figures of one seat, as its client is told them. Must not: take inputs.
import { REPORT_TICKS, TICK_MS } from "../../shared/tunables.ts";

/** So many ticks without input in a row are a stall, not jitter: no pacing makes up for it, and none must try. */
const STALL_TICKS = 3;
/** For so long after ticks without input late ones are caught up with. */
const UNSETTLED_TICKS = 3;
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
  /** Ticks without input in a row before this one. */
  private idle = 0;
  private unsettled = 0;

  /** Tick number `tick` of the world begins while `size` inputs wait; `idleTicks` in a row have begun without one, this one included. */
  tick(tick: number, size: number, idleTicks: number): void {
    if (tick % REPORT_TICKS === 0 && this.ticks > 0) this.report();
    if (idleTicks > 0) {
      this.starved += 1;
    } else {
      if (this.idle > 0 && this.idle < STALL_TICKS) this.least = Math.min(this.least, -this.idle * TICK_MS);
      this.unsettled = this.idle > 0 ? UNSETTLED_TICKS : Math.max(0, this.unsettled - 1);
      this.usualDepth += (Math.min(size, DEEPEST) - this.usualDepth) / DEPTH_TICKS;
    }
    this.idle = idleTicks;
    this.depths += size;
    this.ticks += 1;
  }

  /** The first input of a tick has been taken. Right after ticks without one it is a late one, whose wait says nothing. */
  took(waitedMs: number): void {
    if (this.unsettled === 0) this.least = Math.min(this.least, waitedMs);
  }

  private report(): void {
    // In a stall nothing is measured: the last figure stands.
    if (this.least !== Number.MAX_VALUE) this.slackMs = this.least;
    this.depth = this.depths / this.ticks;
    this.least = Number.MAX_VALUE;
    this.depths = 0;
    this.ticks = 0;
  }
}
