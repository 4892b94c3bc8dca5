// For whom an arena keeps places.
import assert from "node:assert/strict";
import { RoomDoor } from "../../../../server/rooms/room-door.ts";

/** A room for `seats` whose clock stands still. */
function doorOf(seats: number) {
  const clients: { auth: { id: string } }[] = [];
  const clock = { setTimeout: () => {}, setInterval: () => ({ clear: () => {} }) };
  const house = {
    ...{ clients, clock, maxClients: 0, autoDispose: false, seatReservationTimeout: 5 },
    metadata: { kept: [] },
    setMatchmaking: (changes: object) => Promise.resolve(Object.assign(house, changes)),
  };
  const door = new RoomDoor(house as unknown as ConstructorParameters<typeof RoomDoor>[0], seats, 10);
  return { door, house, enter: (id: string) => clients.push({ auth: { id } }) };
}

describe("the door of an arena", () => {
  it("keeps as many places as there are, whether or not an operator looks on beside them", () => {
    const { door, enter } = doorOf(2);
    door.lookIn("op", 1000, 0);
    enter("op");
    enter("ann");
    assert.equal(door.keep(["ben", "cleo"], 1000, 2, 0), false);
    assert.equal(door.keep(["ben"], 1000, 2, 0), true);
  });
});
