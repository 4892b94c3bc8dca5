// Which open rooms are asked to take everybody of a room that cannot stay.
import assert from "node:assert/strict";
import { targetsOf } from "../../../../server/rooms/move-targets.ts";
import type { RoomCard } from "../../../../shared/protocol/seats.ts";
import { PROTOCOL_VERSION } from "../../../../shared/protocol/version.ts";

const card = (id: string, people: number, more: Partial<RoomCard> = {}): RoomCard => ({
  ...{ id, mode: "swarm", title: "", size: null, bots: true, people, seats: 10, locked: false, listed: true },
  ...{ rated: false, version: PROTOCOL_VERSION, home: "" },
  ...more,
});

const ids = (cards: RoomCard[], places = 2): string[] =>
  targetsOf(cards, { mode: "swarm", places }, (one) => one).map(({ id }) => id);

describe("rooms that may take the people of another", () => {
  it("are those where a game runs before those that would have to begin one, the emptiest first", () => {
    const empty = ["e1", "e2", "e3", "e4", "e5"].map((id) => card(id, 0));
    assert.deepEqual(ids([...empty, card("busy", 7), card("calm", 2)]), ["calm", "busy", "e1", "e2"]);
  });

  it("have place for all, and are open to anybody", () => {
    const others = [
      card("full", 9),
      card("locked", 1, { locked: true }),
      card("private", 1, { listed: false }),
    ];
    assert.deepEqual(ids([...others, card("open", 8)]), ["open"]);
  });
});
