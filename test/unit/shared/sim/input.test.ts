// Five bytes of intent: packing loses less than a step of the grid, and no packed value thrusts beyond one.
import assert from "node:assert/strict";
import fc from "fast-check";
import { moveX, moveY, NEUTRAL, packMove, STILL } from "../../../../shared/sim/input.ts";

describe("a packed move", () => {
  const axis = fc.double({ min: -1, max: 1, noNaN: true });

  it("property: comes back within half a step of 1/127", () => {
    fc.assert(
      fc.property(axis, axis, (x, y) => {
        const move = packMove(x, y);
        assert.ok(Number.isInteger(move) && move >= 0 && move <= 0xffff);
        assert.ok(Math.abs(moveX(move) - x) <= 0.5 / 127 + 1e-12);
        assert.ok(Math.abs(moveY(move) - y) <= 0.5 / 127 + 1e-12);
      }),
    );
  });

  it("property: packing what was unpacked changes nothing", () => {
    fc.assert(
      fc.property(axis, axis, (x, y) => {
        const move = packMove(x, y);
        assert.equal(packMove(moveX(move), moveY(move)), move);
      }),
    );
  });

  it("of any 16 bits thrusts between -1 and 1 along each axis", () => {
    for (let move = 0; move <= 0xffff; move++) {
      assert.ok(Math.abs(moveX(move)) <= 1 && Math.abs(moveY(move)) <= 1, String(move));
    }
  });

  it("clamps what is beyond the stick", () => {
    assert.equal(packMove(9, -9), packMove(1, -1));
    assert.equal(packMove(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), packMove(1, -1));
  });

  it("has an exact zero and exact ends", () => {
    assert.equal(packMove(0, 0), STILL);
    assert.deepEqual([moveX(STILL), moveY(STILL)], [0, 0]);
    assert.deepEqual([moveX(packMove(1, -1)), moveY(packMove(1, -1))], [1, -1]);
    assert.equal(NEUTRAL.move, STILL);
  });
});
