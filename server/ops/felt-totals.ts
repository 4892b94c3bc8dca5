// What players' own pages say of how the game feels: sums over all of them.
// Owns: the sums. Must not: believe that they are true (a client may say anything), or keep who said what.
import type { FeltMessage } from "../../shared/protocol/felt.ts";
import { Histogram, SECONDS, UNITS } from "./histogram.ts";

export class FeltTotals {
  reports = 0;
  inputs = 0;
  wrong = 0;
  corrections = 0;
  /** The longest correction of each report, u. */
  readonly worst = new Histogram(UNITS);
  /** The longest time between two patches of each report, s. */
  readonly gaps = new Histogram(SECONDS);

  add({ inputs, wrong, corrections, worst, gapMs }: FeltMessage): void {
    this.reports += 1;
    this.inputs += inputs;
    this.wrong += Math.min(wrong, inputs);
    this.corrections += corrections;
    this.worst.add(worst);
    this.gaps.add(gapMs / 1000);
  }
}
