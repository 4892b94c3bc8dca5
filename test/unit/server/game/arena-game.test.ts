// The authority without transport: who is in, what is told to whom, and a log that plays a whole round again.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import type { InputQueue } from "../../../../server/game/ports.ts";
import { publishReports } from "../../../../server/game/publishing.ts";
import { damage } from "../../../../shared/sim/combat.ts";
import { hash } from "../../../../shared/sim/hash.ts";
import { Button } from "../../../../shared/sim/input.ts";
import type { InputLog } from "../../../../shared/sim/input-log.ts";
import { hashInts } from "../../../../shared/sim/random.ts";
import { compare, replay } from "../../../../shared/sim/replay.ts";
import { Phase, Weapon } from "../../../../shared/sim/world.ts";
import { MAX_SLOTS, ROUND } from "../../../../shared/tunables.ts";
import { press, pseudoInput } from "../../../helpers/world.ts";
import { ArrayQueue, LINK, makeGame, PERSON, seat, tick } from "./ports.ts";

const present = (game: ArenaGame): number => game.world.skimmers.filter((s) => s !== null).length;
const enter = (game: ArenaGame, queue: InputQueue = new ArrayQueue()): number =>
  game.join(PERSON, seat(queue));

describe("people and bots", () => {
  it("bots fill the arena at once, and are marked as such", () => {
    const game = makeGame({ fillTo: 24 });
    assert.equal(present(game), 24);
    assert.equal(game.bots.count, 24);
    tick(game, 30);
    assert.equal(present(game), 24);
  });

  it("without bots there is nobody until somebody comes", () => {
    const game = makeGame();
    assert.equal(present(game), 0);
    tick(game, 10);
    assert.equal(enter(game), 0);
    assert.equal(present(game), 1);
  });

  it("each person takes the place of a bot between lives, up to the last bot, then the arena grows", () => {
    const game = makeGame({ fillTo: 6 });
    for (let slot = 0; slot < 6; slot++)
      Object.assign(game.skimmer(slot), { alive: false, respawnTicks: 60 });
    for (let people = 1; people <= 6; people++) {
      assert.ok(enter(game) >= 0);
      assert.deepEqual([present(game), game.bots.count], [6, 6 - people]);
    }
    enter(game);
    assert.deepEqual([present(game), game.bots.count], [7, 0]);
  });

  it("who leaves lets a bot in; a skimmer that is gone is not missed twice", () => {
    const game = makeGame({ fillTo: 6 });
    Object.assign(game.skimmer(2), { alive: false, respawnTicks: 60 });
    const slot = enter(game);
    assert.equal(game.bots.count, 5);
    game.leave(slot);
    assert.deepEqual([present(game), game.bots.count], [6, 6]);
    game.remove(100);
    game.leave(101);
    assert.deepEqual([present(game), game.bots.count], [6, 6]);
  });

  it("nothing stays of who has left: no seat that starves, no eyes", () => {
    const game = makeGame();
    const queue = new ArrayQueue();
    const slot = enter(game, queue);
    queue.put(press());
    tick(game);
    game.leave(slot);
    const { starvedTicks } = game.gate;
    tick(game, 10);
    assert.equal(game.gate.starvedTicks, starvedTicks);
    assert.equal(game.interest.viewer(slot), null);
    assert.equal(game.world.skimmers[slot], null);
  });

  it("a full world gives -1 and keeps everybody; a place that becomes free is given", () => {
    const game = makeGame({ fillTo: 24, size: "large" });
    for (let i = 0; i < MAX_SLOTS; i++) assert.ok(enter(game) >= 0, `person ${i}`);
    assert.deepEqual([present(game), game.bots.count], [MAX_SLOTS, 0]);
    assert.equal(enter(game), -1);
    assert.equal(present(game), MAX_SLOTS);
    tick(game, 3);
    game.leave(77);
    assert.equal(enter(game), 77);
  });

  it("a world full of bots still lets a person in", () => {
    const game = makeGame({ fillTo: MAX_SLOTS, size: "large" });
    assert.equal(present(game), MAX_SLOTS);
    assert.ok(enter(game) >= 0);
    assert.deepEqual([present(game), game.bots.count], [MAX_SLOTS, MAX_SLOTS - 1]);
  });

  it("an absent player's skimmer brakes, stays and can be hit; back, it flies again", () => {
    const game = makeGame();
    const queue = new ArrayQueue();
    const slot = enter(game, queue);
    Object.assign(game.skimmer(slot), game.world.arena.forge);
    for (let i = 0; i < 20; i++) {
      queue.put(press(1, 0));
      tick(game);
    }
    const flying = game.skimmer(slot);
    assert.ok(flying.vx > 0);
    game.setAbsent(slot);
    queue.put(press(1, 0));
    tick(game, 60);
    assert.deepEqual([flying.vx, flying.absent, flying.alive], [0, true, true]);
    const fresh = new ArrayQueue();
    game.resume(slot, seat(fresh));
    fresh.put(press(1, 0));
    tick(game);
    assert.ok(flying.vx > 0);
    assert.equal(flying.absent, false);
  });
});

describe("what is told", () => {
  it("hits to the victim, deaths to all, banked embers to the banker, the crown and its price to all", () => {
    const told: unknown[] = [];
    const game = makeGame(
      {},
      {
        toAll: (type, payload) => told.push(["all", type, payload]),
        toSlot: (slot, type, payload) => told.push([slot, type, payload]),
      },
    );
    const queues = [new ArrayQueue(), new ArrayQueue()];
    for (const queue of queues) enter(game, queue);
    const { forge, beacons } = game.world.arena;
    Object.assign(game.skimmer(0), forge);
    Object.assign(game.skimmer(1), { x: forge.x + 100, y: forge.y, hitPoints: 18 });
    for (let i = 0; i < 12; i++) {
      queues[0].put(press(0, 0, Button.fire));
      tick(game);
    }
    assert.deepEqual(
      told.map((t) => (t as unknown[]).slice(0, 2)),
      [
        [1, "hurt"],
        [1, "hurt"],
        ["all", "kill"],
      ],
    );
    assert.deepEqual(told.at(-1), ["all", "kill", { victim: 1, by: 0, weapon: Weapon.pulse }]);
    Object.assign(game.skimmer(0), beacons[0], { embers: 7, vx: 0, vy: 0 });
    for (let i = 0; i < 45; i++) {
      queues[0].put(press());
      tick(game);
    }
    assert.deepEqual(told.slice(-2), [
      [0, "bank", { embers: 7 }],
      ["all", "crown", { slot: 0 }],
    ]);
    told.length = 0;
    const victim = game.skimmer(0);
    damage(game.world, victim, 1, 100, 0, Weapon.pulse, game.events);
    assert.deepEqual(told.at(-1), ["all", "bounty", { slot: 1, embers: 15 }]);
  });

  it("to each player with a link, five times a second, how its own inputs keep pace; to bots nothing", () => {
    const game = makeGame({ fillTo: 2 });
    const queue = new ArrayQueue();
    const link = { roundTripMs: 60, pingMs: 50, queuedBytes: 0 };
    const slot = game.join(PERSON, { ...seat(queue), link });
    const figures = (of: number): number[] => {
      const { inputSlack, inputDepth, starved, queued } = game.skimmer(of);
      return [inputSlack, inputDepth, starved, queued];
    };
    queue.waitedMs = 21;
    queue.put(press(), press());
    link.queuedBytes = 5 * 4096 + 4095;
    for (let i = 0; i < 11; i++) {
      queue.put(press());
      tick(game);
      if (game.world.tick < 6) assert.deepEqual(figures(slot), [0, 0, 0, 0]);
    }
    queue.put(press());
    tick(game);
    // In 2 ms, in sixteenths, in 4 KB.
    assert.deepEqual(figures(slot), [11, 48, 0, 5]);
    Object.assign(game.gate.meter(slot) ?? {}, { slackMs: -1e4, depth: 99, starved: 259 });
    link.queuedBytes = 1 << 30;
    publishReports(game.world, Object.assign([], { [slot]: game.link(slot) }), game.gate);
    assert.deepEqual(figures(slot), [-128, 255, 3, 255], "within what the wire carries");
    for (const s of game.world.skimmers)
      if (s !== null && s.slot !== slot) assert.deepEqual(figures(s.slot), [0, 0, 0, 0]);
  });

  it("tick, round and phase are published after each tick", () => {
    const game = makeGame({ seed: 77 });
    const state = Reflect.get(game, "state") as Record<string, unknown>;
    tick(game, 5);
    game.world.phaseEndsTick = game.world.tick + 1;
    tick(game);
    const { tick: now, phaseEndsTick, round, phase } = game.world;
    assert.deepEqual(
      [state.tick, state.phaseEndsTick, state.round, state.phase, state.seed, state.size],
      [now, phaseEndsTick, round, phase, 77, "small"],
    );
    assert.deepEqual([now, phase], [6, Phase.scores]);
  });
});

/** Replays `log` and compares it with the hashes that were taken live, by tick. */
function assertReplays(log: InputLog, live: ReadonlyMap<number, number>, ticks: number): void {
  let replayed = 0;
  assert.equal(log.truncated, false);
  replay(log, (world, h) => {
    replayed++;
    assert.equal(h, live.get(world.tick), `the replay of round ${log.round} parts in tick ${world.tick}`);
  });
  assert.equal(replayed, ticks);
}

/** A game with bots and six seats whose people come, stall, burst, drop, return and leave. */
function crowd(seed: number): () => ArenaGame {
  const game = makeGame({ seed, fillTo: 16 });
  const people: ({ slot: number; queue: ArrayQueue; absent: boolean } | null)[] = new Array(6).fill(null);
  return () => {
    const { world } = game;
    for (const [i, person] of people.entries()) {
      const dice = hashInts(seed, i, world.tick) % 1000;
      if (person === null) {
        if (dice < 8) {
          const queue = new ArrayQueue();
          // With a link, so that their view times are believed and their beams look back.
          people[i] = { slot: game.join(PERSON, { ...seat(queue), link: LINK }), queue, absent: false };
        }
      } else if (dice < 2) {
        game.leave(person.slot);
        people[i] = null;
      } else if (dice < 6 && !person.absent) {
        game.setAbsent(person.slot);
        person.absent = true;
      } else if (dice < 30 && person.absent) {
        person.queue = new ArrayQueue();
        person.absent = false;
        game.resume(person.slot, { ...seat(person.queue), link: LINK });
      } else if (dice < 900 || world.tick % 7 === 0) {
        for (let n = hashInts(i, world.tick) % 8 === 0 ? 5 : 1; n > 0; n--)
          person.queue.put(pseudoInput(seed, i, world.tick + n));
      }
    }
    tick(game);
    return game;
  };
}

describe("a seat that is taken again", () => {
  it("tells nothing of how the last connection's inputs kept pace", () => {
    const game = makeGame({ fillTo: 0 });
    const slot = game.join(
      { name: "Ann", hue: 0, bot: false, id: "", team: -1 },
      { ...seat(new ArrayQueue()), link: LINK },
    );
    const skimmer = game.skimmer(slot);
    Object.assign(skimmer, { inputSlack: -20, inputDepth: 40, starved: 12, queued: 3 });
    game.setAbsent(slot);
    game.resume(slot, { ...seat(new ArrayQueue()), link: LINK });
    const { inputSlack, inputDepth, starved, queued } = skimmer;
    assert.deepEqual([inputSlack, inputDepth, starved, queued], [0, 0, 0, 0]);
  });
});

describe("the log of a game", () => {
  it("plays a whole round again to the same hash at every tick, and the next round from its own log", function () {
    this.timeout(120_000);
    const advance = crowd(11);
    const live = new Map<number, number>();
    let game = advance();
    live.set(game.world.tick, hash(game.world));
    const runTo = (end: number): void => {
      while (game.world.tick < end) {
        game = advance();
        live.set(game.world.tick, hash(game.world));
      }
    };
    runTo(ROUND.lengthTicks);
    const first = game.lastLog;
    assert.ok(first !== null);
    assertReplays(first, live, ROUND.lengthTicks);
    runTo(ROUND.lengthTicks + ROUND.scoresTicks - 1);
    assertReplays(game.runningResult().log, live, ROUND.lengthTicks + ROUND.scoresTicks - 1);
    runTo(ROUND.lengthTicks + ROUND.scoresTicks + 900);
    const second = game.runningResult().log;
    assert.deepEqual([second.round, second.startTick], [1, ROUND.lengthTicks + ROUND.scoresTicks]);
    assert.ok(second.slots.length >= 16);
    assertReplays(second, live, 900);
    assert.equal(game.lastLog, first, "the last log stays until the next round has been played");
  });

  it("a log in which one input is changed does not replay to the same", () => {
    const game = makeGame({ seed: 3, fillTo: 8 });
    tick(game, 60);
    const log = game.runningResult().log;
    const last = (records: Uint8Array): number => {
      let h = 0;
      replay({ ...log, records }, (_world, now) => {
        h = now;
      });
      return h;
    };
    assert.equal(last(log.records), hash(game.world));
    const changed = log.records.slice();
    // The first changed input of slot 0: its move, x up by a little.
    const at = changed.indexOf(0x80);
    changed[at + 1] = changed[at + 1] > 128 ? changed[at + 1] - 40 : changed[at + 1] + 40;
    assert.notEqual(last(changed), hash(game.world));
  });
});

describe("the hashes of a log", () => {
  it("are taken after every tick where they are asked for, and are those of a replay", () => {
    const game = makeGame({ seed: 6, fillTo: 12, hashes: true });
    const live: number[] = [];
    for (let i = 0; i < 200; i++) {
      tick(game);
      live.push(hash(game.world));
    }
    const log = game.runningResult().log;
    assert.deepEqual([...log.hashes], live);
    assert.deepEqual(compare(log), { ticks: 200, compared: 200, differing: [], differ: 0 });
  });

  it("are none where they are not", () => {
    const game = makeGame({ seed: 6, fillTo: 2 });
    tick(game, 20);
    assert.equal(game.runningResult().log.hashes.length, 0);
  });

  it("are those of the running round: the next round's log begins without any", () => {
    const game = makeGame({ seed: 6, fillTo: 2, hashes: true });
    tick(game, 20);
    game.world.phaseEndsTick = game.world.tick + 1;
    tick(game, 1 + ROUND.scoresTicks);
    assert.equal(game.world.round, 1);
    assert.equal(game.lastLog?.hashes.length, 21);
    assert.equal(game.runningResult().log.hashes.length, 0);
    tick(game, 5);
    assert.equal(compare(game.runningResult().log).differ, 0);
  });
});
