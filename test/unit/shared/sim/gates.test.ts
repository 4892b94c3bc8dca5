// Rotating gates: where the bar is at a tick, that it stops and shoves skimmers and nothing else, and presses nobody
// into rock.
import assert from "node:assert/strict";
import fc from "fast-check";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { gateAngle } from "../../../../shared/sim/gates.ts";
import { Button, packMove } from "../../../../shared/sim/input.ts";
import { cos, direction, sin, TURN } from "../../../../shared/sim/math.ts";
import { hashInts } from "../../../../shared/sim/random.ts";
import type { Arena, Gate, Place } from "../../../../shared/sim/tiles.ts";
import { GATE, SKIMMER } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import {
  all,
  depthInRock,
  distance,
  flatArena,
  lengthOf,
  press,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

const MIDDLE = { x: 1500, y: 1500 };
const gateOf = (phase: number, speed = 0): Gate => ({ ...MIDDLE, phase, speed });
const withGate = (gate: Gate): Arena => Object.assign(flatArena("small"), { gates: [gate] });
const UPRIGHT = TURN / 4;
/** From the middle line of a bar to the centre of who touches it, u. */
const REACH = SKIMMER.radius + GATE.halfWidth;

/** Distance from a place to a gate's middle line, u. */
function toBar(gate: Gate, tick: number, { x, y }: Place): number {
  const angle = gateAngle(gate, tick);
  const along = (x - gate.x) * cos(angle) + (y - gate.y) * sin(angle);
  const held = Math.max(-GATE.half, Math.min(GATE.half, along));
  return distance({ x, y }, { x: gate.x + cos(angle) * held, y: gate.y + sin(angle) * held });
}

describe("a gate", () => {
  it("stands where its phase, its speed and the tick say, whole brads, a turn in 7 to 10 s", () => {
    assert.equal(gateAngle(gateOf(100, 220), 0), 100);
    assert.equal(gateAngle(gateOf(100, 220), 10), 2300);
    assert.equal(gateAngle(gateOf(100, -220), 1), TURN - 120);
    assert.equal(gateAngle(gateOf(0, 300), 0.5), 150);
    assert.equal(gateAngle(gateOf(7, 312), 9e6), (7 + 312 * 9e6) % TURN);
    for (const { speed } of makeArena(1, "large").gates) {
      const seconds = TURN / Math.abs(speed) / 30;
      assert.ok(seconds > 6.9 && seconds < 10, `${seconds} s`);
    }
  });

  it("stops who flies into it, with 0.35 of the speed back", () => {
    const world = worldOf([{ x: MIDDLE.x - 60, y: MIDDLE.y + 30 }], withGate(gateOf(UPRIGHT)));
    const own = skimmerOf(world, 0);
    own.vx = 400;
    for (let i = 0; i < 10; i++) {
      const before = own.vx;
      run(world, 1, all(press()));
      if (own.vx < 0 && before > 0)
        assert.ok(own.vx < -0.35 * before * 0.8 && own.vx >= -0.35 * before - 0.1);
      assert.ok(own.x <= MIDDLE.x - REACH + SKIMMER.radius);
    }
    assert.ok(own.vx <= 0 && own.x <= MIDDLE.x - REACH + 0.2, `${own.x}`);
  });

  it("lets by who passes its end", () => {
    const world = worldOf(
      [{ x: MIDDLE.x - 60, y: MIDDLE.y + GATE.half + REACH + 0.5 }],
      withGate(gateOf(UPRIGHT)),
    );
    run(world, 30, all(press(1, 0)));
    assert.ok(skimmerOf(world, 0).x > MIDDLE.x + 100);
  });

  it("is not tunnelled through by a dash, from anywhere", () => {
    const gate = gateOf(UPRIGHT, 0);
    for (let off = -90; off <= 90; off += 7) {
      for (let from = REACH; from < 80; from += 3) {
        const world = worldOf([{ x: MIDDLE.x - from, y: MIDDLE.y + off }], withGate(gate));
        run(world, 5, all(press(0, 0, Button.dash, 0)));
        const own = skimmerOf(world, 0);
        assert.ok(own.x < MIDDLE.x, `through at ${off} from ${from}`);
      }
    }
  });

  it("shoves who stands in its way, as fast as the bar is there", () => {
    const gate = gateOf(0, 300);
    const world = worldOf([{ x: MIDDLE.x + 80, y: MIDDLE.y + REACH }], withGate(gate));
    const own = skimmerOf(world, 0);
    let fastest = 0;
    for (let i = 0; i < 60; i++) {
      run(world, 1, all(press()));
      fastest = Math.max(fastest, lengthOf(own.vx, own.vy));
      assert.ok(toBar(gate, world.tick, own) > REACH - 1, "in the bar");
    }
    assert.ok(distance(own, { x: MIDDLE.x + 80, y: MIDDLE.y + REACH }) > 40);
    // At 80 u from the middle 300 brads a tick are 69 u/s, and 0.35 of it more for the bounce.
    assert.ok(fastest > 60 && fastest < 125, `${fastest} u/s`);
  });

  it("lets shots and beams pass", () => {
    const arena = withGate(gateOf(UPRIGHT));
    for (const button of [Button.fire, Button.alternate]) {
      const world = worldOf(
        [
          { x: MIDDLE.x - 100, y: MIDDLE.y },
          { x: MIDDLE.x + 100, y: MIDDLE.y },
        ],
        arena,
      );
      run(world, 40, (slot, tick) => press(0, 0, slot === 0 ? button : 0, 0, tick - 2));
      assert.ok(skimmerOf(world, 1).hitPoints < 100, `button ${button}`);
    }
  });
});

describe(`gates on maps (this run's fresh seed is ${FRESH})`, () => {
  for (const seed of SEEDS) {
    it(`press nobody into rock, nor hold anybody for good (seed ${seed})`, () => {
      const arena = makeArena(seed, "large");
      arena.wells.length = 0;
      arena.portals.length = 0;
      fc.assert(
        fc.property(
          fc.nat(9),
          fc.nat(65535),
          fc.integer({ min: 20, max: 115 }),
          fc.nat(3000),
          fc.boolean(),
          (n, at, far, tick, still) => {
            const gate = arena.gates[n];
            const from = { x: Math.round(gate.x + cos(at) * far), y: Math.round(gate.y + sin(at) * far) };
            fc.pre(depthInRock(arena, from.x, from.y, SKIMMER.radius) === 0);
            const world = worldOf([from], arena);
            world.tick = tick;
            world.phaseEndsTick = tick + 9000;
            const own = skimmerOf(world, 0);
            let held = 0;
            for (let i = 0; i < 240; i++) {
              const { x, y } = own;
              // Whoever wants to: into the bar's middle, round and round, and with dashes.
              const heading =
                direction(gate.x - own.x, gate.y - own.y) + (hashInts(seed, i >> 4) % 20000) - 10000;
              const push = still
                ? press()
                : {
                    ...press(0, 0, i % 40 === 0 ? Button.dash : 0),
                    move: packMove(cos(heading), sin(heading)),
                  };
              run(world, 1, all(push));
              assert.ok(
                depthInRock(arena, own.x, own.y, SKIMMER.radius) < 0.2,
                `in rock at ${own.x},${own.y}`,
              );
              assert.ok(distance(own, { x, y }) < 60, "thrown about");
              held = toBar(gate, world.tick, own) < REACH - 2 ? held + 1 : 0;
              assert.ok(held < 30, `in the bar for a second at ${own.x},${own.y}`);
            }
          },
        ),
        { numRuns: 60, seed },
      );
    });
  }
});
