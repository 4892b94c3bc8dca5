// Circle against rock and circle against circle: out of rock at any speed and angle, momentum kept in a shove.
import assert from "node:assert/strict";
import fc from "fast-check";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { bounceOffRock, rayToRock, shove } from "../../../../shared/sim/collision.ts";
import { Button, packMove } from "../../../../shared/sim/input.ts";
import { cos, sin } from "../../../../shared/sim/math.ts";
import { stepSkimmer } from "../../../../shared/sim/movement.ts";
import { plainSkimmer } from "../../../../shared/sim/plain-spawner.ts";
import { hashInts, nextBelow } from "../../../../shared/sim/random.ts";
import { type Arena, isSolid, tileUnder } from "../../../../shared/sim/tiles.ts";
import type { Skimmer } from "../../../../shared/sim/world.ts";
import { ARENA, DASH, DT, SKIMMER } from "../../../../shared/tunables.ts";
import { depthInRock, distance, flatArena, lengthOf, press } from "../../../helpers/world.ts";

/** Deeper than the grid of the wire rounds, u: 1/16 along each axis. */
const EPSILON = 0.1;
const R = SKIMMER.radius;

const flier = (over: Partial<Skimmer>): Skimmer => ({
  ...plainSkimmer(0),
  alive: true,
  hitPoints: 100,
  dashCharges: DASH.charges,
  ...over,
});

describe("rock", () => {
  const wall = flatArena(
    "small",
    [10, 11, 12, 13].map((row) => [12, row] as const),
  );
  const face = 12 * ARENA.tile;

  it("turns a head-on velocity back with restitution 0.35", () => {
    const body = { x: face - R + 3, y: 12 * ARENA.tile, vx: 400, vy: 0 };
    bounceOffRock(wall, body);
    assert.ok(Math.abs(body.vx + 0.35 * 400) < 1e-9, String(body.vx));
    assert.ok(Math.abs(body.x - (face - R)) < 1e-9, String(body.x));
    assert.equal(body.vy, 0);
  });

  it("leaves the velocity along the face as it is", () => {
    const body = { x: face - R + 3, y: 11.5 * ARENA.tile, vx: 300, vy: 200 };
    bounceOffRock(wall, body);
    assert.ok(Math.abs(body.vx + 105) < 1e-9 && Math.abs(body.vy - 200) < 1e-9, `${body.vx} ${body.vy}`);
  });

  it("does not touch a body that only grazes it, nor one that flies away", () => {
    const beside = { x: face - R, y: 1500, vx: 0, vy: 300 };
    bounceOffRock(wall, beside);
    assert.deepEqual(beside, { x: face - R, y: 1500, vx: 0, vy: 300 });
    const leaving = { x: face - R + 2, y: 1500, vx: -300, vy: 0 };
    bounceOffRock(wall, leaving);
    assert.equal(leaving.vx, -300);
  });

  it("a flight along a wall of several tiles is not braked at their seams", () => {
    const skimmer = flier({ x: face - R, y: 10 * ARENA.tile + 20, vy: 400 });
    for (let i = 0; i < 20; i++) {
      stepSkimmer(wall, skimmer, press(0.5, 1), null, 0);
      assert.ok(skimmer.vy > 300, `braked to ${skimmer.vy} at ${skimmer.y}`);
    }
  });

  it("the edge of the map is rock", () => {
    const flat = flatArena("small");
    const skimmer = flier({ x: 40, y: 40 });
    for (let i = 0; i < 30; i++) stepSkimmer(flat, skimmer, press(-1, -1), null, 0);
    assert.ok(Math.abs(skimmer.x - R) < 1 && Math.abs(skimmer.y - R) < 1, `${skimmer.x} ${skimmer.y}`);
  });

  it("a dash into an inner corner, from any nearby place, ends in front of it", () => {
    const flat = flatArena("small");
    for (let x = R; x < 60; x += 1.125) {
      for (let y = R; y < 60; y += 1.125) {
        const skimmer = flier({ x, y });
        for (let i = 0; i < DASH.durationTicks + 1; i++) {
          stepSkimmer(flat, skimmer, press(-1, -1, Button.dash), null, 0);
          const depth = depthInRock(flat, skimmer.x, skimmer.y, R);
          assert.ok(
            depth < EPSILON,
            `from ${x},${y}, step ${i}: ${depth} u deep at ${skimmer.x},${skimmer.y}`,
          );
        }
      }
    }
  });

  it("nobody ends in rock or behind it, whatever the map, the heading and the dashes", function () {
    this.timeout(60_000);
    for (let seed = 1; seed <= 120; seed++) flyAbout(makeArena(seed, "small"), seed, 400);
  });

  it("property: a dash at any angle at any rock stays where floor connects without a jump", () => {
    const arena = makeArena(77, "medium");
    const place = fc.record({
      x: fc.integer({ min: 16, max: arena.side - 16 }),
      y: fc.integer({ min: 16, max: arena.side - 16 }),
      aim: fc.integer({ min: 0, max: 65535 }),
    });
    fc.assert(
      fc.property(place, ({ x, y, aim }) => {
        fc.pre(depthInRock(arena, x, y, R) === 0);
        const skimmer = flier({ x, y });
        for (let i = 0; i < DASH.durationTicks; i++) {
          const before = { x: skimmer.x, y: skimmer.y, hop: skimmer.hop };
          stepSkimmer(arena, skimmer, press(0, 0, Button.dash, aim), null, i);
          assert.ok(depthInRock(arena, skimmer.x, skimmer.y, R) < EPSILON);
          assert.ok(
            skimmer.hop !== before.hop || seesStraight(arena, before, skimmer),
            "passed through rock",
          );
        }
      }),
      { numRuns: 3000 },
    );
  });
});

/** Random headings and dashes; every step ends outside rock, and no step is longer than a dash allows. */
function flyAbout(arena: Arena, seed: number, count: number): void {
  const dice = { random: hashInts(seed, 4) };
  const start = arena.spawns[nextBelow(dice, arena.spawns.length)];
  const skimmer = flier({ ...start });
  let move = 0;
  for (let i = 0; i < count; i++) {
    const before = { x: skimmer.x, y: skimmer.y, hop: skimmer.hop };
    if (i % 9 === 0) move = packMove(cos(nextBelow(dice, 65536)), sin(nextBelow(dice, 65536)));
    skimmer.dashCharges = 2;
    const buttons = nextBelow(dice, 3) === 0 ? Button.dash : 0;
    stepSkimmer(arena, skimmer, { move, aim: nextBelow(dice, 65536), buttons, view: 0 }, null, i);
    const depth = depthInRock(arena, skimmer.x, skimmer.y, R);
    assert.ok(depth < EPSILON, `seed ${seed} step ${i}: ${depth} u in rock at ${skimmer.x},${skimmer.y}`);
    if (skimmer.hop !== before.hop) continue;
    const moved = distance(skimmer, before);
    // A bounce at a corner also pushes out, by less than a radius.
    assert.ok(moved <= DASH.speed * DT + R, `seed ${seed} step ${i}: a jump of ${moved} u`);
    assert.ok(seesStraight(arena, before, skimmer), `seed ${seed} step ${i}: through rock`);
  }
}

/** True when the middle thirds of a skimmer could have gone straight from a to b: no whole tile of rock between. */
function seesStraight(arena: Arena, a: { x: number; y: number }, b: { x: number; y: number }): boolean {
  let inside = 0;
  for (let i = 0; i <= 64; i++) {
    const t = i / 64;
    if (isSolid(tileUnder(arena, a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t))) inside++;
  }
  // A bounce round an outer corner may cut it by less than a radius; a tunnel would be a tile long.
  return inside <= 32;
}

describe("shove", () => {
  const body = (x: number, y: number, vx: number, vy: number, embers = 0) => ({ x, y, vx, vy, embers });

  it("two equals head on part with 0.35 of their closing speed", () => {
    const a = body(1000, 1000, 300, 0);
    const b = body(1030, 1000, -300, 0);
    assert.equal(shove(a, b), true);
    assert.deepEqual([a.vx, b.vx, a.vy, b.vy], [-105, 105, 0, 0]);
    assert.deepEqual([a.x, b.x], [999, 1031]);
  });

  it("the laden one (mass 1 + 0.02 per ember) gives way half as much", () => {
    const light = body(1000, 1000, 200, 0, 0);
    const heavy = body(1026, 1000, 0, 0, 50);
    shove(light, heavy);
    assert.ok(Math.abs(1000 - light.x - 4) <= 1 / 16, String(light.x));
    assert.ok(Math.abs(heavy.x - 1026 - 2) <= 1 / 16, String(heavy.x));
    // Of 1.35 × 200 the light one takes two thirds.
    assert.ok(Math.abs(light.vx - (200 - 180)) <= 1 / 32 && Math.abs(heavy.vx - 90) <= 1 / 32);
  });

  it("does nothing at a distance, parts without a bounce those that fly apart", () => {
    const a = body(1000, 1000, 0, 0);
    assert.equal(shove(a, body(1032, 1000, 0, 0)), false);
    const b = body(1020, 1000, 50, 0);
    assert.equal(shove(a, b), true);
    assert.deepEqual([a.vx, b.vx], [0, 50]);
  });

  it("parts two on the very same spot", () => {
    const a = body(1000, 1000, 0, 0);
    const b = body(1000, 1000, 0, 0);
    shove(a, b);
    assert.deepEqual([a.x, b.x, a.y, b.y], [984, 1016, 1000, 1000]);
  });

  const place = fc.integer({ min: 8000, max: 8256 }).map((v) => v / 8);
  const speed = fc.integer({ min: -950 * 32, max: 950 * 32 }).map((v) => v / 32);
  const bodies = fc.record({
    x: place,
    y: place,
    vx: speed,
    vy: speed,
    embers: fc.integer({ min: 0, max: 50 }),
  });

  it("property: momentum is kept, nobody overlaps afterwards, no energy is won", () => {
    fc.assert(
      fc.property(bodies, bodies, (a, b) => {
        fc.pre(lengthOf(a.vx, a.vy) <= 700 && lengthOf(b.vx, b.vy) <= 700);
        const mass = (s: { embers: number }): number => 1 + 0.02 * s.embers;
        const sum = (f: (s: typeof a) => number): number => mass(a) * f(a) + mass(b) * f(b);
        const before = [sum((s) => s.vx), sum((s) => s.vy), sum((s) => s.vx * s.vx + s.vy * s.vy)];
        const centre = sum((s) => s.x);
        if (!shove(a, b)) return;
        assert.ok(Math.abs(sum((s) => s.vx) - before[0]) < 0.1, "momentum along x");
        assert.ok(Math.abs(sum((s) => s.vy) - before[1]) < 0.1, "momentum along y");
        assert.ok(sum((s) => s.vx * s.vx + s.vy * s.vy) <= before[2] + 200, "energy");
        assert.ok(Math.abs(sum((s) => s.x) - centre) < 0.4, "centre of mass");
        assert.ok(distance(a, b) >= 2 * R - 0.2, "overlap");
      }),
      { numRuns: 2000 },
    );
  });

  it("property: whatever meets at a dash's speed, velocities stay within what the wire carries", () => {
    const turn = fc.integer({ min: 0, max: 65535 });
    const dashing = (x: number, y: number, aim: number, embers: number) =>
      body(x, y, cos(aim) * DASH.speed, sin(aim) * DASH.speed, embers);
    fc.assert(
      fc.property(turn, turn, turn, fc.integer({ min: 0, max: 50 }), (aimA, aimB, at, embers) => {
        const a = dashing(1000, 1000, aimA, embers);
        const b = dashing(1000 + cos(at) * 20, 1000 + sin(at) * 20, aimB, 50 - embers);
        shove(a, b);
        for (const v of [a.vx, a.vy, b.vx, b.vy]) assert.ok(v >= -1024 && v < 1024, `${v} u/s`);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("a ray to rock", () => {
  it("property: ends where small steps along it first meet rock", () => {
    const arena = makeArena(5, "small");
    const ray = fc.record({
      x: fc.double({ min: 0, max: arena.side - 0.01, noNaN: true }),
      y: fc.double({ min: 0, max: arena.side - 0.01, noNaN: true }),
      aim: fc.integer({ min: 0, max: 65535 }),
      reach: fc.integer({ min: 1, max: 900 }),
    });
    fc.assert(
      fc.property(ray, ({ x, y, aim, reach }) => {
        const dx = cos(aim);
        const dy = sin(aim);
        const found = rayToRock(arena, x, y, dx, dy, reach);
        assert.ok(found >= 0 && found <= reach);
        for (let along = 0; along < found - 0.01; along += 1.5) {
          assert.ok(!isSolid(tileUnder(arena, x + dx * along, y + dy * along)), `rock ${along} u on`);
        }
        if (found < reach) {
          const beyond = tileUnder(arena, x + dx * (found + 1e-6), y + dy * (found + 1e-6));
          assert.ok(isSolid(beyond), `no rock at ${found}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is 0 within rock, and runs along the axes", () => {
    const arena = flatArena("small", [[5, 5]]);
    assert.equal(rayToRock(arena, 5.5 * 128, 5.5 * 128, 1, 0, 500), 0);
    assert.equal(rayToRock(arena, 400, 5.5 * 128, 1, 0, 500), 240);
    assert.equal(rayToRock(arena, 5.5 * 128, 300, 0, 1, 500), 340);
    assert.equal(rayToRock(arena, 100, 300, -1, 0, 500), 100);
  });
});
