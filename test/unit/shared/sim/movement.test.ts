// Thrust, drag, lanes and the dash, by the numbers of the rules.
import assert from "node:assert/strict";
import { Button, packMove } from "../../../../shared/sim/input.ts";
import { cos, sin } from "../../../../shared/sim/math.ts";
import { type PredictedSkimmer, stepSkimmer } from "../../../../shared/sim/movement.ts";
import { plainSkimmer } from "../../../../shared/sim/plain-spawner.ts";
import { type Arena, Tile } from "../../../../shared/sim/tiles.ts";
import type { ShotSink } from "../../../../shared/sim/weapons.ts";
import { DASH, DT, SKIMMER, TICK_HZ } from "../../../../shared/tunables.ts";
import { distance, flatArena, lengthOf, press } from "../../../helpers/world.ts";

const LEFT = 100;
const QUARTER = 16384;

/** A whole skimmer at rest on a wide floor. */
function flier(over: Partial<PredictedSkimmer> = {}): PredictedSkimmer {
  return { ...plainSkimmer(0), x: LEFT, y: 1500, alive: true, dashCharges: DASH.charges, ...over };
}

function steps(
  skimmer: PredictedSkimmer,
  input: ReturnType<typeof press>,
  count: number,
  arena: Arena,
): void {
  for (let i = 0; i < count; i++) stepSkimmer(arena, skimmer, input, null, 0);
}

/** A sink for Pulses alone; a Lance fails. */
const sink = (pulse: ShotSink["pulse"]): ShotSink => ({
  pulse,
  scatter: () => assert.fail("a Scatter"),
  orb: () => assert.fail("an Orb"),
  mine: () => assert.fail("a mine"),
  lance: () => assert.fail("a Lance"),
});

const speedOf = (s: PredictedSkimmer): number => lengthOf(s.vx, s.vy);

describe("movement", () => {
  const arena = flatArena("medium");

  describe("top speed", () => {
    for (const embers of [0, 10, 25, 50]) {
      it(`with ${embers} embers is 430 × (1 − 0.006 × ${embers}) u/s, in any direction`, () => {
        const expected = 430 * (1 - 0.006 * embers);
        for (const [x, y] of [
          [1, 0],
          [0, 1],
          [1, 1],
          [0.6, 0.8],
        ]) {
          const skimmer = flier({ embers, y: LEFT });
          steps(skimmer, press(x, y), 60, arena);
          const moved = { x: skimmer.x, y: skimmer.y };
          steps(skimmer, press(x, y), TICK_HZ, arena);
          const travelled = distance(skimmer, moved);
          assert.ok(
            Math.abs(speedOf(skimmer) - expected) < 0.1,
            `speed ${speedOf(skimmer)}, not ${expected}`,
          );
          // Positions round to eighths: up to 1/16 u a tick along each axis.
          assert.ok(Math.abs(travelled - expected) < 3, `${travelled} u in a second, not ${expected}`);
        }
      });
    }

    it("is reached within half a second, and not in one bound", () => {
      const skimmer = flier();
      steps(skimmer, press(1, 0), 1, arena);
      const first = SKIMMER.acceleration * DT * (1 - SKIMMER.drag * DT);
      assert.ok(Math.abs(skimmer.vx - first) < 1 / 32, `${skimmer.vx}, not ${first}`);
      steps(skimmer, press(1, 0), TICK_HZ / 2 - 1, arena);
      assert.ok(Math.abs(speedOf(skimmer) - SKIMMER.topSpeed) < 0.1);
    });

    it("half a stick thrusts half as much, two full axes no more than one", () => {
      const half = flier();
      stepSkimmer(arena, half, press(0.5, 0), null, 0);
      const full = flier();
      stepSkimmer(arena, full, press(1, 0), null, 0);
      assert.ok(Math.abs(half.vx * 2 - full.vx) < 0.5);
      const both = flier();
      stepSkimmer(arena, both, press(1, 1), null, 0);
      assert.ok(Math.abs(speedOf(both) - full.vx) < 0.1);
    });
  });

  describe("without thrust", () => {
    it("brakes at 5 /s and comes to a full stop", () => {
      const skimmer = flier({ vx: 400 });
      stepSkimmer(arena, skimmer, press(), null, 0);
      assert.ok(Math.abs(skimmer.vx - 400 * (1 - 5 * DT)) <= 1 / 32, String(skimmer.vx));
      steps(skimmer, press(), TICK_HZ, arena);
      assert.equal(speedOf(skimmer), 0);
      const rested = skimmer.x;
      steps(skimmer, press(), TICK_HZ, arena);
      assert.equal(skimmer.x, rested);
    });

    it("thrust against the flight drags at 2.2 /s only", () => {
      const skimmer = flier({ vx: 400 });
      stepSkimmer(arena, skimmer, press(-1, 0), null, 0);
      assert.ok(Math.abs(skimmer.vx - (400 - 1500 * DT) * (1 - 2.2 * DT)) <= 1 / 32, String(skimmer.vx));
    });
  });

  it("the aim is kept in 1/256 turns", () => {
    const skimmer = flier();
    for (const aim of [0, 255, 256, 40_000, 65_535]) {
      stepSkimmer(arena, skimmer, press(0, 0, 0, aim), null, 0);
      assert.equal(skimmer.aim, aim >> 8);
    }
  });

  it("the dead neither move nor aim nor fire", () => {
    const dead = flier({ alive: false, vx: 100 });
    const before = { ...dead };
    stepSkimmer(
      arena,
      dead,
      press(1, 1, Button.fire | Button.dash, 900),
      sink(() => assert.fail("fired")),
      0,
    );
    assert.deepEqual(dead, before);
  });

  describe("boost lanes", () => {
    const lanes: [string, number, number, number][] = [
      ["east", Tile.laneEast, 1, 0],
      ["south", Tile.laneSouth, 0, 1],
      ["west", Tile.laneWest, -1, 0],
      ["north", Tile.laneNorth, 0, -1],
    ];
    for (const [name, kind, dx, dy] of lanes) {
      const lane = flatArena("medium");
      lane.tiles.fill(kind);

      it(`${name}: pushes at 1100 u/s² whoever rests on it`, () => {
        const skimmer = flier({ x: 2500, y: 2500 });
        stepSkimmer(lane, skimmer, press(), null, 0);
        assert.ok(Math.abs(skimmer.vx - dx * 1100 * DT) <= 1 / 32, String(skimmer.vx));
        assert.ok(Math.abs(skimmer.vy - dy * 1100 * DT) <= 1 / 32, String(skimmer.vy));
      });

      it(`${name}: half as fast again, and no faster`, () => {
        const skimmer = flier({ x: 2500 - dx * 2000, y: 2500 - dy * 2000 });
        steps(skimmer, press(dx, dy), 3 * TICK_HZ, lane);
        assert.ok(Math.abs(speedOf(skimmer) - 430 * 1.5) < 0.1, String(speedOf(skimmer)));
      });
    }

    it("behind a lane the surplus fades within a second", () => {
      const skimmer = flier({ vx: 645 });
      steps(skimmer, press(1, 0), 1, arena);
      assert.ok(skimmer.vx > 500, `stopped dead at ${skimmer.vx}`);
      steps(skimmer, press(1, 0), TICK_HZ - 1, arena);
      assert.ok(Math.abs(skimmer.vx - 430) < 1, String(skimmer.vx));
    });
  });

  describe("dash", () => {
    const dash = press(1, 0, Button.dash);

    it("flies 950 u/s for 0.15 s, rounded up to whole ticks", () => {
      const skimmer = flier();
      assert.equal(DASH.durationTicks, 5);
      for (let i = 0; i < DASH.durationTicks; i++) {
        stepSkimmer(arena, skimmer, press(0, 1, Button.dash, 0), null, 0);
        assert.ok(Math.abs(skimmer.vy - 950) <= 1 / 32, `tick ${i}: ${skimmer.vy}`);
      }
      assert.ok(Math.abs(skimmer.y - 1500 - 950 * 5 * DT) < 0.5, String(skimmer.y));
      assert.equal(skimmer.dashTicks, 0);
      stepSkimmer(arena, skimmer, press(0, 1), null, 0);
      assert.ok(skimmer.vy < 900, String(skimmer.vy));
    });

    it("follows the thrust and not the aim; keeps its direction when the stick turns", () => {
      const skimmer = flier({ x: 2000 });
      stepSkimmer(arena, skimmer, press(-0.6, 0.8, Button.dash, 0), null, 0);
      const { vx, vy } = skimmer;
      assert.ok(Math.abs(vx + 950 * 0.6) < 5 && Math.abs(vy - 950 * 0.8) < 5, `${vx} ${vy}`);
      stepSkimmer(arena, skimmer, press(1, 0, Button.dash, 0), null, 0);
      assert.deepEqual([skimmer.vx, skimmer.vy], [vx, vy]);
    });

    it("follows the aim when there is no thrust", () => {
      const skimmer = flier();
      stepSkimmer(arena, skimmer, press(0, 0, Button.dash, QUARTER), null, 0);
      assert.ok(Math.abs(skimmer.vy - 950) <= 1 / 32 && Math.abs(skimmer.vx) <= 1 / 32);
    });

    it("starts on the press only: a held key dashes once", () => {
      const skimmer = flier();
      steps(skimmer, dash, 4 * DASH.durationTicks, arena);
      assert.equal(skimmer.dashCharges, DASH.charges - 1);
      stepSkimmer(arena, skimmer, press(1, 0), null, 0);
      stepSkimmer(arena, skimmer, dash, null, 0);
      assert.equal(skimmer.dashCharges, DASH.charges - 2);
    });

    it("has two charges; a third press does nothing", () => {
      const skimmer = flier();
      for (let i = 0; i < 3; i++) {
        stepSkimmer(arena, skimmer, dash, null, 0);
        steps(skimmer, press(1, 0), DASH.durationTicks, arena);
      }
      assert.equal(skimmer.dashCharges, 0);
      stepSkimmer(arena, skimmer, dash, null, 0);
      assert.equal(skimmer.dashTicks, 0);
      assert.ok(skimmer.vx < 900);
    });

    it("a press during a dash spends nothing", () => {
      const skimmer = flier();
      stepSkimmer(arena, skimmer, dash, null, 0);
      stepSkimmer(arena, skimmer, press(1, 0), null, 0);
      stepSkimmer(arena, skimmer, dash, null, 0);
      assert.equal(skimmer.dashCharges, DASH.charges - 1);
    });

    it("each charge comes back after 2.5 s, one after the other, and never a third", () => {
      const skimmer = flier();
      stepSkimmer(arena, skimmer, dash, null, 0);
      steps(skimmer, press(), DASH.durationTicks, arena);
      stepSkimmer(arena, skimmer, dash, null, 0);
      assert.equal(skimmer.dashCharges, 0);
      const since = DASH.durationTicks + 2;
      steps(skimmer, press(), 75 - since, arena);
      assert.equal(skimmer.dashCharges, 1, "2.5 s after the first");
      steps(skimmer, press(), 74, arena);
      assert.equal(skimmer.dashCharges, 1, "a tick too early");
      steps(skimmer, press(), 1, arena);
      assert.equal(skimmer.dashCharges, 2, "2.5 s later");
      steps(skimmer, press(), 200, arena);
      assert.equal(skimmer.dashCharges, 2);
      assert.equal(skimmer.dashRefillTicks, 0);
    });
  });

  describe("fire", () => {
    it("6 shots a second while held, at once after a pause", () => {
      const skimmer = flier();
      const fired: number[] = [];
      for (let tick = 0; tick < 60; tick++)
        stepSkimmer(
          arena,
          skimmer,
          press(0, 0, Button.fire),
          sink(() => fired.push(tick)),
          0,
        );
      assert.deepEqual(fired, [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
      steps(skimmer, press(), 3, arena);
      steps(skimmer, press(), 4, arena);
      const count = skimmer.shots;
      stepSkimmer(arena, skimmer, press(0, 0, Button.fire), null, 0);
      assert.equal(skimmer.shots, count + 1);
    });

    it("tapping is no faster than holding", () => {
      const skimmer = flier();
      let fired = 0;
      for (let tick = 0; tick < 300; tick++)
        stepSkimmer(
          arena,
          skimmer,
          press(0, 0, tick % 2 === 0 ? Button.fire : 0),
          sink(() => fired++),
          0,
        );
      assert.ok(fired <= 60, `${fired} shots in 10 s`);
    });

    it("spreads over 2 degrees round the aim, to both sides, from the muzzle 20 u ahead", () => {
      const skimmer = flier({ x: 2000, y: 2000 });
      const degrees: number[] = [];
      for (let tick = 0; tick < 5000; tick++) {
        const aim = (tick * 37) & 0xffff;
        const fire = sink((owner, _shot, x, y, towards) => {
          const off = (((towards - aim + 32768) & 0xffff) - 32768) * (360 / 65536);
          assert.equal(owner, 0);
          assert.ok(Math.abs(off) <= 1.0001, `${off} degrees`);
          degrees.push(off);
          assert.ok(lengthOf(x - 2000 - 20 * cos(aim), y - 2000 - 20 * sin(aim)) < 0.2);
        });
        stepSkimmer(arena, skimmer, press(0, 0, Button.fire, aim), fire, 0);
      }
      assert.ok(Math.min(...degrees) < -0.9 && Math.max(...degrees) > 0.9, "uses the whole cone");
      const mean = degrees.reduce((sum, d) => sum + d, 0) / degrees.length;
      assert.ok(Math.abs(mean) < 0.1, `leans by ${mean} degrees`);
    });

    it("two skimmers spread differently, and the count of shots wraps at 16 bits", () => {
      const spread = (slot: number): number[] => {
        const aims: number[] = [];
        const skimmer = flier({ slot });
        for (let i = 0; i < 100; i++)
          stepSkimmer(
            arena,
            skimmer,
            press(0, 0, Button.fire),
            sink((...shot) => aims.push(shot[4])),
            0,
          );
        return aims;
      };
      assert.notDeepEqual(spread(0), spread(1));
      const old = flier({ shots: 0xffff });
      stepSkimmer(
        arena,
        old,
        press(0, 0, Button.fire),
        sink((_owner, shot) => assert.equal(shot, 0)),
        0,
      );
      assert.equal(old.shots, 0);
    });
  });

  it("an input of out-of-range bytes thrusts no more than full", () => {
    const wild = flier();
    stepSkimmer(arena, wild, { move: 0, aim: 0, buttons: 0, view: 0 }, null, 0);
    const full = flier();
    stepSkimmer(arena, full, { move: packMove(-1, -1), aim: 0, buttons: 0, view: 0 }, null, 0);
    assert.deepEqual([wild.vx, wild.vy], [full.vx, full.vy]);
  });
});
