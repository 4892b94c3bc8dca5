// What people see of a rating: one number, the same everywhere on the page.
// Owns: the formula. Must not: rate.
import { RATING } from "../tunables/queue.ts";

/** Points are what one is believed to be worth at least (mu − 3 sigma). A newcomer is shown 1000, and nobody less than 0. */
export const shownRating = (points: number): number =>
  Math.max(0, Math.round(RATING.shownBase + RATING.shownPerPoint * points));

/** Server to who played a rated match, over the lobby's connection, once the records have it: what people see. */
export interface RatedMessage {
  match: string;
  mode: string;
  before: number;
  after: number;
}
export const RATED = "rated";
