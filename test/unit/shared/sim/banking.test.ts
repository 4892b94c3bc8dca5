// The bank channel: a second and a half within a beacon's ring, unbroken.
import assert from "node:assert/strict";
import { beaconAt, cool, isWarm } from "../../../../shared/sim/banking.ts";
import { damage } from "../../../../shared/sim/combat.ts";
import { startRound } from "../../../../shared/sim/round.ts";
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
    assert.deepEqual(events.told, [
      { what: "banked", tick: 45, slot: 0, embers: 17 },
      { what: "crowned", tick: 45, slot: 0 },
    ]);
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

describe("a cold beacon", () => {
  /** Two skimmers with embers at the first of five beacons, the second 5 ticks behind. */
  function atTheFirst(): World {
    const arena = flatArena("small");
    arena.beacons = [300, 800, 1300, 1800, 2300].map((x) => ({ x, y: 300 }));
    const world = worldOf([arena.beacons[0], { x: arena.beacons[0].x + 60, y: 300 }], arena);
    Object.assign(skimmerOf(world, 0), { embers: 5, bankTicks: BANK.channelTicks - 1 });
    Object.assign(skimmerOf(world, 1), { embers: 7, bankTicks: BANK.channelTicks - 6 });
    return world;
  }

  it("is what banking makes it, for 20 s: the channel of whoever else is there breaks", () => {
    const world = atTheFirst();
    const events = recorder(world);
    run(world, 1, IDLE, events);
    assert.deepEqual(world.coldUntil, [601, 0, 0, 0, 0]);
    assert.equal(skimmerOf(world, 1).bankTicks, 0);
    run(world, 599, IDLE, events);
    assert.equal(skimmerOf(world, 1).bankTicks, 0);
    run(world, 1, IDLE, events);
    assert.equal(skimmerOf(world, 1).bankTicks, 1, "warm again in tick 601");
    run(world, BANK.channelTicks - 1, IDLE, events);
    const told = events.told.filter(({ what }) => what === "banked");
    assert.deepEqual(
      told.map(({ tick }) => tick),
      [1, 645],
    );
  });

  it("leaves the others warm", () => {
    const world = atTheFirst();
    run(world, 1, IDLE);
    Object.assign(skimmerOf(world, 1), world.arena.beacons[1]);
    run(world, BANK.channelTicks, IDLE);
    assert.equal(world.scores[1]?.banked, 7);
  });

  it("warms up early when fewer than two would be warm: the one that has been cold longest", () => {
    const coldUntil = [0, 0, 0, 0, 0];
    const warm = (tick: number): number[] => [0, 1, 2, 3, 4].filter((i) => isWarm(coldUntil, i, tick));
    for (const [beacon, tick, left] of [
      [3, 10, [0, 1, 2, 4]],
      [0, 20, [1, 2, 4]],
      [4, 20, [1, 2]],
      [1, 30, [2, 3]],
      [3, 31, [0, 2]],
      [2, 32, [0, 4]],
      [0, 700, [1, 2, 3, 4]],
    ] as const) {
      cool(coldUntil, beacon, tick);
      assert.deepEqual(warm(tick), left, `tick ${tick}`);
    }
  });

  it("on a map with fewer than three beacons there is none too few: the only one stays warm", () => {
    const coldUntil = [0];
    cool(coldUntil, 0, 5);
    assert.ok(isWarm(coldUntil, 0, 5));
  });

  it("is forgotten when a round begins", () => {
    const world = atTheFirst();
    run(world, 1, IDLE);
    startRound(world, 1);
    assert.deepEqual(world.coldUntil, [0, 0, 0, 0, 0]);
  });
});
