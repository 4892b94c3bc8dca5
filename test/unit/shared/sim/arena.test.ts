// Maps over a thousand seeds: connected, clear where they must be, fair, and the same for the same seed.
import assert from "node:assert/strict";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { STAMPS } from "../../../../shared/sim/arena-stamps.ts";
import { type Arena, isSolid, type Place, Tile, tileUnder } from "../../../../shared/sim/tiles.ts";
import { ARENA, type ArenaSize, SKIMMER } from "../../../../shared/tunables.ts";
import { depthInRock, distance } from "../../../helpers/world.ts";

const SIZES: [ArenaSize, number][] = [
  ["small", 1000],
  ["medium", 1000],
  ["large", 1000],
];

/** Steps from the tiles under `from` to every tile, along edges, -1 for never: written apart from the source's. */
function stepsFrom(arena: Arena, from: readonly Place[]): number[] {
  const { columns, tiles } = arena;
  const steps = new Array<number>(columns * columns).fill(-1);
  let rim = from.map(({ x, y }) => Math.floor(y / 128) * columns + Math.floor(x / 128));
  for (let far = 0; rim.length > 0; far++) {
    rim = rim.filter((at) => !isSolid(tiles[at]) && steps[at] === -1);
    for (const at of rim) steps[at] = far;
    rim = [...new Set(rim.flatMap((at) => neighbours(at, columns)))];
  }
  return steps;
}

function neighbours(at: number, columns: number): number[] {
  const column = at % columns;
  const sides = [at - columns, at + columns];
  if (column > 0) sides.push(at - 1);
  if (column < columns - 1) sides.push(at + 1);
  return sides.filter((side) => side >= 0 && side < columns * columns);
}

/** Floor tiles that are nearer (by steps) to each beacon than to any other. */
function territories(arena: Arena): number[] {
  const fields = arena.beacons.map((beacon) => stepsFrom(arena, [beacon]));
  const sizes = arena.beacons.map(() => 0);
  for (let at = 0; at < arena.tiles.length; at++) {
    const nearest = Math.min(...fields.map((field) => (field[at] === -1 ? 1e9 : field[at])));
    const owners = fields.flatMap((field, i) => (field[at] === nearest ? [i] : []));
    if (nearest < 1e9 && owners.length === 1) sizes[owners[0]] += 1;
  }
  return sizes;
}

for (const [size, seeds] of SIZES) {
  describe(`${seeds} ${size} arenas`, function () {
    this.timeout(60_000);
    const every = (check: (arena: Arena, seed: number) => void): void => {
      for (let seed = 0; seed < seeds; seed++) check(makeArena(seed * 7919, size), seed * 7919);
    };

    it("have all their floor connected, along edges", () => {
      every((arena, seed) => {
        const steps = stepsFrom(arena, [arena.forge]);
        for (let at = 0; at < arena.tiles.length; at++) {
          const reached = steps[at] !== -1;
          assert.equal(reached, !isSolid(arena.tiles[at]), `seed ${seed}: tile ${at}`);
        }
      });
    });

    it("have five beacons on open ground, wide apart", () => {
      every((arena, seed) => {
        assert.equal(arena.beacons.length, 5);
        for (const [i, a] of arena.beacons.entries()) {
          assert.equal(depthInRock(arena, a.x, a.y, 96 + SKIMMER.radius), 0, `seed ${seed}: beacon ${i}`);
          for (const b of arena.beacons.slice(i + 1)) {
            assert.ok(distance(a, b) > arena.side * 0.27, `seed ${seed}: ${distance(a, b)} u apart`);
          }
        }
      });
    });

    it("have a clear forge in the middle, away from every beacon", () => {
      every((arena, seed) => {
        assert.deepEqual(arena.forge, { x: arena.side / 2, y: arena.side / 2 });
        assert.equal(depthInRock(arena, arena.forge.x, arena.forge.y, 200), 0, `seed ${seed}`);
        for (const beacon of arena.beacons) assert.ok(distance(beacon, arena.forge) > arena.side * 0.3);
      });
    });

    it("have 12 to 24 spawn points, all different, on open ground, 4 to 7 steps from a beacon", () => {
      every((arena, seed) => {
        const { spawns } = arena;
        assert.ok(spawns.length >= 12 && spawns.length <= ARENA.spawns, `seed ${seed}: ${spawns.length}`);
        assert.equal(new Set(spawns.map(({ x, y }) => `${x},${y}`)).size, spawns.length);
        const steps = stepsFrom(arena, arena.beacons);
        for (const { x, y } of spawns) {
          assert.equal(depthInRock(arena, x, y, 128), 0, `seed ${seed}: spawn ${x},${y}`);
          const far = steps[Math.floor(y / 128) * arena.columns + Math.floor(x / 128)];
          assert.ok(far >= 4 && far <= 7, `seed ${seed}: ${far} steps`);
        }
      });
    });

    it("have some rock, at most two fifths, and some lanes", () => {
      let lanes = 0;
      every((arena, seed) => {
        let rock = 0;
        for (const tile of arena.tiles) {
          assert.ok(tile >= Tile.floor && tile <= Tile.laneNorth);
          if (tile === Tile.rock) rock++;
          if (tile >= Tile.laneEast) lanes++;
        }
        const share = rock / arena.tiles.length;
        assert.ok(share > 0.05 && share < 0.4, `seed ${seed}: ${share}`);
      });
      assert.ok(lanes / seeds > 12, `${lanes / seeds} tiles of lane per map`);
    });

    it("are the same for the same seed, and different for others", () => {
      const seen = new Set<string>();
      every((arena, seed) => {
        if (seed % 5 !== 0) return;
        assert.deepEqual(makeArena(seed, size), arena);
        seen.add(arena.tiles.join(""));
      });
      assert.equal(seen.size, Math.ceil(seeds / 5));
    });
  });
}

describe("the fairness of a map", () => {
  // The measure: a beacon's territory is the floor nearer to it, in steps, than to every other beacon. In no map is
  // the smallest less than a quarter of the largest; over all maps every beacon has about the same on average.
  for (const [size, count] of [
    ["small", 300],
    ["medium", 200],
  ] as const) {
    it(`${count} ${size} maps give every beacon a fair territory`, function () {
      this.timeout(60_000);
      const totals = [0, 0, 0, 0, 0];
      for (let seed = 1; seed <= count; seed++) {
        const sizes = territories(makeArena(seed, size));
        const ratio = Math.min(...sizes) / Math.max(...sizes);
        assert.ok(ratio >= 0.25, `seed ${seed}: territories of ${sizes.join(", ")} tiles`);
        for (const [i, tiles] of sizes.entries()) totals[i] += tiles;
      }
      const mean = totals.reduce((sum, t) => sum + t, 0) / 5;
      for (const total of totals) assert.ok(Math.abs(total / mean - 1) < 0.06, `${totals.join(", ")}`);
    });
  }

  it("every beacon has a spawn point nearest to it in nine maps of ten", () => {
    let without = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const arena = makeArena(seed, "medium");
      const near = new Set(
        arena.spawns.map((spawn) => {
          const far = arena.beacons.map((beacon) => distance(beacon, spawn));
          return far.indexOf(Math.min(...far));
        }),
      );
      if (near.size < 5) without++;
    }
    assert.ok(without < 30, `${without} of 300 maps have a beacon without`);
  });
});

describe("stamps", () => {
  it("leave each of their free tiles open to an edge, so that nothing is walled in", () => {
    for (const stamp of STAMPS) {
      assert.deepEqual(
        stamp.map((row) => row.length),
        [3, 3, 3],
      );
      // The middle is the only tile without an edge of its own: it must be rock or have a free side.
      const sides = [stamp[0][1], stamp[1][0], stamp[1][2], stamp[2][1]];
      assert.ok(stamp[1][1] === "#" || sides.includes("."), stamp.join("/"));
    }
  });
});

describe("tiles", () => {
  it("outside the map is rock, on every side", () => {
    const arena = makeArena(1, "small");
    for (const [x, y] of [
      [-0.1, 500],
      [500, -0.1],
      [3072, 500],
      [500, 3072],
      [-1e9, 1e9],
    ])
      assert.equal(tileUnder(arena, x, y), Tile.rock);
  });
});
