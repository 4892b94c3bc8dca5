// The connection to the lobby: open from the menu on, also while one plays; made again for as long as it is wanted.
// Owns: the connection, the live list of rooms. Must not: know what is said over it beyond that list.
import type { Room } from "colyseus.js";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { RoomCard, RoomsNews } from "../../shared/protocol/seats.ts";
import { Emitter } from "./emitter.ts";
import { connect } from "./hearing-client.ts";
import { askSeat, type Joining } from "./join.ts";

export type LobbyState =
  | "connecting"
  | "here"
  /** The connection is gone and is being made again. */
  | "away"
  /** A newer tab has taken the place, or it was left. */
  | "over";

export interface LobbyEvents {
  state: LobbyState;
  /** The list has changed. */
  rooms: readonly RoomCard[];
}

/** Hears one type of the server's messages; `connected` is told of each new connection, before anything is heard. */
export interface LobbyPart {
  types: Record<string, (payload: never) => void>;
  connected?(): void;
}

const RETRY_MS = [250, 500, 1000, 2000, 4000, 8000];
/** The server would close us for the same again: no hurry. */
const REFUSED = new Set<number>([CloseCode.badFrame, CloseCode.badMessage, CloseCode.tooMuch]);

export class Lobby {
  private readonly joining: () => Omit<Joining, "store">;
  private readonly events = new Emitter<LobbyEvents>();
  private readonly parts: LobbyPart[] = [];
  private readonly list = new Map<string, RoomCard>();
  private room: Room | null = null;
  private now: LobbyState = "connecting";
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `joining`: who comes, asked anew for every connection. */
  constructor(joining: () => Omit<Joining, "store">) {
    this.joining = joining;
    this.add({
      types: {
        "rooms:all": (cards: RoomCard[]) => this.heardAll(cards),
        "rooms:news": (news: RoomsNews) => this.heardNews(news),
      },
    });
  }

  get state(): LobbyState {
    return this.now;
  }

  get rooms(): readonly RoomCard[] {
    return [...this.list.values()];
  }

  on<K extends keyof LobbyEvents>(name: K, listener: (event: LobbyEvents[K]) => void): () => void {
    return this.events.on(name, listener);
  }

  /** Before `open`: a part of the lobby's talk. */
  add(part: LobbyPart): void {
    this.parts.push(part);
  }

  /** Connects, and again whenever the connection breaks, until `leave` or another tab. */
  open(): void {
    if (this.room === null && this.timer === undefined) void this.connect();
  }

  /** Says something; false when there is no connection now. */
  send(type: string, payload: object): boolean {
    if (this.room === null || this.now !== "here") return false;
    this.room.send(type, payload);
    return true;
  }

  leave(): void {
    clearTimeout(this.timer);
    const { room } = this;
    this.room = null;
    this.set("over");
    void room?.leave(true);
  }

  private async connect(): Promise<void> {
    this.timer = undefined;
    try {
      const joining = this.joining();
      const { seat } = await askSeat(joining, { kind: "lobby" });
      if (this.now === "over") return;
      this.adopt(await connect(joining.endpoint, seat, { hear: (room) => this.hear(room) }));
    } catch {
      this.again();
    }
  }

  /** Before the connection is open: what comes in one piece with the welcome is heard too. */
  private hear(room: Room): void {
    for (const { types } of this.parts) {
      for (const [type, listener] of Object.entries(types))
        room.onMessage(type, (payload: unknown) => listener(payload as never));
    }
    // What belongs to a part that this page has not: the SDK would warn of each.
    room.onMessage("*", () => {});
  }

  private adopt(room: Room): void {
    if (this.now === "over") return void room.leave(true);
    room.reconnection.enabled = false;
    this.room = room;
    this.attempt = 0;
    room.onLeave((code) => {
      if (room !== this.room) return;
      this.room = null;
      if (REFUSED.has(code)) this.attempt = RETRY_MS.length;
      if (code === CloseCode.replaced) this.set("over");
      else this.again();
    });
    this.set("here");
    for (const { connected } of this.parts) connected?.();
  }

  private again(): void {
    if (this.now === "over") return;
    this.set("away");
    const pauseMs = RETRY_MS[Math.min(this.attempt, RETRY_MS.length - 1)];
    this.attempt += 1;
    this.timer = setTimeout(() => void this.connect(), pauseMs);
  }

  private heardAll(cards: RoomCard[]): void {
    this.list.clear();
    for (const card of cards) this.list.set(card.id, card);
    this.events.emit("rooms", this.rooms);
  }

  private heardNews({ here, gone }: RoomsNews): void {
    for (const card of here) this.list.set(card.id, card);
    for (const id of gone) this.list.delete(id);
    this.events.emit("rooms", this.rooms);
  }

  private set(state: LobbyState): void {
    if (state === this.now) return;
    this.now = state;
    this.events.emit("state", state);
  }
}
