// The Scatter: seven pellets that follow from who fired, when and whereto.
import assert from "node:assert/strict";
import { Button, Hand, withHand } from "../../../../shared/sim/input.ts";
import { pelletReach } from "../../../../shared/sim/pellets.ts";
import { pelletAim } from "../../../../shared/sim/weapons.ts";
import { Weapon } from "../../../../shared/sim/world.ts";
import { SCATTER } from "../../../../shared/tunables/arsenal.ts";
import { GUARD } from "../../../../shared/tunables.ts";
import { all, flatArena, only, press, recorder, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

const FIRE = press(0, 0, withHand(Button.fire, Hand.scatter));
const IDLE = press();

/** Slot 0 with ten shells aims along +x at slot 1, `far` u away. */
function duel(far: number) {
  const world = worldOf([
    { x: 500, y: 1000 },
    { x: 500 + far, y: 1000 },
  ]);
  skimmerOf(world, 0).scatterAmmo = SCATTER.shells;
  return world;
}

describe("a Scatter", () => {
  it("has the numbers of the rules", () => {
    assert.deepEqual([SCATTER.pellets, SCATTER.damage, SCATTER.reach], [7, 6, 260]);
  });

  it("fires seven pellets, told as one shot, and takes one shell in 0.8 s", () => {
    const world = duel(1500);
    const events = recorder(world);
    run(world, 1, only(0, FIRE), events);
    assert.equal(world.pellets.length, 7);
    assert.equal(skimmerOf(world, 0).scatterAmmo, 9);
    assert.deepEqual(
      events.told.map((t) => t.what === "scattered" && [t.owner, t.shot, t.x, t.y, t.aim]),
      [[0, 1, 520, 1000, 0]],
    );
    run(world, 23, only(0, FIRE), events);
    assert.equal(skimmerOf(world, 0).scatterAmmo, 9);
    run(world, 1, only(0, FIRE), events);
    assert.equal(skimmerOf(world, 0).scatterAmmo, 8);
  });

  it("spreads over 26 degrees: each pellet in its own seventh, the same for the same shot, others for another", () => {
    const of = (shot: number) => Array.from({ length: 7 }, (_, pellet) => pelletAim(3, shot, 0, pellet));
    const signed = of(9).map((aim) => (aim << 16) >> 16);
    for (const [pellet, aim] of signed.entries()) {
      const from = -SCATTER.spread / 2 + (pellet * SCATTER.spread) / 7;
      assert.ok(aim >= from - 1 && aim <= from + SCATTER.spread / 7 + 1, `${pellet}: ${aim}`);
    }
    assert.deepEqual(of(9), of(9));
    assert.notDeepEqual(of(9), of(10));
    assert.ok(Math.abs((SCATTER.spread * 360) / 65536 - 26) < 0.01);
  });

  it("hurts by 6 a pellet: all seven close by, none beyond 260 u", () => {
    const hurt = (far: number): number => {
      const world = duel(far);
      const events = recorder(world);
      run(world, 1, only(0, FIRE), events);
      run(world, 12, all(IDLE), events);
      assert.deepEqual(world.pellets, []);
      const blows = events.told.filter((t) => t.what === "hurt");
      assert.ok(blows.every((t) => t.damage === 6 && t.weapon === Weapon.scatter && t.by === 0));
      return blows.length;
    };
    assert.equal(hurt(60), 7);
    const middle = hurt(200);
    assert.ok(middle > 0 && middle < 7, `${middle} at 200 u`);
    assert.equal(hurt(20 + 260 + 16 + SCATTER.radius + 1), 0);
  });

  it("ends at rock", () => {
    const arena = flatArena("small", [[5, 7]]);
    assert.ok(Math.abs(pelletReach(arena, 500, 1000, 0) - 140) < 1e-9);
  });

  it("is thrown back by a guard, pellet by pellet, and hurts who fired it", () => {
    const world = duel(80);
    const events = recorder(world);
    run(world, 1, (slot) => (slot === 0 ? FIRE : press(0, 0, Button.guard, 32768)), events);
    run(world, GUARD.durationTicks, all(IDLE), events);
    const told = (what: string) => events.told.filter((t) => t.what === what).length;
    assert.equal(told("reflected"), 7);
    assert.ok(events.told.filter((t) => t.what === "hurt").every((t) => t.victim === 0 && t.by === 1));
    assert.ok(told("hurt") >= 3, `${told("hurt")} came back`);
  });

  it("without shells is the Pulse", () => {
    const world = duel(1500);
    skimmerOf(world, 0).scatterAmmo = 0;
    run(world, 1, only(0, FIRE));
    assert.deepEqual([world.pellets.length, world.projectiles.length], [0, 1]);
  });
});
