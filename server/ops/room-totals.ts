// What all rooms of this process count together, since it began.
// Owns: the counts. Must not: know a room.
import { FeltTotals } from "./felt-totals.ts";
import { Histogram, SECONDS } from "./histogram.ts";
import { PlayTotals } from "./play-totals.ts";

export class RoomTotals {
  /** Durations of ticks and of whole patches, s. */
  readonly ticks = new Histogram(SECONDS);
  readonly patches = new Histogram(SECONDS);
  /** Ticks that took longer than there was time for. */
  overruns = 0;
  readonly play = new PlayTotals();
  readonly felt = new FeltTotals();
}
