// Portals: near one, one is beyond its partner; no way back for a second, and nothing else passes.
import assert from "node:assert/strict";
import { Button } from "../../../../shared/sim/input.ts";
import { PORTAL, PULSE } from "../../../../shared/tunables.ts";
import {
  all,
  depthInRock,
  distance,
  flatArena,
  press,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

const [A, B] = [
  { x: 1000, y: 1000 },
  { x: 2200, y: 1800 },
];
const arena = () => Object.assign(flatArena("small"), { portals: [A, B] });

describe("a portal", () => {
  it("within 34 u of its middle leads 42 u beyond its partner, the way one flies, velocity kept", () => {
    const world = worldOf([{ x: 900, y: 1000 }], arena());
    const own = skimmerOf(world, 0);
    const { hop } = own;
    while (own.hop === hop) {
      assert.ok(own.x < A.x - PORTAL.radius, `still here at ${own.x}`);
      run(world, 1, all(press(1, 0)));
    }
    assert.deepEqual({ x: own.x, y: own.y }, { x: B.x + 42, y: B.y });
    assert.equal(own.hop, hop + 1);
    assert.ok(own.vx > 200 && own.vy === 0);
    assert.equal(own.portalTicks, 30);
    const { vx } = own;
    run(world, 1, all(press(1, 0)));
    assert.ok(own.vx >= vx && own.x > B.x + 42);
  });

  it("passes nobody who stays beyond 34 u", () => {
    const world = worldOf([{ x: 900, y: A.y + 35 }], arena());
    run(world, 60, all(press(1, 0)));
    assert.equal(skimmerOf(world, 0).y, A.y + 35);
  });

  it("lets nobody back for a second, and anybody after it", () => {
    const world = worldOf([{ x: A.x - 30, y: A.y }], arena());
    const own = skimmerOf(world, 0);
    run(world, 1, all(press()));
    // At rest one leaves in the very middle, where the way back is.
    assert.deepEqual({ x: own.x, y: own.y }, B);
    run(world, 30, all(press()));
    assert.deepEqual({ x: own.x, y: own.y, ticks: own.portalTicks }, { ...B, ticks: 0 });
    run(world, 1, all(press()));
    assert.deepEqual({ x: own.x, y: own.y }, A);
  });

  it("is passed in a dash, at any angle", () => {
    for (let aim = 0; aim < 65536; aim += 3001) {
      const world = worldOf([{ x: A.x - 34 - 20, y: A.y + ((aim >> 8) % 40) - 20 }], arena());
      const own = skimmerOf(world, 0);
      run(world, 8, all(press(0, 0, Button.dash, aim)));
      const there = distance(own, B) < distance(own, A);
      assert.equal(there, own.portalTicks > 0);
      assert.equal(depthInRock(world.arena, own.x, own.y, 16), 0);
    }
  });

  it("begins a life without the wait of the last", () => {
    const world = worldOf([{ x: A.x, y: A.y }], arena());
    const own = skimmerOf(world, 0);
    run(world, 1, all(press()));
    Object.assign(own, { alive: false, respawnTicks: 1 });
    run(world, 1, all(press()));
    assert.deepEqual([own.alive, own.portalTicks], [true, 0]);
  });

  it("lets shots fly past", () => {
    const world = worldOf([{ x: 900, y: 1000 }], arena());
    run(world, 1, all(press(0, 0, Button.fire, 0)));
    run(world, 12, all(press()));
    const [shot] = world.projectiles;
    assert.ok(shot.x > A.x + PULSE.muzzle && Math.abs(shot.y - A.y) < 20, `${shot.x},${shot.y}`);
  });

  it("its wait passes with one's inputs: who sends none waits on", () => {
    const world = worldOf([A], arena());
    run(world, 1, all(press()));
    run(world, 40, () => null);
    assert.equal(skimmerOf(world, 0).portalTicks, PORTAL.cooldownTicks);
  });
});
