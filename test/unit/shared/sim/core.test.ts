// The core: heavy, off rock and boards, moved by who pushes and by what hits it, and never stuck.
import assert from "node:assert/strict";
import { SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { driftCore, layCore, pushCore } from "../../../../shared/sim/core.ts";
import { Button, type Input } from "../../../../shared/sim/input.ts";
import { cos, direction, sin, TURN, turnBetween } from "../../../../shared/sim/math.ts";
import { plainSkimmer } from "../../../../shared/sim/plain-spawner.ts";
import { hashInts } from "../../../../shared/sim/random.ts";
import type { Place } from "../../../../shared/sim/tiles.ts";
import { CORE } from "../../../../shared/tunables/modes.ts";
import { SKIMMER } from "../../../../shared/tunables.ts";
import { rushWorld } from "../../../helpers/match.ts";
import { coreOf, depthInRock, distance, press, run, skimmerOf } from "../../../helpers/world.ts";

const REACH = CORE.radius + SKIMMER.radius;

describe("the core", () => {
  it("lies in the middle at rest, and stays there while nobody touches it", () => {
    const world = rushWorld();
    const { forge } = world.arena;
    run(world, 30, () => null);
    const { x, y, vx, vy, touchedBy } = coreOf(world);
    assert.deepEqual([x, y, vx, vy, touchedBy], [forge.x, forge.y, 0, 0, -1]);
  });

  it("is pushed by who thrusts against it: slower than anybody flies, faster by two", () => {
    const speed = (pushers: number): number => {
      const world = rushWorld();
      world.arena.tiles.fill(0);
      const { x, y } = coreOf(world);
      for (let i = 0; i < pushers; i++)
        Object.assign(skimmerOf(world, i * 2), { x: x - REACH, y: y + (i === 0 ? -20 : 20) * (pushers - 1) });
      const core = coreOf(world);
      run(world, 75, (slot) => {
        if (slot % 2 === 1 || slot >= pushers * 2) return null;
        const self = skimmerOf(world, slot);
        return press(1, (core.y - self.y) / 40);
      });
      assert.equal(coreOf(world).touchedBy % 2, 0);
      return coreOf(world).vx;
    };
    const [one, two] = [speed(1), speed(2)];
    assert.ok(one > 70 && one < 150, `${one} u/s`);
    assert.ok(two > one * 1.3 && two < 260, `${two} u/s`);
  });

  it("takes less of a dash than of a run-up: a blow is bounded", () => {
    const world = rushWorld();
    const core = coreOf(world);
    Object.assign(skimmerOf(world, 0), { x: core.x - 110, y: core.y });
    run(world, 30, (slot, tick) => (slot === 0 ? press(1, 0, tick % 8 < 4 ? Button.dash : 0) : null));
    assert.ok(core.vx > 60 && core.vx < CORE.mostClosing, `${core.vx} u/s`);
  });

  it("shares its momentum with who it rolls over, and parts from it", () => {
    const arena = { ...makeArena(1, "field"), rink: null };
    const core = { x: 1600, y: 1600, vx: 200, vy: 0 };
    const skimmer = { x: 1650, y: 1600, vx: 0, vy: 0, embers: 0 };
    assert.ok(pushCore(arena, core, skimmer));
    assert.ok(Math.abs(CORE.mass * core.vx + skimmer.vx - CORE.mass * 200) < 1, "momentum is kept");
    assert.ok(skimmer.vx > 180 && distance(core, skimmer) >= REACH - 0.5);
    assert.equal(
      pushCore(arena, { ...core, x: 1500 }, { ...skimmer }),
      false,
      "who does not touch it does nothing",
    );
  });

  it("pushes a synced skimmer exactly as a plain one, against rock too", () => {
    const arena = makeArena(1, "field");
    for (let dice = 1; dice < 4000; dice++) {
      const a = hashInts(dice);
      const core = { x: 700 + (a % 14_400) / 8, y: 1300 + ((a >>> 12) % 4800) / 8, vx: 30, vy: -7 };
      const at = {
        x: core.x + ((a >>> 3) % 900) / 8 - 56,
        y: core.y + ((a >>> 7) % 900) / 8 - 56,
        vx: 211,
        vy: -90,
      };
      const [plain, synced] = [plainSkimmer(0), new SkimmerSchema()];
      for (const skimmer of [plain, synced]) pushCore(arena, { ...core }, Object.assign(skimmer, at));
      assert.deepEqual([synced.x, synced.y, synced.vx, synced.vy], [plain.x, plain.y, plain.vx, plain.vy]);
    }
  });

  it("slows down by itself, and comes to rest", () => {
    const arena = makeArena(1, "field");
    const core = { x: 1600, y: 1600, vx: 300, vy: 0 };
    for (let i = 0; i < 30; i++) driftCore(arena, core);
    assert.ok(core.vx > 100 && core.vx < 160, `${core.vx} u/s after a second`);
    for (let i = 0; i < 300; i++) driftCore(arena, core);
    assert.equal(core.vx, 0);
  });

  it("is thrown back by the boards of its rink, whatever is beyond", () => {
    const arena = makeArena(1, "field");
    const { top } = arena.rink ?? assert.fail();
    const core = { x: 1600, y: top + 60, vx: 0, vy: -300 };
    for (let i = 0; i < 10; i++) driftCore(arena, core);
    assert.ok(core.vy > 100 && core.y >= top + CORE.radius, `${core.y}`);
  });

  it("is moved by shots, a little, and stops them; by one's own Lance more", () => {
    const kicked = (buttons: number, ticks: number): number => {
      const world = rushWorld();
      const core = coreOf(world);
      Object.assign(skimmerOf(world, 0), { x: core.x - 200, y: core.y });
      Object.assign(skimmerOf(world, 1), { x: core.x + 120, y: core.y });
      let most = 0;
      for (let i = 0; i < ticks; i++) {
        run(world, 1, (slot) => (slot === 0 ? press(0, 0, buttons, 0) : null));
        most = Math.max(most, core.vx);
      }
      assert.equal(skimmerOf(world, 1).hitPoints, SKIMMER.hitPoints, "who is behind it is safe");
      assert.equal(core.touchedBy === 0, most > 0);
      return most;
    };
    const pulse = kicked(Button.fire, 20);
    const lance = kicked(Button.alternate, 20);
    assert.ok(pulse > 2 && pulse < 20, `${pulse}`);
    assert.ok(lance > 30 && lance <= CORE.kick.lance, `${lance}`);
  });

  it("property: pushed about at random, it is never in rock, beyond its boards or faster than it may be", function () {
    this.timeout(60_000);
    for (let seed = 1; seed <= 25; seed++) {
      const world = rushWorld(seed);
      const core = coreOf(world);
      const rink = world.arena.rink ?? assert.fail();
      for (let tick = 0; tick < 900; tick++) {
        run(world, 1, (slot) => {
          const { x, y } = skimmerOf(world, slot);
          const stray = (hashInts(seed, slot, tick >> 5) % 20000) - 10000;
          const heading = direction(core.x - x, core.y - y) + stray;
          return press(cos(heading), sin(heading), (tick + slot) % 40 < 3 ? Button.dash : 0);
        });
        const at = `seed ${seed}, tick ${tick}: ${core.x},${core.y}`;
        assert.ok(depthInRock(world.arena, core.x, core.y, CORE.radius) < 1, at);
        assert.ok(core.x >= rink.left + CORE.radius && core.x <= rink.right - CORE.radius, at);
        assert.ok(core.y >= rink.top + CORE.radius && core.y <= rink.bottom - CORE.radius, at);
        if (world.phase !== 0) layCore(world);
      }
    }
  });

  it("property: wherever it lies, one who goes round it gets it to the middle of the rink: it is never stuck", function () {
    this.timeout(120_000);
    for (let seed = 1; seed <= 60; seed++) {
      const world = rushWorld(seed);
      const core = coreOf(world);
      const rink = world.arena.rink ?? assert.fail();
      // Into corners and against boards and pillars, where it could get stuck if anywhere.
      const dice = hashInts(seed, 5);
      core.x =
        dice % 3 === 0
          ? rink.left + CORE.radius
          : rink.left + CORE.radius + (dice % (rink.right - rink.left - 88));
      core.y = [rink.top + CORE.radius, rink.bottom - CORE.radius, world.arena.forge.y][dice % 3];
      driftCore(world.arena, core);
      Object.assign(skimmerOf(world, 0), { x: core.x - 100, y: world.arena.forge.y - 420 });
      world.phaseEndsTick = 1e9;
      const { forge } = world.arena;
      let ticks = 0;
      for (; ticks < 3000 && distance(core, forge) > 200; ticks++)
        run(world, 1, (slot) => (slot === 0 ? roundAndPush(skimmerOf(world, 0), core, forge, ticks) : null));
      assert.ok(ticks < 3000, `seed ${seed}: at ${core.x},${core.y}`);
    }
  });
});

/** Behind the core as seen from the goal, round it, and then on; now and then a step aside, off a pillar's face. */
function roundAndPush(self: Place, core: Place, goal: Place, tick: number): Input {
  const aside = tick % 300 > 220 ? 12_000 * (tick % 600 > 300 ? 1 : -1) : 0;
  const wanted = direction(goal.x - core.x, goal.y - core.y) + aside;
  const onto = direction(core.x - self.x, core.y - self.y);
  if (cos(onto - wanted) > 0.9) return press(cos(onto), sin(onto));
  const away = onto + TURN / 2;
  const side = turnBetween(away, wanted + TURN / 2) < 0 ? -1 : 1;
  const out = distance(self, core) < 95 ? 0.6 : -0.25;
  const heading = away + (side * TURN) / 4;
  return press(cos(heading) + cos(away) * out, sin(heading) + sin(away) * out);
}
