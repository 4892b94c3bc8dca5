// One person at a desk.
// Owns: what is known of it between two connections. Must not: decide who hears what.
import type { ChatNews, ChatPerson } from "../../shared/protocol/chat.ts";
import { CHAT } from "../../shared/tunables/chat.ts";
import { Bucket, SpeakerLimits } from "./limits.ts";
import { Outbox } from "./outbox.ts";

export class ChatMember {
  readonly key: string;
  person: ChatPerson;
  readonly outbox = new Outbox();
  readonly limits = new SpeakerLimits();
  /** The last `c` of its own that was taken or refused. */
  heard = 0;
  /** Reaches the connection that listens; null while there is none. */
  send: ((type: string, payload: object) => void) | null = null;
  /** Ids of those whose whispers it does not want to hear. */
  mutes: ReadonlySet<string> = new Set();
  private readonly reports = new Bucket(CHAT.reports, CHAT.reportsMs);

  constructor(key: string, person: ChatPerson) {
    this.key = key;
    this.person = person;
  }

  mayReport(nowMs: number): boolean {
    return this.reports.take(nowMs);
  }

  /** Everything but whispers of who is muted: the client hides those other lines, and shows them when it changes its mind. */
  hears(news: ChatNews): boolean {
    return !(news.kind === "message" && news.scope === "whisper" && this.mutes.has(news.from.id));
  }
}
