// Which code does what: the defaults, a change in mid-game, and the steps of a wheel.
import assert from "node:assert/strict";
import { ACTIONS, type Bindings, conflictsOf, DEFAULT_BINDINGS } from "../../../../client/input/bindings.ts";
import { KeyTable } from "../../../../client/input/key-table.ts";
import { Wheel } from "../../../../client/input/wheel.ts";

describe("bindings", () => {
  it("by default leave no action out, no code to two of them, and the panels their keys", () => {
    assert.deepEqual([...conflictsOf(DEFAULT_BINDINGS)], []);
    const codes = ACTIONS.flatMap((action) => DEFAULT_BINDINGS[action]);
    for (const action of ACTIONS) assert.notEqual(DEFAULT_BINDINGS[action].length, 0, action);
    for (const code of ["KeyN", "KeyB", "F3", "F4", "F8", "Escape"]) assert.ok(!codes.includes(code), code);
  });

  it("may change at any time", () => {
    let now: Bindings = DEFAULT_BINDINGS;
    const table = new KeyTable(() => now);
    assert.deepEqual(table.actionsOf("KeyE"), ["guard"]);
    now = { ...DEFAULT_BINDINGS, guard: ["KeyX"], scores: ["KeyE", "KeyX"] };
    assert.deepEqual(table.actionsOf("KeyE"), ["scores"]);
    assert.deepEqual(table.actionsOf("KeyX"), ["guard", "scores"]);
    assert.deepEqual(table.actionsOf("Mouse1"), []);
  });
});

describe("the wheel", () => {
  it("makes a step of a notch, in pixels or in lines, in both directions", () => {
    const wheel = new Wheel();
    assert.deepEqual([wheel.turn(100, false, 0), wheel.turn(-3, true, 10)], [1, -1]);
  });

  it("does not run away under a swipe, nor at a touch", () => {
    const wheel = new Wheel();
    const steps = Array.from({ length: 20 }, (_, i) => wheel.turn(12, false, i * 10));
    assert.equal(
      steps.reduce<number>((sum, step) => sum + step, 0),
      2,
    );
    const other = new Wheel();
    assert.deepEqual(
      [other.turn(30, false, 0), other.turn(-30, false, 10), other.turn(-30, false, 20)],
      [0, 0, -1],
    );
  });
});
