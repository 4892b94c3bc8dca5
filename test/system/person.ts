// Somebody at a page: the browser's own net code, a hand that plays, and a memory of every line of the chat.
// Owns: frames and what is asked of the session. Must not: know the server, or judge.
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import { Identity } from "../../client/net/identity.ts";
import { joinGame } from "../../client/net/join.ts";
import type { ChatEvent } from "../../shared/protocol/chat.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { moveX, moveY } from "../../shared/sim/input.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { pseudoInput } from "../helpers/world.ts";
import { nowMs } from "./clock.ts";
import type { Trace } from "./trace.ts";

const IDLE: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };

/** One seat's chat, as its player had it. */
export interface Talk {
  person: string;
  room: string;
  /** When the seat was taken, and when it was given back, ms; Infinity while it is held. */
  fromMs: number;
  untilMs: number;
  said: string[];
  refused: { text: string; code: string }[];
  heard: ChatEvent[];
}

export interface PersonParts {
  seed: number;
  number: number;
  frameMs: number;
  want: SeatWant;
  trace: Trace;
}

export class Person {
  readonly name: string;
  readonly host: string;
  readonly talks: Talk[] = [];
  session: GameSession | null = null;
  private readonly parts: PersonParts;
  private readonly identity: Identity;
  private joining = false;
  private hidden = false;
  private calm = false;
  private frames: NodeJS.Timeout | undefined;
  private lines = 0;

  constructor(parts: PersonParts) {
    this.parts = parts;
    this.name = `P${parts.number}`;
    this.host = `p${parts.number}.test`;
    this.identity = new Identity(this.endpoint);
  }

  get endpoint(): string {
    return `http://${this.host}`;
  }

  /** Has a seat, or is on the way to one. */
  get busy(): boolean {
    return this.joining || this.session !== null;
  }

  /** Drawn, and nothing is under way. */
  get playing(): boolean {
    return this.session?.link.kind === "playing";
  }

  /** Asks for a seat, unless there is one. What refuses it is noted and nothing more. */
  async join(): Promise<void> {
    if (this.busy) return;
    this.joining = true;
    const { number, want, trace } = this.parts;
    const who = { endpoint: this.endpoint, identity: this.identity, name: this.name, hue: number };
    try {
      this.begin(await joinGame(who, want));
    } catch (error) {
      trace.note(this.name, `has no seat: ${(error as Error).message}`);
    } finally {
      this.joining = false;
    }
  }

  leave(): void {
    const { session } = this;
    if (session === null) return;
    this.end();
    void session.leave();
  }

  /** The page is hidden: nothing is drawn, so nothing is sent, but what comes is heard. */
  hide(ms: number): void {
    this.hidden = true;
    setTimeout(() => {
      this.hidden = false;
    }, ms);
  }

  /** Draws a frame now. */
  look(): void {
    this.session?.frame(performance.now(), IDLE);
  }

  /** From now on it looks and does nothing. */
  rest(): void {
    this.calm = true;
    this.hidden = false;
  }

  say(): void {
    const talk = this.talks.at(-1);
    if (this.session === null || talk === undefined) return;
    this.lines += 1;
    const text = `${this.name} says number ${this.lines}`;
    talk.said.push(text);
    this.session.chat.say("room", text);
  }

  watch(mode: "rest" | "play" | "free" | "follow"): void {
    const { session } = this;
    if (session === null || !this.playing) return;
    if (mode === "free") session.watch({ mode, x: 1000, y: 1000 });
    else if (mode === "follow") session.watch({ mode, slot: 0 });
    else session.watch({ mode });
  }

  vote(): void {
    if (this.playing) this.session?.vote(hashInts(this.parts.seed, this.parts.number) % 3);
  }

  private begin(session: GameSession): void {
    const { trace, frameMs } = this.parts;
    this.session = session;
    trace.count("joined");
    this.beginTalk(session);
    session.chat.on("event", (event) => this.talks.at(-1)?.heard.push(event));
    session.chat.on("refused", ({ text, code }) => this.talks.at(-1)?.refused.push({ text, code }));
    session.chat.start();
    session.on("link", ({ link }) => {
      trace.note(this.name, `is ${link.kind}${link.kind === "left" ? ` ${link.code}` : ""}`);
      if (link.kind === "playing") trace.count(link.after === undefined ? "returned" : "another seat");
      // The seat was gone, and with it whoever could say what became of its lines.
      if (link.kind === "playing" && link.after === "lost") this.beginTalk(session);
      if (link.kind === "dropped") trace.count("dropped");
      if (link.kind === "left" && this.session === session) {
        trace.count("lost the seat");
        this.end();
      }
    });
    this.frames = setInterval(() => {
      if (!this.hidden) session.frame(performance.now(), this.controls(session));
    }, frameMs);
  }

  private end(): void {
    clearInterval(this.frames);
    this.endTalk();
    this.session = null;
  }

  private beginTalk(session: GameSession): void {
    this.endTalk();
    this.talks.push({
      person: this.name,
      room: session.live.room.roomId,
      fromMs: nowMs(),
      untilMs: Infinity,
      said: [],
      refused: [],
      heard: [],
    });
  }

  private endTalk(): void {
    const talk = this.talks.at(-1);
    if (talk !== undefined) talk.untilMs = Math.min(talk.untilMs, nowMs());
  }

  private controls(session: GameSession): Controls {
    if (this.calm) return IDLE;
    const { move, aim, buttons } = pseudoInput(this.parts.seed, session.slot, session.state.tick);
    return { moveX: moveX(move), moveY: moveY(move), aim, buttons: buttons & 31, weapon: buttons >> 5 };
  }
}
