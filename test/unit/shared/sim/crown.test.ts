// The leader's crown, and what ending its wearer pays.
import assert from "node:assert/strict";
import { damage } from "../../../../shared/sim/combat.ts";
import { leave, startRound } from "../../../../shared/sim/round.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import { all, press, recorder, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

const IDLE = all(press());

function four(): World {
  return worldOf([500, 1000, 1500, 2000].map((x) => ({ x, y: 500 })));
}

/** Sets what everybody has banked and steps once. */
function bank(world: World, ...banked: number[]): ReturnType<typeof recorder> {
  const events = recorder(world);
  for (const [slot, embers] of banked.entries()) Object.assign(world.scores[slot] ?? {}, { banked: embers });
  run(world, 1, IDLE, events);
  return events;
}

const end = (world: World, victim: number, by: number) => {
  const events = recorder(world);
  damage(world, skimmerOf(world, victim), by, 100, 0, Weapon.pulse, events);
  return events.told.filter(({ what }) => what === "bounty");
};

describe("the crown", () => {
  it("is nobody's until somebody has banked", () => {
    const world = four();
    assert.deepEqual(bank(world).told, []);
    assert.equal(world.crown, -1);
  });

  it("is the leader's, told once when it changes heads", () => {
    const world = four();
    assert.deepEqual(bank(world, 0, 3, 2).told, [{ what: "crowned", tick: 1, slot: 1 }]);
    assert.deepEqual(bank(world, 0, 3, 2).told, []);
    assert.deepEqual(bank(world, 0, 3, 4).told, [{ what: "crowned", tick: 3, slot: 2 }]);
    assert.equal(world.crown, 2);
  });

  it("stays where it is in a tie; without a wearer the lowest slot of the best has it", () => {
    const world = four();
    bank(world, 0, 0, 0, 5);
    assert.deepEqual(bank(world, 5, 5, 0, 5).told, []);
    assert.equal(world.crown, 3);
    leave(world, 3);
    assert.equal(world.crown, -1, "and goes with who leaves");
    bank(world, 5, 5);
    assert.equal(world.crown, 0);
  });

  it("is taken off when a round begins", () => {
    const world = four();
    bank(world, 9);
    startRound(world, 1);
    assert.equal(world.crown, -1);
    assert.ok(bank(world).told.every(({ what }) => what !== "crowned"));
  });
});

describe("the bounty", () => {
  it("is 15 embers, banked at once for who ends the crown's wearer", () => {
    const world = four();
    bank(world, 0, 20);
    assert.deepEqual(end(world, 1, 2), [{ what: "bounty", tick: 1, slot: 2, embers: 15 }]);
    assert.equal(world.scores[2]?.banked, 15);
    assert.equal(world.scores[1]?.banked, 20, "the wearer loses nothing of what is banked");
    assert.equal(world.crown, 1);
  });

  it("may make its winner the leader, in that very tick", () => {
    const world = four();
    bank(world, 0, 12);
    end(world, 1, 2);
    run(world, 1, IDLE);
    assert.equal(world.crown, 2);
  });

  it("is not paid for anybody else, nor to oneself, nor to who has left", () => {
    const world = four();
    bank(world, 0, 20);
    assert.deepEqual(end(world, 0, 2), []);
    leave(world, 3);
    assert.deepEqual(end(world, 1, 3), []);
    const again = four();
    bank(again, 0, 20);
    assert.deepEqual(end(again, 1, 1), []);
    assert.equal(again.scores[1]?.banked, 20);
  });
});
