// Which room is best for who plays at once.
import assert from "node:assert/strict";
import fc from "fast-check";
import { bestRoom, isOpen } from "../../../../server/matchmaking/choose-room.ts";
import type { RoomCard } from "../../../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../../../shared/protocol/version.ts";

const card = (more: Partial<RoomCard>): RoomCard => ({
  id: "a",
  mode: "swarm",
  title: "",
  size: null,
  bots: true,
  people: 1,
  seats: 100,
  locked: false,
  listed: true,
  rated: false,
  version: PROTOCOL_VERSION,
  home: "",
  ...more,
});
const wish = { mode: "swarm", places: 1, pings: {} } as const;

describe("the best room", () => {
  it("is the fullest that has a place", () => {
    const rooms = [
      card({ id: "a", people: 3 }),
      card({ id: "b", people: 7 }),
      card({ id: "c", people: 100 }),
    ];
    assert.equal(bestRoom(rooms, wish)?.id, "b");
  });

  it("has places for a whole party", () => {
    const rooms = [card({ id: "a", people: 97 }), card({ id: "b", people: 20 })];
    assert.equal(bestRoom(rooms, { ...wish, places: 4 })?.id, "b");
  });

  it("is near before it is full", () => {
    const rooms = [card({ id: "a", people: 90, home: "far" }), card({ id: "b", people: 2, home: "near" })];
    assert.equal(bestRoom(rooms, { ...wish, pings: { far: 140, near: 20 } })?.id, "b");
    assert.equal(bestRoom(rooms, { ...wish, pings: { far: 30, near: 20 } })?.id, "a");
  });

  it("is none that is not listed, locked, rated, of another mode or another version", () => {
    const others: Partial<RoomCard>[] = [
      { listed: false },
      { locked: true },
      { rated: true },
      { mode: "duel" },
      { version: PROTOCOL_VERSION + 1 },
    ];
    for (const other of others) assert.equal(bestRoom([card(other)], wish), null);
    assert.equal(bestRoom([card({})], wish, new Set(["a"])), null);
  });

  it("does not depend on the order of the list", () => {
    const cards = fc.uniqueArray(
      fc
        .record({
          id: fc.stringMatching(/^[a-z]{1,3}$/),
          people: fc.nat(100),
          home: fc.constantFrom("", "x", "y"),
        })
        .map(card),
      { selector: ({ id }) => id, maxLength: 20 },
    );
    const asked = { ...wish, pings: { x: 10, y: 90 } };
    fc.assert(
      fc.property(cards, fc.infiniteStream(fc.nat()), (rooms, dice) => {
        const shuffled = rooms
          .map((room) => ({ room, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ room }) => room);
        const best = bestRoom(rooms, asked);
        assert.equal(bestRoom(shuffled, asked), best);
        assert.equal(best === null, !rooms.some((room) => isOpen(room, asked)));
      }),
    );
  });
});
