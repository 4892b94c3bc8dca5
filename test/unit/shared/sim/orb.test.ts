// The Orb: slow, bouncing, to be shot, dashed through and thrown back.
import assert from "node:assert/strict";
import { follow, placeOn, startFlight } from "../../../../client/net/shot-flight.ts";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { bounce, STEP_OF } from "../../../../shared/sim/flight.ts";
import { Button, Hand, withHand } from "../../../../shared/sim/input.ts";
import { launch } from "../../../../shared/sim/projectile.ts";
import { hashInts } from "../../../../shared/sim/random.ts";
import { Flying } from "../../../../shared/sim/things.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import { ORB, SPLASH_LEAST } from "../../../../shared/tunables/arsenal.ts";
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

const FIRE = press(0, 0, withHand(Button.fire, Hand.orb));
const IDLE = all(press());
const WEST = 32768;

const alone = (): World => worldOf([{ x: 500, y: 1000 }]);
const orbAt = (world: World, x: number, y: number, aim = 0, owner = 0): void =>
  launch(world, owner, 1, x, y, aim, Flying.orb);
const hurts = (told: ReturnType<typeof recorder>["told"]) =>
  told.flatMap((t) => (t.what === "hurt" ? [[t.victim, t.damage, t.weapon, t.by]] : []));

describe("an Orb", () => {
  it("flies 260 u/s, takes one of its shells, and lives 8 s", () => {
    const world = alone();
    skimmerOf(world, 0).orbAmmo = 1;
    run(world, 1, only(0, FIRE));
    const [orb] = world.projectiles;
    assert.equal(orb.kind, Flying.orb);
    assert.ok(Math.abs(distance(orb, { x: 520, y: 1000 }) - 260 / 30) < 1e-9);
    assert.equal(skimmerOf(world, 0).orbAmmo, 0);
    assert.deepEqual([ORB.speed, ORB.bounces, ORB.damage, ORB.lifeTicks], [260, 3, 35, 240]);
  });

  it("bounces off rock three times as light off a mirror, and bursts at the fourth", () => {
    // A corridor between x = 640 and x = 896.
    const arena = flatArena("small", [
      [4, 7],
      [7, 7],
    ]);
    const world = worldOf([{ x: 2000, y: 2000 }], arena);
    const events = recorder(world);
    orbAt(world, 700, 960);
    const headings: number[] = [];
    while (world.projectiles.length > 0) {
      const { heading } = world.projectiles[0];
      if (headings.at(-1) !== heading) headings.push(heading);
      run(world, 1, IDLE, events);
    }
    assert.deepEqual(headings, [0, WEST, 0, WEST]);
    const burst = events.told.find((t) => t.what === "burst");
    assert.ok(burst?.what === "burst" && Math.abs(burst.x - 640) < 1, JSON.stringify(burst));
  });

  it("turns by the side that it meets", () => {
    const arena = flatArena("small", [[5, 5]]);
    const at = (x: number, y: number, heading: number) => {
      const way = { kind: Flying.orb, x, y, heading, left: 1, flown: 0, reach: 0 };
      bounce(arena, way);
      return way.heading;
    };
    // On the left side of the tile, flying down right; on its top, flying down right; into its corner.
    assert.equal(at(640, 700, 8192), WEST - 8192);
    assert.equal(at(700, 640, 8192), 65536 - 8192);
    assert.equal(at(640, 640, 8192), 8192 + WEST);
  });

  for (const seed of [1, 2, 3]) {
    it(`is on screen where the server has it, to the last bit but one, over every bounce (seed ${seed})`, () => {
      const arena = makeArena(seed, "small");
      const world = worldOf([{ x: 100, y: 100 }], arena);
      skimmerOf(world, 0).alive = false;
      for (let n = 0; n < 20; n++) {
        const from = arena.spawns[n % arena.spawns.length];
        const heading = hashInts(seed, n) & 0xffff;
        orbAt(world, from.x, from.y, heading);
        const [orb] = world.projectiles;
        const way = startFlight(arena, Flying.orb, orb.ax, orb.ay, orb.aim, orb.bounces);
        const seen = { x: 0, y: 0 };
        while (world.projectiles.length > 0) {
          run(world, 1, IDLE);
          if (world.projectiles.length === 0) break;
          // Launched before the tick, and not in it: one tick less.
          const far = (world.tick - orb.anchorTick - 1) * STEP_OF[Flying.orb];
          assert.ok(follow(arena, way, far));
          placeOn(way, far, seen);
          assert.ok(distance(seen, orb) < 1e-6, `${distance(seen, orb)} u apart`);
        }
      }
    });
  }

  it("bursts on who it meets: 35 in the middle, 35% of it at the rim of 90 u, nothing behind rock, nothing for its owner", () => {
    const arena = flatArena("small", [[8, 9]]);
    const world = worldOf(
      [
        { x: 990, y: 1010 },
        { x: 1000, y: 1000 },
        { x: 1000, y: 1105 },
        { x: 1000, y: 895 },
        { x: 1000, y: 1300 },
      ],
      arena,
    );
    const events = recorder(world);
    orbAt(world, 960, 1000);
    run(world, 3, IDLE, events);
    const [first, ...others] = hurts(events.told);
    assert.deepEqual(first.slice(0, 1).concat(first.slice(2)), [1, Weapon.orb, 0]);
    assert.ok((first[1] as number) >= 33, `${first[1]}`);
    assert.deepEqual(
      others.map(([victim]) => victim),
      [2, 3],
    );
    for (const [, damage] of others)
      assert.ok((damage as number) >= Math.floor(35 * SPLASH_LEAST) && damage < 20);
    assert.deepEqual(world.projectiles, []);
  });

  it("is passed by a dash in its first ticks", () => {
    const world = worldOf([
      { x: 2000, y: 2000 },
      { x: 560, y: 1000 },
    ]);
    const events = recorder(world);
    orbAt(world, 520, 1000);
    run(world, 1, only(1, press(-1, 0, Button.dash)), events);
    run(world, 3, IDLE, events);
    assert.deepEqual(hurts(events.told), []);
    assert.equal(world.projectiles.length, 1);
  });

  it("can be shot, by anybody's Pulse or pellet, and goes off where it is, for its owner", () => {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 900, y: 1000 },
      { x: 930, y: 1040 },
    ]);
    const events = recorder(world);
    orbAt(world, 800, 1000, 0, 1);
    launch(world, 0, 5, 700, 1000, 0);
    run(world, 5, IDLE, events);
    const burst = events.told.find((t) => t.what === "burst");
    assert.ok(burst?.what === "burst" && burst.owner === 1 && burst.weapon === Weapon.orb);
    assert.deepEqual(world.projectiles, []);
  });

  it("is thrown back by a guard that faces it, with its bounces, as the guard's own", () => {
    const world = worldOf([
      { x: 300, y: 1000 },
      { x: 560, y: 1000 },
    ]);
    const events = recorder(world);
    orbAt(world, 520, 1000);
    run(world, 2, only(1, press(0, 0, Button.guard, WEST)), events);
    assert.deepEqual(
      world.projectiles.map(({ kind, owner, heading, left, bounces }) => [
        kind,
        owner,
        heading,
        left,
        bounces,
      ]),
      [[Flying.orb, 1, WEST, 3, 3]],
    );
    run(world, 40, IDLE, events);
    assert.deepEqual(
      hurts(events.told).map(([victim, , weapon, by]) => [victim, weapon, by]),
      [[0, Weapon.orb, 1]],
    );
  });
});
