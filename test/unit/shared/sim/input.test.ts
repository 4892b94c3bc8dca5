// Seven bytes of intent: packing loses less than a step of the grid, and no packed value thrusts beyond one.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  moveX,
  moveY,
  NEUTRAL,
  packMove,
  packView,
  STILL,
  snapView,
  viewTick,
} from "../../../../shared/sim/input.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";

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

describe(`a packed view time (this run's fresh seed is ${FRESH})`, () => {
  /** Ticks of the world up to a day and more, and how far a view lies from it: anything less than half the round. */
  const now = fc.integer({ min: 0, max: 4_000_000 });
  const off = fc.double({ min: -255.99, max: 255.99, noNaN: true });

  for (const seed of SEEDS) {
    it(`property: comes back within half of 1/128 tick, whatever the world's tick (seed ${seed})`, () => {
      fc.assert(
        fc.property(now, off, (tick, away) => {
          const view = packView(tick + away);
          assert.ok(Number.isInteger(view) && view >= 0 && view <= 0xffff);
          const found = viewTick(view, tick);
          assert.ok(Math.abs(found - (tick + away)) <= 0.5 / 128 + 1e-9, `${found}, not ${tick + away}`);
          assert.equal(packView(found), view, "packed again it is the same");
          assert.equal(found, snapView(tick + away), "what was drawn is what is judged, to the last bit");
        }),
        { seed, numRuns: 500 },
      );
    });
  }

  it("comes round every 512 ticks: the nearest to now is meant", () => {
    assert.equal(packView(0), packView(512));
    assert.equal(viewTick(packView(511), 513), 511);
    assert.equal(viewTick(packView(513), 511), 513);
    assert.equal(viewTick(packView(65_536.5), 65_540), 65_536.5);
    assert.equal(viewTick(packView(1000), 1000 + 500), 1512, "500 ticks ago looks like 12 ahead");
  });

  it("has steps of 1/128 tick, and rounds to the nearest", () => {
    assert.deepEqual([packView(1), packView(1 + 1 / 128)], [128, 129]);
    assert.deepEqual([packView(1 + 0.4 / 128), packView(1 + 0.6 / 128)], [128, 129]);
  });
});
