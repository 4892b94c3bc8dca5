// Mines: laid, armed, tripped, shot, and few enough.
import assert from "node:assert/strict";
import { Button, Hand, withHand } from "../../../../shared/sim/input.ts";
import { layMine } from "../../../../shared/sim/mines.ts";
import { launch } from "../../../../shared/sim/projectile.ts";
import { leave } from "../../../../shared/sim/round.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import { MINE } from "../../../../shared/tunables/arsenal.ts";
import { all, only, press, recorder, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

const LAY = press(0, 0, withHand(Button.fire, Hand.mine));
const IDLE = all(press());
const minesOf = (world: World) => world.mines.filter((mine) => mine !== null);

/** The pool, its count and its free ids tell the same story. */
function assertPool(world: World): void {
  assert.equal(world.mineCount, minesOf(world).length);
  assert.equal(world.freeMines.length + world.mineCount, MINE.most);
  assert.equal(new Set(world.freeMines).size, world.freeMines.length);
}

describe("a mine", () => {
  it("has the numbers of the rules", () => {
    assert.deepEqual([MINE.damage, MINE.armTicks, MINE.seenWithin], [40, 24, 120]);
  });

  it("lies where its owner is, and takes a shell", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    skimmerOf(world, 0).mineAmmo = 2;
    run(world, 1, only(0, LAY));
    assert.deepEqual(
      minesOf(world).map(({ owner, x, y, armedTick }) => [owner, x, y, armedTick]),
      [[0, 500, 1000, 25]],
    );
    assert.equal(skimmerOf(world, 0).mineAmmo, 1);
  });

  it("goes off under who comes within 48 u, but only 0.8 s after it was laid, and never under its owner", () => {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 540, y: 1000 },
    ]);
    const events = recorder(world);
    layMine(world, 0, 500, 1000);
    run(world, 23, IDLE, events);
    assert.equal(events.told.length, 0);
    run(world, 1, IDLE, events);
    const [burst, hurt, ...rest] = events.told;
    assert.ok(burst.what === "burst" && burst.weapon === Weapon.mine && burst.tick === 24);
    assert.ok(hurt.what === "hurt" && hurt.victim === 1 && hurt.by === 0 && hurt.weapon === Weapon.mine);
    assert.ok(hurt.damage > 30 && hurt.damage <= 40, `${hurt.damage}`);
    assert.deepEqual([rest.length, world.mineCount], [0, 0]);
    assertPool(world);
  });

  it("goes off when it is shot, armed or not", () => {
    const world = worldOf([
      { x: 300, y: 1000 },
      { x: 2000, y: 1000 },
    ]);
    const events = recorder(world);
    layMine(world, 1, 500, 1000);
    launch(world, 0, 1, 320, 1000, 0);
    run(world, 8, IDLE, events);
    assert.deepEqual(
      events.told.map(({ what }) => what),
      ["burst"],
    );
    assert.deepEqual([world.mineCount, world.projectiles.length], [0, 0]);
  });

  it("is one of four at most: the oldest goes; after 40 s it is gone", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    for (let n = 0; n < 6; n++) {
      layMine(world, 0, 100 + n, 100);
      run(world, 1, IDLE);
    }
    assert.deepEqual(
      minesOf(world)
        .map(({ x }) => x)
        .sort((a, b) => a - b),
      [102, 103, 104, 105],
    );
    assertPool(world);
    run(world, MINE.armTicks + MINE.lifeTicks, IDLE);
    assert.equal(world.mineCount, 0);
    assertPool(world);
  });

  it("goes with its owner", () => {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 900, y: 1000 },
    ]);
    layMine(world, 0, 100, 100);
    layMine(world, 1, 200, 200);
    leave(world, 0);
    assert.deepEqual(
      minesOf(world).map(({ owner }) => owner),
      [1],
    );
    assertPool(world);
  });

  it("cannot be laid when the pool is empty, and nothing breaks", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    world.freeMines.length = 0;
    layMine(world, 0, 100, 100);
    assert.equal(world.mineCount, 0);
    assert.ok((LAY.buttons & Button.fire) !== 0);
  });
});
