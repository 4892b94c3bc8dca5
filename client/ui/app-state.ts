// Which screen is shown and why.
// Owns: the signals of the app. Must not: join or draw.
import { signal } from "@preact/signals";
import { CloseCode, JoinError } from "../../shared/protocol/close-codes.ts";
import { say } from "./strings.ts";

export type Screen = "menu" | "joining" | "playing";

export const screen = signal<Screen>("menu");
/** How the last game or join ended: the code, or undefined for no answer; null when all is well. */
export const ended = signal<{ code: number | undefined } | null>(null);

/** The framework's: a room that is gone or locked, a seat that has expired. */
const NO_ROOM: readonly number[] = [522, 524, JoinError.full];

/** Words for how it ended; empty for a leave. */
export function errorWords(): string {
  if (ended.value === null) return "";
  const { code } = ended.value;
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
