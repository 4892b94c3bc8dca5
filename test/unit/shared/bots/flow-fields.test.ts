// Ways through maps: round walls, through portals, never into rock, the same for everybody.
import assert from "node:assert/strict";
import { isStraight, wayLength, waypoint } from "../../../../shared/bots/flow-fields.ts";
import { steer, thrustAlong } from "../../../../shared/bots/steering.ts";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { direction } from "../../../../shared/sim/math.ts";
import { type Arena, isSolid, type Place, tileUnder } from "../../../../shared/sim/tiles.ts";
import { ARENA } from "../../../../shared/tunables.ts";
import { distance, flatArena, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

/** A wall across the map at column 12 with a gap in row `gap`. */
const walled = (gap: number): Arena =>
  flatArena(
    "small",
    Array.from({ length: 24 }, (_, row) => [12, row] as const).filter(([, row]) => row !== gap),
  );

/** Ticks that a bot's legs need from place to place, at most 900. */
function journey(arena: Arena, from: Place, goal: Place): number {
  const world = worldOf([from], arena);
  const own = skimmerOf(world, 0);
  while (world.tick < 900 && distance(own, goal) > 60) {
    const way = waypoint(arena, own, goal);
    const course = { arena, x: own.x, y: own.y, side: 1, tick: world.tick, hazards: [] };
    const heading = steer(course, direction(way.x - own.x, way.y - own.y), distance(own, way));
    run(world, 1, () => ({
      move: thrustAlong(arena, own, heading, world.tick),
      aim: 0,
      buttons: 0,
      view: 0,
    }));
  }
  return world.tick;
}

describe("ways through a map", () => {
  it("a way is as long as it is: straight, across, round a wall", () => {
    const from = { x: 64, y: 64 };
    assert.equal(wayLength(flatArena("small"), from, { x: 64 + 5 * 128, y: 64 }), 5 * 128);
    assert.equal(wayLength(flatArena("small"), from, { x: 64 + 5 * 128, y: 64 + 5 * 128 }), 7 * 128);
    const round = wayLength(walled(23), { x: 11 * 128 + 64, y: 64 }, { x: 13 * 128 + 64, y: 64 });
    assert.ok(round > 2 * 22 * 128, `${round} u`);
  });

  it("a portal is a step to its partner", () => {
    const arena = {
      ...walled(99),
      portals: [
        { x: 500, y: 500 },
        { x: 2500, y: 500 },
      ],
    };
    const from = { x: 700, y: 500 };
    assert.ok(wayLength(arena, from, { x: 2300, y: 500 }) < 800);
    assert.deepEqual(waypoint(arena, { x: 500, y: 560 }, { x: 2300, y: 500 }), { x: 500, y: 500, portal: 0 });
    assert.ok(journey(arena, from, { x: 2300, y: 500 }) < 200);
  });

  it("where no way leads, the goal itself is headed for", () => {
    const goal = { x: 2500, y: 900 };
    assert.deepEqual(waypoint(walled(99), { x: 300, y: 900 }, goal), { ...goal, portal: -1 });
  });

  it("who wishes to be in rock comes near it", () => {
    const arena = flatArena("small", [[10, 10]]);
    const { x, y } = waypoint(arena, { x: 1000, y: 1344 }, { x: 1344, y: 1344 });
    assert.ok(!isSolid(tileUnder(arena, x, y)));
  });

  it("property: on real maps every waypoint lies in the open, straight ahead but from the tightest places", () => {
    let blind = 0;
    let asked = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const arena = makeArena(seed, "medium");
      for (const from of arena.spawns) {
        for (const goal of arena.beacons) {
          const way = waypoint(arena, from, goal);
          asked += 1;
          if (!isStraight(arena, from, way) && way.portal === -1) blind += 1;
          assert.ok(!isSolid(tileUnder(arena, way.x, way.y)));
        }
      }
    }
    assert.ok(blind <= asked / 20, `${blind} of ${asked} lead through rock`);
  });

  it("gets everywhere on real maps, without standing at a wall", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const arena = makeArena(seed, "small");
      const took = journey(arena, arena.spawns[seed % arena.spawns.length], arena.beacons[seed % 5]);
      assert.ok(took < 600, `seed ${seed}: ${took} ticks`);
    }
  });

  it("more goals than are kept cost nothing but time", () => {
    const arena = makeArena(3, "large");
    const from = arena.spawns[0];
    const lengths = (): number[] =>
      Array.from({ length: 100 }, (_, i) => wayLength(arena, from, { x: i * ARENA.tile * 0.6, y: 64 }));
    assert.deepEqual(lengths(), lengths());
  });
});
