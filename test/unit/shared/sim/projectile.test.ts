// A Pulse from its launch to what ends it: rock, its life, a skimmer; and whom it passes.
import assert from "node:assert/strict";
import { Button } from "../../../../shared/sim/input.ts";
import { launch } from "../../../../shared/sim/projectile.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import { DASH, MAX_SLOTS, PULSE } from "../../../../shared/tunables.ts";
import {
  all,
  distance,
  flatArena,
  only,
  press,
  recorder,
  run,
  skimmerOf,
  type Told,
  worldOf,
} from "../../../helpers/world.ts";

const STEP = 30;
const IDLE = all(press());

/** Fires one shot of slot 0 straight along +x, without spread, and steps; what happened. */
function shootAt(world: World, count: number, x = 0, y = 0): Told[] {
  const shooter = skimmerOf(world, 0);
  launch(world, 0, 1, x || shooter.x + PULSE.muzzle, y || shooter.y, 0);
  const events = recorder(world);
  run(world, count, IDLE, events);
  return events.told;
}

const duel = (far: number, off = 0): World =>
  worldOf([
    { x: 500, y: 1000 },
    { x: 500 + far, y: 1000 + off },
  ]);

describe("a Pulse", () => {
  it("flies 900 u/s from the muzzle, and makes its first step in the tick of the shot", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    run(world, 1, all(press(0, 0, Button.fire)));
    const [shot] = world.projectiles;
    assert.equal(shot.anchorTick, 0);
    assert.deepEqual([shot.ax, shot.ay], [520, 1000]);
    assert.ok(Math.abs(distance(shot, { x: 520, y: 1000 }) - STEP) < 1e-9);
    run(world, 10, IDLE);
    assert.ok(Math.abs(distance(shot, { x: 520, y: 1000 }) - 11 * STEP) < 1e-9);
    assert.deepEqual([shot.ax, shot.ay, shot.anchorTick], [520, 1000, 0]);
  });

  it("[S5] is where anchor, aim and tick say, in every tick", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    run(world, 1, all(press(0, 0, Button.fire, 5000)));
    for (let i = 0; i < 20; i++) {
      const [shot] = world.projectiles;
      const flown = STEP * (world.tick - shot.anchorTick);
      assert.ok(Math.abs(distance(shot, { x: shot.ax, y: shot.ay }) - flown) < 1e-9);
      run(world, 1, IDLE);
    }
  });

  it("lives 24 ticks: 720 u, and not a tick longer", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    run(world, 1, all(press(0, 0, Button.fire)));
    run(world, PULSE.lifeTicks - 2, IDLE);
    assert.equal(world.projectiles.length, 1);
    run(world, 1, IDLE);
    assert.equal(world.projectiles.length, 0);
    // Hit at 719 u, missed at 741: the target's radius and the shot's are 21 u.
    assert.equal(shootAt(duel(20 + 720 + 20), 30).length, 1);
    assert.equal(shootAt(duel(20 + 720 + 22), 30).length, 0);
  });

  it("takes 9 hit points, once, and is gone", () => {
    const world = duel(200);
    const told = shootAt(world, 30);
    assert.deepEqual(told, [
      { what: "hurt", tick: 6, victim: 1, by: 0, damage: 9, aim: 0, weapon: Weapon.pulse },
    ]);
    assert.equal(skimmerOf(world, 1).hitPoints, 91);
    assert.equal(world.projectiles.length, 0);
  });

  it("meets who is within 16 + 5 u of its way, and misses the next", () => {
    assert.equal(shootAt(duel(200, 20.875), 30).length, 1);
    assert.equal(shootAt(duel(200, 21.125), 30).length, 0);
    assert.equal(shootAt(duel(200, -20.875), 30).length, 1);
    assert.equal(shootAt(duel(200, -21.125), 30).length, 0);
  });

  it("does not skip a skimmer between two of its steps, wherever it stands", () => {
    for (let far = 60; far < 160; far += 0.5) {
      assert.equal(shootAt(duel(far, 20), 30).length, 1, `${far} u away`);
    }
  });

  it("meets the nearer of two; of two at once the lower slot", () => {
    const row = worldOf([
      { x: 500, y: 1000 },
      { x: 740, y: 1000 },
      { x: 700, y: 1000 },
    ]);
    assert.deepEqual(victims(shootAt(row, 30)), [2]);
    const pair = worldOf([
      { x: 500, y: 1000 },
      { x: 700, y: 1018 },
      { x: 700, y: 982 },
    ]);
    assert.deepEqual(victims(shootAt(pair, 30)), [1]);
  });

  it("passes its owner, even one who flies into it", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    assert.deepEqual(shootAt(world, 30, 440, 1000), []);
  });

  it("passes the dead", () => {
    const world = duel(200);
    Object.assign(skimmerOf(world, 1), { alive: false, respawnTicks: 90 });
    assert.deepEqual(shootAt(world, 30), []);
  });

  it("ends at rock: who is behind it is safe, who is before it is not", () => {
    const wall = flatArena("small", [[6, 7]]);
    const at = (far: number): World =>
      worldOf(
        [
          { x: 500, y: 1000 },
          { x: 500 + far, y: 1000 },
        ],
        wall,
      );
    assert.deepEqual(shootAt(at(768 + 128 + 17 - 500), 30), []);
    assert.equal(shootAt(at(768 - 17 - 500), 30).length, 1);
    const world = at(900);
    shootAt(world, 8);
    assert.equal(world.projectiles.length, 1);
    run(world, 1, IDLE);
    assert.equal(world.projectiles.length, 0, "248 u from the muzzle to the face are nine steps");
  });

  it("fired with the muzzle in rock it ends at once", () => {
    const wall = flatArena("small", [[6, 7]]);
    const world = worldOf([{ x: 768 - 16, y: 1000 }], wall);
    run(world, 1, all(press(0, 0, Button.fire)));
    assert.equal(world.projectiles.length, 0);
  });

  it("a held trigger hurts six times a second", () => {
    const world = duel(200);
    const events = recorder(world);
    run(world, 60, only(0, press(0, 0, Button.fire)), events);
    const ticks = events.told.map(({ tick }) => tick);
    assert.equal(ticks.length, 11, "two seconds less the flight");
    for (let i = 1; i < ticks.length; i++) assert.equal(ticks[i] - ticks[i - 1], 5);
    assert.equal(skimmerOf(world, 1).hitPoints, 1);
  });

  it("all the shots of a full world end", () => {
    const places = Array.from({ length: MAX_SLOTS }, (_, i) => ({
      x: 300 + (i % 12) * 200,
      y: 300 + Math.floor(i / 12) * 200,
    }));
    const world = worldOf(places);
    const events = recorder(world);
    run(world, 40, (slot, tick) => press(0, 0, Button.fire, (slot * 5000 + tick * 300) & 0xffff), events);
    assert.ok(events.told.length > 50, "most of a thousand shots miss");
    run(world, PULSE.lifeTicks, IDLE);
    assert.deepEqual(world.projectiles, []);
  });
});

describe("a dash and a Pulse", () => {
  /** Tick of the dash (1 is the first) in which a shot that is there in that tick alone hits the dasher. */
  function hitInTick(tick: number): boolean {
    const world = worldOf([
      { x: 500, y: 2000 },
      { x: 1000, y: 1000 },
    ]);
    const events = recorder(world);
    run(world, tick - 1, only(1, press(1, 0, Button.dash)), events);
    // Across the dasher's way, so that it meets only where the dasher is at the end of this very tick.
    const x = skimmerOf(world, 1).x + DASH.speed / 30;
    launch(world, 0, 1, x, 1000 - 20, 16384);
    run(world, 1, only(1, press(1, 0, Button.dash)), events);
    return events.told.length === 1;
  }

  it("the first 0.1 s, three ticks, are passed through; the rest of the dash is not", () => {
    assert.deepEqual([1, 2, 3, 4, 5, 6].map(hitInTick), [false, false, false, true, true, true]);
  });

  it("who withholds inputs in mid-dash is hit after the 0.1 s all the same", () => {
    const world = worldOf([
      { x: 500, y: 2000 },
      { x: 1000, y: 1000 },
    ]);
    const events = recorder(world);
    run(world, 1, only(1, press(1, 0, Button.dash)), events);
    const { x, y } = skimmerOf(world, 1);
    // Nothing more arrives from it: its own dash has four ticks left, and stands still.
    const withheld = (slot: number) => (slot === 0 ? press() : null);
    run(world, DASH.phaseTicks - 1, withheld, events);
    launch(world, 0, 1, x, y - 20, 16384);
    run(world, 1, withheld, events);
    assert.equal(skimmerOf(world, 1).dashTicks, DASH.durationTicks - 1);
    assert.deepEqual(victims(events.told), [1]);
  });

  it("a shot that is passed through flies on and meets the next", () => {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 560, y: 1000 },
      { x: 620, y: 1000 },
    ]);
    launch(world, 0, 1, 520, 1000, 0);
    const events = recorder(world);
    run(world, 5, (slot) => (slot === 1 ? press(0, 1, Button.dash) : press()), events);
    assert.deepEqual(victims(events.told), [2]);
  });
});

function victims(told: Told[]): number[] {
  return told.flatMap((event) => (event.what === "hurt" ? [event.victim] : []));
}
