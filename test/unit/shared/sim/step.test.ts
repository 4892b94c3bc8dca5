// The order of a tick as it shows from outside: who acts first, what a shove leaves behind, what stops between rounds.
import assert from "node:assert/strict";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { nextBelow } from "../../../../shared/sim/random.ts";
import { DASH, ROUND, SKIMMER } from "../../../../shared/tunables.ts";
import {
  all,
  depthInRock,
  distance,
  flatArena,
  layMote,
  only,
  press,
  pseudoInput,
  recorder,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

const R = SKIMMER.radius;

describe("step", () => {
  it("takes every input that the feed hands out, in the order of the slots", () => {
    const world = worldOf([
      { x: 500, y: 500 },
      { x: 500, y: 900 },
    ]);
    const asked: number[] = [];
    run(world, 1, (slot) => {
      asked.push(slot);
      return slot === 1 ? [press(1, 0), press(1, 0), press(1, 0)] : null;
    });
    assert.deepEqual(asked, [0, 1]);
    assert.deepEqual([skimmerOf(world, 0).x, skimmerOf(world, 0).vx], [500, 0]);
    const once = worldOf([{ x: 500, y: 900 }]);
    run(once, 3, all(press(1, 0)));
    assert.equal(skimmerOf(world, 1).x, skimmerOf(once, 0).x, "three inputs move like three ticks");
    assert.equal(world.tick, 1);
  });

  it("who gets no input neither flies on nor brakes", () => {
    const world = worldOf([{ x: 500, y: 500 }]);
    run(world, 20, all(press(1, 0)));
    const { x, vx } = skimmerOf(world, 0);
    run(world, 5, () => null);
    assert.deepEqual([skimmerOf(world, 0).x, skimmerOf(world, 0).vx], [x, vx]);
  });

  it("two who fly at each other are apart after every tick, and bounce", () => {
    const world = worldOf([
      { x: 1000, y: 1000 },
      { x: 1200, y: 1000 },
    ]);
    const [a, b] = [skimmerOf(world, 0), skimmerOf(world, 1)];
    let bounced = false;
    for (let i = 0; i < 60; i++) {
      run(world, 1, (slot) => press(slot === 0 ? 1 : -1, 0));
      assert.ok(distance(a, b) >= 2 * R - 0.2, `overlap in tick ${world.tick}`);
      if (a.vx < 0 && b.vx > 0) bounced = true;
    }
    assert.ok(bounced);
  });

  it("nobody is shoved into rock, not even one who waits for inputs", () => {
    for (const side of ["edge", "corner"] as const) {
      const world = worldOf([
        { x: R, y: side === "edge" ? 500 : R },
        { x: 120, y: side === "edge" ? 500 : 120 },
      ]);
      const aim = press(-1, side === "edge" ? 0 : -1, Button.dash);
      for (let tick = 0; tick < 12; tick++) {
        run(world, 1, (slot) => (slot === 1 ? aim : null));
        for (const slot of [0, 1]) {
          const s = skimmerOf(world, slot);
          const depth = depthInRock(world.arena, s.x, s.y, R);
          assert.ok(depth < 0.1, `${side}: slot ${slot} is ${depth} u in rock in tick ${world.tick}`);
        }
      }
    }
  });

  it("twenty who press through real maps stay out of rock in every tick", function () {
    this.timeout(30_000);
    for (let seed = 1; seed <= 12; seed++) {
      const arena = makeArena(seed, "small");
      const dice = { random: seed };
      const home = arena.spawns[nextBelow(dice, arena.spawns.length)];
      const places = Array.from({ length: 20 }, (_, i) => ({ x: home.x + (i % 5) * 33, y: home.y + i }));
      const world = worldOf(places, arena, seed);
      for (let tick = 0; tick < 300; tick++) {
        run(world, 1, (slot, now) => ({
          ...pseudoInput(seed, slot >> 2, now),
          buttons: now % 80 < 40 ? 4 : 0,
        }));
        for (const s of world.skimmers) {
          if (s === null) continue;
          const depth = depthInRock(arena, s.x, s.y, R);
          assert.ok(depth < 0.15, `seed ${seed} tick ${tick} slot ${s.slot}: ${depth} u in rock`);
        }
      }
    }
  });

  it("of two who touch the same mote, the lower slot gets it", () => {
    const world = worldOf([
      { x: 1033, y: 1000 },
      { x: 1000, y: 1000 },
    ]);
    layMote(world, 1016, 1000);
    run(world, 1, all(press()));
    assert.deepEqual([skimmerOf(world, 0).embers, skimmerOf(world, 1).embers], [1, 0]);
  });

  it("between rounds inputs are taken and let go, and everything stands still", () => {
    const world = worldOf(
      [
        { x: 500, y: 500 },
        { x: 700, y: 500 },
      ],
      flatArena("small"),
    );
    run(world, 5, only(0, press(1, 0, Button.fire)));
    world.phaseEndsTick = world.tick + 1;
    run(world, 1, only(0, press(1, 0, Button.fire)));
    assert.equal(world.phase, 1);
    const skimmers = structuredClone(world.skimmers);
    let taken = 0;
    const events = recorder(world);
    run(
      world,
      ROUND.scoresTicks - 1,
      () => {
        taken++;
        return press(1, 1, Button.fire | Button.dash);
      },
      events,
    );
    assert.equal(taken, 2 * (ROUND.scoresTicks - 1));
    assert.deepEqual(world.skimmers, skimmers);
    assert.deepEqual(world.projectiles, []);
    assert.deepEqual(events.told, []);
    assert.equal(skimmerOf(world, 0).dashCharges, DASH.charges);
  });
});
