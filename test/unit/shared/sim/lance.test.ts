// The Lance by its numbers: charging it, where its beam ends, who is first on it. Rewinding: lance-rewind.test.ts.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Button } from "../../../../shared/sim/input.ts";
import { beamLength, beamMeets, Verdict } from "../../../../shared/sim/lance.ts";
import { recordPoses } from "../../../../shared/sim/pose-history.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import { beam, lances } from "../../../helpers/lance.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import {
  all,
  type Choose,
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

const CHARGE = press(0, 0, Button.alternate);

const duel = (far: number, off = 0): World =>
  worldOf([
    { x: 500, y: 1000 },
    { x: 500 + far, y: 1000 + off },
  ]);

const assertNear = (found: number, wanted: number): void =>
  assert.ok(Math.abs(found - wanted) < 1e-9, `${found}, not ${wanted}`);

/** Ticks in which a Lance was fired while slot 0 did what `choose` says for `count` ticks. */
function firedIn(count: number, choose: Choose, world = worldOf([{ x: 500, y: 1000 }])): number[] {
  const events = recorder(world);
  run(world, count, choose, events);
  return lances(events.told).map(({ tick }) => tick);
}

describe("charging a Lance", () => {
  it("takes 0.35 s, eleven ticks of holding, and releases itself where the aim is then", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    const events = recorder(world);
    run(world, 10, all(CHARGE), events);
    assert.deepEqual([events.told, skimmerOf(world, 0).chargeTicks], [[], 10]);
    run(world, 1, all(press(0, 0, Button.alternate, 16384)), events);
    const [fired] = lances(events.told);
    assert.deepEqual([fired.tick, fired.owner, fired.shot, fired.aim], [11, 0, 1, 16384]);
    assert.deepEqual([fired.x, fired.y], [500, 1000]);
    assert.equal(skimmerOf(world, 0).chargeTicks, 0);
  });

  it("let go before, it is spent for nothing: no beam, no cooldown, and charging begins anew", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    assert.deepEqual(firedIn(10, all(CHARGE), world), []);
    run(world, 1, all(press()));
    const { chargeTicks, cooldownTicks, shots } = skimmerOf(world, 0);
    assert.deepEqual([chargeTicks, cooldownTicks, shots], [0, 0, 0]);
    assert.deepEqual(firedIn(21, all(CHARGE), world), [22]);
  });

  it("held, it comes again after 1.1 s and another charge: every 43 ticks", () => {
    assert.deepEqual(firedIn(140, all(CHARGE)), [11, 54, 97, 140]);
  });

  it("shares its cooldown with the Pulse, both ways", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    firedIn(11, all(CHARGE), world);
    const shots = (): number => skimmerOf(world, 0).shots;
    run(world, 32, all(press(0, 0, Button.fire)));
    assert.equal(shots(), 1, "33 ticks of cooldown");
    run(world, 1, all(press(0, 0, Button.fire)));
    assert.equal(shots(), 2);
    // Now the Pulse's five ticks: charging begins in the fifth.
    assert.deepEqual(firedIn(20, all(CHARGE), world), [44 + 4 + 11]);
  });

  it("goes before the Pulse: with both held nothing else is fired", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    assert.deepEqual(firedIn(54, all(press(0, 0, Button.alternate | Button.fire)), world), [11, 54]);
    assert.equal(skimmerOf(world, 0).shots, 2);
    assert.deepEqual(world.projectiles, []);
  });

  it("a press of the Pulse alone cancels the charge", () => {
    const fireInFive: Choose = (_slot, tick) => (tick === 5 ? press(0, 0, Button.fire) : CHARGE);
    // Fired in tick 5, ready in tick 10, eleven ticks of charge.
    assert.deepEqual(firedIn(30, fireInFive), [20]);
  });

  it("ends with its charger: the dead do not fire, and a new life begins uncharged", () => {
    const world = duel(300);
    run(world, 8, only(1, CHARGE));
    skimmerOf(world, 1).hitPoints = 1;
    beam(world, { slot: 0, aim: 0 }, CHARGE);
    assert.deepEqual([skimmerOf(world, 1).alive, skimmerOf(world, 1).chargeTicks], [false, 0]);
    assert.deepEqual(firedIn(80, only(1, CHARGE), world), []);
  });

  it("counts inputs, not ticks: late ones that are caught up with charge it as well", () => {
    const burst: Choose = (_slot, tick) => (tick === 4 ? Array.from({ length: 11 }, () => CHARGE) : null);
    assert.deepEqual(firedIn(5, burst), [4]);
  });
});

describe("a beam", () => {
  it("hurts whom it meets by 48, at once, with where it came from", () => {
    const world = duel(400);
    const told = beam(world, { slot: 0, aim: 0 });
    assert.deepEqual(told[1], {
      what: "hurt",
      tick: 1,
      victim: 1,
      by: 0,
      damage: 48,
      aim: 0,
      weapon: Weapon.lance,
    });
    const [{ verdict, target, length }] = lances(told);
    assert.deepEqual([verdict, target], [Verdict.hit, 1]);
    assertNear(length, 400 - 19);
    assert.equal(skimmerOf(world, 1).hitPoints, 52);
  });

  it("kills with the third, and says with what", () => {
    const world = duel(400);
    const told: Told[] = [];
    for (let i = 0; i < 3; i++) told.push(...beam(world, { slot: 0, aim: 0 }));
    assert.deepEqual(told.at(-1), { what: "killed", tick: 3, victim: 1, by: 0, weapon: Weapon.lance });
    assert.deepEqual([world.scores[0]?.kills, world.scores[1]?.deaths], [1, 1]);
  });

  it("reaches 700 u: to the rim of a skimmer whose centre is at 719, and no further", () => {
    for (const [far, verdict] of [
      [718.875, Verdict.hit],
      [719.125, Verdict.miss],
    ])
      assert.equal(lances(beam(duel(far), { slot: 0, aim: 0 }))[0].verdict, verdict, `${far} u away`);
    assert.equal(lances(beam(duel(1500), { slot: 0, aim: 0 }))[0].length, 700);
  });

  it("is 6 u wide: who is within 16 + 3 u of it is hit, and the next is missed", () => {
    for (const off of [18.875, -18.875]) {
      assert.equal(lances(beam(duel(400, off), { slot: 0, aim: 0 }))[0].verdict, Verdict.hit);
      const [missed] = lances(beam(duel(400, off * 1.02), { slot: 0, aim: 0 }));
      assert.deepEqual([missed.verdict, missed.target], [Verdict.miss, 1], "and says whom it nearly hit");
    }
  });

  it("a miss names the nearest within 64 u, and nobody beyond", () => {
    const nearly = (off: number): number => lances(beam(duel(400, off), { slot: 0, aim: 0 }))[0].target;
    assert.deepEqual([nearly(63.875), nearly(-63.875), nearly(64), nearly(-64)], [1, 1, -1, -1]);
    const two = worldOf([
      { x: 500, y: 1000 },
      { x: 700, y: 1060 },
      { x: 900, y: 950 },
    ]);
    const [{ target, realX, realY, seenX, seenY, length }] = lances(beam(two, { slot: 0, aim: 0 }));
    assert.deepEqual([target, realX, realY, seenX, seenY, length], [2, 900, 950, 900, 950, 700]);
  });

  it("ends at rock: who is behind it is safe, who is before it is not", () => {
    const wall = flatArena("small", [[6, 7]]);
    const at = (x: number): World =>
      worldOf(
        [
          { x: 500, y: 1000 },
          { x, y: 1000 },
        ],
        wall,
      );
    assertNear(beamLength(wall, 500, 1000, 0), 268);
    const [behind] = lances(beam(at(768 + 128 + 17), { slot: 0, aim: 0 }));
    assert.equal(behind.verdict, Verdict.miss);
    assertNear(behind.length, 268);
    assert.equal(lances(beam(at(768 - 17), { slot: 0, aim: 0 }))[0].verdict, Verdict.hit);
  });

  it("does not go backwards, and meets who stands on its very start", () => {
    assert.equal(lances(beam(duel(-100), { slot: 0, aim: 0 }))[0].verdict, Verdict.miss);
    assert.equal(beamMeets(10, 0, 0, 700), 0);
    assert.equal(beamMeets(-1, 0, 0, 700), -1);
    assertNear(beamMeets(0, 400, 16384, 700), 400 - 19);
  });

  it("hits neither its shooter, not even where that was, nor the dead", () => {
    const world = worldOf([{ x: 500, y: 1000 }]);
    // It flies backwards, away from where others saw it: its own past lies on the beam.
    Object.assign(skimmerOf(world, 0), { vx: -430 });
    run(world, 9, all(press(-1, 0)));
    const own = beam(world, { slot: 0, aim: 0, view: world.tick - 6 });
    assert.deepEqual(
      own.map(({ what }) => what),
      ["lanced"],
    );
    assert.equal(lances(own)[0].target, -1);
    const dead = duel(400);
    Object.assign(skimmerOf(dead, 1), { alive: false, respawnTicks: 60 });
    assert.equal(lances(beam(dead, { slot: 0, aim: 0 }))[0].target, -1);
  });

  it("is judged once everybody has moved, whatever their slots", () => {
    for (const shooter of [0, 1]) {
      const world = duel(400);
      const target = 1 - shooter;
      Object.assign(skimmerOf(world, shooter), { x: 500, y: 1000 });
      Object.assign(skimmerOf(world, target), { x: 900, y: 1000 });
      // A dash takes it 31.7 u aside in this very tick, out of the beam.
      const told = beam(world, { slot: shooter, aim: 0 }, press(0, 1, Button.dash));
      assert.equal(lances(told)[0].verdict, Verdict.miss, `shooter in slot ${shooter}`);
      assert.ok(Math.abs(lances(told)[0].realY - 1031.625) < 0.1);
    }
  });

  it("two that are fired in the same tick both count, though the first ends the second's shooter", () => {
    const world = duel(400);
    for (const slot of [0, 1]) Object.assign(skimmerOf(world, slot), { hitPoints: 48, chargeTicks: 10 });
    const events = recorder(world);
    run(world, 1, (slot) => press(0, 0, Button.alternate, slot === 0 ? 0 : 32768, 1), events);
    assert.deepEqual([skimmerOf(world, 0).alive, skimmerOf(world, 1).alive], [false, false]);
    assert.equal(lances(events.told).length, 2);
  });

  it("none is left over: not after its tick, and none comes while the scores are shown", () => {
    const world = duel(400);
    beam(world, { slot: 0, aim: 0 });
    assert.deepEqual(world.lances, []);
    world.phaseEndsTick = world.tick + 1;
    run(world, 1, all(press()));
    skimmerOf(world, 0).chargeTicks = 10;
    assert.deepEqual(firedIn(20, all(CHARGE), world), []);
  });
});

/** Who stands on the beam's way: where, and as what. */
interface Stander {
  along: number;
  off: number;
  dodges: boolean;
  guards: boolean;
}

/** The shooter and the standers in the slots that `slots` names; what became of the beam, but for slots. */
function judged(standers: readonly Stander[], slots: readonly number[]): unknown {
  const places = standers.map(() => ({ x: 0, y: 0 }));
  const world = worldOf([{ x: 0, y: 0 }, ...places]);
  const placed = [...standers.keys()].map((i) => skimmerOf(world, slots[i]));
  const shooter = skimmerOf(world, slots[standers.length]);
  world.tick = 100;
  Object.assign(shooter, { x: 500, y: 1500 });
  for (const [i, { along, off, dodges, guards }] of standers.entries()) {
    Object.assign(placed[i], { x: 500 + along, y: 1500 + off, guardAim: 128 });
    if (dodges) placed[i].dashedAtTick = 101;
    if (guards) placed[i].guardedAtTick = 100;
  }
  recordPoses(world);
  const told = beam(world, { slot: shooter.slot, aim: 0, view: 100.5, still: true });
  const [{ verdict, length, seenX, seenY, realX, realY }] = lances(told);
  const hurt = told.flatMap((t) => (t.what === "hurt" ? [t.damage] : []));
  return { verdict, length, seenX, seenY, realX, realY, hurt };
}

describe(`the first on a beam (this run's fresh seed is ${FRESH})`, () => {
  it("is its victim: one behind another is safe", () => {
    for (const [near, far] of [
      [1, 2],
      [2, 1],
    ]) {
      const world = worldOf([
        { x: 500, y: 1000 },
        { x: 0, y: 0 },
        { x: 0, y: 0 },
      ]);
      Object.assign(skimmerOf(world, near), { x: 800, y: 1010 });
      Object.assign(skimmerOf(world, far), { x: 900, y: 1000 });
      const [{ target, length }] = lances(beam(world, { slot: 0, aim: 0 }));
      assert.equal(target, near);
      assert.ok(length < 300, "and the beam ends there");
      assert.deepEqual([skimmerOf(world, near).hitPoints, skimmerOf(world, far).hitPoints], [52, 100]);
    }
  });

  const stander = fc.record({
    along: fc.integer({ min: -300, max: 6000 }).map((eighths) => eighths / 8),
    off: fc.integer({ min: -600, max: 600 }).map((eighths) => eighths / 8),
    dodges: fc.integer({ min: 0, max: 2 }).map((dice) => dice === 0),
    guards: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
  });
  /** Apart from each other, and no two as far off: of two that are met at once anyone may be first. */
  const standers = fc
    .uniqueArray(stander, { minLength: 1, maxLength: 6, selector: ({ off }) => Math.abs(off) })
    .filter((all) =>
      all.every(
        (a, i) =>
          distance({ x: a.along, y: a.off }, { x: 0, y: 0 }) > 33 &&
          all.every((b, j) => i === j || distance({ x: a.along, y: a.off }, { x: b.along, y: b.off }) > 33),
      ),
    );

  for (const seed of SEEDS) {
    it(`property: a beam's end does not depend on who has which slot (seed ${seed})`, () => {
      const seen = new Set<number>();
      fc.assert(
        fc.property(
          standers.chain((all) => {
            const slots = [...all.keys(), all.length];
            const shuffled = fc.shuffledSubarray(slots, { minLength: slots.length });
            return fc.tuple(fc.constant(all), shuffled);
          }),
          ([all, slots]) => {
            const first = judged(all, [...all.keys(), all.length]);
            assert.deepEqual(judged(all, slots), first);
            seen.add((first as { verdict: number }).verdict);
          },
        ),
        { seed, numRuns: 400 },
      );
      assert.equal(seen.size, 4, "misses, hits, guards and dodges");
    });
  }
});
