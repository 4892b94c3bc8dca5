// Coming back: when, as what, and away from the others and their fights.
import assert from "node:assert/strict";
import { damage } from "../../../../shared/sim/combat.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { PLAIN_SPAWNER } from "../../../../shared/sim/plain-spawner.ts";
import { markBlow, placeAtSpawn } from "../../../../shared/sim/respawn.ts";
import { joinAt, startRound } from "../../../../shared/sim/round.ts";
import { makeWorld, NEVER, Weapon, type World } from "../../../../shared/sim/world.ts";
import { BANK, DASH, RESPAWN, SKIMMER } from "../../../../shared/tunables.ts";
import {
  all,
  distance,
  flatArena,
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

  it("in a crowd leads to where fewest stand: a hundred share the places of a map evenly", () => {
    const world = makeWorld(3, "large", PLAIN_SPAWNER);
    startRound(world, 0);
    for (let slot = 0; slot < 100; slot++) joinAt(world, slot);
    const { spawns } = world.arena;
    const crowds = spawns.map((at) => world.skimmers.filter((s) => s?.x === at.x && s.y === at.y).length);
    assert.ok(Math.max(...crowds) <= Math.ceil(100 / spawns.length), crowds.join());
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

  it("leads away from where somebody was hit in the last 6 s, too", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const world = worldOf([{ x: 100, y: 100 }], flatArena("small"), seed);
      const { spawns } = world.arena;
      world.tick = 1000;
      markBlow(world, spawns[0].x, spawns[0].y);
      world.tick += RESPAWN.blowTicks - 1;
      placeAtSpawn(world, skimmerOf(world, 0));
      assert.ok(distance(skimmerOf(world, 0), spawns[0]) >= RESPAWN.clearDistance, `seed ${seed}`);
    }
  });

  it("an old blow is no reason to keep away", () => {
    const places = new Set<number>();
    for (let seed = 1; seed <= 400; seed++) {
      const world = worldOf([{ x: 100, y: 100 }], flatArena("small"), seed);
      world.tick = 1000;
      markBlow(world, world.arena.spawns[0].x, world.arena.spawns[0].y);
      world.tick += RESPAWN.blowTicks;
      placeAtSpawn(world, skimmerOf(world, 0));
      places.add(skimmerOf(world, 0).x);
    }
    assert.equal(places.size, 24);
  });

  it("between a fight at one end and somebody at the other leads to the middle", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const world = worldOf(
        [
          { x: 0, y: 0 },
          { x: 0, y: 0 },
        ],
        flatArena("small"),
        seed,
      );
      const { spawns } = world.arena;
      spawns.length = 13;
      Object.assign(skimmerOf(world, 0), spawns[0]);
      markBlow(world, spawns[12].x, spawns[12].y);
      placeAtSpawn(world, skimmerOf(world, 1));
      assert.equal(
        spawns.findIndex((s) => distance(s, skimmerOf(world, 1)) === 0),
        6,
        `seed ${seed}`,
      );
    }
  });

  it("the last 16 blows are remembered, in a ring, and forgotten with the round", () => {
    const world = duel();
    for (let i = 0; i < 20; i++) {
      world.tick = i;
      damage(world, skimmerOf(world, i & 1), 0, 1, 0, Weapon.pulse, recorder(world));
    }
    assert.deepEqual(
      world.blows.map(({ tick }) => tick),
      [16, 17, 18, 19, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    );
    assert.deepEqual(world.blows[0], { x: 500, y: 1000, tick: 16 });
    assert.equal(world.nextBlow, 4);
    startRound(world, 1);
    assert.ok(world.blows.every(({ x, y, tick }) => x === 0 && y === 0 && tick === NEVER));
    assert.equal(world.nextBlow, 0);
  });

  it("a dead skimmer neither gathers nor banks", () => {
    const world = duel();
    const dead = skimmerOf(world, 1);
    damage(world, dead, 0, 100, 0, Weapon.pulse, recorder(world));
    Object.assign(dead, world.arena.beacons[0], { embers: 5 });
    run(world, BANK.channelTicks + 5, all(press()));
    assert.equal(world.scores[1]?.banked, 0);
  });
});
