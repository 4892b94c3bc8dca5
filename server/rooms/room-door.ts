// Who may still come into an arena: how long it waits for somebody, and the places that are kept for players by name.
// Owns: those places and the room's patience. Must not: know HTTP, or seat anybody itself.
import type { Room } from "@colyseus/core";
import type { ArenaListing } from "./room-making.ts";

/** What this needs of the room. */
interface House
  extends Pick<Room, "clock" | "maxClients" | "autoDispose" | "seatReservationTimeout" | "setMatchmaking"> {
  readonly clients: Iterable<{ auth?: unknown }>;
  metadata: unknown;
}

interface Kept {
  untilMs: number;
  /** A seat is on its way until then, and the place is not counted twice. */
  claimedMs: number;
}

/** Places are looked through this often; one is given up that much later at most. */
const LOOK_MS = 1000;

export class RoomDoor {
  private readonly house: House;
  /** The most people there may be, those for whom places are kept included. */
  private readonly seats: number;
  private readonly places = new Map<string, Kept>();
  /** Operators who look on, or are about to: each has a seat beside the others. */
  private readonly lookers = new Set<string>();
  private looking: { clear(): void } | undefined;
  private patient = true;

  /** Nobody is waited for longer than `patienceSeconds`, but those for whom a place is kept. */
  constructor(house: House, seats: number, patienceSeconds: number) {
    this.house = house;
    this.seats = seats;
    house.maxClients = seats;
    house.autoDispose = false;
    house.clock.setTimeout(() => this.waitNoMore(), patienceSeconds * 1000);
  }

  /** Somebody is here, or nobody came: the room closes when it is empty. */
  waitNoMore(): void {
    this.patient = false;
    this.settle();
  }

  /** Places that are kept, by player, and for how long yet. */
  kept(nowMs: number): { player: string; seconds: number }[] {
    return [...this.places].map(([player, { untilMs }]) => ({
      player,
      seconds: Math.max(0, Math.ceil((untilMs - nowMs) / 1000)),
    }));
  }

  /**
   * Keeps places until `untilMs`; for who has one already, the new time holds. `taken`: seats that are taken or on
   * their way. False, and nothing is kept, when there are fewer left.
   */
  keep(players: readonly string[], untilMs: number, taken: number, nowMs: number): boolean {
    const more = players.filter((player) => !this.places.has(player) && !this.isIn(player));
    if (taken + this.waiting(nowMs) + new Set(more).size > this.seats + this.lookers.size) return false;
    for (const player of players) {
      if (this.isIn(player)) continue;
      this.places.set(player, { untilMs, claimedMs: this.places.get(player)?.claimedMs ?? 0 });
    }
    this.looking ??= this.house.clock.setInterval(() => this.look(Date.now()), LOOK_MS);
    this.settle(nowMs);
    return true;
  }

  /** Lets an operator look on, however full or locked the room is, until `untilMs` or for as long as they are in. */
  lookIn(player: string, untilMs: number, nowMs: number): void {
    if (this.isIn(player)) return;
    this.lookers.add(player);
    this.places.set(player, { untilMs, claimedMs: 0 });
    this.looking ??= this.house.clock.setInterval(() => this.look(Date.now()), LOOK_MS);
    this.settle(nowMs);
  }

  /** True for who has come to look on as an operator. */
  looksOn(player: string): boolean {
    return this.lookers.has(player);
  }

  /** A seat for `player` is about to be reserved: there is a place for it now. False when none is kept. */
  claim(player: string, nowMs: number): boolean {
    const place = this.places.get(player);
    if (place === undefined || place.untilMs < nowMs) return false;
    // A second less than the seat it is for: the place is never open to others in between.
    place.claimedMs = nowMs + (this.house.seatReservationTimeout - 1) * 1000;
    this.settle(nowMs);
    return true;
  }

  /** Forgets places of who is in, and those whose time is up. */
  private look(nowMs: number): void {
    for (const [player, { untilMs }] of this.places)
      if (untilMs <= nowMs || this.isIn(player)) this.places.delete(player);
    for (const player of this.lookers)
      if (!this.places.has(player) && !this.isIn(player)) this.lookers.delete(player);
    if (this.places.size === 0 && this.lookers.size === 0) {
      this.looking?.clear();
      this.looking = undefined;
    }
    this.settle(nowMs);
  }

  /** Tells the framework, and through the listing every process. */
  private settle(nowMs = Date.now()): void {
    const { house } = this;
    house.autoDispose = !this.patient && this.places.size === 0;
    const maxClients = this.seats + this.lookers.size - this.waiting(nowMs);
    const kept = [...this.places.keys()];
    const listing = house.metadata as ArenaListing;
    if (maxClients === house.maxClients && kept.join() === listing.kept.join()) return;
    // The room has it at once; a listing that cannot be told now is told with the next change.
    house.setMatchmaking({ maxClients, metadata: { ...listing, kept } }).catch(() => {});
  }

  /** Places that nobody else may have. */
  private waiting(nowMs: number): number {
    let waiting = 0;
    for (const { claimedMs } of this.places.values()) if (claimedMs < nowMs) waiting += 1;
    return waiting;
  }

  private isIn(player: string): boolean {
    for (const { auth } of this.house.clients) if ((auth as { id?: string })?.id === player) return true;
    return false;
  }
}
