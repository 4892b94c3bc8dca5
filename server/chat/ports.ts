// What a desk needs of the place that it stands in, and no more.
// Owns: the interfaces. Rooms implement them; tests implement them in a few lines.
import type { ChatNews, ChatPerson, ChatRefusal, ChatSaid, ChatScope } from "../../shared/protocol/chat.ts";

/** A line on its way: from one desk to itself, or to every desk of the same place in other processes. */
export interface Carried {
  /** What keeps it for who comes later; null: nothing does. */
  channel: string | null;
  /** Keys of the members who hear it; null: all of them. */
  ids: readonly string[] | null;
  news: ChatNews;
  /** Whose line it is, and its count. */
  by?: { key: string; c: number };
}

/** Why nobody hears a line, and who may have been meant. */
export interface Refused {
  refused: ChatRefusal;
  people?: ChatPerson[];
}

/** Who hears a line. */
export type Audience = (Pick<Carried, "channel" | "ids"> & { to?: ChatPerson }) | Refused;

export interface ChatReport {
  reporter: ChatPerson;
  line: ChatSaid;
  /** What the reporter had read before it, oldest first. */
  before: ChatSaid[];
  atMs: number;
}

export interface ChatPorts {
  /** Where comings, goings and announcements are told. */
  mainScope: "room" | "lobby";
  mainChannel: string;
  nowMs(): number;
  /** People who are in. */
  online(): number;
  scopesOf(person: ChatPerson): ChatScope[];
  /** The channels whose last lines who joins is told. */
  channelsOf(person: ChatPerson): string[];
  /** `to`: as the speaker wrote it. */
  audienceOf(speaker: ChatPerson, scope: ChatScope, to: string): Audience;
  /** Does not fly: its lines may cross the field. */
  watches(person: ChatPerson): boolean;
  /** Brings a line to `deliver` of every desk of this place, this one too. */
  carry(line: Carried): void;
  report(report: ChatReport): void;
}
