// Those who come from other rooms, in groups, with what they have.
import assert from "node:assert/strict";
import { type Carrying, type Mover, RoomPassage } from "../../../../server/rooms/room-passage.ts";

/** A room with a game, and a clock whose hands are ours. */
function hallOf() {
  const timers: (() => void)[] = [];
  const game = { allHere: false };
  const hall = { begun: true, game, clock: { setTimeout: (act: () => void) => timers.push(act) } };
  const passage = new RoomPassage(hall as unknown as ConstructorParameters<typeof RoomPassage>[0]);
  return { passage, game, timers };
}

const group = (game: object | null, ...ids: string[]): Carrying =>
  ({ game, code: "", movers: ids.map((id) => ({ auth: { id }, brought: null }) as Mover) }) as Carrying;

describe("those who come into a room from another", () => {
  it("are waited for as long as each group may take, and not as long as those who came before", () => {
    const { passage, timers } = hallOf();
    passage.expect(group(null, "ann", "ben"));
    passage.expect(group(null, "ben", "cleo"));
    timers[0]();
    assert.equal(passage.arrives("ann"), undefined);
    assert.equal(passage.arrives("ben")?.auth.id, "ben");
    assert.equal(passage.arrives("cleo")?.auth.id, "cleo");
    passage.expect(group(null, "dora"));
    for (const ring of timers) ring();
    assert.equal(passage.arrives("dora"), undefined);
  });

  it("let the round begin without who is late, unless it is another that they came into", () => {
    const { passage, game, timers } = hallOf();
    passage.expect(group({}, "ann"));
    passage.expect(group(null, "ben"));
    timers[0]();
    assert.equal(game.allHere, true);
    timers[1]();
    assert.equal(game.allHere, true);
  });
});
