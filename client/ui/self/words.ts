// Words about matches and refusals: places, results, times.
// Owns: how they are put. Must not: hold them (locales/ does).
import type { Played } from "../../../shared/protocol/match-records.ts";
import { shownRating } from "../../../shared/protocol/rating.ts";
import { type StringKey, say } from "../strings.ts";

const REFUSED: Readonly<Record<string, StringKey>> = {
  away: "errorAway",
  slowDown: "errorSlowDown",
  busy: "selfErrorBusy",
  failed: "errorAway",
  recordsAway: "selfErrorRecords",
  noPlayer: "selfErrorPlayer",
  noMatch: "selfErrorMatch",
  notSignedIn: "selfErrorSignedOut",
  emailTaken: "selfErrorTaken",
  hasAccount: "selfErrorHasAccount",
  noAccount: "selfErrorSignedOut",
  wrongLogin: "selfErrorLogin",
  wrongPassword: "selfErrorPassword",
};

export const selfError = (code: string): string =>
  Object.hasOwn(REFUSED, code) ? say(REFUSED[code]) : say("selfErrorOther", { code });

/** The language that is spoken, for dates. */
const language = (): string => document.documentElement.lang || "en";

/** "4:32" */
export function lengthOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "3 h 20 min", "12 min" */
export function playedFor(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  return hours > 0
    ? say("selfHours", { hours, minutes: minutes % 60 })
    : say("selfMinutes", { minutes: Math.max(minutes, ms > 0 ? 1 : 0) });
}

type Step = readonly [unit: Intl.RelativeTimeFormatUnit, ms: number];
const MINUTE: Step = ["minute", 60_000];
const STEPS: readonly Step[] = [["day", 86_400_000], ["hour", 3_600_000], MINUTE];

/** "3 hours ago"; from a week on the date. */
export function whenWords(ms: number, nowMs = Date.now()): string {
  const agoMs = nowMs - ms;
  if (agoMs < 60_000) return say("now");
  if (agoMs >= 7 * 86_400_000) return new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(ms);
  const [unit, unitMs] = STEPS.find(([, least]) => agoMs >= least) ?? MINUTE;
  const ago = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  return ago.format(-Math.floor(agoMs / unitMs), unit);
}

export const dayWords = (ms: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(ms);

export const dateWords = (ms: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(ms);

/** Won, lost or drawn where there are teams; else the place. */
export function resultWords({ team, place }: Pick<Played, "team" | "place">, players: number): string {
  if (team < 0) return say("selfPlace", { place, players });
  return say(place === 1 ? "selfVictory" : "selfDefeat");
}

/** What a rated match did to what people see of the rating; null where nothing was at stake. */
export function ratingChange({ pointsBefore, pointsAfter }: Played): number | null {
  if (pointsBefore === null || pointsAfter === null) return null;
  return shownRating(pointsAfter) - shownRating(pointsBefore);
}

/** "2026-Q4": season 4 of 2026. */
export function seasonWords(season: string): string {
  const [year, quarter] = season.split("-Q");
  return say("boardSeasonName", { year, n: quarter });
}
