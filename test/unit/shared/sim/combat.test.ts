// What damage does, what a death leaves and where it leads: the numbers of dying and coming back.
import assert from "node:assert/strict";
import { damage } from "../../../../shared/sim/combat.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import {
  all,
  distance,
  flatArena,
  motesOf,
  only,
  press,
  recorder,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

function duel(): World {
  return worldOf([
    { x: 500, y: 1000 },
    { x: 1500, y: 1000 },
  ]);
}

const kill = (world: World, victim: number, by: number) => {
  const events = recorder(world);
  damage(world, skimmerOf(world, victim), by, 100, 0, Weapon.pulse, events);
  return events.told;
};

describe("damage", () => {
  it("is taken from the hit points, tells of the blow and ends the one who has none left", () => {
    const world = duel();
    const victim = skimmerOf(world, 1);
    const events = recorder(world);
    damage(world, victim, 0, 60, 77, Weapon.lance, events);
    assert.equal(victim.hitPoints, 40);
    assert.deepEqual(events.told, [
      { what: "hurt", tick: 0, victim: 1, by: 0, damage: 60, aim: 77, weapon: Weapon.lance },
    ]);
    damage(world, victim, 0, 60, 77, Weapon.lance, events);
    assert.equal(victim.hitPoints, 0);
    assert.equal(victim.alive, false);
    assert.deepEqual(
      events.told.map(({ what }) => what),
      ["hurt", "hurt", "killed"],
    );
  });

  it("is not healed by time", () => {
    const world = duel();
    damage(world, skimmerOf(world, 1), 0, 30, 0, Weapon.pulse, recorder(world));
    run(world, 900, all(press(0.3, 0.3)));
    assert.equal(skimmerOf(world, 1).hitPoints, 70);
  });

  it("a kill counts once for each side; one's own death is nobody's kill", () => {
    const world = duel();
    kill(world, 1, 0);
    assert.deepEqual({ ...world.scores[0] }, { slot: 0, banked: 0, kills: 1, deaths: 0 });
    assert.deepEqual({ ...world.scores[1] }, { slot: 1, banked: 0, kills: 0, deaths: 1 });
    kill(world, 0, 0);
    assert.deepEqual({ ...world.scores[0] }, { slot: 0, banked: 0, kills: 1, deaths: 1 });
  });

  it("by someone who has left counts for nobody", () => {
    const world = duel();
    assert.equal(kill(world, 1, 77).at(-1)?.what, "killed");
    assert.equal(skimmerOf(world, 1).alive, false);
  });
});

describe("a death", () => {
  for (const [embers, dropped] of [
    [0, 0],
    [1, 0],
    [2, 1],
    [10, 7],
    [33, 23],
    [50, 35],
  ]) {
    it(`with ${embers} embers drops ${dropped}: 70%, whole embers, within 90 u`, () => {
      const world = duel();
      const victim = skimmerOf(world, 1);
      victim.embers = embers;
      const place = { x: victim.x, y: victim.y };
      kill(world, 1, 0);
      const motes = motesOf(world);
      assert.equal(
        motes.reduce((sum, { value }) => sum + value, 0),
        dropped,
      );
      for (const mote of motes) assert.ok(distance(mote, place) <= 90.2, `${distance(mote, place)} u away`);
      assert.equal(victim.embers, 0);
    });
  }

  it("beside rock drops nothing into rock", () => {
    const wall = flatArena("small", [
      [8, 7],
      [8, 8],
      [7, 8],
    ]);
    const world = worldOf([{ x: 8 * 128 - 16, y: 8 * 128 - 16 }], wall);
    skimmerOf(world, 0).embers = 50;
    kill(world, 0, 0);
    assert.equal(motesOf(world).length, 35);
    for (const { x, y } of motesOf(world)) assert.ok(!(x >= 1024 && y >= 896) && !(y >= 1024 && x >= 896));
  });

  it("ends flight, dash and bank channel at once", () => {
    const world = duel();
    run(world, 3, only(1, press(1, 0, Button.dash)));
    Object.assign(skimmerOf(world, 1), { bankTicks: 30 });
    kill(world, 1, 0);
    const { vx, vy, dashTicks, bankTicks } = skimmerOf(world, 1);
    assert.deepEqual({ vx, vy, dashTicks, bankTicks }, { vx: 0, vy: 0, dashTicks: 0, bankTicks: 0 });
  });

  it("shots that are under way go on, and count for the dead", () => {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 800, y: 1000 },
    ]);
    run(world, 1, only(0, press(0, 0, Button.fire)));
    skimmerOf(world, 1).hitPoints = 9;
    kill(world, 0, 1);
    const events = recorder(world);
    run(world, 12, all(press()), events);
    assert.equal(events.told.at(-1)?.what, "killed");
    assert.equal(world.scores[0]?.kills, 1);
  });
});
