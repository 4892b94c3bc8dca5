// Which open rooms are asked to take everybody of one that cannot stay, and in which order.
// Owns: that order. Must not: ask any.
import type { RoomCard } from "../../shared/protocol/seats.ts";
import { isOpen, type Wish } from "../matchmaking/choose-room.ts";

/** Rooms that are asked, at most. */
const TRIES = 4;

/** Those where a game runs first: whoever comes into another must begin one, for which there may be no place. */
export function targetsOf<R>(
  rooms: readonly R[],
  wish: Pick<Wish, "mode" | "places">,
  cardOf: (room: R) => RoomCard,
): R[] {
  return rooms
    .map((room) => ({ room, card: cardOf(room) }))
    .filter(({ card }) => isOpen(card, wish))
    .map(({ room, card }) => ({ room, runs: Number(card.people > 0), free: card.seats - card.people }))
    .sort((a, b) => b.runs - a.runs || b.free - a.free)
    .slice(0, TRIES)
    .map(({ room }) => room);
}
