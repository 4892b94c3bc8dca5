// Where the others are drawn: on the very lines that the server rewinds to, bit for bit, and never across a jump.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Timeline } from "../../../../client/net/timeline.ts";
import { SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import { poseAt, recordPoses } from "../../../../shared/sim/pose-history.ts";
import { MAX_SLOTS } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { skimmerOf, worldOf } from "../../../helpers/world.ts";

const ROWS = 16;

interface Sample {
  slot?: number;
  x?: number;
  y?: number;
  alive?: boolean;
  hop?: number;
}

/** A skimmer as a patch brings it. */
const seen = ({ slot = 0, x = 500, y = 1000, alive = true, hop = 3 }: Sample): SkimmerSchema =>
  Object.assign(new SkimmerSchema(), { slot, x, y, alive, hop });

function timelineOf(...patches: (Sample & { tick: number })[]): Timeline {
  const timeline = new Timeline();
  for (const { tick, ...sample } of patches) timeline.add(tick, seen(sample));
  return timeline;
}

/** Where a slot is drawn at `at`; null when nothing is known of it. */
function drawn(timeline: Timeline, at: number, slot = 0): { x: number; y: number } | null {
  const out = { x: -1, y: -1 };
  return timeline.at(slot, at, out) ? out : null;
}

describe("the timeline", () => {
  it("is the patches themselves at their ticks, a straight line between two, and held beyond the ends", () => {
    const timeline = timelineOf(
      { tick: 10, x: 500, y: 1000 },
      { tick: 12, x: 516, y: 1008 },
      { tick: 13, x: 532, y: 1000 },
    );
    for (const [at, x, y] of [
      [-5, 500, 1000],
      [9.99, 500, 1000],
      [10, 500, 1000],
      [10.5, 504, 1002],
      [11.75, 514, 1007],
      [12, 516, 1008],
      [12.25, 520, 1006],
      [13, 532, 1000],
      [14, 532, 1000],
      [400, 532, 1000],
    ])
      assert.deepEqual(drawn(timeline, at), { x, y }, `at ${at}`);
  });

  it("knows nothing of who was never seen, and keeps everybody apart", () => {
    const timeline = timelineOf({ tick: 10, slot: 0, x: 100 }, { tick: 10, slot: MAX_SLOTS - 1, x: 900 });
    timeline.add(12, seen({ slot: 0, x: 116 }));
    assert.equal(drawn(timeline, 11, 1), null);
    assert.equal(timeline.livesAt(1, 11), false);
    assert.equal(drawn(timeline, 11, 0)?.x, 108);
    assert.equal(drawn(timeline, 11, MAX_SLOTS - 1)?.x, 900);
  });

  it("a hop is not glided across: held where it was, until it is where it went", () => {
    const timeline = timelineOf(
      { tick: 10, x: 500, hop: 255 },
      { tick: 12, x: 2000, hop: 0 },
      { tick: 13, x: 2016, hop: 0 },
    );
    for (const at of [10, 11, 11.99]) assert.equal(drawn(timeline, at)?.x, 500, `at ${at}`);
    assert.equal(drawn(timeline, 12)?.x, 2000);
    const hops = [9, 10, 11.9, 12].map((at) => timeline.hopAt(0, at));
    assert.deepEqual(hops, [-1, 255, 255, 0]);
    assert.equal(drawn(timeline, 12.5)?.x, 2008);
  });

  it("nor is a death, nor a return from it; the dead lie where they died", () => {
    const timeline = timelineOf(
      { tick: 10, x: 500 },
      { tick: 12, x: 540, alive: false },
      { tick: 13, x: 540, alive: false },
      { tick: 15, x: 2000, hop: 4 },
    );
    assert.equal(drawn(timeline, 11.9)?.x, 500);
    for (const at of [12, 12.5, 13, 14.9]) assert.equal(drawn(timeline, at)?.x, 540, `at ${at}`);
    assert.equal(drawn(timeline, 15)?.x, 2000);
    for (const [at, lives] of [
      [9.9, false],
      [10, true],
      [11.9, true],
      [12, false],
      [14.9, false],
      [15, true],
      [99, true],
    ] as const)
      assert.equal(timeline.livesAt(0, at), lives, `at ${at}`);
  });

  it("who was out of sight is forgotten: what comes back is drawn from where it then is", () => {
    const timeline = timelineOf({ tick: 10, slot: 5, x: 500 }, { tick: 10, slot: 6, x: 700 });
    timeline.forget(5);
    assert.equal(drawn(timeline, 10, 5), null);
    assert.equal(timeline.livesAt(5, 10), false);
    assert.equal(drawn(timeline, 10, 6)?.x, 700);
    timeline.add(40, seen({ slot: 5, x: 3000 }));
    for (const at of [10, 25, 39.9, 40]) assert.equal(drawn(timeline, at, 5)?.x, 3000, `at ${at}`);
    assert.equal(timeline.livesAt(5, 39.9), false, "nobody has seen it live before");
  });

  it(`keeps ${ROWS} patches of each, whatever came before`, () => {
    for (const patches of [1, ROWS - 1, ROWS, ROWS + 1, 5 * ROWS + 7]) {
      const timeline = new Timeline();
      for (let n = 1; n <= patches; n++) timeline.add(2 * n, seen({ x: 500 + 8 * n }));
      const oldest = Math.max(1, patches - ROWS + 1);
      for (let at = 2 * oldest; at <= 2 * patches; at += 0.25)
        assert.equal(drawn(timeline, at)?.x, 500 + 4 * at, `at ${at} of ${patches}`);
      assert.equal(drawn(timeline, 2 * oldest - 1)?.x, 500 + 8 * oldest, "held at the oldest");
      assert.equal(timeline.livesAt(0, 2 * oldest), true);
      assert.equal(timeline.livesAt(0, 2 * oldest - 0.25), false);
    }
  });
});

describe(`the timeline and the server's history (this run's fresh seed is ${FRESH})`, () => {
  const place = fc.integer({ min: 0, max: 65_535 }).map((eighths) => eighths / 8);
  const moment = fc.record({
    after: fc.integer({ min: 1, max: 3 }),
    x: place,
    y: place,
    lives: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
    hops: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  });
  for (const seed of SEEDS) {
    it(`[V3] property: draw everybody on the very same places, to the last bit (seed ${seed})`, () => {
      fc.assert(
        fc.property(
          fc.array(moment, { minLength: 2, maxLength: 40, size: "max" }),
          fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
          (moments, shares) => {
            const world = worldOf([{ x: 500, y: 1000 }]);
            const skimmer = skimmerOf(world, 0);
            const timeline = new Timeline();
            const ticks: number[] = [];
            for (const { after, x, y, lives, hops } of moments) {
              world.tick += after;
              const hop = (skimmer.hop + (hops ? 1 : 0)) & 255;
              Object.assign(skimmer, { x, y, alive: lives, hop });
              recordPoses(world);
              timeline.add(world.tick, seen({ x, y, alive: lives, hop }));
              ticks.push(world.tick);
            }
            const newest = world.tick;
            const oldest = ticks[Math.max(0, ticks.length - ROWS)];
            // The server has gone on since, and who is asked about lives now.
            world.tick += 2;
            Object.assign(skimmer, { x: 1, y: 2, alive: true });
            const between = shares.map((share) => oldest + (newest - oldest) * share);
            for (const at of [...between, ...ticks.filter((tick) => tick >= oldest)]) {
              const judged = { x: -1, y: -1 };
              const lived = poseAt(world, skimmer, at, judged);
              assert.equal(timeline.livesAt(0, at), lived, `lives at ${at}`);
              if (lived) assert.deepEqual(drawn(timeline, at), judged, `at ${at}`);
            }
          },
        ),
        { seed, numRuns: 200 },
      );
    });
  }
});
