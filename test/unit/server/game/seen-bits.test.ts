// One bit per entity and viewer, against a set of pairs.
import assert from "node:assert/strict";
import fc from "fast-check";
import { SeenBits } from "../../../../server/game/seen-bits.ts";
import { MAX_SLOTS } from "../../../../shared/tunables.ts";

const ENTITIES = 9;
const entity = fc.integer({ min: 0, max: ENTITIES - 1 });
const viewer = fc.oneof(
  fc.integer({ min: 0, max: MAX_SLOTS - 1 }),
  fc.constantFrom(0, 31, 32, 63, 64, 95, 96, 123),
);
const act = fc.record({
  kind: fc.constantFrom("set", "set", "set", "clear", "forgetEntity", "forgetViewer"),
  entity,
  viewer,
});

describe("seen bits", () => {
  it("property: hold exactly what was set and neither cleared nor forgotten", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80, size: "max" }), (acts) => {
        const bits = new SeenBits(ENTITIES);
        const truth = new Set<string>();
        for (const { kind, entity: e, viewer: v } of acts) {
          if (kind === "set") {
            bits.set(e, v);
            truth.add(`${e} ${v}`);
          } else if (kind === "clear") {
            bits.clear(e, v);
            truth.delete(`${e} ${v}`);
          } else if (kind === "forgetEntity") {
            bits.forgetEntity(e);
            for (const pair of truth) if (pair.startsWith(`${e} `)) truth.delete(pair);
          } else {
            bits.forgetViewer(v);
            for (const pair of truth) if (pair.endsWith(` ${v}`)) truth.delete(pair);
          }
        }
        for (let e = 0; e < ENTITIES; e++)
          for (let v = 0; v < MAX_SLOTS; v++)
            assert.equal(bits.has(e, v), truth.has(`${e} ${v}`), `${e} ${v}`);
      }),
      { numRuns: 300 },
    );
  });
});
