// The hash tells worlds apart by all that steers them, and by nothing else.
import assert from "node:assert/strict";
import { hash } from "../../../../shared/sim/hash.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { plainSkimmer } from "../../../../shared/sim/plain-spawner.ts";
import type { World } from "../../../../shared/sim/world.ts";
import { all, cloneWorld, layMote, only, press, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

/** A world with everything in it: two skimmers, shots, motes. */
function full(): World {
  const world = worldOf([
    { x: 500, y: 1000 },
    { x: 900, y: 1400 },
  ]);
  layMote(world, 2000, 2000);
  layMote(world, 2100, 2000);
  run(world, 8, only(0, press(0.4, 0, Button.fire)));
  return world;
}

describe("the hash of a world", () => {
  it("is an unsigned 32-bit integer, and that of a copy", () => {
    const world = full();
    const h = hash(world);
    assert.ok(Number.isInteger(h) && h >= 0 && h < 0x100000000);
    assert.equal(hash(cloneWorld(world)), h);
  });

  it("changes with every field of a skimmer", () => {
    const before = hash(full());
    for (const field of Object.keys(plainSkimmer(0)) as (keyof ReturnType<typeof plainSkimmer>)[]) {
      const world = full();
      const skimmer = skimmerOf(world, 1) as unknown as Record<string, number | boolean>;
      const value = skimmer[field];
      skimmer[field] = typeof value === "boolean" ? !value : value + 1;
      // The slot is the key of the score too; any other field stands alone.
      if (field === "slot") world.scores[2] = world.scores[1];
      assert.notEqual(hash(world), before, field);
    }
  });

  it("changes with scores, shots, motes, the clock and the dice", () => {
    const changes: [string, (world: World) => void][] = [
      ["banked", (w) => Object.assign(w.scores[0] ?? {}, { banked: 1 })],
      ["kills", (w) => Object.assign(w.scores[0] ?? {}, { kills: 1 })],
      ["deaths", (w) => Object.assign(w.scores[0] ?? {}, { deaths: 1 })],
      ["a shot's place", (w) => Object.assign(w.projectiles[0], { x: w.projectiles[0].x + 0.5 })],
      ["a shot's heading", (w) => Object.assign(w.projectiles[0], { heading: w.projectiles[0].heading + 1 })],
      ["a shot's owner", (w) => Object.assign(w.projectiles[0], { owner: 1 })],
      ["a shot less", (w) => w.projectiles.pop()],
      ["a mote's place", (w) => Object.assign(w.motes.find((m) => m !== null) ?? {}, { x: 7 })],
      ["a mote's worth", (w) => Object.assign(w.motes.find((m) => m !== null) ?? {}, { value: 5 })],
      ["a mote more", (w) => layMote(w, 100, 100)],
      ["a crack in crystal", (w) => Object.assign(w.crystal, { 77: 9 })],
      ["the crown", (w) => Object.assign(w, { crown: 1 })],
      ["a beacon's cold", (w) => Object.assign(w.coldUntil, { 0: 500 })],
      ["a blow's place", (w) => Object.assign(w.blows[3], { x: 500 })],
      ["a blow's tick", (w) => Object.assign(w.blows[3], { tick: 5 })],
      ["where the next blow goes", (w) => Object.assign(w, { nextBlow: 7 })],
      ["tick", (w) => Object.assign(w, { tick: w.tick + 1 })],
      ["round", (w) => Object.assign(w, { round: 1 })],
      ["the map", (w) => Object.assign(w, { map: 1 })],
      ["phase", (w) => Object.assign(w, { phase: 1 })],
      ["the end of the phase", (w) => Object.assign(w, { phaseEndsTick: w.phaseEndsTick + 1 })],
      ["the dice, low bits", (w) => Object.assign(w, { random: w.random ^ 1 })],
      ["the dice, high bits", (w) => Object.assign(w, { random: (w.random ^ 0x80000000) >>> 0 })],
      ["a skimmer less", (w) => Object.assign(w.skimmers, { 1: null })],
    ];
    const before = hash(full());
    for (const [what, change] of changes) {
      const world = full();
      change(world);
      assert.notEqual(hash(world), before, what);
    }
  });

  it("does not change with what is derived", () => {
    const world = full();
    const before = hash(world);
    world.skimmerGrid.clear();
    world.moteGrid.clear();
    for (const shot of world.projectiles) Object.assign(shot, { ax: 1, ay: 1, anchorTick: 1 });
    assert.equal(hash(world), before);
  });

  it("rounds to float32: what is finer does not count", () => {
    const world = full();
    const before = hash(world);
    world.projectiles[0].x += 1e-9;
    assert.equal(hash(world), before);
  });

  it("hardly ever repeats over a minute of play", () => {
    const world = full();
    const seen = new Set<number>();
    for (let i = 0; i < 1800; i++) {
      run(world, 1, all(press(0.5, 0.2)));
      seen.add(hash(world));
    }
    assert.equal(seen.size, 1800);
  });
});
