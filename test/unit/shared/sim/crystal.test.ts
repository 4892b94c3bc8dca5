// Crystal: rock for 60 hit points, floor for the rest of the round.
import assert from "node:assert/strict";
import { hitCrystal } from "../../../../shared/sim/crystal.ts";
import { hash } from "../../../../shared/sim/hash.ts";
import { Button, type Input } from "../../../../shared/sim/input.ts";
import { TURN } from "../../../../shared/sim/math.ts";
import { startRound } from "../../../../shared/sim/round.ts";
import { type Arena, Tile } from "../../../../shared/sim/tiles.ts";
import type { World } from "../../../../shared/sim/world.ts";
import { CRYSTAL, LANCE, PULSE } from "../../../../shared/tunables.ts";
import { all, cloneWorld, flatArena, only, press, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

/** Crystal at column 8 of rows 6 to 8, rock in column 12. */
function cave(): Arena {
  const arena = flatArena("small", [[12, 7]]);
  for (const row of [6, 7, 8]) arena.tiles[row * arena.columns + 8] = Tile.crystal;
  return arena;
}
/** In the middle of row 7, before the crystal, whose face is at x = 1024. */
const BEFORE = { x: 900, y: 7.5 * 128 };
const AT = 7 * 24 + 8;
const fire: Input = press(0, 0, Button.fire, 0);
const lance = (tick: number): Input => press(0, 0, Button.alternate, 0, tick - 2);

/** Hits the crystal from the west. */
const hit = (world: World, damage: number): void => hitCrystal(world, 1024, BEFORE.y, 0, damage);

describe("crystal", () => {
  it("stops skimmers, shots and beams as rock does", () => {
    const world = worldOf([BEFORE, { x: 1300, y: BEFORE.y }], cave());
    run(world, 20, only(0, press(1, 0)));
    assert.ok(skimmerOf(world, 0).x <= 1024 - 16);
    run(world, 25, (slot, tick) => (slot === 0 ? lance(tick) : press()));
    assert.equal(skimmerOf(world, 1).hitPoints, 100);
    assert.equal(world.crystal[AT], LANCE.damage);
  });

  it("breaks at 60 hit points: seven Pulses, and not six", () => {
    const world = worldOf([BEFORE], cave());
    const own = skimmerOf(world, 0);
    const landed = (): number => own.shots - world.projectiles.length;
    while (landed() < 6) run(world, 1, all(fire));
    assert.equal(world.crystal[AT], 6 * PULSE.damage);
    assert.equal(world.arena.tiles[AT], Tile.crystal);
    assert.deepEqual(world.broken, []);
    while (landed() < 7) run(world, 1, all(fire));
    assert.equal(world.crystal[AT], CRYSTAL.hitPoints);
    assert.deepEqual(world.broken, [{ at: AT, opensTick: world.tick + 9 }]);
  });

  it("gives way in the ninth tick after the shot that broke it, and takes no more till then", () => {
    const world = worldOf([BEFORE], cave());
    run(world, 30, all(press(1, 0)));
    const { x } = skimmerOf(world, 0);
    hit(world, 60);
    hit(world, 60);
    assert.equal(world.broken.length, 1);
    run(world, 8, all(press(1, 0)));
    assert.deepEqual([world.arena.tiles[AT], skimmerOf(world, 0).x], [Tile.crystal, x]);
    run(world, 1, all(press(1, 0)));
    assert.equal(world.arena.tiles[AT], Tile.floor);
    assert.ok(skimmerOf(world, 0).x > x, "who leans on it flies on in that very tick");
  });

  it("one after the other, each in its own time", () => {
    const world = worldOf([], cave());
    const open = (): number[] => [-1, 0, 1].map((row) => world.arena.tiles[AT + row * world.arena.columns]);
    hit(world, 60);
    hitCrystal(world, 1024, BEFORE.y + 128, 0, 60);
    run(world, 2, all(press()));
    hitCrystal(world, 1024, BEFORE.y - 128, 0, 60);
    run(world, 7, all(press()));
    assert.deepEqual(open(), [Tile.crystal, Tile.floor, Tile.floor]);
    run(world, 2, all(press()));
    assert.deepEqual(open(), [Tile.floor, Tile.floor, Tile.floor]);
  });

  it("takes 48 from a Lance: two break it, and the way is free", () => {
    const world = worldOf([BEFORE], cave());
    for (let i = 0; i < 120 && world.broken.length === 0; i++) run(world, 1, (_, tick) => lance(tick));
    assert.equal(skimmerOf(world, 0).shots, 2);
    run(world, 60, all(press(1, 0)));
    assert.ok(skimmerOf(world, 0).x > 1200);
  });

  it("only the tile that was hit breaks, from whatever side", () => {
    for (const [x, y, aim] of [
      [1024, BEFORE.y, 0],
      [1152, BEFORE.y, TURN / 2],
    ]) {
      const world = worldOf([], cave());
      hitCrystal(world, x, y, aim, 200);
      run(world, CRYSTAL.opensAfterTicks, all(press()));
      const crystal = world.arena.tiles.filter((tile) => tile === Tile.crystal);
      assert.deepEqual([world.arena.tiles[AT], crystal.length], [Tile.floor, 2]);
    }
  });

  it("a hit on rock, on floor or beyond the map does nothing", () => {
    const world = worldOf([], cave());
    const before = hash(world);
    hitCrystal(world, 12 * 128, BEFORE.y, 0, 200);
    hitCrystal(world, 600, 600, 0, 200);
    hitCrystal(world, 0, 600, TURN / 2, 200);
    hitCrystal(world, 1024, BEFORE.y, TURN / 2, 200);
    assert.equal(hash(world), before);
  });

  it("a shot that is under way when it breaks flies on", () => {
    const world = worldOf([{ ...BEFORE, x: 600 }], cave());
    hit(world, 60);
    while (world.projectiles.length < 2) run(world, 1, all(fire));
    run(world, 60, all(press()));
    // Nothing was left in the air, and nothing more was hit: both ended at the rock, 500 u further on, or by their life.
    assert.deepEqual([world.projectiles.length, world.broken.length], [0, 1]);
    const other = worldOf(
      [
        { ...BEFORE, x: 600 },
        { x: 1200, y: BEFORE.y },
      ],
      cave(),
    );
    hit(other, 60);
    while (other.projectiles.length < 1) run(other, 1, only(0, fire));
    run(other, 40, all(press()));
    assert.equal(skimmerOf(other, 1).hitPoints, 100 - PULSE.damage);
  });

  it("stays broken until the round is over, and counts in the hash from the first crack", () => {
    const world = worldOf([], cave());
    const whole = hash(world);
    hit(world, 9);
    const cracked = hash(world);
    hit(world, 51);
    assert.equal(new Set([whole, cracked, hash(world)]).size, 3);
    startRound(world, 1);
    assert.deepEqual(world.broken, []);
    assert.ok(world.crystal.every((damage) => damage === 0));
    assert.equal(world.crystal.length, world.arena.tiles.length);
  });

  it("of a copy breaks for itself", () => {
    const world = worldOf([], cave());
    const copy = cloneWorld(world);
    hit(copy, 60);
    run(copy, CRYSTAL.opensAfterTicks, all(press()));
    assert.equal(world.arena.tiles[AT], Tile.crystal);
    assert.equal(copy.arena.tiles[AT], Tile.floor);
  });
});
