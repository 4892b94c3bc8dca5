// The connection behind a game: breaks, silence, coming back while the seat waits, goodbye.
// Owns: the link's state and the newest connection. Must not: know what the connection carries.
import type { Client } from "colyseus.js";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { SEAT } from "../../shared/tunables.ts";
import type { LinkState } from "./game-view.ts";
import type { ArenaConnection } from "./live-room.ts";

/** Where the token of one's seat is kept, so that a reload can come back. */
export interface TokenStore {
  get(): string | null;
  set(token: string | null): void;
}

export interface LifelineParts {
  client: Client;
  store: TokenStore | null;
  /** A new connection has the seat; say `ready` once it can be drawn. */
  arrived(room: ArenaConnection): void;
  changed(link: LinkState): void;
}

/** Close codes after which the seat is kept for us: the connection broke, nobody meant it. */
const BROKEN = new Set([1001, 1005, 1006, 4010]);
const RETRY_MS = [100, 300, 700, 1500, 3000];
/** Patches come every 50 ms: a connection this long without one is dead, though nobody has said so. */
const SILENCE_MS = 3000;
/** After a gap of this much between two frames (hidden tab, sleep) the silence is counted anew. */
const PAUSE_MS = 1000;
/** A new connection that is not ready after this is given up. */
const READY_MS = 5000;
const GOODBYE_MS = 1000;

const after = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

export class Lifeline {
  link: LinkState = { kind: "joining" };
  private readonly parts: LifelineParts;
  private room: ArenaConnection | null = null;
  private token: string;
  private heardMs = 0;
  private watchedMs = 0;
  private retrying = false;
  private leaving = false;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(room: ArenaConnection, parts: LifelineParts) {
    this.parts = parts;
    this.token = room.reconnectionToken;
    this.adopt(room);
  }

  /** The newest connection can be drawn. */
  ready(room: ArenaConnection): void {
    if (room !== this.room || this.link.kind === "playing" || this.link.kind === "left") return;
    clearTimeout(this.patience);
    this.token = room.reconnectionToken;
    this.parts.store?.set(this.token);
    this.set({ kind: "playing" });
  }

  /** Call every frame: notices a connection that has gone silent. */
  watch(nowMs: number): void {
    if (nowMs - this.watchedMs > PAUSE_MS) this.heardMs = nowMs;
    this.watchedMs = nowMs;
    if (this.link.kind === "playing" && nowMs - this.heardMs > SILENCE_MS) this.abandon();
  }

  /** Says goodbye; resolves when the server has heard it, or after a second. */
  async leave(): Promise<void> {
    this.leaving = true;
    this.parts.store?.set(null);
    const { room } = this;
    if (room?.connection.isOpen) await Promise.race([room.leave(true), after(GOODBYE_MS)]);
    this.end(CloseCode.consented);
  }

  private adopt(room: ArenaConnection): void {
    this.room = room;
    // Ours, not the SDK's: it would go on with a decoder that missed what went meanwhile (docs/adr/0004).
    room.reconnection.enabled = false;
    this.heardMs = performance.now();
    room.onStateChange(() => {
      this.heardMs = performance.now();
    });
    room.onLeave((code) => {
      if (room === this.room) this.broken(code);
    });
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.abandon(), READY_MS);
  }

  /** Gives up a connection that is open and dead. */
  private abandon(): void {
    const { room } = this;
    this.room = null;
    room?.connection.close();
    this.broken(1006);
  }

  /** The connection is over: for good, or to be made anew while the seat waits. */
  private broken(code: number): void {
    clearTimeout(this.patience);
    if (this.leaving || !BROKEN.has(code)) {
      this.end(code);
      return;
    }
    if (this.link.kind !== "dropped") {
      this.set({ kind: "dropped", untilMs: performance.now() + SEAT.returnSeconds * 1000 });
    }
    void this.comeBack(code);
  }

  private async comeBack(code: number): Promise<void> {
    if (this.retrying) return;
    this.retrying = true;
    for (let attempt = 0; this.waits(); attempt++) {
      await after(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]);
      if (!this.waits()) break;
      const room = await this.parts.client.reconnect<ArenaSchema>(this.token, ArenaSchema).catch(() => null);
      if (room === null) continue;
      this.retrying = false;
      if (!this.waits()) return void room.leave(true);
      this.adopt(room as ArenaConnection);
      this.parts.arrived(room as ArenaConnection);
      return;
    }
    this.retrying = false;
    this.end(code);
  }

  /** True while the seat is kept and wanted. */
  private waits(): boolean {
    return !this.leaving && this.link.kind === "dropped" && performance.now() < this.link.untilMs;
  }

  private end(code: number): void {
    if (this.link.kind === "left") return;
    clearTimeout(this.patience);
    const { room } = this;
    this.room = null;
    if (room?.connection.isOpen) room.connection.close();
    this.parts.store?.set(null);
    this.set({ kind: "left", code });
  }

  private set(link: LinkState): void {
    this.link = link;
    this.parts.changed(link);
  }
}
