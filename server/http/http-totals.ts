// How requests of our routes were answered: by status, and how long a seat took.
// Owns: the counts. Must not: know who asked for what.
import { Histogram, SECONDS } from "../ops/histogram.ts";

const SEATS = "/api/seats";

export class HttpTotals {
  readonly byStatus = new Map<string, number>();
  /** Seats that were given, s: from the whole request to the reservation. */
  readonly seats = new Histogram(SECONDS);

  answered(path: string, status: number, ms: number): void {
    this.byStatus.set(String(status), (this.byStatus.get(String(status)) ?? 0) + 1);
    if (path === SEATS && status < 300) this.seats.add(ms / 1000);
  }
}
