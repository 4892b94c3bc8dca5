// What stands and grows on a thousand maps: as many as there should be, where nobody starts, banks or is cut off.
import assert from "node:assert/strict";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { type Arena, isSolid, type Place, Tile, tileUnder } from "../../../../shared/sim/tiles.ts";
import { type ArenaSize, GATE, HAZE, PORTAL, SKIMMER, WELL } from "../../../../shared/tunables.ts";
import { depthInRock, distance } from "../../../helpers/world.ts";

const SIZES: [ArenaSize, number][] = [
  ["small", 1000],
  ["medium", 1000],
  ["large", 50],
];
const R = SKIMMER.radius;

const nearest = (place: Place, of: readonly Place[]): number =>
  Math.min(...of.map((other) => (other === place ? 1e9 : distance(place, other))));

for (const [size, seeds] of SIZES) {
  describe(`the places of ${seeds} ${size} arenas`, function () {
    this.timeout(60_000);
    const every = (check: (arena: Arena, seed: number) => void): void => {
      for (let seed = 0; seed < seeds; seed++) check(makeArena(seed * 7919, size), seed * 7919);
    };

    it("have portals in pairs, on open ground as far as one leaves them, clear of spawns, beacons and forge", () => {
      every((arena, seed) => {
        const { portals } = arena;
        assert.equal(portals.length, PORTAL.pairs[size] * 2);
        for (const [i, portal] of portals.entries()) {
          assert.equal(
            depthInRock(arena, portal.x, portal.y, PORTAL.exit + R),
            0,
            `seed ${seed}: portal ${i}`,
          );
          assert.ok(distance(portal, portals[i ^ 1]) > arena.side * 0.2, `seed ${seed}: pair ${i >> 1}`);
          assert.ok(nearest(portal, portals) > 240, `seed ${seed}: portal ${i}`);
          assert.ok(nearest(portal, arena.spawns) > 120);
          assert.ok(nearest(portal, arena.beacons) > 140);
          assert.ok(distance(portal, arena.forge) > 190);
        }
      });
    });

    it("have wells whose middles lie on open ground, clear of spawns, beacons, forge and portals", () => {
      every((arena, seed) => {
        const { wells } = arena;
        assert.equal(wells.length, WELL.count[size]);
        for (const well of wells) {
          assert.equal(depthInRock(arena, well.x, well.y, 60), 0, `seed ${seed}`);
          assert.ok(nearest(well, wells) > 180 && nearest(well, arena.spawns) > 140, `seed ${seed}`);
          assert.ok(nearest(well, arena.beacons) > 250 && distance(well, arena.forge) > 250, `seed ${seed}`);
          assert.ok(nearest(well, arena.portals) > 150, `seed ${seed}`);
        }
      });
    });

    it("have gates whose bars reach no spawn, forge or portal, nor the middle of a beacon or of each other", () => {
      every((arena, seed) => {
        const { gates } = arena;
        assert.equal(gates.length, GATE.count[size]);
        const bar = GATE.half + GATE.halfWidth;
        for (const gate of gates) {
          assert.ok(!isSolid(tileUnder(arena, gate.x, gate.y)));
          assert.ok(nearest(gate, arena.spawns) >= bar + R, `seed ${seed}: spawn`);
          assert.ok(nearest(gate, arena.portals) > bar + R + PORTAL.exit, `seed ${seed}: portal`);
          assert.ok(nearest(gate, arena.beacons) > bar + 60 && distance(gate, arena.forge) > bar + 90);
          assert.ok(nearest(gate, gates) > bar * 2, `seed ${seed}: gate`);
          assert.ok(Math.abs(gate.speed) >= GATE.slowest && Math.abs(gate.speed) <= GATE.fastest);
        }
      });
    });

    it("have 6 to 10 tiles of crystal in a hundred, on average, and a few patches of haze", () => {
      let crystal = 0;
      let tiles = 0;
      every((arena, seed) => {
        const of = (kind: number): number => arena.tiles.filter((tile) => tile === kind).length;
        crystal += of(Tile.crystal);
        tiles += arena.tiles.length;
        assert.ok(of(Tile.crystal) >= 10, `seed ${seed}: ${of(Tile.crystal)} tiles of crystal`);
        const most = HAZE.patches[size] * HAZE.most;
        assert.ok(
          of(Tile.haze) >= HAZE.patches[size] * 2 && of(Tile.haze) <= most,
          `seed ${seed}: ${of(Tile.haze)}`,
        );
        for (const { x, y } of [...arena.spawns, ...arena.beacons, arena.forge, ...arena.portals])
          assert.notEqual(tileUnder(arena, x, y), Tile.haze, `seed ${seed}: haze where one starts or banks`);
      });
      assert.ok(crystal / tiles > 0.06 && crystal / tiles < 0.1, `${crystal / tiles}`);
    });
  });
}
