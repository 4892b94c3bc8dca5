// Integer chance: in range, roughly even, the same everywhere.
import assert from "node:assert/strict";
import fc from "fast-check";
import { hashInts, nextBelow, nextInt } from "../../../../shared/sim/random.ts";

const int = fc.integer({ min: -0x80000000, max: 0x80000000 - 1 });
const uint = fc.integer({ min: 0, max: 0x100000000 - 1 });

/** Sum of the squared deviations of counts from even, over the expectation (chi-square). */
function unevenness(counts: readonly number[]): number {
  const mean = counts.reduce((sum, c) => sum + c, 0) / counts.length;
  return counts.reduce((sum, c) => sum + ((c - mean) * (c - mean)) / mean, 0);
}

describe("hashInts", () => {
  it("property: gives an unsigned 32-bit integer, the same for the same", () => {
    fc.assert(
      fc.property(int, int, int, (a, b, c) => {
        const h = hashInts(a, b, c);
        assert.ok(Number.isInteger(h) && h >= 0 && h < 0x100000000);
        assert.equal(hashInts(a, b, c), h);
      }),
    );
  });

  it("gives these numbers for ever: maps and spreads depend on them", () => {
    assert.equal(hashInts(-1), hashInts(0xffffffff));
    assert.deepEqual([hashInts(1), hashInts(1, 2), hashInts(1, 2, 3)], [1793270452, 4112584964, 3308532637]);
  });

  it("property: one bit of any argument turns about half of the bits", () => {
    let turned = 0;
    let count = 0;
    for (let i = 0; i < 2000; i++) {
      const bit = 1 << (i & 31);
      for (const other of [hashInts(i ^ bit, 7, 9), hashInts(i, 7 ^ bit, 9), hashInts(i, 7, 9 ^ bit)]) {
        let difference = hashInts(i, 7, 9) ^ other;
        for (; difference !== 0; difference &= difference - 1) turned++;
        count++;
      }
    }
    assert.ok(Math.abs(turned / count - 16) < 0.5, `${turned / count} bits`);
  });

  it("neighbours in slot and shot do not collide", () => {
    const seen = new Set<number>();
    for (let slot = 0; slot < 124; slot++)
      for (let shot = 0; shot < 500; shot++) seen.add(hashInts(slot, shot));
    assert.ok(seen.size > 124 * 500 - 10, `${124 * 500 - seen.size} collisions`);
  });
});

describe("nextBelow", () => {
  it("property: stays in 0..bound-1 and advances the state", () => {
    fc.assert(
      fc.property(uint, fc.integer({ min: 1, max: 0x100000000 }), (random, bound) => {
        const state = { random };
        for (let i = 0; i < 20; i++) {
          const before = state.random;
          const v = nextBelow(state, bound);
          assert.ok(Number.isInteger(v) && v >= 0 && v < bound, `${v} of ${bound}`);
          assert.ok(state.random !== before && state.random >= 0 && state.random < 0x100000000);
        }
      }),
    );
  });

  it("is roughly even for small and odd bounds", () => {
    for (const bound of [2, 3, 5, 10, 24, 100]) {
      const counts = new Array<number>(bound).fill(0);
      const state = { random: bound };
      for (let i = 0; i < bound * 1000; i++) counts[nextBelow(state, bound)]++;
      // Mean bound - 1, deviation sqrt(2 (bound - 1)): five of those.
      const limit = bound - 1 + 5 * Math.sqrt(2 * bound);
      assert.ok(unevenness(counts) < limit, `${unevenness(counts)} for ${bound}`);
    }
  });

  it("pairs in a row are even too", () => {
    const counts = new Array<number>(256).fill(0);
    const state = { random: 99 };
    for (let i = 0; i < 256 * 400; i++) counts[nextBelow(state, 16) * 16 + nextBelow(state, 16)]++;
    assert.ok(unevenness(counts) < 255 + 5 * Math.sqrt(512), String(unevenness(counts)));
  });

  it("uses the whole word: the high and the low bits of nextInt are even", () => {
    const state = { random: 3 };
    const ones = new Array<number>(32).fill(0);
    for (let i = 0; i < 20_000; i++) {
      const v = nextInt(state);
      for (let bit = 0; bit < 32; bit++) ones[bit] += (v >>> bit) & 1;
    }
    for (const [bit, count] of ones.entries())
      assert.ok(Math.abs(count - 10_000) < 400, `bit ${bit}: ${count}`);
  });
});
