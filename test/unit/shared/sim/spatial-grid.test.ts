// The grid against brute force: whoever is near is found, once, however ids come, move and go.
import assert from "node:assert/strict";
import fc from "fast-check";
import { SpatialGrid } from "../../../../shared/sim/spatial-grid.ts";
import type { Place } from "../../../../shared/sim/tiles.ts";
import { distance } from "../../../helpers/world.ts";

const SIDE = 3072;
const IDS = 40;

const id = fc.integer({ min: 0, max: IDS - 1 });
// Mostly within a few cells, so that their lists grow long.
const coordinate = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 100, 255.875, 256, 511.875) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: SIDE * 8 }).map((v) => v / 8) },
  { weight: 1, arbitrary: fc.constantFrom(SIDE - 0.125, SIDE) },
);
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("place" as const), id, x: coordinate, y: coordinate }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("clear" as const) }) },
);

/** Cells of 256 u that the square round a point touches; outside counts as the rim. */
function cellSpan(v: number, reach: number): [number, number] {
  const cell = (w: number): number => Math.max(0, Math.min(SIDE / 256 - 1, Math.floor(w / 256)));
  return [cell(v - reach), cell(v + reach)];
}

describe("the spatial grid", () => {
  it("property: finds exactly the ids in the cells that the square touches, so all within reach", () => {
    const query = fc.record({ x: coordinate, y: coordinate, reach: fc.integer({ min: 0, max: 1200 }) });
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 120, size: "max" }),
        fc.array(query, { maxLength: 6, size: "max" }),
        (acts, queries) => {
          const grid = new SpatialGrid(SIDE, IDS);
          const truth = new Map<number, Place>();
          for (const a of acts) {
            if (a.kind === "place") {
              grid.place(a.id, a.x, a.y);
              truth.set(a.id, { x: a.x, y: a.y });
            } else if (a.kind === "remove") {
              grid.remove(a.id);
              truth.delete(a.id);
            } else {
              grid.clear();
              truth.clear();
            }
          }
          for (const { x, y, reach } of queries) {
            const out = new Int32Array(IDS);
            const found = [...out.subarray(0, grid.near(x, y, reach, out))].sort((a, b) => a - b);
            assert.equal(new Set(found).size, found.length, "an id twice");
            const inCells = [...truth].filter(([, p]) => {
              const [left, right] = cellSpan(x, reach);
              const [top, bottom] = cellSpan(y, reach);
              const [column] = cellSpan(p.x, 0);
              const [row] = cellSpan(p.y, 0);
              return column >= left && column <= right && row >= top && row <= bottom;
            });
            assert.deepEqual(
              found,
              inCells.map(([key]) => key).sort((a, b) => a - b),
            );
            for (const [key, p] of truth) if (distance(p, { x, y }) <= reach) assert.ok(found.includes(key));
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it("writes no more than there is room for", () => {
    const grid = new SpatialGrid(SIDE, IDS);
    for (let i = 0; i < IDS; i++) grid.place(i, 100, 100);
    assert.equal(grid.near(100, 100, 10, new Int32Array(7)), 7);
  });

  it("takes places outside as places on the rim", () => {
    const grid = new SpatialGrid(SIDE, IDS);
    grid.place(1, -500, -500);
    grid.place(2, SIDE + 500, SIDE + 500);
    const out = new Int32Array(IDS);
    assert.deepEqual([grid.near(10, 10, 5, out), out[0]], [1, 1]);
    assert.deepEqual([grid.near(SIDE - 10, SIDE - 10, 5, out), out[0]], [1, 2]);
  });

  it("removing what is not in does nothing", () => {
    const grid = new SpatialGrid(SIDE, IDS);
    grid.place(3, 100, 100);
    grid.remove(4);
    grid.remove(3);
    grid.remove(3);
    assert.equal(grid.near(100, 100, 50, new Int32Array(IDS)), 0);
  });
});
