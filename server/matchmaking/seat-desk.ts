// The one way to a seat: at once, in a room that one knows, behind a code, in a room of one's own, in the lobby.
// Owns: who is let in where, and what is offered instead. Must not: know HTTP or the framework's matchmaker.

import type { PartyCall } from "../../shared/protocol/party.ts";
import type { RoomWish, SeatRequest, SeatWant } from "../../shared/protocol/seat-request.ts";
import {
  type RoomCard,
  type SeatAnswer,
  SeatError,
  type SeatReservation,
} from "../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { MODES } from "../../shared/tunables/modes.ts";
import { Refusal } from "../http/refusal.ts";
import type { Caller } from "../http/route.ts";
import type { CountRefusal, Limits } from "../limits.ts";
import { bestRoom, type Wish } from "./choose-room.ts";
import type { PendingSeats } from "./pending-seats.ts";

/** Rooms that are tried for a seat at once: others take seats at the same time. */
const TRIES = 4;
/** While another process opens a room, it is looked for this often, ms, and so many times. */
const LOOK_MS = 50;
const LOOKS = 10;

const STATUS: Record<SeatError, number> = {
  version: 426,
  full: 409,
  gone: 404,
  locked: 423,
  busy: 503,
  tooManyRooms: 429,
};

/** What the desk needs of whoever keeps the rooms. */
export interface Rooms<R> {
  all(): Promise<R[]>;
  card(room: R): RoomCard;
  code(room: R): string;
  /** A place in it is kept for this player. */
  keepsPlace(room: R, playerId: string): boolean;
  byId(id: string): Promise<R | null>;
  byCode(code: string): Promise<R | null>;
  countOf(owner: string): Promise<number>;
  /** Opens one for whoever plays at once, unless another process is at it: null. Rejects with Refusal `busy`. */
  openAlone(wish: RoomWish): Promise<R | null>;
  /** Rejects with Refusal `busy`. */
  open(wish: RoomWish, owner: string): Promise<R>;
  reserve(room: R, options: object, caller: Caller): Promise<SeatReservation | null>;
  lobby(options: object, caller: Caller): Promise<SeatReservation>;
  /** `room`: where the seat was, as far as that is known. */
  back(token: string): Promise<{ seat: SeatReservation | null; room: R | null }>;
}

/** Whom a player brings along. */
export interface Company {
  /** How many come, the player included. */
  sizeOf(playerId: string): Promise<number>;
  /** The player has a seat: the others come after. */
  follow(playerId: string, call: PartyCall): void;
}

/** How much a stranger may ask for. */
interface Bounds {
  limits: Limits;
  refused: CountRefusal;
  pending: PendingSeats;
}

/** What a seat is asked for with, beside where. */
type Options = Omit<SeatRequest, "want">;
type ArenaAnswer = SeatAnswer & { room: RoomCard };

const refusal = (code: SeatError, next: RoomCard | null = null): Refusal =>
  new Refusal(STATUS[code], code, { next });

export class SeatDesk<R> {
  private readonly rooms: Rooms<R>;
  private readonly company: Company;
  private readonly bounds: Bounds;
  /** Rooms that a player is opening, by player. */
  private readonly making = new Map<string, number>();
  /** Rooms that are being opened for whoever plays at once, by mode: those who come meanwhile share them. */
  private readonly opening = new Map<string, Promise<R>>();

  constructor(rooms: Rooms<R>, company: Company, bounds: Bounds) {
    this.rooms = rooms;
    this.company = company;
    this.bounds = bounds;
  }

  /**
   * A seat, to be taken within 5 s. Rejects with Refusal: one of SeatError, with the next best room, or `slowDown` when
   * the player or the address has too many that are not taken.
   */
  give(request: SeatRequest, caller: Caller, address: string): Promise<SeatAnswer> {
    return this.bounds.pending.during(address, caller.id, async () => {
      const answer = await this.seatFor(request, caller);
      return { id: answer.seat.sessionId, answer };
    });
  }

  private async seatFor({ want, ...options }: SeatRequest, caller: Caller): Promise<SeatAnswer> {
    if (want.kind === "lobby")
      return { seat: await this.rooms.lobby(options, caller), room: null, code: null };
    const answer = await this.giveArena(want, options, caller);
    this.company.follow(caller.id, { id: answer.room.id, code: answer.code });
    return answer;
  }

  private async giveArena(
    want: Exclude<SeatWant, { kind: "lobby" }>,
    options: Options,
    caller: Caller,
  ): Promise<ArenaAnswer> {
    if (want.kind === "quick") {
      const { teams, seats } = MODES[want.mode];
      const places = Math.min(await this.company.sizeOf(caller.id), seats * Math.max(1, teams));
      return this.quick({ ...want, places }, options, caller);
    }
    if (want.kind === "create") return this.inOwn(want.room, options, caller);
    const room = await (want.kind === "room" ? this.rooms.byId(want.id) : this.rooms.byCode(want.code));
    return this.in(room, want.kind === "code", options, caller);
  }

  /** One's own seat again. Rejects with Refusal `gone`, with the next best room. */
  async back(token: string): Promise<SeatReservation> {
    const { seat, room } = await this.rooms.back(token);
    if (seat === null) throw await this.instead(SeatError.gone, room && this.rooms.card(room));
    return seat;
  }

  private async quick(wish: Wish, options: Options, caller: Caller): Promise<ArenaAnswer> {
    const tried = new Set<string>();
    for (let i = 0; i < TRIES; i++) {
      const room = (await this.best(wish, tried)) ?? (await this.openFor(wish, tried));
      const seat = await this.rooms.reserve(room, options, caller);
      if (seat !== null) return this.answer(room, seat);
      tried.add(this.rooms.card(room).id);
    }
    throw refusal(SeatError.full);
  }

  private async best(wish: Wish, tried: ReadonlySet<string>): Promise<R | undefined> {
    const rooms = await this.rooms.all();
    const best = bestRoom(rooms.map(this.rooms.card), wish, tried);
    return rooms.find((room) => this.rooms.card(room).id === best?.id);
  }

  private openFor(wish: Wish, tried: ReadonlySet<string>): Promise<R> {
    const running = this.opening.get(wish.mode);
    if (running !== undefined) return running;
    const opened = this.openOrFind(wish, tried).finally(() => this.opening.delete(wish.mode));
    this.opening.set(wish.mode, opened);
    return opened;
  }

  /** Many who come at once through several processes share a room, too. */
  private async openOrFind(wish: Wish, tried: ReadonlySet<string>): Promise<R> {
    const { mode } = wish;
    const making = { mode, bots: true, listed: true, title: "" };
    for (let i = 0; i < LOOKS; i++) {
      const opened = await this.rooms.openAlone(making);
      if (opened !== null) return opened;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const found = await this.best(wish, tried);
      if (found !== undefined) return found;
    }
    return this.rooms.open(making, "");
  }

  private async inOwn(wish: RoomWish, options: Options, caller: Caller): Promise<ArenaAnswer> {
    const room = await this.open(wish, caller.id);
    const seat = await this.rooms.reserve(room, options, caller);
    if (seat === null) throw refusal(SeatError.gone);
    return this.answer(room, seat);
  }

  private async open(wish: RoomWish, player: string): Promise<R> {
    const { limits, refused } = this.bounds;
    const making = (by: number): number => {
      const count = (this.making.get(player) ?? 0) + by;
      if (count > 0) this.making.set(player, count);
      else this.making.delete(player);
      return count;
    };
    const others = making(1) - 1;
    try {
      if ((await this.rooms.countOf(player)) + others >= limits.roomsPerPlayer) {
        refused("roomsPerPlayer");
        throw refusal(SeatError.tooManyRooms);
      }
      return await this.rooms.open(wish, player);
    } finally {
      making(-1);
    }
  }

  /**
   * `invited`: whoever knows the code may come in though the room is not listed. Who has a place kept may, though it
   * is not, or is locked.
   */
  private async in(room: R | null, invited: boolean, options: Options, caller: Caller): Promise<ArenaAnswer> {
    const card = room === null ? null : this.rooms.card(room);
    if (room === null || card === null) throw await this.instead(SeatError.gone);
    const awaited = this.rooms.keepsPlace(room, caller.id);
    if (!card.listed && !invited && !awaited) throw await this.instead(SeatError.gone);
    if ((card.locked || card.rated) && !awaited) throw await this.instead(SeatError.locked, card);
    if (card.version !== PROTOCOL_VERSION) throw await this.instead(SeatError.version, card);
    const seat = await this.rooms.reserve(room, options, caller);
    if (seat === null) throw await this.instead(SeatError.full, card);
    return this.answer(room, seat);
  }

  private answer(room: R, seat: SeatReservation): ArenaAnswer {
    const code = this.rooms.code(room);
    return { seat, room: this.rooms.card(room), code: code === "" ? null : code };
  }

  /** The refusal with the next best room of the same mode. */
  private async instead(code: SeatError, card: RoomCard | null = null): Promise<Refusal> {
    const wish = { mode: card?.mode ?? "swarm", places: 1, pings: {} } as const;
    const cards = (await this.rooms.all()).map(this.rooms.card);
    return refusal(code, bestRoom(cards, wish, new Set(card === null ? [] : [card.id])));
  }
}
