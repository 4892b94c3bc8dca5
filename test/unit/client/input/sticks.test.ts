// Sticks: the dead zone, the thumb that goes too far, and what two of them and buttons make together.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Deflection, deflect } from "../../../../client/input/deflection.ts";
import { Stick, TRAVEL } from "../../../../client/input/stick.ts";
import { touch } from "../../../../client/input/touch.ts";
import type { Controls } from "../../../../client/net/game-view.ts";
import { Button } from "../../../../shared/sim/input.ts";

const deflected = (x: number, y: number): Deflection => {
  const out = { x: 9, y: 9, length: 9 };
  deflect(out, x, y);
  return out;
};

const read = (): Controls => {
  const controls: Controls = { moveX: 0, moveY: 0, aim: 777, buttons: 0, weapon: 0 };
  touch.contribute(controls);
  return controls;
};

describe("the dead zone", () => {
  it("is round, and nothing jumps at its rim", () => {
    assert.deepEqual(deflected(0, 0), { x: 0, y: 0, length: 0 });
    assert.deepEqual(deflected(0.1, -0.11), { x: 0, y: -0, length: 0 });
    const rim = deflected(0.12, 0.1);
    assert.ok(rim.length > 0 && rim.length < 0.01);
    assert.deepEqual(deflected(0, -1), { x: 0, y: -1, length: 1 });
    assert.ok(Math.abs(deflected(0.575, 0).x - 0.5) < 1e-9);
  });

  it("keeps every direction and never exceeds full deflection, worn corners included", () => {
    const axis = fc.double({ min: -1.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(axis, axis, (x, y) => {
        const out = deflected(x, y);
        assert.ok(out.length <= 1 && Math.hypot(out.x, out.y) <= 1 + 1e-9);
        assert.ok(Math.abs(out.x * y - out.y * x) < 1e-9);
        assert.ok(out.x * x + out.y * y >= 0);
      }),
      { seed: 4 },
    );
  });
});

describe("a stick on the screen", () => {
  it("stands where the thumb lands and belongs to that thumb alone", () => {
    const stick = new Stick();
    assert.ok(stick.take(7, 100, 200));
    assert.ok(!stick.take(8, 300, 300));
    stick.move(8, 0, 0);
    assert.equal(stick.length, 0);
    stick.move(7, 100, 200 - TRAVEL);
    assert.deepEqual([stick.x, stick.y, stick.length], [0, -1, 1]);
    assert.ok(!stick.release(8));
    assert.ok(stick.release(7));
    assert.deepEqual([stick.held, stick.length], [false, 0]);
  });

  it("follows a thumb that goes too far, so that the way back is short", () => {
    const stick = new Stick();
    stick.take(1, 0, 0);
    stick.move(1, 300, 0);
    assert.equal(stick.originX, 300 - TRAVEL);
    stick.move(1, 300 - 2 * TRAVEL, 0);
    assert.equal(stick.x, -1);
  });
});

describe("thumbs", () => {
  afterEach(() => touch.release());

  it("aim with the right stick, and fire with it from 70% until below 60%", () => {
    touch.aim.take(1, 0, 0);
    const buttons = [0.5, 0.85, 0.7, 0.62].map((out) => {
      touch.aim.move(1, 0, out * TRAVEL);
      return read().buttons;
    });
    assert.deepEqual(buttons, [0, Button.fire, Button.fire, 0]);
    assert.equal(read().aim, 16384);
    touch.aim.release(1);
    assert.equal(read().aim, 777, "the aim is left as it was");
  });

  it("do everything at once", () => {
    touch.thrust.take(1, 0, 0);
    touch.thrust.move(1, -TRAVEL, 0);
    touch.aim.take(2, 500, 0);
    touch.aim.move(2, 500 + TRAVEL, 0);
    touch.presses.press("dash", ["dash"]);
    const expected = { moveX: -1, moveY: 0, aim: 0, buttons: Button.fire | Button.dash, weapon: 0 };
    assert.deepEqual(read(), expected);
  });

  it("aim by the Lance's button rather than the stick", () => {
    touch.aim.take(1, 0, 0);
    touch.aim.move(1, 0, TRAVEL / 2);
    touch.lance.take(2, 0, 0);
    touch.lance.move(2, -TRAVEL, 0);
    assert.equal(read().aim, 32768);
  });
});
