// The Guard by its numbers: how long it stands, how often, what it stops, and what it costs. Beams: lance-rewind.test.ts.
import assert from "node:assert/strict";
import { Button, Hand, type Input, withHand } from "../../../../shared/sim/input.ts";
import { cos, sin } from "../../../../shared/sim/math.ts";
import { launch } from "../../../../shared/sim/projectile.ts";
import { step } from "../../../../shared/sim/step.ts";
import type { World } from "../../../../shared/sim/world.ts";
import { GUARD, PULSE } from "../../../../shared/tunables.ts";
import { beam, lances } from "../../../helpers/lance.ts";
import { all, only, press, recorder, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

const WEST = 32768;
const UP = press(0, 0, Button.guard, WEST);

const duel = (far = 300): World =>
  worldOf([
    { x: 500, y: 1000 },
    { x: 500 + far, y: 1000 },
  ]);

describe("the guard", () => {
  it("stands for 0.25 s, eight ticks", () => {
    const world = duel();
    const stood: number[] = [];
    for (let tick = 1; tick <= 12; tick++) {
      run(world, 1, only(1, tick === 1 ? UP : press(0, 0, 0, WEST)));
      if (skimmerOf(world, 1).guardTicks > 0) stood.push(tick);
    }
    assert.deepEqual(stood, [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("comes up again 1.2 s after it came up, 36 ticks, if held or pressed", () => {
    const world = duel();
    const raised: number[] = [];
    for (let tick = 1; tick <= 80; tick++) {
      run(world, 1, only(1, UP));
      const { guardedAtTick, guardTicks } = skimmerOf(world, 1);
      if (guardedAtTick === world.tick) raised.push(tick);
      assert.equal(guardTicks > 0, (tick - 1) % 36 < 8, `tick ${tick}`);
    }
    assert.deepEqual(raised, [1, 37, 73]);
    const early = duel();
    run(early, 1, only(1, UP));
    run(early, 34, all(press()));
    run(early, 1, only(1, UP));
    assert.equal(skimmerOf(early, 1).guardTicks, 0, "a tick too early");
  });

  it("keeps the direction that it was raised in, whatever the aim does after", () => {
    const world = duel();
    run(world, 1, only(1, UP));
    run(world, 3, only(1, press(0, 0, Button.guard, 0)));
    const { guardAim, aim } = skimmerOf(world, 1);
    assert.deepEqual([guardAim, aim], [128, 0]);
  });

  it("rests the weapons: no Pulse behind it, and the first in the tick after it", () => {
    const world = duel();
    const fired: number[] = [];
    for (let tick = 1; tick <= 20; tick++) {
      const { shots } = skimmerOf(world, 1);
      run(world, 1, only(1, press(0, 0, Button.fire | (tick === 3 ? Button.guard : 0), 0)));
      if (skimmerOf(world, 1).shots > shots) fired.push(tick);
    }
    assert.deepEqual(fired, [1, 11, 16]);
  });

  it("cancels a charge, and nothing is charged behind it", () => {
    const world = duel();
    const events = recorder(world);
    run(world, 9, only(1, press(0, 0, Button.alternate)), events);
    run(world, 1, only(1, press(0, 0, Button.alternate | Button.guard)), events);
    assert.equal(skimmerOf(world, 1).chargeTicks, 0);
    run(world, 7, only(1, press(0, 0, Button.alternate)), events);
    assert.equal(skimmerOf(world, 1).chargeTicks, 0);
    run(world, 11, only(1, press(0, 0, Button.alternate)), events);
    assert.deepEqual(
      lances(events.told).map(({ tick }) => tick),
      [28],
    );
  });

  it("[I3] stands no longer for who withholds inputs: Pulses go by the ticks, as beams do", () => {
    const hits = (withheld: boolean): number => {
      const world = duel(200);
      const events = recorder(world);
      run(world, 1, only(1, UP));
      for (let tick = 1; tick < 30; tick++) {
        launch(world, 0, tick, 640, 1000, 0);
        run(world, 1, (slot) => (slot === 1 ? (withheld ? null : press()) : press()), events);
      }
      return events.told.filter(({ what }) => what === "hurt").length;
    };
    assert.ok(hits(false) > 5);
    assert.equal(hits(true), hits(false));
  });

  it("[I3] lets nothing out while it stands, for who withholds inputs and sends them in one tick, either", () => {
    for (const [button, weapon] of [
      [Button.fire, Hand.pulse],
      [Button.fire, Hand.scatter],
      [Button.fire, Hand.orb],
      [Button.alternate, Hand.pulse],
    ]) {
      const world = duel();
      const events = recorder(world);
      Object.assign(skimmerOf(world, 1), { scatterAmmo: 9, orbAmmo: 9 });
      run(world, 1, only(1, UP));
      const fire = press(0, 0, withHand(button, weapon), 0);
      let burst: Input[] = Array.from({ length: 24 }, () => fire);
      const feed = { next: (slot: number) => (slot === 1 ? (burst.pop() ?? null) : null) };
      step(world, feed, events);
      assert.ok(skimmerOf(world, 1).shots > 0, "its client thinks that it fired");
      assert.equal(world.projectiles.length + world.pellets.length + lances(events.told).length, 0);
      run(world, GUARD.durationTicks, () => null);
      burst = Array.from({ length: 60 }, () => fire);
      step(world, feed, events);
      assert.ok(world.projectiles.length + world.pellets.length + lances(events.told).length > 0);
    }
  });

  it("hinders neither flight nor dash", () => {
    const [free, guarded] = [duel(), duel()];
    run(free, 8, only(1, press(0.5, 1, Button.dash)));
    run(guarded, 8, only(1, press(0.5, 1, Button.dash | Button.guard)));
    const of = (world: World): number[] => {
      const { x, y, vx, vy } = skimmerOf(world, 1);
      return [x, y, vx, vy];
    };
    assert.deepEqual(of(guarded), of(free));
  });

  it("goes down with its bearer, and is ready in the new life", () => {
    const world = duel();
    run(world, 1, only(1, UP));
    skimmerOf(world, 1).hitPoints = 1;
    // From behind: the guard looks the other way.
    Object.assign(skimmerOf(world, 0), { x: 1000, y: 1000 });
    beam(world, { slot: 0, aim: WEST });
    const dead = skimmerOf(world, 1);
    assert.deepEqual([dead.alive, dead.guardTicks], [false, 0]);
    run(world, 89, all(press()));
    assert.deepEqual([dead.alive, dead.guardCooldownTicks, dead.guardTicks], [true, 0, 0]);
    assert.ok(dead.guardedAtTick < 0);
  });
});

describe("a guard and a Pulse", () => {
  /** Slot 1 guards towards `towards` in tick 1; a Pulse of slot 0 that flies along `aim` meets it in tick `tick`. */
  function meets(tick: number, towards: number, aim = 0): { hurt: boolean; thrown: number } {
    const world = worldOf([
      { x: 200, y: 2000 },
      { x: 1500, y: 1000 },
    ]);
    const events = recorder(world);
    run(world, tick - 1, only(1, press(0, 0, Button.guard, towards)), events);
    const from = { x: 1500 - Math.round(40 * cos(aim)), y: 1000 - Math.round(40 * sin(aim)) };
    launch(world, 0, 1, from.x, from.y, aim);
    run(world, 1, only(1, press(0, 0, Button.guard, towards)), events);
    const thrown = events.told.filter(({ what }) => what === "reflected").length;
    assert.deepEqual(
      world.projectiles.map(({ owner }) => owner),
      thrown > 0 ? [1] : [],
    );
    return { hurt: events.told.some(({ what }) => what === "hurt"), thrown };
  }
  it("that it faces is thrown back: nobody is hurt, and it is the guard's from there on", () => {
    for (const aim of [0, 8192, 16384, 32768, 50000])
      assert.deepEqual(meets(2, (aim + 32768) & 0xffff, aim), { hurt: false, thrown: 1 }, `${aim} brads`);
  });

  it("from within 60 degrees to each side, and only from there", () => {
    for (const off of [42 * 256, -42 * 256]) assert.equal(meets(2, (WEST + off) & 0xffff).hurt, false);
    for (const off of [43 * 256, -43 * 256, 32768])
      assert.deepEqual(meets(2, (WEST + off) & 0xffff), { hurt: true, thrown: 0 }, `${off} brads`);
  });

  it("from its first tick to its last, and not in the ninth", () => {
    assert.deepEqual(
      [1, 2, 8, 9].map((tick) => meets(tick, WEST).hurt),
      [false, false, false, true],
    );
  });

  it("that meets somebody before the guard hurts, guard or not", () => {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 560, y: 1000 },
      { x: 620, y: 1000 },
    ]);
    const events = recorder(world);
    launch(world, 0, 1, 520, 1000, 0);
    // Slot 2 guards; slot 1, who is before it, does not.
    run(world, 3, only(2, UP), events);
    assert.deepEqual(
      events.told.map((t) => (t.what === "hurt" ? [t.victim, t.damage] : t.what)),
      [[1, PULSE.damage]],
    );
  });

  it("a channel goes on behind it: what is thrown back breaks nothing", () => {
    const world = duel();
    skimmerOf(world, 1).bankTicks = 20;
    Object.assign(skimmerOf(world, 1), world.arena.beacons[0], { embers: 5 });
    const { x, y } = world.arena.beacons[0];
    run(world, 1, only(1, UP));
    launch(world, 0, 1, x - 40, y, 0);
    run(world, 1, only(1, press(0, 0, 0, WEST)));
    assert.equal(skimmerOf(world, 1).bankTicks, 22);
    assert.deepEqual(
      world.projectiles.map(({ owner, heading }) => [owner, heading]),
      [[1, WEST]],
    );
  });

  it("has the numbers of the rules", () => {
    assert.deepEqual([GUARD.durationTicks, GUARD.cooldownTicks], [8, 36]);
    assert.ok(Math.abs((GUARD.halfArc * 360) / 65536 - 60) < 0.01);
  });
});
