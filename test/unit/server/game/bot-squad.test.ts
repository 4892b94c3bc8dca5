// Bots in a game know what interest shows them and nothing else; and they are players of some worth.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import { CAST } from "../../../../shared/bots/cast.ts";
import type { Input } from "../../../../shared/sim/input.ts";
import { InputLogReader } from "../../../../shared/sim/input-log.ts";
import type { Skimmer } from "../../../../shared/sim/world.ts";
import { BOTS, MAX_SLOTS, TICK_HZ } from "../../../../shared/tunables.ts";
import { IGNORED } from "../../../helpers/input-log.ts";
import { distance, motesOf } from "../../../helpers/world.ts";
import { makeGame, PERSON, seat, tick } from "./ports.ts";

/** The inputs that were consumed in the last tick, by slot. */
function lastInputs(game: ArenaGame): Map<number, Input> {
  const inputs = new Map<number, Input>();
  const reader = new InputLogReader(game.runningResult().log.records);
  const into = {
    ...IGNORED,
    input: (slot: number, input: Readonly<Input>) => inputs.set(slot, { ...input }),
  };
  while (reader.readTick(into));
  return inputs;
}

/** A game at a tick in whose successor `slot` thinks anew, with what it sees up to date. */
function aboutToThink(seed: number, slot: number, after: number): ArenaGame {
  const game = makeGame({ seed, fillTo: 24 });
  tick(game, after);
  while ((game.world.tick + slot) % BOTS.thinkTicks !== 0) tick(game);
  game.beforePatch();
  return game;
}

/** What the bot of `slot` does next, after `change` was done to everybody else and to motes. */
function nextInput(seed: number, slot: number, after: number, change: (game: ArenaGame) => void): Input {
  const game = aboutToThink(seed, slot, after);
  change(game);
  game.tick();
  return lastInputs(game).get(slot) as Input;
}

const others = (game: ArenaGame, slot: number, seen: boolean): Skimmer[] =>
  game.world.skimmers.filter(
    (s): s is Skimmer =>
      s !== null && s.slot !== slot && game.interest.skimmers.bits.has(s.slot, slot) === seen,
  );

/** Moves and changes all that `slot` is not shown. */
function changeTheDark(game: ArenaGame, slot: number): void {
  for (const s of others(game, slot, false))
    Object.assign(s, { x: 3000 - s.x, y: s.x, embers: 50, hitPoints: 1 });
  for (const mote of motesOf(game.world)) {
    if (!game.interest.seesMote(slot, mote.id)) Object.assign(mote, { x: mote.y, y: mote.x });
  }
  for (const [index, shot] of game.interest.projectiles.entries()) {
    if (shot === null || game.interest.seesProjectile(slot, index)) continue;
    Object.assign(shot, { aim: (shot.aim + 9000) & 0xffff, ax: shot.ay, ay: shot.ax });
  }
  // Others' mines, hidden at its feet and round it: who goes by them knows too much.
  const own = game.world.skimmers[slot] as Skimmer;
  for (const mine of game.world.mines) {
    if (mine === null || game.interest.seesMine(slot, mine.id)) continue;
    Object.assign(mine, { x: own.x + 130, y: own.y });
  }
}

describe("what a bot knows", () => {
  const moments = [60, 333, 700];
  const slots = [0, 1, 2, 23];

  it("does not change with anything that it is not shown", function () {
    this.timeout(60_000);
    for (const after of moments) {
      for (const slot of slots) {
        const calm = nextInput(21, slot, after, () => {});
        const changed = nextInput(21, slot, after, (game) => changeTheDark(game, slot));
        assert.deepEqual(changed, calm, `slot ${slot} after ${after} ticks knew of the dark`);
      }
    }
  });

  it("changes with what it is shown", function () {
    this.timeout(60_000);
    let reacted = 0;
    for (const after of moments) {
      for (const slot of slots) {
        const calm = nextInput(21, slot, after, () => {});
        const moved = nextInput(21, slot, after, (game) => {
          for (const s of others(game, slot, true)) Object.assign(s, { x: s.x + 90, y: s.y - 90 });
          for (const mote of motesOf(game.world)) {
            if (game.interest.seesMote(slot, mote.id))
              Object.assign(mote, { x: mote.x - 60, y: mote.y + 60 });
          }
        });
        if (moved.move !== calm.move || moved.aim !== calm.aim) reacted++;
      }
    }
    assert.ok(reacted >= 6, `only ${reacted} of 12 reacted`);
  });

  it("the same seed gives the same bots, doing the same", () => {
    const [a, b] = [makeGame({ seed: 31, fillTo: 24 }), makeGame({ seed: 31, fillTo: 24 })];
    tick(a, 300);
    tick(b, 300);
    assert.deepEqual(a.runningResult().log, b.runningResult().log);
  });
});

interface Deeds {
  kills: number;
  banked: number;
  stuck: number;
}

/** Plays and counts, by character; a bot is stuck that has not moved 60 u in 20 s, though it lived all the while. */
function deedsOf(seed: number, ticks: number): Record<string, Deeds> {
  const game = makeGame({ seed, fillTo: 24, size: "medium" });
  const deeds = Object.fromEntries(
    CAST.swarm.map((name) => [name, { kills: 0, banked: 0, stuck: 0 }] as [string, Deeds]),
  );
  const since = new Map<number, { x: number; y: number; tick: number }>();
  // Bots are recruited slot by slot, the characters in turn.
  const of = (slot: number): Deeds => deeds[CAST.swarm[slot % CAST.swarm.length]];
  for (let i = 0; i < ticks; i++) {
    tick(game);
    for (const s of game.world.skimmers) {
      if (s === null) continue;
      const last = since.get(s.slot);
      if (last === undefined || !s.alive || distance(last, s) > 60)
        since.set(s.slot, { x: s.x, y: s.y, tick: i });
      else if (i - last.tick === 20 * TICK_HZ) of(s.slot).stuck++;
    }
  }
  for (const score of game.world.scores) {
    if (score === null) continue;
    of(score.slot).kills += score.kills;
    of(score.slot).banked += score.banked;
  }
  return deeds;
}

describe("24 bots for three minutes", () => {
  const runs = [1, 2, 3];
  const all: Record<string, Deeds>[] = [];

  before(function () {
    this.timeout(60_000);
    for (const seed of runs) all.push(deedsOf(seed, 180 * TICK_HZ));
  });

  for (const [i, seed] of runs.entries()) {
    it(`seed ${seed}: every character kills and banks`, () => {
      for (const [name, { kills, banked }] of Object.entries(all[i])) {
        assert.ok(kills >= 20, `${name}: ${kills} kills`);
        assert.ok(banked >= 60, `${name}: ${banked} banked`);
      }
    });
  }

  it("nobody is stuck for 20 s", () => {
    const stuck = all.flatMap((deeds) => Object.values(deeds)).reduce((sum, d) => sum + d.stuck, 0);
    assert.equal(stuck, 0);
  });
});

describe("a person takes a bot's seat", () => {
  const kill = (game: ArenaGame, slot: number): void => {
    Object.assign(game.world.skimmers[slot] as Skimmer, { alive: false, respawnTicks: 60, embers: 0 });
  };

  it("that of one that is between lives, at once", () => {
    const game = makeGame({ fillTo: 6 });
    kill(game, 3);
    assert.equal(game.join(PERSON, seat()), 3);
    assert.equal(game.bots.count, 5);
  });

  it("while all live, comes as one more, and the next bot that dies goes", () => {
    const game = makeGame({ fillTo: 6 });
    assert.equal(game.join(PERSON, seat()), 6);
    assert.equal(game.bots.count, 6);
    game.tick();
    assert.equal(game.bots.count, 6);
    kill(game, 2);
    game.tick();
    assert.equal(game.bots.count, 5);
    assert.equal(game.world.skimmers[2], null);
    kill(game, 4);
    game.tick();
    assert.equal(game.bots.count, 5, "one person took two seats");
  });

  it("in a game every newcomer's bot is gone within a minute, and each went at the end of a life", () => {
    const game = makeGame({ fillTo: 12, seed: 5 });
    for (let i = 0; i < 3; i++) game.join(PERSON, seat());
    let before = game.world.skimmers.map((s) => s?.alive === true);
    for (let i = 0; i < 60 * TICK_HZ; i++) {
      tick(game);
      for (const [slot, lived] of before.entries())
        assert.ok(!lived || game.world.skimmers[slot] !== null, `slot ${slot} went in mid-life`);
      before = game.world.skimmers.map((s) => s?.alive === true);
    }
    assert.equal(game.bots.count, 9);
  });

  it("where every slot is taken, that of the bot that carries least", () => {
    const game = makeGame({ fillTo: MAX_SLOTS, size: "large" });
    for (const s of game.world.skimmers) (s as Skimmer).embers = s?.slot === 77 ? 3 : 9;
    assert.equal(game.join(PERSON, seat()), 77);
    assert.equal(game.bots.count, MAX_SLOTS - 1);
  });

  it("a person who leaves makes way for a bot, unless one is still too many", () => {
    const game = makeGame({ fillTo: 6 });
    const one = game.join(PERSON, seat());
    game.leave(one);
    assert.equal(game.bots.count, 6);
    kill(game, 1);
    const other = game.join(PERSON, seat());
    assert.equal(game.bots.count, 5);
    game.leave(other);
    assert.equal(game.bots.count, 6);
  });
});
