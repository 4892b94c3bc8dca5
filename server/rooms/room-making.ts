// What a room is made with, beyond what a player may wish.
// Owns: the shape. Only the server says it: no client's options ever reach a room's onCreate.
import type { RoomWish } from "../../shared/protocol/seat-request.ts";
import type { RoomCard } from "../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";

/** Somebody who is expected in a room. */
export interface Expected {
  playerId: string;
  /** 0 or 1; -1 lets the game choose. */
  team: number;
}

export interface RoomMaking extends RoomWish {
  /** Player who made it; "" for the server. */
  owner: string;
  /** Its match counts for ratings, and nobody comes in who is not expected. */
  rated: boolean;
  expected: Expected[];
  /** It waits so long for the first person, s. */
  patienceSeconds: number;
  /** Opened ahead of need: not shown to anybody before somebody is in. */
  spare: boolean;
  /** Of the invite of a room that goes on in this one; "" for none. */
  code: string;
}

/** What an arena keeps in its listing: the parts of its card that are its own, who made it, its invite. */
export type ArenaListing = Pick<
  RoomCard,
  "mode" | "title" | "size" | "bots" | "listed" | "rated" | "version"
> & {
  owner: string;
  code: string;
  spare: boolean;
  /** Players for whom a place is kept. */
  kept: string[];
};

/** Of rooms that somebody is about to enter. */
export const PATIENCE_SECONDS = 10;

/** A room as the server opens it by itself. */
export function makingOf(wish: RoomWish, more: Partial<RoomMaking> = {}): RoomMaking {
  const patienceSeconds = PATIENCE_SECONDS;
  return { ...wish, owner: "", rated: false, expected: [], patienceSeconds, spare: false, code: "", ...more };
}

/** What of it is kept in the room's listing. `code`: of its invite, "" for none. */
export function listingOf(making: RoomMaking, code: string): ArenaListing {
  const { mode, title, size = null, bots, listed, rated, owner, spare } = making;
  return { mode, title, size, bots, listed, rated, version: PROTOCOL_VERSION, owner, code, spare, kept: [] };
}
