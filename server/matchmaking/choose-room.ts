// Which open room is the best for who wants to play at once.
// Owns: the order of rooms. Must not: ask anybody for the time, or give a seat.
import type { RoomCard } from "../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import type { Mode } from "../../shared/tunables/modes.ts";

/** Round trips that differ by less than this, ms, are alike: then it counts who is there. */
const PING_BAND_MS = 40;

export interface Wish {
  mode: Mode;
  /** Places that are needed together. */
  places: number;
  /** Round trips to homes, ms; a home that was not measured counts as near. */
  pings: Readonly<Record<string, number>>;
}

/** Whether quick play may lead there at all. */
export function isOpen(card: RoomCard, { mode, places }: Pick<Wish, "mode" | "places">): boolean {
  return (
    card.mode === mode &&
    card.listed &&
    !card.locked &&
    !card.rated &&
    card.version === PROTOCOL_VERSION &&
    card.people + places <= card.seats
  );
}

/**
 * The best of `cards`, or null: the nearest by bands of PING_BAND_MS; of those the one with most people, so that
 * rooms fill up before others open; of those the lowest id. `except`: rooms that were tried.
 */
export function bestRoom(
  cards: Iterable<RoomCard>,
  wish: Wish,
  except: ReadonlySet<string> = new Set(),
): RoomCard | null {
  const band = ({ home }: RoomCard): number => Math.floor((wish.pings[home] ?? 0) / PING_BAND_MS);
  let best: RoomCard | null = null;
  for (const card of cards) {
    if (!isOpen(card, wish) || except.has(card.id)) continue;
    const order =
      best === null
        ? -1
        : band(card) - band(best) || best.people - card.people || (card.id < best.id ? -1 : 1);
    if (order < 0) best = card;
  }
  return best;
}
