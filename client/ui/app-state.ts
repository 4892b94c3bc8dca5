// Which screen is shown and why.
// Owns: the signals of the app. Must not: join or draw.
import { signal } from "@preact/signals";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { RoomCard, SeatWant } from "../../shared/protocol/seats.ts";
import { type StringKey, say } from "./strings.ts";

export type Screen = "menu" | "joining" | "playing";

export interface Ended {
  /** A close code, the code of a refusal, undefined for no answer. */
  code: number | string | undefined;
  /** What of the wish was wrong, as in `want.room.title`. */
  field?: string;
  /** Where one may go instead. */
  next?: RoomCard | null;
  /** What was wished for; null for one's own seat again. */
  want?: SeatWant | null;
}

export const screen = signal<Screen>("menu");
/** How the last game or join ended; null when all is well. */
export const ended = signal<Ended | null>(null);

/** Words for a seat that was refused, by the refusal's code. */
const REFUSED: Record<string, StringKey> = {
  away: "errorAway",
  version: "errorVersion",
  full: "errorFull",
  gone: "errorGone",
  locked: "errorLocked",
  busy: "errorBusy",
  tooManyRooms: "errorTooManyRooms",
  slowDown: "errorSlowDown",
  banned: "errorBanned",
  badRequest: "errorOptions",
};

/** Close codes after which one's own seat was asked for, in vain. */
const LOST: ReadonlySet<number> = new Set([CloseCode.tooSlow, CloseCode.lateJoin, CloseCode.moved]);

/** Words for how it ended; empty for a leave. */
export function errorWords(): string {
  if (ended.value === null) return "";
  const { code } = ended.value;
  // A match that is over has had its scores; of one that is off, the queue says why.
  if (code === CloseCode.consented || code === CloseCode.over || code === CloseCode.calledOff) return "";
  if (typeof code === "string") return code in REFUSED ? say(REFUSED[code]) : say("errorOther", { code });
  if (code === CloseCode.replaced) return say("errorReplaced");
  if (code === CloseCode.closed) return say("errorClosed");
  if (code === CloseCode.kicked) return say("errorKicked");
  if (code === CloseCode.banned) return say("errorBanned");
  if (code === CloseCode.restarting) return say("errorRestarting");
  if (code === 426) return say("errorVersion");
  if (code === CloseCode.roomFailed || code === CloseCode.handlerFailed) return say("errorRoom");
  if (code === CloseCode.tooMuch) return say("errorTooMuch");
  // The process can step no game more; a seat was there.
  if (code === 503) return say("errorBusy");
  if (code === undefined || code === 0 || code < 1000) return say("errorAway");
  if (code < 4000 || LOST.has(code)) return say("errorLost");
  return say("errorOther", { code });
}
