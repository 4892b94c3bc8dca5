// Broken crystal on a client's map: floor from its tick on, told once, and only when it opened in sight.
import assert from "node:assert/strict";
import { Crystal } from "../../../../client/net/crystal.ts";
import { Tile } from "../../../../shared/sim/tiles.ts";
import { ARENA, CRYSTAL } from "../../../../shared/tunables.ts";
import { flatArena } from "../../../helpers/world.ts";
import { EAST, Flight, START } from "./flight.ts";

const arena = flatArena("small");
const AT = 3 * arena.columns + 5;

/** A client's crystal with one broken tile that opens at tick 100, and what it told. */
function broken(): { crystal: Crystal; told: unknown[]; tile: () => number } {
  const told: unknown[] = [];
  arena.tiles[AT] = Tile.crystal;
  const crystal = new Crystal({
    arena: () => arena,
    changed: () => told.push("changed"),
    broke: (event) => told.push(event),
  });
  crystal.add({ at: AT, opensTick: 100 });
  return { crystal, told, tile: () => arena.tiles[AT] };
}

describe("broken crystal on one's own map", () => {
  it("is floor from its tick on, and crystal again for a step of before", () => {
    const { crystal, tile, told } = broken();
    const kinds = [99, 100, 98, 130].map((tick) => {
      crystal.at(tick);
      return tile();
    });
    assert.deepEqual(kinds, [Tile.crystal, Tile.floor, Tile.crystal, Tile.floor]);
    assert.deepEqual(told, [], "a step is no picture");
  });

  it("is told once, when the picture first shows it, and from where", () => {
    const { crystal, told } = broken();
    for (const tick of [98, 99, 101, 99, 102]) crystal.show(tick);
    assert.deepEqual(told, [{ x: 5.5 * 128, y: 3.5 * 128 }, "changed"]);
  });

  it("changes the map without a crash when it opened out of sight", () => {
    const { crystal, told, tile } = broken();
    crystal.show(109);
    assert.deepEqual(told, ["changed"]);
    assert.equal(tile(), Tile.floor);
  });

  it("stays floor once no input of before can be replayed, and is forgotten with its map", () => {
    const { crystal, tile } = broken();
    crystal.show(160);
    crystal.at(90);
    assert.equal(tile(), Tile.floor);
    const other = broken();
    other.crystal.clear();
    other.crystal.show(120);
    assert.deepEqual([other.tile(), other.told], [Tile.crystal, []]);
  });
});

describe("crystal in one's way", () => {
  /** Leans on a tile of crystal with five inputs under way; then it breaks, and a patch tells so `lateTicks` later. */
  function leanOn(lateTicks: number): Flight {
    const flight = new Flight();
    const at = Math.floor(START.y / ARENA.tile) * flight.arena.columns + Math.floor(START.x / ARENA.tile) + 1;
    flight.arena.tiles[at] = Tile.crystal;
    const tick = (): void => {
      flight.send(EAST);
      if (flight.channel.pendingCount > 5) flight.take(1);
      flight.reconcile();
    };
    for (let n = 0; n < 30; n++) tick();
    const opensTick = flight.state.tick + CRYSTAL.opensAfterTicks;
    flight.broken.push({ at, opensTick });
    for (let n = 0; n < 40; n++) {
      if (n === lateTicks) flight.crystal.add(flight.broken[0]);
      tick();
    }
    assert.ok(flight.me.x > START.x + 150, "it flew through");
    return flight;
  }

  it("[I6] opens in the same tick on both sides, for who hears of it in time: nothing is corrected", () => {
    for (const lateTicks of [0, 2, CRYSTAL.opensAfterTicks - 5 - 1])
      assert.deepEqual(leanOn(lateTicks).corrections, [], `told after ${lateTicks} ticks`);
  });

  it("is a correction for who hears of it late", () => {
    assert.ok(leanOn(CRYSTAL.opensAfterTicks).corrections.length > 0);
  });
});
