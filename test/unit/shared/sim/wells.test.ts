// Gravity wells: how hard they pull where and when, and that thrust always gets out.
import assert from "node:assert/strict";
import { pullToWells, wellPull } from "../../../../shared/sim/wells.ts";
import { TICK_HZ, WELL } from "../../../../shared/tunables.ts";
import {
  all,
  distance,
  flatArena,
  lengthOf,
  press,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

const MIDDLE = { x: 1500, y: 1500 };
/** The tick in which the pull is at its strongest. */
const HIGH = WELL.pulseTicks / 4;
const arena = () => Object.assign(flatArena("small"), { wells: [MIDDLE] });

/** Acceleration towards the middle at a distance, u/s². */
function pullAt(far: number, tick: number = HIGH): number {
  const body = { x: MIDDLE.x + far, y: MIDDLE.y, vx: 0, vy: 0 };
  pullToWells([MIDDLE], body, tick);
  assert.ok(Math.abs(body.vy) < 1e-9);
  return -body.vx * TICK_HZ;
}

describe("a gravity well", () => {
  it("pulls with 650 u/s² half-way in, with nothing in its middle, at its rim of 340 u and beyond", () => {
    assert.ok(Math.abs(pullAt(170) - 650) < 1e-6);
    for (const far of [0, 340, 341, 2000]) assert.ok(pullAt(far) === 0);
    for (let far = 1; far < 340; far++) {
      assert.ok(pullAt(far) > 0 && pullAt(far) <= 650 + 1e-6);
      assert.ok(Math.abs(pullAt(far) - pullAt(far - 1)) < 8, `a step at ${far}`);
    }
    assert.ok(pullAt(20) < 40 && pullAt(320) < 40, "gentle in the core and at the rim");
  });

  it("swells and ebbs between half and all of it every 8 s", () => {
    const pulls = Array.from({ length: 480 }, (_, tick) => wellPull(tick));
    assert.deepEqual(pulls.slice(0, 240), pulls.slice(240));
    assert.ok(Math.abs(Math.max(...pulls) - 1) < 1e-9 && Math.abs(Math.min(...pulls) - 0.5) < 1e-9);
    for (const [i, pull] of pulls.entries()) assert.ok(Math.abs(pull - pulls[(i + 1) % 480]) < 0.01);
  });

  it("draws who drifts to its middle", () => {
    const world = worldOf([{ x: MIDDLE.x + 200, y: MIDDLE.y + 100 }], arena());
    run(world, 300, all(press()));
    assert.ok(distance(skimmerOf(world, 0), MIDDLE) < 60);
  });

  it("lets out who thrusts, from anywhere in it, whatever it carries, within two seconds", () => {
    for (const [x, y] of [
      [0, 0],
      [170, 0],
      [-120, 120],
    ]) {
      const world = worldOf([{ x: MIDDLE.x + x, y: MIDDLE.y + y }], arena());
      skimmerOf(world, 0).embers = 50;
      run(world, 60, all(press(-1, 0)));
      assert.ok(distance(skimmerOf(world, 0), MIDDLE) > WELL.radius);
    }
  });

  it("lets nobody fly faster than without it", () => {
    const world = worldOf([{ x: MIDDLE.x - 400, y: MIDDLE.y + 20 }], arena());
    const own = skimmerOf(world, 0);
    for (let i = 0; i < 60; i++) {
      run(world, 1, all(press(1, 0)));
      assert.ok(lengthOf(own.vx, own.vy) <= 430.1);
    }
  });
});
