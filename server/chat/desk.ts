// Who is in a chat and who is told what: members, their outboxes, what is kept for those who come later.
// Owns: the order of everybody's events. Must not: know sockets, Colyseus, or how far a light reaches.
import { randomBytes } from "node:crypto";
import {
  type ChatEvent,
  type ChatHello,
  type ChatNews,
  type ChatPerson,
  type ChatSaid,
  ChatType,
  cleanLine,
  type ReportMessage,
  type SayMessage,
  type SinceMessage,
} from "../../shared/protocol/chat.ts";
import { CHAT } from "../../shared/tunables/chat.ts";
import { cleanWords } from "./filter.ts";
import { Bucket } from "./limits.ts";
import { ChatMember } from "./member.ts";
import type { Carried, ChatPorts, Refused } from "./ports.ts";
import { Rings } from "./rings.ts";

export class ChatDesk {
  private readonly ports: ChatPorts;
  private readonly members = new Map<string, ChatMember>();
  private readonly rings = new Rings();
  private readonly comings = new Bucket(CHAT.comingsPerSecond, 1000);
  /** Makes the ids of this desk's lines unlike every other's. */
  private readonly mark = randomBytes(6).toString("base64url");
  private lines = 0;

  constructor(ports: ChatPorts) {
    this.ports = ports;
  }

  member(key: string): ChatMember | undefined {
    return this.members.get(key);
  }

  everyone(): Iterable<ChatMember> {
    return this.members.values();
  }

  /** Somebody comes in, and everybody is told; who is in already is the same person, under the name of now. */
  join(key: string, person: ChatPerson): void {
    const known = this.members.get(key);
    if (known !== undefined) {
      known.person = person;
      return;
    }
    const member = new ChatMember(key, person);
    this.members.set(key, member);
    for (const line of this.rings.of(this.ports.channelsOf(person)))
      member.outbox.push(line, undefined, true);
    this.come("enter", person);
  }

  /** Somebody is gone for good. */
  leave(key: string): void {
    const member = this.members.get(key);
    if (member === undefined) return;
    this.members.delete(key);
    this.come("leave", member.person);
  }

  /** A member's connection is gone: what comes meanwhile waits for `since`. */
  drop(key: string): void {
    const member = this.members.get(key);
    if (member !== undefined) member.send = null;
  }

  /** A connection of a member wants to hear; `send` is called until the next one does, or a `drop`. */
  since(key: string, { box, n }: SinceMessage, send: NonNullable<ChatMember["send"]>): void {
    const member = this.members.get(key);
    if (member === undefined) return;
    const { events, missed } = member.outbox.since(box, n);
    send(ChatType.hello, this.helloOf(member, missed));
    for (const event of events) send(ChatType.event, event);
    member.send = send;
  }

  /** Tells a member anew what is open to it. */
  greet(key: string): void {
    const member = this.members.get(key);
    if (member !== undefined) member.send?.(ChatType.hello, this.helloOf(member, 0));
  }

  private helloOf({ outbox, person, heard }: ChatMember, missed: number): ChatHello {
    return {
      box: outbox.box,
      online: this.ports.online(),
      scopes: this.ports.scopesOf(person),
      heard,
      missed,
      own: person,
    };
  }

  /** Takes a line, once, and tells it to whom it concerns, or its speaker why not. */
  say(key: string, said: SayMessage): void {
    const member = this.members.get(key);
    if (member === undefined || said.c <= member.heard) return;
    member.heard = said.c;
    const line = this.weigh(member, said);
    if ("refused" in line) this.refuse(member, said.c, line);
    else this.ports.carry({ ...line, by: { key, c: said.c } });
  }

  /** What becomes of a line: to whom it goes, or why it does not. */
  private weigh(member: ChatMember, { scope, text, to = "" }: SayMessage): Carried | Refused {
    const clean = cleanLine(text);
    const nowMs = this.ports.nowMs();
    const refused = member.limits.refuses(clean, nowMs);
    if (refused !== null) return { refused };
    const audience = this.ports.audienceOf(member.person, scope, to);
    if ("refused" in audience) return audience;
    const { channel, ids } = audience;
    if (channel !== null && !this.rings.takes(channel, nowMs)) return { refused: "tooFast" };
    member.limits.took(clean, nowMs);
    const news: ChatSaid = {
      ...this.stamp(),
      kind: "message",
      scope,
      from: member.person,
      ...(audience.to && { to: audience.to }),
      text: cleanWords(clean),
      watching: this.ports.watches(member.person),
    };
    return { channel, ids, news };
  }

  /** Tells a line, of this desk or another, to the members here whom it concerns. */
  deliver({ channel, ids, news, by }: Carried): void {
    if (channel !== null) this.rings.add(channel, news);
    const hearers = ids === null ? [...this.members.values()] : this.membersOf(ids);
    for (const member of hearers) {
      if (member.hears(news)) tell(member, news, member.key === by?.key ? by.c : undefined);
    }
  }

  /** Reports an event of the member's own to who looks into such things. */
  report(key: string, { n }: ReportMessage): void {
    const member = this.members.get(key);
    if (member === undefined) return;
    const line = member.outbox.at(n);
    if (line?.kind !== "message" || line.from.id === member.person.id) {
      this.refuse(member, -1, { refused: "nobody" });
    } else if (!member.mayReport(this.ports.nowMs())) {
      this.refuse(member, -1, { refused: "reportLimit" });
    } else {
      const before = member.outbox.before(n, CHAT.reportLines);
      this.ports.report({ reporter: member.person, line, before, atMs: this.ports.nowMs() });
      tell(member, { ...this.stamp(), kind: "system", code: "reported", text: line.from.name });
    }
  }

  /** An operator's word to everybody here, now and later. */
  announce(text: string): void {
    const words = [...cleanLine(text)].slice(0, CHAT.announcement).join("");
    if (words === "") return;
    const news: ChatNews = { ...this.stamp(), kind: "system", code: "announce", text: words };
    this.deliver({ channel: this.ports.mainChannel, ids: null, news });
  }

  private come(kind: "enter" | "leave", from: ChatPerson): void {
    if (!this.comings.take(this.ports.nowMs())) return;
    const { mainScope: scope, mainChannel: channel } = this.ports;
    this.ports.carry({
      channel,
      ids: null,
      news: { ...this.stamp(), kind, scope, from, online: this.ports.online() },
    });
  }

  private refuse(member: ChatMember, c: number, { refused: code, people }: Refused): void {
    tell(member, { ...this.stamp(), kind: "refused", c, code, ...(people && { people }) });
  }

  private membersOf(ids: readonly string[]): ChatMember[] {
    return ids.map((id) => this.members.get(id)).filter((member) => member !== undefined);
  }

  private stamp(): { id: string; atMs: number } {
    this.lines += 1;
    return { id: `${this.mark}${this.lines.toString(36)}`, atMs: this.ports.nowMs() };
  }
}

function tell(member: ChatMember, news: ChatNews, c?: number): void {
  const event: ChatEvent = member.outbox.push(news, c);
  member.send?.(ChatType.event, event);
}
