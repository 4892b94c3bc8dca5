// Sitting out: out of play, empty-handed and uncrowned, until woken; and a replay does the same.
import assert from "node:assert/strict";
import { damage } from "../../../../shared/sim/combat.ts";
import { SILENT } from "../../../../shared/sim/events.ts";
import { hash } from "../../../../shared/sim/hash.ts";
import { InputLogWriter } from "../../../../shared/sim/input-log.ts";
import { PLAIN_SPAWNER } from "../../../../shared/sim/plain-spawner.ts";
import { worldOf as loggedWorld, replay } from "../../../../shared/sim/replay.ts";
import { join, joinAt, leave, rest, startRound, wake } from "../../../../shared/sim/round.ts";
import { makeWorld, Weapon, type World } from "../../../../shared/sim/world.ts";
import { CROWN, RESPAWN, ROUND } from "../../../../shared/tunables.ts";
import {
  all,
  motesOf,
  press,
  pseudoInput,
  recorder,
  run,
  skimmerOf,
  worldOf,
} from "../../../helpers/world.ts";

const IDLE = all(press());

function two(): World {
  return worldOf([
    { x: 500, y: 1000 },
    { x: 1500, y: 1000 },
  ]);
}

describe("who rests", () => {
  it("leaves all that it carried on the ground, and is not alive, where it was", () => {
    const world = two();
    Object.assign(skimmerOf(world, 1), { embers: 12, hitPoints: 9, dashTicks: 3, chargeTicks: 4 });
    const { hop } = skimmerOf(world, 1);
    rest(world, 1, SILENT);
    const { alive, embers, x, y, chargeTicks, hop: after } = skimmerOf(world, 1);
    assert.deepEqual([alive, embers, x, y, chargeTicks, after], [false, 0, 1500, 1000, 0, hop]);
    assert.equal(motesOf(world).length, 12);
    assert.deepEqual({ ...world.scores[1] }, { slot: 1, banked: 0, kills: 0, deaths: 0 }, "it is no death");
  });

  it("does not come back until it is woken, and then after 3 s", () => {
    const world = two();
    rest(world, 1, SILENT);
    run(world, 600, IDLE);
    assert.deepEqual([skimmerOf(world, 1).alive, skimmerOf(world, 1).respawnTicks], [false, RESPAWN.resting]);
    wake(world, 1);
    run(world, RESPAWN.delayTicks - 1, IDLE);
    assert.equal(skimmerOf(world, 1).alive, false);
    run(world, 1, IDLE);
    assert.equal(skimmerOf(world, 1).alive, true);
  });

  it("rests once: again, it changes nothing; nor does waking who is awake, or nobody", () => {
    const world = two();
    Object.assign(skimmerOf(world, 0), { alive: false, respawnTicks: 7 });
    rest(world, 1, SILENT);
    const before = hash(world);
    rest(world, 1, SILENT);
    rest(world, 9, SILENT);
    wake(world, 0);
    wake(world, 9);
    assert.equal(hash(world), before);
  });

  it("in a fight is ended by who hurt it last, and pays for it", () => {
    const fought = (ticks: number): { world: World; events: ReturnType<typeof recorder> } => {
      const world = two();
      const events = recorder(world);
      Object.assign(world.scores[1] ?? {}, { banked: 9 });
      run(world, 1, IDLE);
      const victim = skimmerOf(world, 1);
      victim.embers = 10;
      damage(world, victim, 0, 5, 0, Weapon.pulse, events);
      run(world, ticks, IDLE, events);
      rest(world, 1, events);
      return { world, events };
    };
    const { world, events } = fought(RESPAWN.blowTicks - 1);
    const { banked, kills } = world.scores[0] ?? { banked: 0, kills: 0 };
    assert.deepEqual([world.scores[1]?.deaths, kills, banked], [1, 1, CROWN.bounty]);
    assert.equal(motesOf(world).length, 7);
    assert.ok(events.told.some(({ what }) => what === "killed"));
    assert.equal(skimmerOf(world, 1).respawnTicks, RESPAWN.resting);
    const calm = fought(RESPAWN.blowTicks).world;
    assert.deepEqual([calm.scores[1]?.deaths, calm.scores[0]?.kills], [0, 0]);
    assert.equal(motesOf(calm).length, 10);
  });

  it("is ended by nobody when who hurt it has left, and another has the slot", () => {
    const world = two();
    damage(world, skimmerOf(world, 1), 0, 5, 0, Weapon.pulse, SILENT);
    leave(world, 0);
    joinAt(world, 0);
    rest(world, 1, SILENT);
    assert.deepEqual([world.scores[1]?.deaths, world.scores[0]?.kills], [1, 0]);
  });

  it("may begin while dead: it stays dead", () => {
    const world = two();
    Object.assign(skimmerOf(world, 1), { alive: false, respawnTicks: 1 });
    rest(world, 1, SILENT);
    run(world, 10, IDLE);
    assert.equal(skimmerOf(world, 1).alive, false);
    assert.equal(motesOf(world).length, 0);
  });

  it("wears no crown: the next best does, and gives it back", () => {
    const world = two();
    Object.assign(world.scores[0] ?? {}, { banked: 3 });
    Object.assign(world.scores[1] ?? {}, { banked: 9 });
    run(world, 1, IDLE);
    assert.equal(world.crown, 1);
    rest(world, 1, SILENT);
    assert.equal(world.crown, -1);
    const events = recorder(world);
    run(world, 1, IDLE, events);
    assert.equal(world.crown, 0);
    wake(world, 1);
    run(world, RESPAWN.delayTicks, IDLE, events);
    assert.equal(world.crown, 1);
  });

  it("rests through the beginning of a round, which is the same whatever was before", () => {
    const lived = makeWorld(9, "small", PLAIN_SPAWNER);
    startRound(lived, 0);
    for (let i = 0; i < 5; i++) join(lived);
    run(lived, 400, (slot, tick) => pseudoInput(3, slot, tick));
    rest(lived, 2, SILENT);
    startRound(lived, 1);
    const fresh = makeWorld(9, "small", PLAIN_SPAWNER);
    fresh.tick = lived.tick;
    for (const slot of [0, 1, 2, 3, 4]) joinAt(fresh, slot);
    rest(fresh, 2, SILENT);
    startRound(fresh, 1);
    assert.deepEqual(fresh.skimmers, lived.skimmers);
    assert.equal(hash(fresh), hash(lived));
    assert.deepEqual(
      lived.skimmers.slice(0, 5).map((s) => s?.alive),
      [true, true, false, true, true],
    );
  });

  it("does so in a replay, too: from the log's head and from its records", () => {
    const log = new InputLogWriter({
      ...{ seed: 4, size: "small", round: 2, map: 1, lengths: ROUND },
      ...{ startTick: 50, mode: "swarm", slots: [0, 1, 2], teams: [-1, -1, -1], resting: [1] },
    });
    const world = loggedWorld(log.finish());
    const hashes: number[] = [];
    for (let tick = 0; tick < 300; tick++) {
      if (tick === 40) wake(world, 1);
      if (tick === 40) log.wake(1);
      if (tick === 60) rest(world, 2, SILENT);
      if (tick === 60) log.rest(2);
      run(world, 1, () => null);
      if (world.tick % 3 !== 0) log.patch();
      log.endTick();
      hashes.push(hash(world));
    }
    const found: number[] = [];
    replay(log.finish(), (_world, h) => found.push(h));
    assert.deepEqual(found, hashes);
    assert.deepEqual([skimmerOf(world, 1).alive, skimmerOf(world, 2).alive], [true, false]);
  });
});
