// How ready the Lance is shown to be, whichever weapon's cooldown runs: the simulation's own counter, frame by frame.
import assert from "node:assert/strict";
import { SharedCooldown } from "../../../../client/net/shared-cooldown.ts";
import { Button, Hand, withHand } from "../../../../shared/sim/input.ts";
import { stepWeapons } from "../../../../shared/sim/weapons.ts";
import { MINE, ORB, SCATTER } from "../../../../shared/tunables/arsenal.ts";
import { LANCE, PULSE } from "../../../../shared/tunables.ts";
import { press } from "../../../helpers/world.ts";

/** What is shown after each of `ticks` ticks in which `buttons` are held for the first `held`. */
function shown(buttons: number, held: number, ticks: number, everyTicks = 1): number[] {
  const armed = {
    ...{ slot: 1, x: 0, y: 0, cooldownTicks: 0, chargeTicks: 0, guardTicks: 0, shots: 0 },
    ...{ scatterAmmo: 6, orbAmmo: 3, mineAmmo: 2 },
  };
  const cooldown = new SharedCooldown();
  const readings: number[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    stepWeapons(armed, press(0, 0, tick < held ? buttons : 0), null);
    if (tick % everyTicks === everyTicks - 1) cooldown.see(armed.cooldownTicks);
    readings.push(cooldown.ready);
  }
  return readings;
}

describe("the cooldown that weapons share", () => {
  for (const [name, buttons, held, { cooldownTicks }] of [
    ["a Lance", Button.alternate, LANCE.chargeTicks, LANCE],
    ["a Scatter", withHand(Button.fire, Hand.scatter), 1, SCATTER],
    ["an Orb", withHand(Button.fire, Hand.orb), 1, ORB],
    ["a mine", withHand(Button.fire, Hand.mine), 1, MINE],
  ] as const) {
    it(`runs from nothing to ready after ${name}, and not a tick sooner`, () => {
      const readings = shown(buttons, held, held + cooldownTicks).slice(held - 1);
      assert.equal(readings.length, cooldownTicks + 1);
      readings.forEach((ready, tick) => {
        assert.ok(Math.abs(ready - tick / cooldownTicks) < 1e-9, `${ready} after ${tick} ticks`);
      });
    });
  }

  it("is ready between two Pulses, for which nobody waits, and in the hands of who fires none", () => {
    assert.deepEqual([...new Set(shown(Button.fire, 60, 60))], [1]);
    assert.deepEqual([...new Set(shown(0, 0, 10))], [1]);
  });

  it("is a Pulse's as soon as one is fired after something slower", () => {
    const cooldown = new SharedCooldown();
    for (let left: number = LANCE.cooldownTicks; left >= 0; left--) cooldown.see(left);
    cooldown.see(PULSE.cooldownTicks);
    assert.equal(cooldown.ready, 1);
  });

  it("is seen from its start when frames are as long as two ticks", () => {
    const readings = shown(withHand(Button.fire, Hand.scatter), 1, SCATTER.cooldownTicks + 2, 2);
    assert.ok(readings[1] < 2 / SCATTER.cooldownTicks, `${readings[1]}`);
    assert.equal(readings.at(-1), 1);
  });
});
