// Saved, advanced by 8 ticks, put back and advanced again, a world goes the same way, to the bit, at every tick.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { SILENT } from "../../shared/sim/events.ts";
import { hash } from "../../shared/sim/hash.ts";
import { type Input, packMove } from "../../shared/sim/input.ts";
import { InputLogReader } from "../../shared/sim/input-log.ts";
import { begin } from "../../shared/sim/match.ts";
import { cos, direction, sin } from "../../shared/sim/math.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { recordPoses } from "../../shared/sim/pose-history.ts";
import { worldOf as loggedWorld, replay } from "../../shared/sim/replay.ts";
import { join, joinAt, leave, rest, startRound, wake } from "../../shared/sim/round.ts";
import { makeWorld, type World } from "../../shared/sim/world.ts";
import { ROUND } from "../../shared/tunables.ts";
import {
  type Choose,
  cloneWorld,
  pseudoInput,
  restoreWorld,
  saveWorld,
  skimmerOf,
} from "../helpers/world.ts";
import { makeGame, tick } from "../unit/server/game/ports.ts";
import { assertSame, hashes } from "./parting.ts";

const WINDOW = 8;
/** A fresh seed in every run, printed so that a failure can be repeated. */
const FRESH = randomInt(0x100000000);
const SEEDS = [1, 2, 3, 4, 5, 6, FRESH];

/** Goes on for `ticks`, each window of 8 twice: the second time from a save. */
function assertRewinds(world: World, ticks: number, choose: Choose, what: string): void {
  for (let at = 0; at < ticks; at += WINDOW) {
    const from = world.tick;
    const saved = saveWorld(world);
    const before = hash(world);
    const first = hashes(world, WINDOW, choose);
    restoreWorld(world, saved);
    assert.equal(hash(world), before, `${what}: what was restored in tick ${from} is not what was saved`);
    assertSame(hashes(world, WINDOW, choose), first, from, what);
  }
}

function crowded(seed: number): World {
  const world = makeWorld(seed, "small", PLAIN_SPAWNER);
  startRound(world, 0);
  for (let i = 0; i < 24; i++) join(world);
  return world;
}

/** What 24 bots did for `ticks`, by slot and tick, and the world as it was when they began. */
function botsPlay(seed: number, ticks: number): { world: World; choose: Choose } {
  const game = makeGame({ seed, fillTo: 24 });
  tick(game, ticks);
  const log = game.runningResult().log;
  const inputs = new Map<string, Input[]>();
  const world = loggedWorld(log);
  const reader = new InputLogReader(log.records);
  let now = log.startTick + 1;
  const into = {
    join: (slot: number) => joinAt(world, slot),
    leave: (slot: number) => leave(world, slot),
    rest: (slot: number) => rest(world, slot, SILENT),
    wake: (slot: number) => wake(world, slot),
    begin: () => begin(world),
    carry: () => {},
    carryRound: () => {},
    patch: () => recordPoses(world),
    input: (slot: number, input: Readonly<Input>) => {
      const key = `${slot} ${now}`;
      inputs.set(key, [...(inputs.get(key) ?? []), { ...input }]);
    },
  };
  while (reader.readTick(into)) now++;
  return { world, choose: (slot, at) => inputs.get(`${slot} ${at}`) ?? null };
}

describe(`rewinding (this run's fresh seed is ${FRESH})`, function () {
  this.timeout(60_000);

  for (const seed of SEEDS) {
    it(`seed ${seed}: 24 lively players for a minute, every 8 ticks twice`, () => {
      assertRewinds(crowded(seed), 1800, (slot, at) => pseudoInput(seed, slot, at), `seed ${seed}`);
    });

    it(`seed ${seed}: what 24 bots did in 40 seconds, every 8 ticks twice`, () => {
      const { world, choose } = botsPlay(seed, 1200);
      assertRewinds(world, 1200, choose, `seed ${seed}`);
    });
  }

  it("across the change of rounds, with its new map", () => {
    const world = crowded(7);
    const choose: Choose = (slot, at) => pseudoInput(7, slot, at);
    hashes(world, 90, choose);
    world.phaseEndsTick = world.tick + 12;
    assertRewinds(world, 32, choose, "the end of a round");
    world.phaseEndsTick = world.tick + 12;
    assertRewinds(world, 64, choose, "the start of a round");
    assert.equal(world.round, 1);
  });

  it("stalls and bursts rewind as well: null for none, nine inputs at once", () => {
    const choose: Choose = (slot, at) => {
      const held = (at + slot) % 12;
      if (held < 8) return slot % 3 === 0 ? null : pseudoInput(8, slot, at);
      return Array.from({ length: slot % 3 === 0 ? 3 : 1 }, (_, i) => pseudoInput(8, slot, at * 4 + i));
    };
    assertRewinds(crowded(8), 600, choose, "stalls");
  });

  it("a crowd on one spot rewinds as well: who shoves whom first does not depend on history", () => {
    const world = crowded(12);
    const { forge } = world.arena;
    const choose: Choose = (slot, at) => {
      const { x, y } = skimmerOf(world, slot);
      const heading = direction(forge.x - x, forge.y - y);
      return { ...pseudoInput(12, slot, at), move: packMove(cos(heading), sin(heading)) };
    };
    for (const s of world.skimmers) {
      if (s !== null) Object.assign(s, { x: forge.x + (s.slot % 5) * 40, y: forge.y + s.slot * 8 });
    }
    assertRewinds(world, 600, choose, "the crowd");
  });

  it("a copy goes the way of its original, and leaves it alone", () => {
    const world = crowded(9);
    const choose: Choose = (slot, at) => pseudoInput(9, slot, at);
    hashes(world, 300, choose);
    const before = hash(world);
    const copy = cloneWorld(world);
    const expected = hashes(copy, 300, choose);
    assert.equal(hash(world), before);
    assertSame(hashes(world, 300, choose), expected, 300, "the copy");
  });

  it("one input that differs shows in the hash of that very tick", () => {
    const choose: Choose = (slot, at) => pseudoInput(10, slot, at);
    const odd: Choose = (slot, at) => pseudoInput(at === 100 && slot === 13 ? 11 : 10, slot, at);
    const [a, b] = [hashes(crowded(10), 120, choose), hashes(crowded(10), 120, odd)];
    assert.equal(
      a.findIndex((h, i) => h !== b[i]),
      99,
    );
  });

  it("a log replays to the same, twice", () => {
    const game = makeGame({ seed: FRESH, fillTo: 24 });
    tick(game, 600);
    const runs = [0, 1].map(() => {
      const taken: number[] = [];
      replay(game.runningResult().log, (_world, h) => taken.push(h));
      return taken;
    });
    assertSame(runs[1], runs[0], 0, `seed ${FRESH}`);
    assert.equal(runs[0].at(-1), hash(game.world));
    assert.ok(game.world.tick < ROUND.lengthTicks);
  });
});
