// What queue and party say, in words.
// Owns: which words they are. Must not: hold them (locales/ does).
import type { PartyOut, PartyRefusal } from "../../../shared/protocol/party.ts";
import type { QueueOut, QueueRefusal } from "../../../shared/protocol/queue.ts";
import { isMode } from "../../../shared/tunables/modes.ts";
import { modeName } from "../mode-words.ts";
import { type StringKey, say } from "../strings.ts";
import type { Note } from "./state.ts";

/** Why one waits again or is out; a code that is both has the same reason in either. */
const QUEUE_OUT: Readonly<Record<QueueOut, StringKey>> = {
  left: "queueLeft",
  declined: "queueDeclined",
  silent: "queueSilent",
  absent: "queueAbsent",
  noRoom: "queueNoRoom",
  partner: "queuePartner",
};
const QUEUE_BACK: Readonly<Record<string, StringKey>> = {
  left: "backLeft",
  declined: "backDeclined",
  silent: "backSilent",
  absent: "backAbsent",
  noRoom: "backNoRoom",
};
const QUEUE_REFUSED: Readonly<Record<QueueRefusal, StringKey>> = {
  size: "queueSize",
  queued: "queueQueued",
  playing: "queuePlaying",
  full: "queueFull",
  notLeader: "partyNotLeader",
  away: "queueAway",
  tooFast: "errorSlowDown",
};
const PARTY_OUT: Readonly<Record<PartyOut, StringKey>> = {
  left: "partyLeft",
  putOut: "partyPutOut",
  away: "partyAway",
};
const PARTY_REFUSED: Readonly<Record<PartyRefusal, StringKey>> = {
  gone: "partyGone",
  full: "partyFull",
  notLeader: "partyNotLeader",
  busy: "partyBusy",
  tooFast: "errorSlowDown",
};

const TABLES: Readonly<Record<string, Readonly<Record<string, StringKey>>>> = {
  "out queue": QUEUE_OUT,
  "refused queue": QUEUE_REFUSED,
  "out party": PARTY_OUT,
  "refused party": PARTY_REFUSED,
};

/** A code that this page does not know is said as it is. */
const worded = (table: Readonly<Record<string, StringKey>>, code: string): string =>
  Object.hasOwn(table, code) ? say(table[code]) : say("errorOther", { code });

export const backWords = (reason: string): string => worded(QUEUE_BACK, reason);

export function noteWords(note: Note): string {
  if (note.about !== "rating") return worded(TABLES[`${note.about} ${note.of}`], note.reason);
  const { mode, before, after } = note.told;
  return say("ratingChange", { mode: isMode(mode) ? modeName(mode) : mode, before, after });
}
