// Pickups: what each does, when there is no use for it, where they lie and when they come back; the mother-ember.
import assert from "node:assert/strict";
import { damage } from "../../../../shared/sim/combat.ts";
import { SILENT } from "../../../../shared/sim/events.ts";
import { lightOf } from "../../../../shared/sim/light.ts";
import { PLAIN_SPAWNER } from "../../../../shared/sim/plain-spawner.ts";
import { startRound } from "../../../../shared/sim/round.ts";
import { Pickup } from "../../../../shared/sim/things.ts";
import { isSolid, tileUnder } from "../../../../shared/sim/tiles.ts";
import { makeWorld, type Skimmer, Weapon, type World } from "../../../../shared/sim/world.ts";
import { MINE, MOTHER, ORB, PICKUPS, SCATTER } from "../../../../shared/tunables/arsenal.ts";
import { DASH, EMBERS, SKIMMER } from "../../../../shared/tunables.ts";
import { all, layMote, motesOf, press, recorder, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

const IDLE = all(press());

const hit = (world: World, slot: number, amount: number): void =>
  damage(world, skimmerOf(world, slot), slot, amount, 0, Weapon.pulse, SILENT);

/** One skimmer, changed by `before`, on top of a pickup; steps once. Whether it was taken, and the skimmer. */
function take(kind: number, before: Partial<Skimmer> = {}, value = 0): { taken: boolean; self: Skimmer } {
  const world = worldOf([{ x: 500, y: 1000 }]);
  const self = skimmerOf(world, 0);
  Object.assign(self, before);
  Object.assign(layMote(world, 500, 1000), { kind, value });
  run(world, 1, IDLE);
  return { taken: motesOf(world).length === 0, self };
}

describe("a pickup", () => {
  it("repairs 35, up to 100, and is left by who is whole", () => {
    assert.equal(take(Pickup.repair, { hitPoints: 40 }).self.hitPoints, 75);
    assert.equal(take(Pickup.repair, { hitPoints: 90 }).self.hitPoints, 100);
    assert.equal(take(Pickup.repair, { hitPoints: 100 }).taken, false);
  });

  it("gives an overshield of 40, once", () => {
    assert.equal(take(Pickup.overshield).self.overshield, 40);
    assert.equal(take(Pickup.overshield, { overshield: 40 }).taken, false);
    assert.equal(take(Pickup.overshield, { overshield: 3 }).self.overshield, 40);
  });

  it("lights a Lantern: 400 u more for 10 s", () => {
    const { self } = take(Pickup.lantern, { embers: 10 });
    assert.deepEqual([lightOf(self, 1), lightOf(self, 300), lightOf(self, 301)], [780, 780, 380]);
  });

  it("cloaks for 5 s, or until it fires", () => {
    assert.equal(take(Pickup.cloak).self.cloakUntilTick, 1 + 150);
    const world = worldOf([{ x: 500, y: 1000 }]);
    skimmerOf(world, 0).cloakUntilTick = 100;
    run(world, 1, all(press(0, 0, 1)));
    assert.equal(skimmerOf(world, 0).cloakUntilTick, 0);
  });

  it("surges: every dash is back", () => {
    assert.equal(take(Pickup.surge, { dashCharges: 0 }).self.dashCharges, DASH.charges);
    assert.equal(take(Pickup.surge).taken, false);
  });

  it("fills a weapon by a crate, up to two crates", () => {
    const cases = [
      [Pickup.scatter, "scatterAmmo", SCATTER.shells],
      [Pickup.orb, "orbAmmo", ORB.shells],
      [Pickup.mine, "mineAmmo", MINE.shells],
    ] as const;
    for (const [kind, ammo, shells] of cases) {
      assert.equal(take(kind).self[ammo], shells);
      assert.equal(take(kind, { [ammo]: shells + 1 }).self[ammo], 2 * shells);
      assert.equal(take(kind, { [ammo]: 2 * shells }).taken, false);
    }
  });

  it("is a shard: five embers, and the mother-ember: 25, up to 50 in hand", () => {
    assert.equal(take(Pickup.ember, {}, EMBERS.shardValue).self.embers, 5);
    assert.equal(take(Pickup.ember, { embers: 40 }, MOTHER.value).self.embers, 50);
    assert.equal(take(Pickup.ember, { embers: SKIMMER.maxEmbers }, 5).taken, false);
  });

  it("is told when it is no common ember", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    const events = recorder(world);
    layMote(world, 500, 1000);
    layMote(world, 505, 1000, 5);
    run(world, 1, IDLE, events);
    assert.deepEqual(
      events.told.map((t) => t.what === "picked" && [t.slot, t.kind, t.value]),
      [[0, Pickup.ember, 5]],
    );
  });

  it("is lost in death: shells, overshield, Lantern and Cloak", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    const self = skimmerOf(world, 0);
    Object.assign(self, {
      scatterAmmo: 5,
      orbAmmo: 2,
      mineAmmo: 1,
      lanternUntilTick: 999,
      cloakUntilTick: 999,
    });
    hit(world, 0, 100);
    const { scatterAmmo, orbAmmo, mineAmmo, overshield, lanternUntilTick, cloakUntilTick } = self;
    assert.deepEqual(
      [scatterAmmo, orbAmmo, mineAmmo, overshield, lanternUntilTick, cloakUntilTick],
      [0, 0, 0, 0, 0, 0],
    );
  });

  it("overshield goes first, then hit points", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    const self = skimmerOf(world, 0);
    self.overshield = 40;
    hit(world, 0, 30);
    assert.deepEqual([self.overshield, self.hitPoints], [10, 100]);
    hit(world, 0, 30);
    assert.deepEqual([self.overshield, self.hitPoints], [0, 80]);
  });
});

describe("the spots of a round", () => {
  const round = (seed: number, size: "small" | "medium" | "large"): World => {
    const world = makeWorld(seed, size, PLAIN_SPAWNER);
    startRound(world, 0);
    return world;
  };

  it("hold crates and other things in turn, on open ground, apart from each other, on every size", () => {
    for (const size of ["small", "medium", "large"] as const) {
      for (let seed = 1; seed <= 20; seed++) {
        const { spots, arena, motes } = round(seed, size);
        assert.equal(spots.length, PICKUPS.spots[size]);
        for (const { x, y, crate, moteId } of spots) {
          assert.ok(!isSolid(tileUnder(arena, x, y)));
          const lying = motes[moteId];
          assert.ok(lying !== null && lying.x === x && lying.y === y);
          assert.equal(lying.kind >= Pickup.scatter, crate);
        }
      }
    }
  });

  it("are filled again 18 s after they were emptied, with the same thing in every replay", () => {
    const play = () => {
      const world = round(4, "small");
      run(world, 1, IDLE);
      const spot = world.spots[0];
      const [first] = [spot.moteId];
      const lying = world.motes[first];
      assert.ok(lying !== null);
      const slot = world.skimmers.indexOf(null);
      const kinds = [lying.kind];
      Object.assign(lying, { kind: Pickup.lantern });
      world.skimmers[slot] = PLAIN_SPAWNER.skimmer(slot);
      Object.assign(skimmerOf(world, slot), { x: spot.x, y: spot.y, alive: true, hitPoints: 100 });
      run(world, 1, IDLE);
      assert.equal(spot.moteId, -1);
      Object.assign(skimmerOf(world, slot), { x: 64, y: 64 });
      run(world, PICKUPS.returnTicks - 1, IDLE);
      assert.equal(spot.moteId, -1);
      run(world, 1, IDLE);
      kinds.push(world.motes[spot.moteId]?.kind ?? -1);
      return kinds;
    };
    assert.deepEqual(play(), play());
  });

  it("the mother-ember appears at the forge after 60 s, waits, and comes back 75 s after it was taken", () => {
    const world = round(5, "small");
    const { forge } = world.arena;
    const motherTick = MOTHER.firstTicks;
    assert.equal(world.motherTick, motherTick);
    world.tick = motherTick - 2;
    run(world, 1, IDLE);
    assert.equal(world.motherId, -1);
    run(world, 1, IDLE);
    const mother = world.motes[world.motherId];
    assert.deepEqual([mother?.x, mother?.y, mother?.value], [forge.x, forge.y, 25]);
    run(world, 100, IDLE);
    const before = world.motherId;
    assert.equal(world.motes[before], mother);
    world.skimmers[0] = PLAIN_SPAWNER.skimmer(0);
    Object.assign(skimmerOf(world, 0), { x: forge.x, y: forge.y, alive: true, hitPoints: 100 });
    run(world, 1, IDLE);
    assert.equal(world.motherId, -1);
    assert.equal(world.motherTick, world.tick + MOTHER.everyTicks);
    assert.equal(skimmerOf(world, 0).embers, 25);
  });
});
