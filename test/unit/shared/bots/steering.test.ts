// Getting somewhere round rock: headings that are clear, and ways round walls.
import assert from "node:assert/strict";
import fc from "fast-check";
import { clearDistance, steer as steerOn, thrustAlong } from "../../../../shared/bots/steering.ts";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { packMove } from "../../../../shared/sim/input.ts";
import { cos, direction, sin, turnBetween } from "../../../../shared/sim/math.ts";
import type { Arena, Place } from "../../../../shared/sim/tiles.ts";
import { SKIMMER } from "../../../../shared/tunables.ts";
import { depthInRock, distance, flatArena, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

/** The heading on a course at tick 0, without hazards. */
const steer = (arena: Arena, x: number, y: number, wanted: number, far: number, side: number): number =>
  steerOn({ arena, x, y, side, tick: 0, hazards: [] }, wanted, far);

/** Ticks that a skimmer steered from `from` needs to `goal`, at most 600. */
function journey(arena: Arena, from: Place, goal: Place, side: number): number {
  const world = worldOf([from], arena);
  const own = skimmerOf(world, 0);
  while (world.tick < 600 && distance(own, goal) > 40) {
    const wanted = direction(goal.x - own.x, goal.y - own.y);
    const heading = steer(arena, own.x, own.y, wanted, distance(own, goal), side);
    run(world, 1, () => ({ move: packMove(cos(heading), sin(heading)), aim: 0, buttons: 0, view: 0 }));
  }
  return world.tick;
}

describe("the clear distance", () => {
  it("is that of the skimmer's whole width", () => {
    const arena = flatArena("small", [[10, 10]]);
    const before = { x: 1000, y: 1280 - SKIMMER.radius };
    assert.equal(clearDistance(arena, before.x, before.y, 0, 900) < 281, true);
    assert.equal(clearDistance(arena, before.x, 1280 - SKIMMER.radius - 10, 0, 900), 900);
  });

  it("property: a skimmer that flies it straight touches no rock", () => {
    const arena = makeArena(12, "small");
    const at = fc.integer({ min: 20, max: 3050 });
    fc.assert(
      fc.property(at, at, fc.integer({ min: 0, max: 65535 }), (x, y, heading) => {
        fc.pre(depthInRock(arena, x, y, SKIMMER.radius + 6) === 0);
        const way = clearDistance(arena, x, y, heading, 300);
        for (let along = 0; along <= way - 2 * SKIMMER.radius; along += 4) {
          const depth = depthInRock(
            arena,
            x + cos(heading) * along,
            y + sin(heading) * along,
            SKIMMER.radius,
          );
          assert.ok(depth < SKIMMER.radius / 2, `${depth} u deep after ${along} of ${way} u`);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("steering", () => {
  it("goes straight where the way is clear", () => {
    const arena = flatArena("small");
    for (let wanted = 0; wanted < 65536; wanted += 997)
      assert.equal(steer(arena, 1500, 1500, wanted, 500, 1), wanted);
  });

  it("does not mind rock behind the goal", () => {
    const arena = flatArena("small", [[10, 10]]);
    assert.equal(steer(arena, 1180, 1344, 0, 60, 1), 0);
    assert.notEqual(steer(arena, 1180, 1344, 0, 160, 1), 0);
  });

  it("the preferred side breaks ties", () => {
    const arena = flatArena("small", [[10, 10]]);
    const [one, other] = [1, -1].map((side) => turnBetween(0, steer(arena, 1150, 1344, 0, 500, side)));
    assert.ok(one * other < 0, `${one} and ${other}`);
  });

  it("property: from open ground the heading it answers has more room than a wall ahead", () => {
    // Gates and wells are kept off, too: that may cost room.
    const arena = { ...makeArena(13, "small"), gates: [], wells: [] };
    const at = fc.integer({ min: 20, max: 3050 });
    const query = fc.record({ x: at, y: at, wanted: fc.integer({ min: 0, max: 65535 }) });
    fc.assert(
      fc.property(query, fc.constantFrom(1, -1), ({ x, y, wanted }, side) => {
        fc.pre(depthInRock(arena, x, y, SKIMMER.radius + 6) === 0);
        const heading = steer(arena, x, y, wanted, 400, side);
        assert.ok(Number.isInteger(heading) && heading >= 0 && heading < 65536);
        const way = clearDistance(arena, x, y, heading, 190);
        assert.ok(way >= clearDistance(arena, x, y, wanted, 190));
        assert.ok(way > 10, `${way} u of room`);
      }),
      { numRuns: 1000 },
    );
  });

  for (const side of [1, -1]) {
    it(`gets round a rock and a wall of three in the way, side ${side}`, () => {
      const walls: [number, number][][] = [
        [[10, 10]],
        [
          [10, 9],
          [10, 10],
          [10, 11],
        ],
      ];
      for (const wall of walls) {
        const took = journey(flatArena("small", wall), { x: 1000, y: 1344 }, { x: 1700, y: 1344 }, side);
        assert.ok(took < 300, `${wall.length} tiles: ${took} ticks`);
      }
    });
  }

  it("gets to most places of real maps by itself", () => {
    let arrived = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const arena = makeArena(seed, "small");
      const [from, goal] = [arena.spawns[seed % arena.spawns.length], arena.beacons[seed % 5]];
      if (journey(arena, from, goal, seed % 2 === 0 ? 1 : -1) < 600) arrived++;
    }
    assert.ok(arrived >= 40, `${arrived} of 60 journeys ended`);
  });
});

describe("steering round what moves", () => {
  const course = { x: 1000, y: 1500, side: 1, tick: 0, hazards: [] };

  it("keeps out of a hazard, and leaves one that it is in", () => {
    const arena = flatArena("small");
    const hazards = [{ x: 1120, y: 1500, radius: 64 }];
    const heading = steerOn({ ...course, arena, hazards }, 0, 400);
    assert.ok(Math.abs(turnBetween(0, heading)) >= 3600, `${heading} leads through it`);
    const within = { ...course, arena, hazards, x: 1130 };
    assert.equal(steerOn(within, 0, 400), 0);
  });

  it("keeps off a gate's bar where that will be, and minds none that will be away", () => {
    const across = { x: 1100, y: 1500, phase: 16384, speed: 0 };
    const along = { ...across, phase: 0, x: 1300, y: 1700 };
    assert.notEqual(steerOn({ ...course, arena: { ...flatArena("small"), gates: [across] } }, 0, 400), 0);
    assert.equal(steerOn({ ...course, arena: { ...flatArena("small"), gates: [along] } }, 0, 400), 0);
  });

  it("holds its heading beside a well, and against what speed there is to the side", () => {
    const arena = { ...flatArena("small"), wells: [{ x: 1500, y: 1330 }] };
    const off = [true, false].map((compensates) => {
      const world = worldOf([{ x: 1250, y: 1500 }], arena);
      const own = skimmerOf(world, 0);
      own.vy = -200;
      run(world, 30, () => ({
        move: compensates ? thrustAlong(arena, own, 0, world.tick) : packMove(1, 0),
        aim: 0,
        buttons: 0,
        view: 0,
      }));
      return Math.abs(own.y - 1500);
    });
    assert.ok(off[0] < 45 && off[0] < off[1] / 2, `${off[0]} u off with, ${off[1]} u without`);
  });
});
