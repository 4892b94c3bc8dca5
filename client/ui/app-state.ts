// Which screen is shown and why.
// Owns: the signals of the app. Must not: join or draw.
import { signal } from "@preact/signals";
import { CloseCode, JoinError } from "../../shared/protocol/close-codes.ts";
import { say } from "./strings.ts";

export type Screen = "menu" | "joining" | "playing";

export const screen = signal<Screen>("menu");
export const menuError = signal("");

/** The framework's: a room that is gone or locked, a seat that has expired. */
const NO_ROOM: readonly number[] = [522, 524, JoinError.full];

/** Words for the code of an error that a join threw, or with which a connection ended; empty for a leave. */
export function wordsFor(code: number | undefined): string {
  if (code === CloseCode.consented) return "";
  if (code === JoinError.wrongVersion) return say("errorVersion");
  if (code === JoinError.badOptions) return say("errorOptions");
  if (code === CloseCode.replaced) return say("errorReplaced");
  if (code === CloseCode.roomFailed || code === CloseCode.handlerFailed) return say("errorRoom");
  if (code !== undefined && NO_ROOM.includes(code)) return say("errorFull");
  if (code === undefined || code === 0 || code < 1000) return say("errorAway");
  if (code < 4000) return say("errorLost");
  return say("errorOther", { code });
}
