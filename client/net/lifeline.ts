// The connection behind a game: breaks, silence, coming back while the seat waits, other rooms, goodbye.
// Owns: the link's state and the newest connection. Must not: know what the connection carries.
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { SeatReservation } from "../../shared/protocol/seats.ts";
import { SEAT } from "../../shared/tunables.ts";
import { CallError } from "./calls.ts";
import type { Arrival, LinkState } from "./game-view.ts";
import type { TokenStore } from "./identity.ts";
import type { ArenaConnection } from "./live-room.ts";

export interface LifelineParts {
  /** Takes the seat of a token again; rejects with CallError `gone` when there is none, otherwise nobody answers. */
  back(token: string): Promise<ArenaConnection>;
  /** Takes a seat that was given. */
  take(seat: SeatReservation): Promise<ArenaConnection>;
  /** Asks for a seat in another room, and takes it; undefined: nobody wants one. */
  elsewhere?: (() => Promise<ArenaConnection>) | undefined;
  /** Where the seat's token is kept, so that a reload can come back. */
  store: TokenStore | null;
  /** A new connection has the seat; say `ready` once it can be drawn. */
  arrived(room: ArenaConnection): void;
  changed(link: LinkState): void;
}

/** Close codes after which the seat is kept for us: the connection broke, or was too slow; nobody means us to go. */
const BROKEN = new Set<number>([
  1001,
  1005,
  1006,
  4010,
  CloseCode.tooSlow,
  CloseCode.lateJoin,
  CloseCode.moved,
]);
/** Then every second: who is back is to be in play within two. */
const RETRY_MS = [100, 300, 700, 1000];
/** A restarted server is there after a second or two; all its players ask, none more than 30 times a minute. */
const RESTART_MS = 60_000;
const RESTART_RETRY_MS = [500, 1000, 1500, 2000];
/** How far apart those come who were sent away at once. */
const SPREAD_MS = 500;
/** Patches come every 50 ms: a connection this long without one is dead, though nobody has said so. */
const SILENCE_MS = 3000;
/** After a gap of this much between two frames (hidden tab, sleep) the silence is counted anew. */
const PAUSE_MS = 1000;
/** A new connection that is not there after this, or not ready, is given up: another way is tried. */
export const READY_MS = 5000;
const GOODBYE_MS = 1000;
/** The page is of another version than the restarted server. */
const OUTDATED = 426;

const after = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
const roomOf = (token: string): string => token.split(":")[0];

export class Lifeline {
  link: LinkState = { kind: "joining" };
  private readonly parts: LifelineParts;
  private room: ArenaConnection | null = null;
  /** That of the room that one is moved out of: open until the next one can be drawn. */
  private former: ArenaConnection | null = null;
  private token: string;
  private arrival: Arrival | undefined;
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
    this.letFormerGo();
    const { arrival } = this;
    this.arrival = undefined;
    this.set({ kind: "playing", ...(arrival !== undefined && { after: arrival }) });
  }

  /** Call every frame: notices a connection that has gone silent. */
  watch(nowMs: number): void {
    if (nowMs - this.watchedMs > PAUSE_MS) this.heardMs = nowMs;
    this.watchedMs = nowMs;
    if (this.link.kind === "playing" && nowMs - this.heardMs > SILENCE_MS) this.abandon();
  }

  /** The server has put the seat of this connection into another room: takes it there. */
  async move(from: ArenaConnection, seat: SeatReservation): Promise<void> {
    if (from !== this.room || this.link.kind !== "playing") return;
    this.former = from;
    this.room = null;
    this.set({ kind: "moving" });
    const room = await this.inTime(this.parts.take(seat), true).catch(() => null);
    // The token leads there, too.
    if (room === null) this.broken(CloseCode.moved);
    else if (this.leaving) void room.leave(true);
    else this.arrive(room, "moved");
  }

  /** Says goodbye; resolves when the server has heard it, or after a second. */
  async leave(): Promise<void> {
    this.leaving = true;
    this.forget();
    const { room } = this;
    if (room?.connection.isOpen) await Promise.race([room.leave(true), after(GOODBYE_MS)]);
    this.end(CloseCode.consented);
  }

  private arrive(room: ArenaConnection, arrival: Arrival): void {
    // Back in one's own seat, wherever it is, is no news; a new one is, in the same room too.
    if (arrival !== "moved" || room.roomId !== roomOf(this.token)) {
      this.token = room.reconnectionToken;
      this.arrival = arrival;
    }
    this.adopt(room);
    this.parts.arrived(room);
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

  /** The connection is over: for good, or to be made anew while the seat waits, or to be one to another room. */
  private broken(code: number): void {
    clearTimeout(this.patience);
    const restarts = code === CloseCode.restarting && this.parts.elsewhere !== undefined;
    if (this.leaving || !(restarts || BROKEN.has(code))) {
      this.end(code);
      return;
    }
    const nowMs = performance.now();
    if (restarts) this.set({ kind: "restarting", untilMs: nowMs + RESTART_MS });
    else if (this.link.kind !== "dropped" && this.link.kind !== "restarting")
      this.set({ kind: "dropped", untilMs: nowMs + SEAT.returnSeconds * 1000 });
    void this.comeBack(code);
  }

  private async comeBack(code: number): Promise<void> {
    if (this.retrying) return;
    this.retrying = true;
    let end = code;
    for (let attempt = 0; this.waits(); attempt++) {
      await after(this.pauseMs(attempt));
      if (!this.waits()) break;
      const restarted = this.link.kind === "restarting";
      const seat = await (restarted ? this.seatElsewhere("restarted") : this.seatBack());
      if (seat === OUTDATED) {
        end = OUTDATED;
        break;
      }
      if (seat === null) continue;
      this.retrying = false;
      // Let in is let in: by its own count the server may have kept the seat for longer than by ours.
      if (this.leaving || !this.isAway()) return void seat.room.leave(true);
      this.arrive(seat.room, seat.arrival);
      return;
    }
    this.retrying = false;
    this.end(end);
  }

  /** One's own seat, wherever it is by now; where it is gone, another. Null when there is none yet. */
  private async seatBack() {
    try {
      const room = await this.inTime(this.parts.back(this.token), false);
      return { room, arrival: "moved" as const };
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== "gone") return null;
      // Not in the room that the answer names: everybody who was there is told the same one.
      return this.seatElsewhere("lost");
    }
  }

  private async seatElsewhere(arrival: Arrival) {
    try {
      const asked = this.parts.elsewhere?.();
      return asked === undefined ? null : { room: await this.inTime(asked, true), arrival };
    } catch (error) {
      return error instanceof CallError && error.status === OUTDATED ? OUTDATED : null;
    }
  }

  /**
   * What comes in time: where a process hangs nobody refuses, either. Who comes later is let go, with the seat if it is
   * `other` than the one that is asked for again meanwhile.
   */
  private inTime(coming: Promise<ArenaConnection>, other: boolean): Promise<ArenaConnection> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        coming.then((room) => room.leave(other || this.leaving)).catch(() => {});
        reject(new Error("nobody answers"));
      }, READY_MS);
    });
    return Promise.race([coming, late]).finally(() => clearTimeout(timer));
  }

  private pauseMs(attempt: number): number {
    const restarting = this.link.kind === "restarting";
    const pauses = restarting ? RESTART_RETRY_MS : RETRY_MS;
    return pauses[Math.min(attempt, pauses.length - 1)] + (restarting ? Math.random() * SPREAD_MS : 0);
  }

  private isAway(): boolean {
    return this.link.kind === "dropped" || this.link.kind === "restarting";
  }

  /** True while a seat is kept, or may be had again, and wanted. */
  private waits(): boolean {
    const untilMs = "untilMs" in this.link ? this.link.untilMs : 0;
    return !this.leaving && performance.now() < untilMs;
  }

  private end(code: number): void {
    if (this.link.kind === "left") return;
    clearTimeout(this.patience);
    const { room } = this;
    this.room = null;
    if (room?.connection.isOpen) room.connection.close();
    this.letFormerGo();
    // Another tab has it: it can be taken back.
    if (code !== CloseCode.replaced) this.forget();
    this.set({ kind: "left", code });
  }

  private letFormerGo(): void {
    const { former } = this;
    this.former = null;
    if (former?.connection.isOpen) void former.leave(true);
  }

  /** The seat is over; not that of another tab, which is kept in the same place. */
  private forget(): void {
    if (this.parts.store?.get() === this.token) this.parts.store.set(null);
  }

  private set(link: LinkState): void {
    this.link = link;
    this.parts.changed(link);
  }
}
