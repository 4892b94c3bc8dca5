// The chat of all lobbies: one desk per process, whose lines go to every process over a topic.
// Owns: this process' desk, who waits for a return, the directory. Must not: know Colyseus.
import { randomUUID } from "node:crypto";
import type { ChatPerson, ChatScope, MutesMessage } from "../../shared/protocol/chat.ts";
import { CHAT } from "../../shared/tunables/chat.ts";
import { ChatDesk } from "./desk.ts";
import { FORGET_MS, People } from "./people.ts";
import type { Audience, Carried, ChatPorts, ChatReport } from "./ports.ts";

const TOPIC = "chat:lobby";
const CHANNEL = "lobby";

/** Lines of which is known that they were told: one that Redis was slow with comes twice. */
const MOST_TOLD = 256;

/** What the processes tell each other. */
type Word =
  | { line: Carried }
  | { announce: string }
  | { process: string; here: ChatPerson[] }
  | { process: string; came: ChatPerson }
  | { process: string; went: string }
  /** A new process asks who is in. */
  | { asks: string };

/** Presence of the framework: in this process, or over Redis. */
interface Topics {
  subscribe(topic: string, listener: (word: never) => void): unknown;
  unsubscribe(topic: string, listener: (word: never) => void): unknown;
  publish(topic: string, word: unknown): unknown;
}

export interface LobbyChatPorts {
  topics(): Topics;
  report(report: ChatReport): void;
  /** An error of what is heard or due: nobody else would catch it. */
  failed(error: unknown): void;
  /** The party that somebody is in, with its members' ids. */
  partyOf(id: string): { code: string; ids: string[] } | null;
}

export class LobbyChat implements ChatPorts {
  readonly mainScope = "lobby";
  readonly mainChannel = CHANNEL;
  readonly desk: ChatDesk;
  readonly report: (report: ChatReport) => void;
  private readonly process = randomUUID();
  private readonly people = new People();
  private readonly ports: LobbyChatPorts;
  /** Whoever has no connection now, and until when one is waited for. */
  private readonly away = new Map<string, NodeJS.Timeout>();
  private beat: NodeJS.Timeout | undefined;
  private readonly told = new Set<string>();

  constructor(ports: LobbyChatPorts) {
    this.ports = ports;
    this.report = ports.report;
    this.desk = new ChatDesk(this);
  }

  /** Hears the other processes until `close`. */
  open(): void {
    this.ports.topics().subscribe(TOPIC, this.hear as (word: never) => void);
    this.tellHere();
    this.publish({ asks: this.process });
    this.beat = setInterval(() => this.contain(() => this.tellHere()), FORGET_MS / 3);
    this.beat.unref();
  }

  close(): void {
    clearInterval(this.beat);
    for (const timer of this.away.values()) clearTimeout(timer);
    this.away.clear();
    this.ports.topics().unsubscribe(TOPIC, this.hear as (word: never) => void);
  }

  /** Somebody has a connection to a lobby, the first or another one. */
  join(person: ChatPerson): void {
    clearTimeout(this.away.get(person.id));
    this.away.delete(person.id);
    this.desk.drop(person.id);
    this.people.came(this.process, person, this.nowMs());
    this.publish({ process: this.process, came: person });
    this.desk.join(person.id, person);
  }

  /** Somebody's last connection is gone; a page that is loaded anew is back in a moment, and nobody hears of it. */
  drop(id: string): void {
    this.desk.drop(id);
    clearTimeout(this.away.get(id));
    const timer = setTimeout(() => this.contain(() => this.leave(id)), CHAT.awayMs);
    timer.unref();
    this.away.set(id, timer);
  }

  mute(id: string, { ids, more }: MutesMessage): void {
    const member = this.desk.member(id);
    if (member !== undefined)
      member.mutes = new Set([...(more === true ? member.mutes : []), ...ids].slice(0, CHAT.mutes));
  }

  /** To everybody in every lobby. */
  announce(text: string): void {
    this.publish({ announce: text });
  }

  nowMs(): number {
    return Date.now();
  }

  online(): number {
    return this.people.count();
  }

  scopesOf({ id }: ChatPerson): ChatScope[] {
    return ["lobby", ...(this.ports.partyOf(id) === null ? [] : (["party"] as const)), "whisper"];
  }

  channelsOf({ id }: ChatPerson): string[] {
    const party = this.ports.partyOf(id);
    return party === null ? [CHANNEL] : [CHANNEL, `party:${party.code}`];
  }

  audienceOf(speaker: ChatPerson, scope: ChatScope, to: string): Audience {
    if (scope === "lobby") return { channel: CHANNEL, ids: null };
    if (scope === "whisper") return this.whisper(speaker, to);
    if (scope !== "party") return { refused: scope === "team" ? "noTeam" : "closed" };
    const party = this.ports.partyOf(speaker.id);
    return party === null ? { refused: "noParty" } : { channel: `party:${party.code}`, ids: party.ids };
  }

  watches(): boolean {
    return false;
  }

  /** Over the topic, so that all processes hear lines in one order; where it fails, at least here. */
  carry(line: Carried): void {
    this.publish({ line });
  }

  private whisper(speaker: ChatPerson, to: string): Audience {
    const meant = this.people.find(to).filter(({ id }) => id !== speaker.id);
    if (meant.length > 1) return { refused: "notUnique", people: meant };
    const [one] = meant;
    if (one === undefined) return { refused: "nobody" };
    return { channel: null, ids: [one.id, speaker.id], to: one };
  }

  private leave(id: string): void {
    this.away.delete(id);
    this.people.went(this.process, id);
    this.publish({ process: this.process, went: id });
    this.desk.leave(id);
  }

  private tellHere(): void {
    const here = [...this.desk.everyone()].map(({ person }) => person);
    this.people.here(this.process, here, this.nowMs());
    this.publish({ process: this.process, here });
  }

  private publish(word: Word): void {
    const failed = (): void => this.hear(word);
    try {
      Promise.resolve(this.ports.topics().publish(TOPIC, word)).catch(failed);
    } catch {
      failed();
    }
  }

  private contain(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.ports.failed(error);
    }
  }

  private deliver(line: Carried): void {
    const { id } = line.news;
    if (this.told.has(id)) return;
    this.told.add(id);
    const [oldest] = this.told;
    if (this.told.size > MOST_TOLD) this.told.delete(oldest);
    this.desk.deliver(line);
  }

  private readonly hear = (word: Word): void => this.contain(() => this.take(word));

  private take(word: Word): void {
    if ("line" in word) this.deliver(word.line);
    else if ("announce" in word) this.desk.announce(word.announce);
    else if ("asks" in word) {
      if (word.asks !== this.process) this.tellHere();
    } else if (word.process === this.process) return;
    else if ("here" in word) this.people.here(word.process, word.here, this.nowMs());
    else if ("came" in word) this.people.came(word.process, word.came, this.nowMs());
    else this.people.went(word.process, word.went);
  }
}
