// Embers on the ground: gathering, the pool, and growing back in the dark.
import assert from "node:assert/strict";
import fc from "fast-check";
import { clearMotes, moteTarget, scatterMotes, touchesMote } from "../../../../shared/sim/motes.ts";
import { PLAIN_SPAWNER } from "../../../../shared/sim/plain-spawner.ts";
import { joinAt, startRound } from "../../../../shared/sim/round.ts";
import { withEmbers } from "../../../../shared/sim/taking.ts";
import { Pickup } from "../../../../shared/sim/things.ts";
import { makeWorld, type World } from "../../../../shared/sim/world.ts";
import { ARENA, EMBERS, LIGHT, lightRadius, SKIMMER } from "../../../../shared/tunables.ts";
import {
  all,
  depthInRock,
  distance,
  layMote,
  motesOf,
  press,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

const IDLE = all(press());

/** A round as a room would start it. */
function round(seed: number, size: "small" | "medium" | "large" = "small"): World {
  const world = makeWorld(seed, size, PLAIN_SPAWNER);
  startRound(world, 0);
  return world;
}

/** The pool, its count, its free ids and its grid tell the same story. */
function assertPool(world: World): void {
  const motes = motesOf(world);
  assert.equal(world.moteCount, motes.length);
  assert.equal(world.freeMotes.length, EMBERS.maxMotes - motes.length);
  const ids = [...world.freeMotes, ...motes.map(({ id }) => id)].sort((a, b) => a - b);
  assert.deepEqual(
    ids,
    Array.from({ length: EMBERS.maxMotes }, (_, i) => i),
  );
  const found = new Int32Array(EMBERS.maxMotes);
  const count = world.moteGrid.near(world.arena.side / 2, world.arena.side / 2, world.arena.side, found);
  assert.equal(count, motes.length);
}

describe("gathering", () => {
  it("takes what is within 34 u of the centre and nothing beyond", () => {
    const world = worldOf([{ x: 1000, y: 1000 }]);
    layMote(world, 1034, 1000);
    layMote(world, 1000, 965.875);
    layMote(world, 1024, 1024);
    layMote(world, 1024.125, 1024.125);
    run(world, 1, IDLE);
    assert.equal(skimmerOf(world, 0).embers, 2);
    assert.equal(motesOf(world).length, 2);
  });

  it("stops at 50: the lowest ids first, the rest stays", () => {
    const world = worldOf([{ x: 1000, y: 1000 }]);
    skimmerOf(world, 0).embers = 47;
    const laid = Array.from({ length: 6 }, (_, i) => layMote(world, 1000 + i, 1000).id);
    run(world, 1, IDLE);
    assert.equal(skimmerOf(world, 0).embers, SKIMMER.maxEmbers);
    assert.deepEqual(
      motesOf(world)
        .map(({ id }) => id)
        .sort((a, b) => a - b),
      laid.sort((a, b) => a - b).slice(3),
    );
    run(world, 10, IDLE);
    assert.equal(motesOf(world).length, 3);
  });

  it("the order does not depend on the order in which motes were laid", () => {
    const left = (order: number[]): number[] => {
      const world = worldOf([{ x: 1000, y: 1000 }]);
      world.freeMotes.push(...order);
      for (let i = 0; i < order.length; i++) layMote(world, 990 + i, 1000);
      skimmerOf(world, 0).embers = 48;
      run(world, 1, IDLE);
      return motesOf(world).map(({ id }) => id);
    };
    assert.deepEqual(left([2000, 2001, 2002, 2003]), [2002, 2003]);
    assert.deepEqual(left([2003, 2001, 2000, 2002]), [2002, 2003]);
  });

  it("a mote of more embers is taken whole, up to what a hand holds", () => {
    assert.equal(withEmbers(10, 5), 15);
    assert.equal(withEmbers(48, 25), 50);
    const world = worldOf([{ x: 1000, y: 1000 }]);
    layMote(world, 1000, 1000, 25);
    run(world, 1, IDLE);
    assert.equal(skimmerOf(world, 0).embers, 25);
  });

  it("happens on each input, along the way", () => {
    const world = worldOf([{ x: 1000, y: 1000 }]);
    Object.assign(skimmerOf(world, 0), { vx: 430 });
    for (let x = 1040; x < 1300; x += 40) layMote(world, x, 1000);
    run(world, 1, () => Array.from({ length: 9 }, () => press(1, 0)));
    assert.equal(skimmerOf(world, 0).embers, 4, "to 129 u on, and 34 more");
  });

  it("touches by the same measure everywhere", () => {
    assert.equal(touchesMote(0, 0, { x: 34, y: 0 }), true);
    assert.equal(touchesMote(0, 0, { x: 34.001, y: 0 }), false);
  });
});

describe("light", () => {
  it("is 260 u and 12 more for every ember, up to 860", () => {
    for (let embers = 0; embers <= SKIMMER.maxEmbers; embers++)
      assert.equal(lightRadius(embers), 260 + 12 * embers);
    assert.equal(lightRadius(50), LIGHT.max);
    assert.equal(lightRadius(60), LIGHT.max);
  });
});

describe("the motes of a round", () => {
  it("are 600 on the medium map and 1,500 on the large one", () => {
    assert.ok(Math.abs(moteTarget(ARENA.sides.medium) - 600) < 10);
    assert.ok(Math.abs(moteTarget(ARENA.sides.large) - 1500) < 60);
    for (const size of ["small", "medium", "large"] as const) {
      const world = round(3, size);
      const target = moteTarget(world.arena.side);
      const embers = motesOf(world).filter(({ kind }) => kind === Pickup.ember).length;
      assert.ok(embers <= target && embers > target * 0.97, `${embers} of ${target}`);
    }
  });

  it("lie where a skimmer can reach them", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const world = round(seed);
      for (const { x, y } of motesOf(world)) assert.equal(depthInRock(world.arena, x, y, 10), 0);
      assertPool(world);
    }
  });

  it("grow back up to the target, one in 0.2 s at most, and no further", () => {
    const world = round(5);
    const target = moteTarget(world.arena.side);
    clearMotes(world);
    assert.equal(world.moteCount, 0);
    let most = 0;
    for (let tick = 0; tick < target * EMBERS.regrowTicks * 1.2; tick++) {
      const before = world.moteCount;
      run(world, 1, IDLE);
      most = Math.max(most, world.moteCount - before);
      if (world.moteCount > before) assert.equal(world.tick % EMBERS.regrowTicks, 0);
    }
    assert.equal(most, 1);
    assert.equal(world.moteCount, target);
    assertPool(world);
  });

  it("grow back only in the dark: out of every light", () => {
    const world = round(6);
    for (let slot = 0; slot < 6; slot++) joinAt(world, slot);
    clearMotes(world);
    // A wide light and narrow ones: it is not the distance that counts.
    skimmerOf(world, 0).embers = 50;
    const seen = new Set<number>();
    for (let tick = 0; tick < 1200; tick++) {
      run(world, 1, IDLE);
      for (const mote of motesOf(world)) {
        if (seen.has(mote.id)) continue;
        seen.add(mote.id);
        // What lies at spots comes back there, seen or not.
        if (mote.kind !== Pickup.ember) continue;
        for (let slot = 0; slot < 6; slot++) {
          const far = distance(mote, skimmerOf(world, slot));
          const light = lightRadius(skimmerOf(world, slot).embers);
          assert.ok(far >= light, `a mote ${far} u from slot ${slot}, whose light reaches ${light} u`);
        }
      }
    }
    assert.ok(seen.size > 150, `only ${seen.size} grew back`);
  });

  it("more than the target (a feast of the dead) are left alone", () => {
    const world = round(7);
    scatterMotes(world, world.arena.forge.x, world.arena.forge.y, 100);
    const count = world.moteCount;
    run(world, 60, IDLE);
    assert.equal(world.moteCount, count);
  });

  it("property: whatever is scattered and cleared, the pool stays whole and never overflows", () => {
    const world = round(8);
    const act = fc.oneof(
      fc.record({ scatter: fc.integer({ min: 0, max: 900 }), x: fc.nat(3000), y: fc.nat(3000) }),
      fc.constant("clear" as const),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 6, size: "max" }), (acts) => {
        for (const a of acts) {
          if (a === "clear") clearMotes(world);
          else scatterMotes(world, a.x, a.y, a.scatter);
        }
        assertPool(world);
      }),
      { numRuns: 60 },
    );
  });
});
