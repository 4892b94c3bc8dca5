// The bank channel: a second and a half within a beacon's ring, unbroken.
import assert from "node:assert/strict";
import { beaconAt } from "../../../../shared/sim/banking.ts";
import { damage } from "../../../../shared/sim/combat.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import { BANK } from "../../../../shared/tunables.ts";
import { all, flatArena, layMote, press, recorder, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

const IDLE = all(press());

/** One skimmer with `embers`, `off` u east of the beacon. */
function atBeacon(embers: number, off = 0): World {
  const arena = flatArena("small");
  const [beacon] = arena.beacons;
  const world = worldOf([{ x: beacon.x + off, y: beacon.y }], arena);
  skimmerOf(world, 0).embers = embers;
  return world;
}

describe("banking", () => {
  it("turns every ember into score after 1.5 s, and tells it once", () => {
    const world = atBeacon(17);
    const events = recorder(world);
    run(world, 44, IDLE, events);
    assert.deepEqual([skimmerOf(world, 0).embers, world.scores[0]?.banked], [17, 0]);
    run(world, 1, IDLE, events);
    assert.deepEqual([skimmerOf(world, 0).embers, world.scores[0]?.banked], [0, 17]);
    run(world, 60, IDLE, events);
    assert.deepEqual(events.told, [{ what: "banked", tick: 45, slot: 0, embers: 17 }]);
  });

  it("takes along what was gathered during the channel", () => {
    const world = atBeacon(3);
    run(world, 40, IDLE);
    layMote(world, skimmerOf(world, 0).x, skimmerOf(world, 0).y);
    run(world, 5, IDLE);
    assert.equal(world.scores[0]?.banked, 4);
  });

  it("does not begin with empty hands: the channel starts with the first ember", () => {
    const world = atBeacon(0);
    run(world, 100, IDLE);
    assert.equal(skimmerOf(world, 0).bankTicks, 0);
    layMote(world, skimmerOf(world, 0).x, skimmerOf(world, 0).y);
    run(world, 44, IDLE);
    assert.equal(world.scores[0]?.banked, 0);
    run(world, 1, IDLE);
    assert.equal(world.scores[0]?.banked, 1);
  });

  it("starts over when damage breaks it", () => {
    const world = atBeacon(5);
    run(world, 40, IDLE);
    damage(world, skimmerOf(world, 0), 0, 9, 0, Weapon.pulse, recorder(world));
    assert.equal(skimmerOf(world, 0).bankTicks, 0);
    run(world, 44, IDLE);
    assert.equal(world.scores[0]?.banked, 0);
    run(world, 1, IDLE);
    assert.equal(world.scores[0]?.banked, 5);
  });

  it("starts over when the ring is left, for one input even", () => {
    const world = atBeacon(5);
    run(world, 44, IDLE);
    const skimmer = skimmerOf(world, 0);
    skimmer.x += BANK.radius + 1;
    run(world, 1, IDLE);
    assert.equal(skimmer.bankTicks, 0);
    skimmer.x -= BANK.radius + 1;
    run(world, 44, IDLE);
    assert.equal(world.scores[0]?.banked, 0);
  });

  it("the ring is 96 u wide", () => {
    const arena = flatArena("small");
    const [{ x, y }] = arena.beacons;
    assert.equal(beaconAt(arena, x + 96, y), 0);
    assert.equal(beaconAt(arena, x, y - 96), 0);
    assert.equal(beaconAt(arena, x + 96.125, y), -1);
    assert.equal(beaconAt(arena, x + 68, y + 68), -1);
  });

  it("moving about within the ring is no hindrance", () => {
    const world = atBeacon(5);
    run(world, 45, (_slot, tick) => press(tick % 10 < 5 ? 0.5 : -0.5, 0));
    assert.equal(world.scores[0]?.banked, 5);
  });

  it("runs on the inputs that are consumed: none, no progress; nine at once, nine ticks", () => {
    const world = atBeacon(5);
    run(world, 45, () => null);
    assert.equal(skimmerOf(world, 0).bankTicks, 0);
    run(world, 5, () => Array.from({ length: 9 }, () => press()));
    assert.equal(world.scores[0]?.banked, 5);
  });
});
