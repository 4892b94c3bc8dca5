// Where everybody was: whole patches, straight lines between them, and nothing beyond what is remembered.
import assert from "node:assert/strict";
import fc from "fast-check";
import { clearPoses, forgetPoses, poseAt, recordPoses } from "../../../../shared/sim/pose-history.ts";
import { leave, startRound } from "../../../../shared/sim/round.ts";
import type { World } from "../../../../shared/sim/world.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { cloneWorld, skimmerOf, worldOf } from "../../../helpers/world.ts";

const ROWS = 32;

/** A patch of `tick` in which slot `slot` stands at (x, y). */
function patch(world: World, tick: number, x: number, y = 1000, slot = 0): void {
  world.tick = tick;
  Object.assign(skimmerOf(world, slot), { x, y });
  recordPoses(world);
}

/** Where slot `slot` was at `at`; null when that is not known or it did not live. */
function poseOf(world: World, at: number, slot = 0): { x: number; y: number } | null {
  const out = { x: -1, y: -1 };
  return poseAt(world, skimmerOf(world, slot), at, out) ? out : null;
}

const alone = (): World => worldOf([{ x: 500, y: 1000 }]);

describe("the history of poses", () => {
  it("is the patches themselves at their ticks, and a straight line between two", () => {
    const world = alone();
    patch(world, 10, 500, 1000);
    patch(world, 12, 516, 1008);
    patch(world, 13, 532, 1000);
    for (const [at, x, y] of [
      [10, 500, 1000],
      [10.5, 504, 1002],
      [11, 508, 1004],
      [11.75, 514, 1007],
      [12, 516, 1008],
      [12.25, 520, 1006],
    ])
      assert.deepEqual(poseOf(world, at), { x, y }, `at ${at}`);
  });

  it("the newest patch is followed by where it is now, at which it ends: nobody is guessed ahead", () => {
    const world = alone();
    patch(world, 10, 500);
    world.tick = 12;
    skimmerOf(world, 0).x = 532;
    assert.deepEqual(poseOf(world, 11), { x: 516, y: 1000 });
    for (const at of [12, 12.5, 400]) assert.deepEqual(poseOf(world, at), { x: 532, y: 1000 });
  });

  it("reaches back to its first patch and no further", () => {
    const world = alone();
    world.tick = 9;
    assert.equal(poseOf(world, 8.9), null);
    patch(world, 10, 500);
    world.tick = 11;
    assert.deepEqual(poseOf(world, 10), { x: 500, y: 1000 });
    assert.equal(poseOf(world, 9.99), null);
  });

  it("twice for a tick is once: the first counts", () => {
    const world = alone();
    patch(world, 10, 500);
    patch(world, 10, 900);
    world.tick = 11;
    assert.deepEqual(poseOf(world, 10), { x: 500, y: 1000 });
    assert.equal(world.poses.count, 1);
  });

  it(`keeps ${ROWS} patches, whatever came before`, () => {
    for (const patches of [ROWS, ROWS + 1, 3 * ROWS + 7]) {
      const world = alone();
      for (let tick = 1; tick <= patches; tick++) patch(world, tick, 500 + tick);
      world.tick = patches + 1;
      const oldest = patches - ROWS + 1;
      for (let tick = oldest; tick <= patches; tick++)
        assert.deepEqual(poseOf(world, tick), { x: 500 + tick, y: 1000 }, `tick ${tick} of ${patches}`);
      assert.equal(poseOf(world, oldest - 0.01), null);
    }
  });

  it("a jump is not glided across: held where it was, until it is where it went", () => {
    const world = alone();
    patch(world, 10, 500);
    skimmerOf(world, 0).hop += 1;
    patch(world, 12, 2000);
    world.tick = 13;
    for (const at of [10, 11, 11.99]) assert.deepEqual(poseOf(world, at), { x: 500, y: 1000 }, `at ${at}`);
    assert.deepEqual(poseOf(world, 12), { x: 2000, y: 1000 });
    // After the newest patch just as well.
    skimmerOf(world, 0).hop += 1;
    skimmerOf(world, 0).x = 100;
    assert.deepEqual(poseOf(world, 12.5), { x: 2000, y: 1000 });
  });

  it("the dead are nowhere; who lives again is where the new life began", () => {
    const world = alone();
    patch(world, 10, 500);
    skimmerOf(world, 0).alive = false;
    patch(world, 12, 500);
    patch(world, 13, 500);
    Object.assign(skimmerOf(world, 0), { alive: true, hop: skimmerOf(world, 0).hop + 1 });
    patch(world, 15, 2000);
    world.tick = 16;
    for (const at of [12, 12.5, 13, 14.9]) assert.equal(poseOf(world, at), null, `at ${at}`);
    assert.deepEqual(poseOf(world, 15), { x: 2000, y: 1000 });
  });

  it("everybody has a place of their own in it, and only those who fly", () => {
    const world = worldOf([
      { x: 100, y: 100 },
      { x: 200, y: 200 },
      { x: 300, y: 300 },
    ]);
    world.tick = 10;
    recordPoses(world);
    for (const s of world.skimmers) if (s !== null) s.x += 1000;
    world.tick = 12;
    assert.deepEqual(
      [0, 1, 2].map((slot) => poseOf(world, 11, slot)?.x),
      [600, 700, 800],
    );
  });

  it("forgets one and keeps the others; cleared it knows nothing, and begins anew", () => {
    const world = worldOf([
      { x: 100, y: 100 },
      { x: 200, y: 200 },
    ]);
    for (const tick of [10, 11, 13]) patch(world, tick, 100);
    world.tick = 14;
    forgetPoses(world.poses, 0);
    for (const at of [10, 11.5, 13]) assert.equal(poseOf(world, at, 0), null);
    assert.deepEqual(poseOf(world, 11.5, 1), { x: 200, y: 200 });
    clearPoses(world.poses);
    assert.equal(poseOf(world, 13, 1), null);
    patch(world, 14, 150, 100);
    world.tick = 15;
    assert.deepEqual(poseOf(world, 14), { x: 150, y: 100 });
    assert.equal(poseOf(world, 13), null);
  });

  it("who leaves is forgotten, and a new round knows nothing of the last", () => {
    const world = worldOf([
      { x: 100, y: 100 },
      { x: 200, y: 200 },
    ]);
    patch(world, 10, 100);
    world.tick = 11;
    const stayed = skimmerOf(world, 0);
    leave(world, 0);
    assert.equal(poseAt(world, stayed, 10, { x: 0, y: 0 }), false);
    assert.notEqual(poseOf(world, 10, 1), null);
    startRound(world, 1);
    assert.equal(poseOf(world, 10, 1), null);
  });

  it("is copied with the world: what happens to the copy does not happen to it", () => {
    const world = alone();
    patch(world, 10, 500);
    const copy = cloneWorld(world);
    patch(copy, 12, 900);
    forgetPoses(copy.poses, 0);
    world.tick = 11;
    assert.deepEqual(poseOf(world, 10), { x: 500, y: 1000 });
    assert.equal(world.poses.count, 1);
  });
});

interface Moment {
  tick: number;
  x: number;
  lives: boolean;
  hop: number;
}

/** What `poseOf` must answer, from a plain list of the moments that were taken down, the present last. */
function expected(moments: readonly Moment[], at: number): number | null {
  const now = moments[moments.length - 1];
  if (at >= now.tick) return now.x;
  const kept = moments.slice(0, -1).slice(-ROWS);
  const before = kept.findLastIndex(({ tick }) => tick <= at);
  if (before === -1 || !kept[before].lives) return null;
  const a = kept[before];
  const b = kept[before + 1] ?? now;
  return b.lives && a.hop === b.hop ? a.x + ((b.x - a.x) * (at - a.tick)) / (b.tick - a.tick) : a.x;
}

/** Equal but for the last bits, in which two ways to the same line differ. */
function assertNear(found: number | null, wanted: number | null, what: string): void {
  if (found === null || wanted === null) assert.equal(found, wanted, what);
  else assert.ok(Math.abs(found - wanted) < 1e-9, `${what}: ${found}, not ${wanted}`);
}

describe(`the history of poses, at large (this run's fresh seed is ${FRESH})`, () => {
  const moment = fc.record({
    after: fc.integer({ min: 1, max: 3 }),
    x: fc.integer({ min: 0, max: 20_000 }).map((eighths) => eighths / 8),
    lives: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
    hops: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  });
  for (const seed of SEEDS) {
    it(`property: answers as a list of all patches would (seed ${seed})`, () => {
      fc.assert(
        fc.property(fc.array(moment, { minLength: 2, maxLength: 60, size: "max" }), (steps) => {
          const world = alone();
          const skimmer = skimmerOf(world, 0);
          const moments: Moment[] = [];
          let hop = 0;
          for (const [i, { after, x, lives, hops }] of steps.entries()) {
            const last = i === steps.length - 1;
            if (hops) hop += 1;
            world.tick += after;
            // Who is asked about is alive now.
            Object.assign(skimmer, { x, alive: lives || last, hop });
            moments.push({ tick: world.tick, x, lives: lives || last, hop });
            if (!last) recordPoses(world);
          }
          for (let at = world.tick + 1; at > world.tick - 110; at -= 0.375)
            assertNear(poseOf(world, at)?.x ?? null, expected(moments, at), `at ${at}`);
        }),
        { seed, numRuns: 60 },
      );
    });
  }
});
