// Presses become thrust, buttons and choices: real Presses on a clock that the test turns.
import assert from "node:assert/strict";
import { ACTIONS } from "../../../../client/input/bindings.ts";
import { Presses } from "../../../../client/input/presses.ts";
import { chosenWeapon, countRounds } from "../../../../client/input/weapon-choice.ts";
import { wishes } from "../../../../client/input/wishes.ts";
import type { Controls } from "../../../../client/net/game-view.ts";
import { Button } from "../../../../shared/sim/input.ts";

const read = (presses: Presses): Controls => {
  const controls: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
  presses.contribute(controls);
  return controls;
};

describe("presses", () => {
  let presses: Presses;
  let nowMs = 0;
  const real = performance.now;

  beforeEach(() => {
    presses = new Presses();
    nowMs = 0;
    performance.now = () => nowMs;
    countRounds({ scatterAmmo: 6, orbAmmo: 3, mineAmmo: 2 });
    chosenWeapon.set(0);
  });
  afterEach(() => {
    performance.now = real;
  });

  it("adds thrust and buttons for as long as they are held", () => {
    presses.press("KeyW", ["up"]);
    presses.press("KeyD", ["right"]);
    presses.press("Space", ["dash"]);
    nowMs = 10_000;
    assert.deepEqual(read(presses), { moveX: 1, moveY: -1, aim: 0, buttons: Button.dash, weapon: 0 });
    for (const source of ["KeyW", "KeyD", "Space"]) presses.lift(source);
    // Read once more although it is long over, since nobody read it in between.
    read(presses);
    assert.deepEqual(read(presses), { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 });
  });

  it("counts a tap between two readings, and for longer than a tick", () => {
    presses.press("Mouse0", ["fire"]);
    presses.lift("Mouse0");
    for (const [at, buttons] of [
      [16, Button.fire],
      [33, Button.fire],
      [51, Button.fire],
      [67, 0],
    ]) {
      nowMs = at;
      assert.equal(read(presses).buttons, buttons, `${at} ms`);
    }
  });

  it("lets go of everything at once, taps too", () => {
    const told: boolean[] = [];
    const off = wishes.on("scores", ({ held }) => told.push(held));
    presses.press("KeyJ", ["fire"]);
    presses.press("KeyE", ["guard"]);
    presses.lift("KeyE");
    presses.press("Tab", ["scores"]);
    presses.liftAll();
    off();
    assert.equal(read(presses).buttons, 0);
    assert.deepEqual(told, [true, false]);
  });

  it("selects a weapon once for a press, however often it repeats", () => {
    presses.press("Digit3", ["weapon3"]);
    assert.equal(chosenWeapon.value, 2);
    chosenWeapon.set(0);
    presses.press("Digit3", ["weapon3"]);
    assert.equal(chosenWeapon.value, 0);
  });

  it("goes round the weapons both ways", () => {
    const seen: number[] = [];
    for (const action of [
      "weaponNext",
      "weaponNext",
      "weaponNext",
      "weaponNext",
      "weaponPrevious",
    ] as const) {
      presses.press("x", [action]);
      presses.lift("x");
      seen.push(chosenWeapon.value);
    }
    assert.deepEqual(seen, [1, 2, 3, 0, 3]);
  });

  it("passes over a weapon that is empty, and lets go of one that runs out", () => {
    countRounds({ scatterAmmo: 0, orbAmmo: 1, mineAmmo: 0 });
    presses.press("Digit2", ["weapon2"]);
    assert.equal(chosenWeapon.value, 0);
    presses.press("KeyQ", ["weaponNext"]);
    assert.equal(chosenWeapon.value, 2);
    countRounds({ scatterAmmo: 0, orbAmmo: 0, mineAmmo: 0 });
    assert.equal(chosenWeapon.value, 0);
    presses.press("WheelUp", ["weaponPrevious"]);
    assert.equal(chosenWeapon.value, 0);
  });

  it("asks for nothing that the game does not do, whatever is pressed", () => {
    presses.press("all", ACTIONS);
    const { fire, alternate, dash, guard } = Button;
    assert.equal(read(presses).buttons, fire | alternate | dash | guard);
    presses.liftAll();
  });

  it("does all that one key is bound to", () => {
    presses.press("KeyE", ["guard", "weapon2"]);
    assert.equal(read(presses).buttons, Button.guard);
    assert.equal(chosenWeapon.value, 1);
  });
});
