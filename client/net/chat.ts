// One place's chat over as many connections as it takes: nothing is lost or doubled between two of them.
// Owns: numbers, lines that wait for an answer, the last lines. Must not: know the DOM, or word anything.
import {
  type ChatEvent,
  type ChatHello,
  type ChatPerson,
  type ChatRefusal,
  type ChatScope,
  ChatType,
  type ReportMessage,
  type SayMessage,
  type SinceMessage,
} from "../../shared/protocol/chat.ts";
import { CHAT } from "../../shared/tunables/chat.ts";
import { Emitter } from "./emitter.ts";

/** What this needs of a room that is joined. */
export interface ChatConnection {
  readonly connection: { readonly isOpen: boolean };
  onMessage<T>(type: string, hear: (message: T) => void): unknown;
  send(type: string, payload: object): void;
}

/** A message has at most 1 KB, or costs the connection: 200 characters and a name of 20 take 880 bytes at most. */
const MOST_BYTES = 900;

interface ChatLinkEvents {
  /** In order, each once. */
  event: ChatEvent;
  /** Who is in, and which scopes are open, may have changed. */
  hello: ChatHello;
  /** A line of one's own was not taken: the server's code, or `lost` when nobody can say whether it was. */
  refused: { code: ChatRefusal | "lost" | "waiting"; text: string; people: readonly ChatPerson[] };
}

interface Waiting {
  /** 0: not said yet. */
  c: number;
  scope: ChatScope;
  text: string;
  to: string | undefined;
}

export class ChatLink {
  /** The newest last; refusals are not among them. */
  readonly lines: ChatEvent[] = [];
  online = 0;
  scopes: readonly ChatScope[] = [];
  own: ChatPerson | null = null;
  private readonly events = new Emitter<ChatLinkEvents>();
  private room: ChatConnection | null = null;
  private started = false;
  /** The connection has been greeted. */
  private live = false;
  private box = "";
  private n = 0;
  private c = 0;
  private waiting: Waiting[] = [];

  on<K extends keyof ChatLinkEvents>(name: K, listener: (event: ChatLinkEvents[K]) => void): () => void {
    return this.events.on(name, listener);
  }

  /** A connection of this place: the next one, if there was one before. */
  attach(room: ChatConnection): void {
    this.room = room;
    this.live = false;
    if (this.started) this.listen(room);
  }

  /** Hears from now on, and first of what is kept. */
  start(): void {
    if (this.started) return;
    this.started = true;
    if (this.room !== null) this.listen(this.room);
  }

  /** Says a line as soon as there is a connection. */
  say(scope: ChatScope, text: string, to?: string): void {
    const full = this.waiting.length >= CHAT.unanswered;
    if (full || new TextEncoder().encode(text + (to ?? "")).length > MOST_BYTES) {
      this.events.emit("refused", { code: full ? "waiting" : "tooLong", text, people: [] });
      return;
    }
    this.waiting.push({ c: 0, scope, text, to });
    this.flush();
  }

  /** Asks to have a line looked at; null is none of this place's. */
  report({ n }: ChatEvent): void {
    if (this.live && this.room?.connection.isOpen)
      this.room.send(ChatType.report, { n } satisfies ReportMessage);
  }

  private listen(room: ChatConnection): void {
    room.onMessage<ChatHello>(ChatType.hello, (hello) => {
      if (room === this.room) this.greeted(hello);
    });
    room.onMessage<ChatEvent>(ChatType.event, (event) => {
      if (room === this.room) this.heard(event);
    });
    if (room.connection.isOpen)
      room.send(ChatType.since, { box: this.box, n: this.n } satisfies SinceMessage);
  }

  private greeted(hello: ChatHello): void {
    const { waiting } = this;
    if (hello.box === this.box) {
      // What was heard is answered by an event that follows.
      this.waiting = waiting.filter(({ c }) => c === 0 || c > hello.heard);
      for (const line of this.waiting) line.c = 0;
      this.c = hello.heard;
    } else {
      this.waiting = waiting.filter(({ c }) => c === 0);
      for (const { c, text } of waiting)
        if (c !== 0) this.events.emit("refused", { code: "lost", text, people: [] });
      this.box = hello.box;
      this.n = 0;
      this.c = hello.heard;
    }
    this.live = true;
    this.online = hello.online;
    this.scopes = hello.scopes;
    this.own = hello.own;
    this.events.emit("hello", hello);
    this.flush();
  }

  private flush(): void {
    if (!this.live || !this.room?.connection.isOpen) return;
    for (const line of this.waiting) {
      if (line.c !== 0) continue;
      this.c += 1;
      line.c = this.c;
      const { c, scope, text, to } = line;
      this.room.send(ChatType.say, { c, scope, text, ...(to !== undefined && { to }) } satisfies SayMessage);
    }
  }

  private heard(event: ChatEvent): void {
    if (event.n <= this.n) return;
    this.n = event.n;
    const answered = this.waiting.find(({ c }) => c !== 0 && c === event.c);
    if (answered !== undefined) this.waiting = this.waiting.filter((line) => line !== answered);
    if (event.kind === "refused") {
      if (event.old) return;
      const { code, people = [] } = event;
      this.events.emit("refused", { code, text: answered?.text ?? "", people });
      return;
    }
    // From another box: what a channel keeps may have been heard before.
    if (this.lines.some(({ id }) => id === event.id)) return;
    if (event.kind !== "message" && event.kind !== "system") this.online = event.online;
    this.lines.push(event);
    if (this.lines.length > CHAT.shown) this.lines.shift();
    this.events.emit("event", event);
  }
}
