// The list must not jump under a pointer: what stays where it is, and when it is sorted anew.
import assert from "node:assert/strict";
import { arrange, type Row } from "../../../../client/ui/rooms/room-order.ts";
import type { RoomCard } from "../../../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../../../shared/protocol/version.ts";

const room = (id: string, people: number, more: Partial<RoomCard> = {}): RoomCard => ({
  id,
  mode: "swarm",
  title: "",
  size: null,
  bots: true,
  people,
  seats: 8,
  locked: false,
  listed: true,
  rated: false,
  version: PROTOCOL_VERSION,
  home: "",
  ...more,
});
const names = (rows: readonly Row[]) => rows.map(({ card, gone }) => `${card.id}${gone ? " gone" : ""}`);

describe("the order of rooms", () => {
  const cards = [room("a", 1), room("b", 8), room("c", 5), room("d", 6, { locked: true })];

  it("has the fullest with a free seat first, and closed ones last", () => {
    assert.deepEqual(names(arrange([], cards, false)), ["c", "a", "b", "d"]);
  });

  it("moves no row while the list is pointed at, and puts what is new at the end", () => {
    const shown = arrange([], cards, false);
    const now = [room("e", 7), room("a", 7), room("b", 8)];
    const held = arrange(shown, now, true);
    assert.deepEqual(names(held), ["c gone", "a", "b", "d gone", "e"]);
    assert.equal(held[1].card.people, 7);
    assert.deepEqual(names(arrange(held, [...now, cards[2]], true)), ["c", "a", "b", "d gone", "e"]);
    assert.deepEqual(names(arrange(held, now, false)), ["a", "e", "b"]);
  });
});
