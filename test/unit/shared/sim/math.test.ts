// Angles and the grids of the wire: the table against the engine, the rounding against what a Schema reads back.
import assert from "node:assert/strict";
import fc from "fast-check";
import { SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import {
  cos,
  direction,
  sin,
  snapPosition,
  snapVelocity,
  TURN,
  turnBetween,
} from "../../../../shared/sim/math.ts";
import { engineAtan2, engineCos, engineSin } from "../../../helpers/world.ts";

const RADIANS = (2 * Math.PI) / TURN;

describe("sine and cosine", () => {
  it("agree with the engine's within 1e-12, over the whole turn", () => {
    for (let a = 0; a < TURN; a++) {
      assert.ok(Math.abs(sin(a) - engineSin(a * RADIANS)) < 1e-12, `sin(${a})`);
      assert.ok(Math.abs(cos(a) - engineCos(a * RADIANS)) < 1e-12, `cos(${a})`);
    }
  });

  it("take any integer, turns beyond the first and backwards too", () => {
    for (const a of [
      -1,
      -TURN,
      TURN,
      TURN + 5,
      7 * TURN + 40_000,
      -3 * TURN - 123,
      0x80000000 - 1,
      -0x80000000,
    ]) {
      assert.equal(sin(a), sin(((a % TURN) + TURN) % TURN));
      assert.ok(Math.abs(cos(a) - engineCos((a % TURN) * RADIANS)) < 1e-12);
    }
  });

  it("are exactly odd and even", () => {
    for (let a = 1; a < TURN / 2; a += 7) {
      assert.equal(sin(-a), -sin(a));
      assert.equal(cos(-a), cos(a));
    }
  });
});

describe("direction", () => {
  const coordinate = fc.double({ min: -9000, max: 9000, noNaN: true });

  it("property: is within one brad of atan2, for any vector", () => {
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        fc.pre(Math.abs(x) + Math.abs(y) > 1e-100);
        const exact = engineAtan2(y, x) / RADIANS;
        const found = direction(x, y);
        assert.ok(Number.isInteger(found) && found >= 0 && found < TURN, String(found));
        const off = Math.abs(((((found - exact) % TURN) + 1.5 * TURN) % TURN) - TURN / 2);
        assert.ok(off <= 1, `${found} is ${off} brads off ${exact}`);
      }),
      { numRuns: 20_000 },
    );
  });

  it("is exact along the axes, and 0 for nothing", () => {
    const ways: [number, number, number][] = [
      [1, 0, 0],
      [0, 1, TURN / 4],
      [-1, 0, TURN / 2],
      [0, -1, (TURN / 4) * 3],
      [0, 0, 0],
    ];
    for (const [x, y, expected] of ways) assert.equal(direction(x, y), expected, `${x}, ${y}`);
  });

  it("turns back what the table gave", () => {
    for (let a = 0; a < TURN; a += 3) {
      const off = turnBetween(a, direction(cos(a), sin(a)));
      assert.ok(Math.abs(off) <= 1, `${a}: ${off}`);
    }
  });
});

describe("turnBetween", () => {
  it("property: leads from one to the other the short way", () => {
    const angle = fc.integer({ min: -200_000, max: 200_000 });
    fc.assert(
      fc.property(angle, angle, (from, to) => {
        const turn = turnBetween(from, to);
        assert.ok(turn >= -TURN / 2 && turn < TURN / 2);
        assert.equal((from + turn - to) & (TURN - 1), 0);
      }),
    );
  });
});

describe("the grids of the wire", () => {
  const skimmer = new SkimmerSchema();

  function assertReadBack(x: number, v: number): void {
    skimmer.x = x;
    skimmer.vy = v;
    assert.equal(snapPosition(x), skimmer.x, `position ${x}`);
    assert.equal(snapVelocity(v), skimmer.vy, `velocity ${v}`);
    assert.equal(snapPosition(snapPosition(x)), snapPosition(x));
    assert.equal(snapVelocity(snapVelocity(v)), snapVelocity(v));
  }

  it("[S7] property: a Schema reads back what the step rounds to, for every place and speed of the game", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 8191.93, noNaN: true }),
        fc.double({ min: -1024, max: 1023.98, noNaN: true }),
        assertReadBack,
      ),
      { numRuns: 20_000 },
    );
  });

  it("every value that the grids have, the halves between them, and the ends", () => {
    for (let i = 0; i < 65536; i++) {
      assertReadBack(i / 8, (i - 32768) / 32);
      if (i > 0) assertReadBack(i / 8 - 1 / 16, (i - 32768) / 32 - 1 / 64);
    }
    for (const x of [0, 1 / 16 - 1e-12, 16, 8176, 8191.875]) assertReadBack(x, 0);
    for (const v of [-1024, 1023.96875, -1e-9, 1e-9, 950, -950]) assertReadBack(0, v);
  });

  it("velocities beyond the span are held at its ends instead of wrapping", () => {
    for (const v of [1024, 1278, 5000, 1023.99]) assert.equal(snapVelocity(v), 1023.96875);
    for (const v of [-1024.01, -1278, -5000]) assert.equal(snapVelocity(v), -1024);
    for (const v of [1278, -1278]) {
      skimmer.vx = snapVelocity(v);
      assert.equal(skimmer.vx, snapVelocity(v));
    }
  });
});
