// Maps of two ends over a thousand seeds: the same from both ends, connected, and with room for the core.
import assert from "node:assert/strict";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { spotsOf } from "../../../../shared/sim/arena-spawns.ts";
import { type Arena, isSolid, type Place, Tile, tileUnder } from "../../../../shared/sim/tiles.ts";
import { PICKUPS } from "../../../../shared/tunables/arsenal.ts";
import { CORE, GOAL, MODES } from "../../../../shared/tunables/modes.ts";
import { ARENA, SKIMMER } from "../../../../shared/tunables.ts";
import { depthInRock, distance } from "../../../helpers/world.ts";

const SEEDS = 1000;
type Size = "court" | "field";

const key = ({ x, y }: Place): string => `${x},${y}`;
const image = (arena: Arena, { x, y }: Place): Place => ({ x: arena.side - x, y: arena.side - y });
const LANES = new Map<number, number>([
  [Tile.laneEast, Tile.laneWest],
  [Tile.laneWest, Tile.laneEast],
  [Tile.laneNorth, Tile.laneSouth],
  [Tile.laneSouth, Tile.laneNorth],
]);

/** Every floor tile that is reached from the middle over edges. */
function reached(arena: Arena): Set<number> {
  const { columns, tiles } = arena;
  const seen = new Set<number>([(tiles.length - 1) / 2]);
  for (const at of seen) {
    const column = at % columns;
    for (const [side, isOn] of [
      [at - 1, column > 0],
      [at + 1, column < columns - 1],
      [at - columns, at >= columns],
      [at + columns, at < tiles.length - columns],
    ] as const)
      if (isOn && !isSolid(tiles[side])) seen.add(side);
  }
  return seen;
}

/** Whether the core's middle can get from one place to another, in steps of 16 u, off rock and within the boards. */
function coreGets(arena: Arena, from: Place, to: Place): boolean {
  const STEP = 16;
  const rink = arena.rink ?? assert.fail("no rink");
  const seen = new Set<string>([key(from)]);
  const queue = [from];
  for (const at of queue) {
    if (distance(at, to) < STEP) return true;
    for (const [dx, dy] of [
      [STEP, 0],
      [-STEP, 0],
      [0, STEP],
      [0, -STEP],
    ]) {
      const next = { x: at.x + dx, y: at.y + dy };
      const { x, y } = next;
      const r = CORE.radius;
      if (x < rink.left + r || x > rink.right - r || y < rink.top + r || y > rink.bottom - r) continue;
      if (seen.has(key(next)) || depthInRock(arena, x, y, r) > 0) continue;
      seen.add(key(next));
      queue.push(next);
    }
  }
  return false;
}

for (const size of ["court", "field"] as const satisfies Size[]) {
  describe(`${SEEDS} ${size} arenas`, function () {
    this.timeout(60_000);
    const every = (check: (arena: Arena, seed: number) => void, seeds = SEEDS): void => {
      for (let seed = 0; seed < seeds; seed++) check(makeArena(seed * 7919, size), seed * 7919);
    };

    it("are the same when they are turned by half a turn: ground, ends and everything on it", () => {
      every((arena, seed) => {
        const last = arena.tiles.length - 1;
        arena.tiles.forEach((kind, at) =>
          assert.equal(arena.tiles[last - at], LANES.get(kind) ?? kind, `seed ${seed}: tile ${at}`),
        );
        assert.deepEqual(
          arena.ends[1],
          arena.ends[0].map((place) => image(arena, place)),
        );
        assert.deepEqual(
          arena.goals,
          arena.goals.toReversed().map((place) => image(arena, place)),
        );
        for (const places of [arena.portals, arena.wells, spotsOf(arena, PICKUPS.spots[size])]) {
          const keys = new Set(places.map(key));
          for (const place of places)
            assert.ok(keys.has(key(image(arena, place))), `seed ${seed}: ${key(place)}`);
        }
        for (const gate of arena.gates) {
          const other = arena.gates.find((one) => key(one) === key(image(arena, gate)));
          assert.deepEqual([other?.phase, other?.speed], [gate.phase, gate.speed], `seed ${seed}`);
        }
        const [a, b] = arena.portals;
        assert.deepEqual(b, image(arena, a), "a portal leads to the other side");
      });
    });

    it("have all their floor connected, along edges", () => {
      every((arena, seed) => {
        const floor = arena.tiles.filter((kind) => !isSolid(kind)).length;
        assert.equal(reached(arena).size, floor, `seed ${seed}`);
      });
    });

    it("have starts on open ground, as many as a team needs, the ends far apart", () => {
      every((arena, seed) => {
        const mode = size === "court" ? MODES.duel : MODES.rush;
        assert.ok(arena.ends[0].length >= mode.seats);
        for (const start of arena.spawns)
          assert.equal(depthInRock(arena, start.x, start.y, 100), 0, `seed ${seed}: ${key(start)}`);
        for (const a of arena.ends[0])
          for (const b of arena.ends[1]) assert.ok(distance(a, b) > arena.side * 0.75);
        assert.equal(new Set(arena.spawns.map(key)).size, arena.spawns.length);
      });
    });

    it("have no beacon, pickups apart from each other, portals, wells and gates on open ground", () => {
      every((arena, seed) => {
        assert.equal(arena.beacons.length, 0);
        const spots = spotsOf(arena, PICKUPS.spots[size]);
        assert.equal(spots.length, PICKUPS.spots[size]);
        assert.equal(new Set(spots.map(key)).size, spots.length, `seed ${seed}`);
        assert.ok(arena.portals.length === 2 && arena.gates.length > 0);
        for (const { x, y } of [...spots, ...arena.portals, ...arena.wells, ...arena.gates])
          assert.equal(depthInRock(arena, x, y, SKIMMER.radius), 0, `seed ${seed}: ${x},${y}`);
      });
    });

    it("are the same for the same seed, and different for others", () => {
      const seen = new Set<string>();
      every((arena, seed) => {
        assert.deepEqual(makeArena(seed, size), arena);
        seen.add(arena.tiles.join(""));
      }, 100);
      assert.equal(seen.size, 100);
    });
  });
}

describe("the rink of a field", function () {
  this.timeout(120_000);

  it("has a way for the core from the middle to either goal", () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const arena = makeArena(seed * 7919, "field");
      for (const goal of arena.goals) assert.ok(coreGets(arena, arena.forge, goal), `seed ${seed * 7919}`);
    }
  });

  it("is free but for its pillars, and so is a tile's width beyond its boards: a core there can be pushed back", () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const arena = makeArena(seed * 7919, "field");
      const rink = arena.rink ?? assert.fail("no rink");
      let solid = 0;
      for (let x = 64; x < arena.side; x += ARENA.tile) {
        for (let y = rink.top - 64; y < rink.bottom + ARENA.tile; y += ARENA.tile) {
          const kind = tileUnder(arena, x, y);
          if (kind === Tile.rock && y > rink.top && y < rink.bottom) solid += 1;
          else assert.ok(!isSolid(kind), `seed ${seed * 7919}: ${x},${y}`);
          assert.ok(kind !== Tile.haze || y < rink.top || y > rink.bottom);
        }
      }
      assert.equal(solid, 4);
      for (const goal of arena.goals)
        assert.equal(depthInRock(arena, goal.x, goal.y, GOAL.radius + 2 * CORE.radius), 0);
    }
  });
});
