// What damage does, what a death leaves and where it leads: the numbers of dying and coming back.
import assert from "node:assert/strict";
import { damage, placeAtSpawn } from "../../../../shared/sim/combat.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { PLAIN_SPAWNER } from "../../../../shared/sim/plain-spawner.ts";
import { joinAt, startRound } from "../../../../shared/sim/round.ts";
import { makeWorld, Weapon, type World } from "../../../../shared/sim/world.ts";
import { BANK, DASH, RESPAWN, SKIMMER } from "../../../../shared/tunables.ts";
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

describe("coming back", () => {
  /** A world in which slot 0 shoots slot 1 dead; returns with the tick of the death done. */
  function justKilled(): World {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 700, y: 1000 },
    ]);
    Object.assign(skimmerOf(world, 1), { hitPoints: 9, embers: 20, dashCharges: 0 });
    const events = recorder(world);
    while (!events.told.some(({ what }) => what === "killed")) {
      run(world, 1, only(0, press(0, 0, Button.fire)), events);
      assert.ok(world.tick < 60, "the shot missed");
    }
    return world;
  }

  it("3 s after the blow it acts again: 89 inputs fall on the dead, the 90th moves it", () => {
    const world = justKilled();
    const died = world.tick;
    const victim = skimmerOf(world, 1);
    let moved = 0;
    for (let i = 0; i < 120 && moved === 0; i++) {
      const { x, y, alive } = victim;
      run(world, 1, only(1, press(1, 0)));
      if (alive && (victim.x !== x || victim.y !== y)) moved = world.tick;
    }
    assert.equal(moved - died, 90);
  });

  it("is whole, empty-handed, at rest and ready", () => {
    const world = justKilled();
    const victim = skimmerOf(world, 1);
    victim.dashHeld = true;
    run(world, 89, all(press()));
    assert.deepEqual([victim.alive, victim.dashHeld], [true, false]);
    const { hitPoints, embers, vx, vy, dashCharges, dashRefillTicks, cooldownTicks, bankTicks } = victim;
    assert.deepEqual(
      { hitPoints, embers, vx, vy, dashCharges, dashRefillTicks, cooldownTicks, bankTicks },
      {
        hitPoints: SKIMMER.hitPoints,
        embers: 0,
        vx: 0,
        vy: 0,
        dashCharges: DASH.charges,
        dashRefillTicks: 0,
        cooldownTicks: 0,
        bankTicks: 0,
      },
    );
    assert.ok(world.arena.spawns.some((spawn) => distance(spawn, victim) === 0));
  });

  it("is a jump that everybody is told of: one more, and round again after 255", () => {
    const world = justKilled();
    const victim = skimmerOf(world, 1);
    assert.equal(victim.hop, 1, "the jump into the world");
    victim.hop = 255;
    run(world, 89, all(press()));
    assert.deepEqual([victim.alive, victim.hop], [true, 0]);
  });

  it("does not wait longer for lack of inputs, nor come sooner for many", () => {
    for (const inputs of [null, Array.from({ length: 9 }, () => press(1, 0))]) {
      const world = justKilled();
      run(world, 88, (slot) => (slot === 1 ? inputs : null));
      assert.equal(skimmerOf(world, 1).alive, false);
      run(world, 1, (slot) => (slot === 1 ? inputs : null));
      assert.equal(skimmerOf(world, 1).alive, true);
    }
  });

  it("leads to a place with nobody within 900 u, a different one each time", () => {
    const places = new Set<number>();
    for (let seed = 1; seed <= 400; seed++) {
      const world = worldOf([{ x: 0, y: 0 }], flatArena("small"), seed);
      const { spawns } = world.arena;
      Object.assign(skimmerOf(world, 0), spawns[0]);
      world.skimmers[1] = { ...skimmerOf(world, 0), slot: 1, alive: false };
      const back = skimmerOf(world, 1);
      placeAtSpawn(world, back);
      const far = distance(back, spawns[0]);
      assert.ok(far >= RESPAWN.clearDistance, `seed ${seed}: ${far} u away`);
      places.add(spawns.findIndex((spawn) => distance(spawn, back) === 0));
    }
    // Of 24 places in a row, 100 u apart, those from the tenth on are clear.
    assert.equal(places.size, 15);
  });

  it("without a clear place leads to the one furthest from everybody: a full arena starts apart", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const world = makeWorld(seed, "medium", PLAIN_SPAWNER);
      startRound(world, 0);
      for (let slot = 0; slot < world.arena.spawns.length; slot++) joinAt(world, slot);
      const taken = new Set(world.skimmers.flatMap((s) => (s === null ? [] : [`${s.x},${s.y}`])));
      assert.equal(taken.size, world.arena.spawns.length, `seed ${seed}`);
    }
  });

  it("the dead are no reason to keep away", () => {
    const world = duel();
    skimmerOf(world, 0).alive = false;
    const { random } = world;
    placeAtSpawn(world, skimmerOf(world, 1));
    world.random = random;
    const place = { x: skimmerOf(world, 1).x, y: skimmerOf(world, 1).y };
    Object.assign(skimmerOf(world, 0), place);
    placeAtSpawn(world, skimmerOf(world, 1));
    assert.deepEqual({ x: skimmerOf(world, 1).x, y: skimmerOf(world, 1).y }, place);
  });

  it("a dead skimmer neither gathers nor banks", () => {
    const world = duel();
    const dead = skimmerOf(world, 1);
    kill(world, 1, 0);
    Object.assign(dead, world.arena.beacons[0], { embers: 5 });
    run(world, BANK.channelTicks + 5, all(press()));
    assert.equal(world.scores[1]?.banked, 0);
  });
});
