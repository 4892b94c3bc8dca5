// In which order rooms are shown, so that none jumps away under a pointer.
// Owns: that order. Must not: draw.
import type { RoomCard } from "../../../shared/protocol/seats.ts";

export interface Row {
  card: RoomCard;
  /** The room is gone; its row stays until nobody points at the list. */
  gone: boolean;
}

/**
 * The rows after those in `shown`, for the rooms that there are. While the list is `held` (pointed at) every row stays
 * where it is and new ones come at the end; otherwise the fullest with a free seat come first, then full and locked ones.
 */
export function arrange(shown: readonly Row[], cards: readonly RoomCard[], held: boolean): Row[] {
  const fresh = new Map(cards.map((card) => [card.id, card]));
  if (!held) return [...cards].sort(order).map((card) => ({ card, gone: false }));
  const rows = shown.map(({ card }) => ({ card: fresh.get(card.id) ?? card, gone: !fresh.has(card.id) }));
  for (const { card } of shown) fresh.delete(card.id);
  return [...rows, ...[...fresh.values()].sort(order).map((card) => ({ card, gone: false }))];
}

/** Nobody gets in there now. */
export const isClosed = ({ locked, people, seats, rated }: RoomCard): boolean =>
  locked || rated || people >= seats;

const order = (a: RoomCard, b: RoomCard): number =>
  Number(isClosed(a)) - Number(isClosed(b)) || b.people - a.people || (a.id < b.id ? -1 : 1);
