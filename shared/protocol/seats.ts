// Ways into a room, and how rooms are listed: names and shapes.
// Owns: the names. Must not: import a validator (the menu loads this file).
import type { Mode } from "../tunables/modes.ts";
import type { ArenaSize } from "../tunables.ts";

/** A room as anybody may know it. */
export interface RoomCard {
  id: string;
  mode: Mode;
  /** What its maker called it; "" for none. */
  title: string;
  /** Of its maps; null when it goes by how many are in. */
  size: ArenaSize | null;
  bots: boolean;
  /** People in it, seats that are on the way included, and the most of them. */
  people: number;
  seats: number;
  /** Nobody is let in. */
  locked: boolean;
  /** In the public list. */
  listed: boolean;
  rated: boolean;
  /** Of the server's protocol. */
  version: number;
  /** Address of its process, "" for the one that was asked: round trips are measured to homes. */
  home: string;
}

/** What changed in the list of public rooms. */
export interface RoomsNews {
  /** New, or others than before. */
  here: RoomCard[];
  /** Ids of those that are not listed any more. */
  gone: string[];
}

/** What a room may be made with; all of it may be left out. */
export interface RoomWish {
  mode?: Mode;
  /** Of its match; by default each room draws its own. */
  seed?: number;
  size?: ArenaSize;
  bots?: boolean;
  listed?: boolean;
  title?: string;
  seats?: number;
}

/** What somebody wants a seat of. */
export type SeatWant =
  /** `pings`: round trips to homes, ms. */
  | { kind: "quick"; mode: Mode; pings?: Record<string, number> }
  | { kind: "room"; id: string }
  | { kind: "code"; code: string }
  | { kind: "create"; room: RoomWish }
  | { kind: "lobby" };

/** Codes with which a seat is refused, beside those of every route. */
export const SeatError = {
  /** The page is of another version: reload it. */
  version: "version",
  full: "full",
  gone: "gone",
  locked: "locked",
  /** The process has as many rooms as it may have. */
  busy: "busy",
  /** Somebody has as many rooms as one may have. */
  tooManyRooms: "tooManyRooms",
} as const;
export type SeatError = (typeof SeatError)[keyof typeof SeatError];

/** A seat that was given: what the SDK's `consumeSeatReservation` takes. */
export interface SeatReservation {
  name: string;
  sessionId: string;
  roomId: string;
  processId?: string;
  publicAddress?: string;
  reconnectionToken?: string;
}

export interface SeatAnswer {
  seat: SeatReservation;
  /** Null for the lobby. */
  room: RoomCard | null;
  /** Of a private room: what its invite link says. */
  code: string | null;
}

/** Codes of private rooms: no letter or figure that looks or sounds like another. */
export const CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const CODE_LENGTH = 6;
/** What a person typed or a link says, as codes are written; it may still be none. */
export const cleanCode = (typed: string): string => typed.replace(/[\s-]/g, "").toUpperCase();
