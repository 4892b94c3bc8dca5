// Five minutes, ten seconds, the next map; who comes and who goes meanwhile.
import assert from "node:assert/strict";
import { hash } from "../../../../shared/sim/hash.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { PLAIN_SPAWNER } from "../../../../shared/sim/plain-spawner.ts";
import { join, joinAt, leave, startRound } from "../../../../shared/sim/round.ts";
import { arenaSeed, makeWorld, Phase, type World } from "../../../../shared/sim/world.ts";
import { EMBERS, MAX_SLOTS, SKIMMER, sizeFor } from "../../../../shared/tunables.ts";
import {
  all,
  distance,
  motesOf,
  only,
  press,
  pseudoInput,
  recorder,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

const IDLE = all(press());

function fresh(players: number, seed = 9): World {
  const world = makeWorld(seed, "small", PLAIN_SPAWNER);
  startRound(world, 0);
  for (let i = 0; i < players; i++) join(world);
  return world;
}

const lively =
  (seed: number) =>
  (slot: number, tick: number): ReturnType<typeof pseudoInput> =>
    pseudoInput(seed, slot, tick);

describe("a round", () => {
  it("is played for 300 s, its scores shown for 10 s, and then the next begins", () => {
    const world = fresh(1);
    run(world, 8999, IDLE);
    assert.equal(world.phase, Phase.playing);
    run(world, 1, IDLE);
    assert.deepEqual([world.phase, world.round, world.tick], [Phase.scores, 0, 9000]);
    run(world, 299, IDLE);
    assert.deepEqual([world.phase, world.round], [Phase.scores, 0]);
    run(world, 1, IDLE);
    assert.deepEqual([world.phase, world.round, world.phaseEndsTick], [Phase.playing, 1, 9300 + 9000]);
  });

  it("no shot hangs in the air while the scores are shown: its flight would go on for all who know it", () => {
    const world = fresh(1);
    run(world, 8998, IDLE);
    run(world, 1, all(press(0, 0, Button.fire)));
    assert.equal(world.projectiles.length, 1);
    run(world, 1, IDLE);
    assert.equal(world.phase, Phase.scores);
    assert.deepEqual(world.projectiles, []);
  });

  it("keeps everybody, puts all of them whole on spawn points of a new map, sets scores to zero", () => {
    const world = fresh(8);
    leave(world, 3);
    run(world, 900, lively(2));
    const { seed } = world.arena;
    for (const score of world.scores)
      if (score !== null) Object.assign(score, { banked: 5, kills: 2, deaths: 1 });
    Object.assign(skimmerOf(world, 2), {
      embers: 9,
      hitPoints: 10,
      chargeTicks: 9,
      guardTicks: 5,
      guardAim: 7,
    });
    Object.assign(skimmerOf(world, 2), { guardCooldownTicks: 9, guardedAtTick: world.tick, hop: 200 });
    Object.assign(skimmerOf(world, 5), { alive: false, respawnTicks: 80 });
    startRound(world, world.round + 1);
    assert.notEqual(world.arena.seed, seed);
    assert.equal(world.projectiles.length, 0);
    const slots = world.skimmers.flatMap((s) => (s === null ? [] : [s.slot]));
    assert.deepEqual(slots, [0, 1, 2, 4, 5, 6, 7]);
    for (const slot of slots) {
      const s = skimmerOf(world, slot);
      assert.deepEqual([s.alive, s.hitPoints, s.embers, s.shots], [true, SKIMMER.hitPoints, 0, 0]);
      const { chargeTicks, guardTicks, guardAim, guardCooldownTicks, guardedAtTick, hop } = s;
      assert.deepEqual([chargeTicks, guardTicks, guardAim, guardCooldownTicks, hop], [0, 0, 0, 0, 65]);
      assert.ok(guardedAtTick < 0);
      assert.ok(world.arena.spawns.some((spawn) => distance(spawn, s) === 0));
      assert.deepEqual({ ...world.scores[slot] }, { slot, banked: 0, kills: 0, deaths: 0 });
    }
  });

  it("begins the same whatever was before: from seed, number and who is in", () => {
    const lived = fresh(6);
    run(lived, 1200, lively(4));
    leave(lived, 1);
    run(lived, 300, lively(5));
    startRound(lived, 3);
    const fromNothing = makeWorld(9, "small", PLAIN_SPAWNER);
    fromNothing.tick = lived.tick;
    for (const slot of [5, 0, 2, 3, 4]) joinAt(fromNothing, slot);
    startRound(fromNothing, 3);
    assert.deepEqual(fromNothing.skimmers, lived.skimmers);
    assert.deepEqual(motesOf(fromNothing), motesOf(lived));
    assert.equal(hash(fromNothing), hash(lived));
    for (let i = 0; i < 300; i++) {
      run(lived, 1, lively(6));
      run(fromNothing, 1, lively(6));
      assert.equal(hash(fromNothing), hash(lived), `tick ${lived.tick}`);
    }
  });

  it("nobody glides from one round into the next: the hop is another", () => {
    const world = fresh(8);
    const before = world.skimmers.map((s) => s?.hop);
    startRound(world, world.round + 1);
    for (const [slot, skimmer] of world.skimmers.entries()) {
      if (skimmer !== null) assert.notEqual(skimmer.hop, before[slot]);
    }
  });

  it("every round has three maps of its own", () => {
    const seeds = new Set<number>();
    const world = fresh(0);
    for (let round = 0; round < 50; round++) {
      for (let map = 0; map < 3; map++) {
        startRound(world, round, { map, size: "small" });
        assert.equal(world.arena.seed, arenaSeed(world.seed, round, map));
        seeds.add(world.arena.seed);
      }
    }
    assert.equal(seeds.size, 150);
  });

  it("is laid out on the map and of the size that were chosen for it while the scores were shown", () => {
    const world = fresh(3);
    world.phaseEndsTick = 1;
    run(world, 1, IDLE);
    world.next = { map: 2, size: "medium" };
    run(world, 300, IDLE);
    assert.deepEqual([world.round, world.map, world.size], [1, 2, "medium"]);
    assert.equal(world.arena.side, 5120);
    assert.deepEqual(
      world.next,
      { map: 0, size: "medium" },
      "without a choice the next is the first of that size",
    );
  });

  it("may have other lengths", () => {
    const world = makeWorld(1, "small", PLAIN_SPAWNER, { lengthTicks: 20, scoresTicks: 5 });
    startRound(world, 0);
    join(world);
    run(world, 20, IDLE);
    assert.deepEqual([world.phase, world.phaseEndsTick], [Phase.scores, 25]);
    run(world, 5, IDLE);
    assert.deepEqual([world.round, world.phaseEndsTick], [1, 45]);
  });

  it("has a small map for up to 12, a medium one for up to 48, a large one for more", () => {
    assert.deepEqual([0, 1, 12, 13, 48, 49, 124].map(sizeFor), [
      ...["small", "small", "small", "medium", "medium", "large", "large"],
    ]);
  });
});

describe("joining and leaving", () => {
  it("gives the lowest free slot, -1 when there is none", () => {
    const world = fresh(0);
    for (let i = 0; i < MAX_SLOTS; i++) assert.equal(join(world), i);
    assert.equal(join(world), -1);
    leave(world, 40);
    leave(world, 7);
    assert.equal(join(world), 7);
    assert.equal(join(world), 40);
    assert.equal(join(world), -1);
  });

  it("a newcomer is whole, has a score of zero and nothing of who was there before", () => {
    const world = fresh(2);
    Object.assign(skimmerOf(world, 1), { embers: 30, shots: 77, aim: 9, dashCharges: 0, dashAim: 5 });
    Object.assign(world.scores[1] ?? {}, { banked: 50 });
    leave(world, 1);
    assert.equal(join(world), 1);
    const { embers, shots, aim, dashCharges, dashAim, hitPoints } = skimmerOf(world, 1);
    assert.deepEqual([embers, shots, aim, dashCharges, dashAim, hitPoints], [0, 0, 0, 2, 0, 100]);
    assert.equal(world.scores[1]?.banked, 0);
  });

  it("who leaves leaves all that it carried on the ground; the dead leave nothing", () => {
    const world = fresh(2);
    const before = world.moteCount;
    skimmerOf(world, 0).embers = 21;
    leave(world, 0);
    assert.equal(world.moteCount, before + 21);
    Object.assign(skimmerOf(world, 1), { embers: 0, alive: false });
    leave(world, 1);
    assert.equal(world.moteCount, before + 21);
    assert.ok(world.moteCount <= EMBERS.maxMotes);
    assert.deepEqual([world.skimmers[0], world.scores[0]], [null, null]);
  });

  it("leaving a slot where nobody is does nothing", () => {
    const world = fresh(1);
    const before = hash(world);
    leave(world, 50);
    assert.equal(hash(world), before);
  });

  it("what a leaver fired goes with it: the slot may be a stranger's at once", () => {
    const world = worldOf([
      { x: 500, y: 1000 },
      { x: 800, y: 1000 },
    ]);
    const events = recorder(world);
    run(world, 1, only(0, press(0, 0, Button.fire, 0)), events);
    assert.equal(world.projectiles.length, 1);
    leave(world, 0);
    joinAt(world, 0);
    assert.deepEqual(world.projectiles, []);
    run(world, 30, IDLE, events);
    assert.deepEqual(events.told, []);
  });
});
