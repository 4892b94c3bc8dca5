// Team-mates do not hurt each other, with anything; opponents do.
import assert from "node:assert/strict";
import { Button, Hand, withHand } from "../../../../shared/sim/input.ts";
import { areMates, teamSize } from "../../../../shared/sim/teams.ts";
import type { World } from "../../../../shared/sim/world.ts";
import { SKIMMER } from "../../../../shared/tunables.ts";
import { rushWorld } from "../../../helpers/match.ts";
import { press, run, skimmerOf } from "../../../helpers/world.ts";

/** Slot 0 fires at `target` 110 u before it, who stands still; what that has left. */
function leftAfter(target: number, buttons: number): { world: World; left: number } {
  const world = rushWorld();
  world.arena.tiles.fill(0);
  Object.assign(skimmerOf(world, 0), { x: 1000, y: 700, scatterAmmo: 5, orbAmmo: 5, mineAmmo: 5 });
  Object.assign(skimmerOf(world, target), { x: 1110, y: 700 });
  run(world, 30, (slot, tick) => (slot === 0 ? press(0, 0, buttons, 0, tick) : null));
  return { world, left: skimmerOf(world, target).hitPoints };
}

const WEAPONS = {
  Pulse: Button.fire,
  Lance: Button.alternate,
  Scatter: withHand(Button.fire, Hand.scatter),
  Orb: withHand(Button.fire, Hand.orb),
} as const;

describe("team-mates", () => {
  for (const [name, buttons] of Object.entries(WEAPONS)) {
    it(`are passed by a ${name} that hurts an opponent`, () => {
      assert.equal(leftAfter(2, buttons).left, SKIMMER.hitPoints);
      assert.ok(leftAfter(1, buttons).left < SKIMMER.hitPoints);
    });
  }

  it("do not set off each other's mines, opponents do", () => {
    for (const [victim, hurt] of [
      [2, false],
      [1, true],
    ] as const) {
      const world = rushWorld();
      world.arena.tiles.fill(0);
      Object.assign(skimmerOf(world, 0), { x: 1000, y: 700, mineAmmo: 1 });
      run(world, 1, (slot) => (slot === 0 ? press(0, 0, withHand(Button.fire, Hand.mine)) : null));
      Object.assign(skimmerOf(world, 0), { x: 1000, y: 400 });
      run(world, 30, () => null);
      Object.assign(skimmerOf(world, victim), { x: 1020, y: 700 });
      run(world, 2, () => null);
      assert.equal(skimmerOf(world, victim).hitPoints < SKIMMER.hitPoints, hurt);
      assert.equal(world.mineCount, hurt ? 0 : 1);
    }
  });

  it("are those of one team: nobody is who plays for none", () => {
    const world = rushWorld();
    assert.ok(areMates(world, 0, 2) && !areMates(world, 0, 1) && !areMates(world, 9, 10));
    assert.deepEqual([teamSize(world, 0), teamSize(world, 1)], [4, 4]);
  });
});
