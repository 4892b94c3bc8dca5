// How a connection feels, summed up for the server every ten seconds: what was predicted wrongly, how late patches came.
// Owns: the sums since the last report. Must not: send it, or ask anybody for the time.
import { FELT_EVERY_MS, FELT_MOST, type FeltMessage } from "../../shared/protocol/felt.ts";
import type { PredictionStats } from "./prediction.ts";

export class FeltReport {
  private corrections = 0;
  private worst = 0;
  private gapMs = 0;
  private patchedMs = -1;
  private toldMs = -1;
  private compared = 0;
  private wrong = 0;

  patch(nowMs: number): void {
    if (this.patchedMs >= 0) this.gapMs = Math.max(this.gapMs, nowMs - this.patchedMs);
    this.patchedMs = nowMs;
  }

  corrected(off: number): void {
    this.corrections += 1;
    this.worst = Math.max(this.worst, off);
  }

  /** What is to be told now; null before it is time. */
  due(nowMs: number, { compared, wrong }: PredictionStats): FeltMessage | null {
    if (this.toldMs < 0) this.toldMs = nowMs;
    if (nowMs - this.toldMs < FELT_EVERY_MS) return null;
    const felt: FeltMessage = {
      inputs: Math.min(FELT_MOST.inputs, compared - this.compared),
      wrong: Math.min(FELT_MOST.inputs, wrong - this.wrong),
      corrections: Math.min(FELT_MOST.corrections, this.corrections),
      worst: Math.min(FELT_MOST.worst, this.worst),
      gapMs: Math.min(FELT_MOST.gapMs, this.gapMs),
    };
    this.toldMs = nowMs;
    this.compared = compared;
    this.wrong = wrong;
    this.corrections = this.worst = this.gapMs = 0;
    return felt;
  }
}
