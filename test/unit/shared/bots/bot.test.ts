// A bot in a real, small world: it gathers, banks, hunts, keeps its trigger finger still where it must.
import assert from "node:assert/strict";
import { Bot } from "../../../../shared/bots/bot.ts";
import { CAST, type Character } from "../../../../shared/bots/cast.ts";
import type { Sight } from "../../../../shared/bots/sight.ts";
import { Button, type Input, STILL } from "../../../../shared/sim/input.ts";
import { direction, turnBetween } from "../../../../shared/sim/math.ts";
import { Weapon, type World } from "../../../../shared/sim/world.ts";
import { BOTS, PULSE, TICK_HZ } from "../../../../shared/tunables.ts";
import {
  distance,
  flatArena,
  layMote,
  motesOf,
  press,
  recorder,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

/** All there is in the world, as slot 0 would see it by daylight. */
function daylight(world: World): Sight {
  const skimmers = world.skimmers.filter((s) => s !== null).filter(({ slot, alive }) => slot !== 0 && alive);
  const { tick, arena, coldUntil, motherTick, crown, projectiles: shots } = world;
  const mines = world.mines.filter((mine) => mine !== null);
  const known = { tick, arena, coldUntil, motherTick, crown, shots, mines };
  return { ...known, self: skimmerOf(world, 0), skimmers, motes: motesOf(world) };
}

/** Steps the world with the bot in slot 0 and `others` in the rest; returns the bot's inputs. */
function play(
  world: World,
  bot: Bot,
  ticks: number,
  others: Input = press(),
  events = recorder(world),
): Input[] {
  const inputs: Input[] = [];
  for (let i = 0; i < ticks; i++) {
    const sight = daylight(world);
    if (i % BOTS.thinkTicks === 0) bot.think(sight);
    const input = { ...bot.act(sight) };
    inputs.push(input);
    run(world, 1, (slot) => (slot === 0 ? input : others), events);
  }
  return inputs;
}

const bots: [Character, number][] = CAST.swarm.flatMap((name) =>
  [1, 2, 3].map((skill) => [name, skill] as [Character, number]),
);

describe("a bot", () => {
  for (const [character, skill] of bots) {
    it(`${character} of skill ${skill} gathers motes in sight`, () => {
      const arena = flatArena("small");
      arena.beacons[0] = { x: 1500, y: 1500 };
      const world = worldOf([{ x: 1200, y: 1500 }], arena);
      for (let i = 0; i < 5; i++) layMote(world, 1300 + i * 90, 1300 + i * 80);
      play(world, new Bot(1, character, skill), 8 * TICK_HZ);
      assert.equal(motesOf(world).length, 0, "motes are left");
    });

    it(`${character} of skill ${skill} carries a rich load to a beacon and banks it`, () => {
      const world = worldOf([{ x: 1800, y: 1900 }]);
      skimmerOf(world, 0).embers = 25;
      play(world, new Bot(2, character, skill), 15 * TICK_HZ);
      assert.equal(world.scores[0]?.banked, 25);
    });
  }

  it("hunters and guards (near a beacon) end an enemy who stands still; the skilled one sooner", () => {
    for (const character of ["hunter", "guard"] as const) {
      const took = [1, 3].map((skill) => {
        const arena = flatArena("small");
        arena.beacons[0] = { x: 1500, y: 1500 };
        const world = worldOf(
          [
            { x: 1200, y: 1500 },
            { x: 1600, y: 1500 },
          ],
          arena,
        );
        const events = recorder(world);
        const bot = new Bot(3, character, skill);
        while (world.tick < 30 * TICK_HZ && skimmerOf(world, 1).alive) {
          play(world, bot, BOTS.thinkTicks, press(), events);
          skimmerOf(world, 1).embers = 10;
        }
        assert.equal(events.told.at(-1)?.what, "killed", `${character} of skill ${skill}`);
        return world.tick;
      });
      assert.ok(took[1] <= took[0] + TICK_HZ, `${character}: ${took.join(" and ")} ticks`);
    }
  });

  /** By how much the hunter aims ahead of a target that flies across at 430 u/s, 340 to 510 u away, brads on average. */
  function leadOf(skill: number): number {
    const world = worldOf([
      { x: 1200, y: 1500 },
      { x: 1500, y: 1100 },
    ]);
    const leads: number[] = [];
    const bot = new Bot(4, "hunter", skill);
    for (let i = 0; i < 60; i++) {
      const sight = daylight(world);
      if (i % BOTS.thinkTicks === 0) bot.think(sight);
      const { aim } = bot.act(sight);
      const self = skimmerOf(world, 0);
      const prey = skimmerOf(world, 1);
      if (i > 20) leads.push(turnBetween(direction(prey.x - self.x, prey.y - self.y), aim));
      run(world, 1, (slot) => (slot === 1 ? press(0, 1) : press()));
    }
    return leads.reduce((sum, turn) => sum + turn, 0) / leads.length;
  }

  it("a hunter leads a moving target with its Pulse, which flies, and not with a Lance, which is there at once", () => {
    const [pulse, lance] = [leadOf(1), leadOf(3)];
    assert.ok(pulse > 2000, `${pulse} brads ahead with the Pulse`);
    assert.ok(Math.abs(lance) < 500, `${lance} brads ahead with the Lance`);
  });

  it("the skilled charge a Lance at who is between 280 and 680 u away; the unskilled never do", () => {
    /** The weapons that the hunter's trigger asked for. */
    const weapons = (skill: number, far: number): number => {
      const world = worldOf([
        { x: 300, y: 1500 },
        { x: 300 + far, y: 1500 },
      ]);
      let pressed = 0;
      const bot = new Bot(12, "hunter", skill);
      for (let i = 0; i < 40; i++) {
        const sight = daylight(world);
        if (i % BOTS.thinkTicks === 0) bot.think(sight);
        pressed |= bot.act(sight).buttons & (Button.fire | Button.alternate);
        run(world, 1, () => press());
      }
      return pressed;
    };
    for (const skill of [2, 3]) {
      for (const far of [290, 500, 670]) assert.equal(weapons(skill, far), Button.alternate, `${far} u`);
      for (const far of [100, 270]) assert.equal(weapons(skill, far), Button.fire, `${far} u`);
      assert.equal(weapons(skill, 690), 0);
    }
    for (const far of [100, 290, 510]) assert.equal(weapons(1, far), Button.fire, `${far} u`);
    for (const far of [530, 670, 690]) assert.equal(weapons(1, far), 0, `${far} u`);
  });

  it("a Lance that a skilled bot charges is fired, and hits who stands still", () => {
    const world = worldOf([
      { x: 300, y: 1500 },
      { x: 900, y: 1500 },
    ]);
    const events = recorder(world);
    play(world, new Bot(3, "hunter", 3), 45, press(), events);
    assert.ok(
      events.told.some((t) => t.what === "hurt" && t.weapon === Weapon.lance),
      "no Lance hit",
    );
  });

  it("between two thoughts goes by what it saw: a target that went into the dark is not followed", () => {
    const scene = () =>
      worldOf([
        { x: 1200, y: 1500 },
        { x: 1500, y: 1500 },
      ]);
    const aims = [0, 700].map((gone) => {
      const world = scene();
      const bot = new Bot(4, "hunter", 3);
      bot.think(daylight(world));
      skimmerOf(world, 1).y += gone;
      return bot.act(daylight(world)).aim;
    });
    assert.equal(aims[1], aims[0]);
  });

  it("fires only after its reaction time", () => {
    for (const [skill, ticks] of [
      [1, 11],
      [2, 7],
      [3, 4],
    ]) {
      const world = worldOf([
        { x: 1200, y: 1500 },
        { x: 1400, y: 1500 },
      ]);
      const inputs = play(world, new Bot(5, "hunter", skill), 30);
      const first = inputs.findIndex(({ buttons }) => (buttons & Button.fire) !== 0);
      assert.equal(first, ticks, `skill ${skill}`);
    }
  });

  it("fires neither at rock nor at what a shot would not reach", () => {
    const behindRock = worldOf(
      [
        { x: 1200, y: 1344 },
        { x: 1500, y: 1344 },
      ],
      flatArena("small", [[10, 10]]),
    );
    const tooFar = worldOf([
      { x: 300, y: 1500 },
      { x: 300 + PULSE.speed * (PULSE.lifeTicks / TICK_HZ) + 20, y: 1500 },
    ]);
    for (const world of [behindRock, tooFar]) {
      const bot = new Bot(6, "hunter", 3);
      for (let i = 0; i < 40; i++) {
        const sight = daylight(world);
        if (i % BOTS.thinkTicks === 0) bot.think(sight);
        assert.equal(bot.act(sight).buttons & (Button.fire | Button.alternate), 0);
        run(world, 1, () => press());
      }
    }
  });

  it("a hoarder with something to lose runs from an enemy that is near", () => {
    const world = worldOf([
      { x: 1500, y: 1500 },
      { x: 1650, y: 1500 },
    ]);
    skimmerOf(world, 0).embers = 10;
    play(world, new Bot(8, "hoarder", 2), 45);
    assert.ok(distance(skimmerOf(world, 0), skimmerOf(world, 1)) > 290, "it stayed");
  });

  it("does nothing while it is dead", () => {
    const world = worldOf([
      { x: 1500, y: 1500 },
      { x: 1650, y: 1500 },
    ]);
    Object.assign(skimmerOf(world, 0), { alive: false, respawnTicks: 90 });
    for (const { move, buttons } of play(world, new Bot(9, "hunter", 3), 60))
      assert.deepEqual([move, buttons], [STILL, 0]);
  });

  it("with nothing in sight it wanders: over a minute it sees a good part of the map", () => {
    for (const character of CAST.swarm) {
      const world = worldOf([{ x: 1500, y: 1500 }]);
      const cells = new Set<string>();
      const bot = new Bot(10, character, 2);
      for (let i = 0; i < 60; i++) {
        play(world, bot, TICK_HZ);
        const { x, y } = skimmerOf(world, 0);
        cells.add(`${x >> 8} ${y >> 8}`);
      }
      assert.ok(cells.size >= 8, `${character}: ${cells.size} cells of 256 u`);
    }
  });

  it("every input is one that the wire can carry", () => {
    for (const [character, skill] of bots) {
      const world = worldOf([
        { x: 1200, y: 1500 },
        { x: 1500, y: 1700 },
      ]);
      for (const { move, aim, buttons } of play(
        world,
        new Bot(11, character, skill),
        120,
        press(0.4, -0.3),
      )) {
        assert.ok(Number.isInteger(move) && move >= 0 && move <= 0xffff);
        assert.ok(Number.isInteger(aim) && aim >= 0 && aim <= 0xffff);
        assert.ok(Number.isInteger(buttons) && buttons >= 0 && buttons <= 0xff);
      }
    }
  });
});
