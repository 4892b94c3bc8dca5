// Chat beside the state: names and shapes of what is said, and whether what a client said has one.
// Owns: the names and limits. Codes travel, never sentences. Must not: decide who hears what.
import { CHAT } from "../tunables/chat.ts";
import { cleanName } from "./join-request.ts";

export const CHAT_SCOPES = ["lobby", "room", "team", "near", "whisper", "party"] as const;
export type ChatScope = (typeof CHAT_SCOPES)[number];

/** Of a `chat:say`, UTF-16 units: 200 code points and what white space is folded away. Longer ones are no message of ours. */
const MOST_UNITS = 1000;
const MOST_NAME_UNITS = 120;

/** Why a line was not taken. */
export const REFUSALS = [
  "tooFast",
  "tooLong",
  "empty",
  "repeated",
  "muted",
  "closed",
  "nobody",
  "notUnique",
  "noTeam",
  "noParty",
  "notFlying",
  "notHere",
  "reportLimit",
] as const;
export type ChatRefusal = (typeof REFUSALS)[number];

export interface ChatPerson {
  /** In the arena; -1 elsewhere. */
  slot: number;
  id: string;
  name: string;
  /** Index into HUES. */
  hue: number;
}

interface Numbered {
  /** Counts one's own events up from 1, without a gap. */
  n: number;
}

interface Dated {
  /** The same for everybody who is told, wherever. */
  id: string;
  /** On the server's clock, ms since 1970. */
  atMs: number;
}

export interface ChatCame extends Dated {
  kind: "enter" | "leave";
  scope: "room" | "lobby";
  from: ChatPerson;
  /** People who are in now, bots not counted. */
  online: number;
}

export interface ChatSaid extends Dated {
  kind: "message";
  scope: ChatScope;
  from: ChatPerson;
  /** Of a whisper. */
  to?: ChatPerson;
  text: string;
  /** Who said it did not fly. */
  watching: boolean;
}

/** `announce`: an operator's word, in `text`. */
export interface ChatSystem extends Dated {
  kind: "system";
  code: "announce" | "reported";
  text: string;
}

/** A line of one's own, by its `c`, was not taken; a report has the `c` -1. */
export interface ChatRefused extends Dated {
  kind: "refused";
  c: number;
  code: ChatRefusal;
  /** Who may have been meant, for `notUnique`. */
  people?: ChatPerson[];
}

export type ChatNews = ChatCame | ChatSaid | ChatSystem | ChatRefused;
/** Server to client. `old`: it was said before one came. `c`: of one's own lines, as it was said. */
export type ChatEvent = ChatNews & Numbered & { old?: true; c?: number };

/** Server to client, in answer to `chat:since`, before the events. */
export interface ChatHello {
  /** Names the numbers: where it is another one than before, they began anew. */
  box: string;
  online: number;
  scopes: ChatScope[];
  /** The last `c` that was taken or refused. */
  heard: number;
  /** Events that are lost: more came meanwhile than are kept. */
  missed: number;
  own: ChatPerson;
}

/** Client to server. `c` counts one's own lines up; `to`: a name or an id, for a whisper. */
export interface SayMessage {
  c: number;
  scope: ChatScope;
  text: string;
  to?: string;
}

/** Client to server, once per connection: tell me what came after event `n` of `box`, and all from now on. */
export interface SinceMessage {
  box: string;
  n: number;
}

/** Client to server: event `n` of one's own should be looked at. */
export interface ReportMessage {
  n: number;
}

/** Client to server: whose whispers one does not want to hear. */
export interface MutesMessage {
  ids: string[];
  /** Beside those said before; without it, instead of them. */
  more?: true;
}

export const ChatType = {
  event: "chat",
  hello: "chat:hello",
  say: "chat:say",
  since: "chat:since",
  report: "chat:report",
  mutes: "chat:mutes",
} as const;

const isObject = (said: unknown): said is Record<string, unknown> =>
  typeof said === "object" && said !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length <= most;

export const isSay = (said: unknown): said is SayMessage =>
  isObject(said) &&
  isCount(said.c) &&
  CHAT_SCOPES.includes(said.scope as ChatScope) &&
  isText(said.text, MOST_UNITS) &&
  (said.to === undefined || isText(said.to, MOST_NAME_UNITS));

export const isSince = (said: unknown): said is SinceMessage =>
  isObject(said) && isText(said.box, 40) && isCount(said.n);

export const isReport = (said: unknown): said is ReportMessage => isObject(said) && isCount(said.n);

export const isMutes = (said: unknown): said is MutesMessage =>
  isObject(said) &&
  (said.more === undefined || said.more === true) &&
  Array.isArray(said.ids) &&
  said.ids.length <= CHAT.mutesAtOnce &&
  said.ids.every((id) => isText(id, 40));

/** The messages that say all of `ids`. */
export function mutesOf(ids: readonly string[]): MutesMessage[] {
  const messages: MutesMessage[] = [{ ids: ids.slice(0, CHAT.mutesAtOnce) }];
  for (let at = CHAT.mutesAtOnce; at < ids.length; at += CHAT.mutesAtOnce)
    messages.push({ ids: ids.slice(at, at + CHAT.mutesAtOnce), more: true });
  return messages;
}

/** What a line looks like when it is said: without control and format characters, in one line, not piled high with marks. */
export function cleanLine(text: string): string {
  return cleanName(text.replace(/\s+/gu, " ")).replace(/(\p{M}{3})\p{M}+/gu, "$1");
}
