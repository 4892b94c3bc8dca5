// What a process counts of itself since it began, wherever it happens: one set for each app.
// Owns: the set. Must not: count, or tell anybody.
import { HttpTotals } from "../http/http-totals.ts";
import { RoomTotals } from "./room-totals.ts";

export class Counts {
  readonly rooms = new RoomTotals();
  readonly http = new HttpTotals();
  /** Lines of the log, by level. */
  readonly logLines = new Map<string, number>();
}
