// Whose eyes a player has: its own while it lives, and while it does not, those of whom it follows, or a free camera's.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import { Looking } from "../../../../shared/schema/skimmer-schema.ts";
import { damage } from "../../../../shared/sim/combat.ts";
import { compare } from "../../../../shared/sim/replay.ts";
import { Weapon } from "../../../../shared/sim/world.ts";
import { LIGHT, lightRadius, RESPAWN, TICK_HZ, WATCH } from "../../../../shared/tunables.ts";
import { distance, flatArena, layMote } from "../../../helpers/world.ts";
import { makeGame, PERSON, RecordingView, seat, tick } from "./ports.ts";

/** Three people on open ground, far apart: slot 1 with 20 embers, slot 0 the one who looks on. */
function three(): { game: ArenaGame; views: RecordingView[] } {
  const game = makeGame();
  game.world.arena = flatArena("small");
  const views = [0, 1, 2].map(() => new RecordingView());
  for (const [slot, view] of views.entries()) {
    game.join(PERSON, seat(undefined, view));
    Object.assign(game.skimmer(slot), { x: 300 + slot * 1100, y: 300 });
  }
  game.skimmer(1).embers = 20;
  game.beforePatch();
  return { game, views };
}

const end = (game: ArenaGame, victim: number, by: number): void =>
  damage(game.world, game.skimmer(victim), by, 100, 0, Weapon.pulse, game.events);

/** Where the eyes of slot 0 are, as it is told. */
function told(game: ArenaGame): (number | undefined)[] {
  game.beforePatch();
  const { looking, eyesX, eyesY } = game.skimmer(0);
  return looking === Looking.free ? [looking, eyesX, eyesY] : [looking];
}

const sight = (game: ArenaGame): number[] => {
  const { x, y, light } = game.onlookers.sightOf(0);
  return [x, y, light];
};

describe("the eyes of the living", () => {
  it("are where it is, with its light, whatever it wishes", () => {
    const { game } = three();
    game.watch(0, { mode: "follow", slot: 1 });
    game.watch(0, { mode: "free", x: 2000, y: 2000 });
    assert.deepEqual(sight(game), [300, 300, lightRadius(0)]);
    assert.deepEqual(told(game), [Looking.own]);
  });
});

describe("the eyes of the dead", () => {
  it("are at first those of who did it, with that one's light", () => {
    const { game, views } = three();
    end(game, 0, 1);
    assert.deepEqual(sight(game), [1400, 300, lightRadius(20)]);
    assert.deepEqual(told(game), [1]);
    assert.ok(views[0].held.has(game.skimmer(1)));
    assert.equal(views[0].held.get(game.skimmer(1)), false, "nothing that only its owner may know");
    tick(game, RESPAWN.delayTicks);
    assert.equal(game.skimmer(0).alive, true);
    assert.deepEqual(told(game), [Looking.own], "back, it has its own");
    assert.ok(!views[0].held.has(game.skimmer(1)));
  });

  it("stay where it fell when it was nobody, nobody that lives, or oneself", () => {
    for (const by of [0, 2, 77]) {
      const { game } = three();
      game.skimmer(2).alive = false;
      end(game, 0, by);
      assert.deepEqual(sight(game), [300, 300, LIGHT.base]);
      assert.deepEqual(told(game), [Looking.own]);
    }
  });

  it("hold just what the eyes of whom they follow hold, themselves aside", () => {
    const { game, views } = three();
    for (let i = 0; i < 60; i++) layMote(game.world, 900 + ((i * 37) % 1000), 100 + ((i * 91) % 700));
    Object.assign(game.skimmer(2), { x: 1800, y: 500 });
    end(game, 0, 2);
    game.watch(0, { mode: "follow", slot: 1 });
    game.beforePatch();
    const seen = (slot: number): object[] =>
      [...views[slot].held.keys()].filter((e) => e !== game.skimmer(0));
    assert.ok(seen(1).length > 10);
    assert.deepEqual(new Set(seen(0)), new Set(seen(1)));
  });

  it("go along with whom they follow, wait where it fell, and go on when it is back", () => {
    const { game } = three();
    end(game, 0, 1);
    Object.assign(game.skimmer(1), { x: 1500, y: 700 });
    assert.deepEqual(sight(game), [1500, 700, lightRadius(20)]);
    end(game, 1, 2);
    assert.deepEqual(sight(game), [1500, 700, LIGHT.base]);
    game.watch(0, { mode: "rest" });
    tick(game, RESPAWN.delayTicks);
    const { x, y } = game.skimmer(1);
    assert.notDeepEqual([x, y], [1500, 700]);
    assert.deepEqual(sight(game), [x, y, LIGHT.base]);
  });

  it("stay where whom they followed has left, also when another takes its slot", () => {
    const { game } = three();
    end(game, 0, 1);
    game.leave(1);
    assert.equal(game.join(PERSON, seat()), 1);
    assert.deepEqual(sight(game), [1400, 300, LIGHT.base]);
    assert.deepEqual(told(game), [Looking.free, 1400, 300]);
  });

  it("do not follow nobody, and oneself is one's own place", () => {
    const { game } = three();
    end(game, 0, 1);
    game.watch(0, { mode: "follow", slot: 9 });
    assert.deepEqual(told(game), [1]);
    game.watch(0, { mode: "follow", slot: 0 });
    assert.deepEqual(told(game), [Looking.own]);
  });

  it("of bots stay where they fell: no bot knows who ended it", () => {
    const game = makeGame({ fillTo: 2 });
    end(game, 0, 1);
    const { x, y } = game.skimmer(0);
    assert.deepEqual(sight(game), [x, y, LIGHT.base]);
  });

  it("of who takes a slot are its own", () => {
    const { game } = three();
    end(game, 0, 1);
    game.leave(0);
    assert.equal(game.join(PERSON, seat()), 0);
    assert.deepEqual(told(game), [Looking.own]);
  });
});

describe("a free camera", () => {
  it("flies from where the eyes were, at most 1,200 u/s, with the smallest light, and on the map", () => {
    const { game } = three();
    end(game, 0, 1);
    game.watch(0, { mode: "free", x: 1400, y: 3e9 });
    assert.deepEqual(sight(game), [1400, 300 + (WATCH.freeSpeed / TICK_HZ) * 4, LIGHT.base]);
    let last = sight(game);
    for (let i = 0; i < 40; i++) {
      tick(game, 3);
      game.skimmer(0).respawnTicks = 50;
      game.watch(0, { mode: "free", x: 1400, y: 3e9 });
      const now = sight(game);
      assert.ok(
        now[1] - last[1] <= (WATCH.freeSpeed / TICK_HZ) * 3 + 0.125,
        `${now[1] - last[1]} u in 3 ticks`,
      );
      last = now;
    }
    assert.deepEqual(last, [1400, 3071, LIGHT.base]);
    assert.deepEqual(told(game), [Looking.free, 1400, 3071]);
  });

  it("gains no more than a second's way by waiting", () => {
    const { game } = three();
    game.watch(0, { mode: "rest" });
    game.watch(0, { mode: "free", x: 300, y: 300 });
    tick(game, 300);
    game.watch(0, { mode: "free", x: 3000, y: 300 });
    assert.deepEqual(sight(game).slice(0, 2), [300 + WATCH.freeSpeed, 300]);
  });

  it("reveals what lies in its light, and hides the rest", () => {
    const { game, views } = three();
    const mote = layMote(game.world, 400, 400);
    game.watch(0, { mode: "rest" });
    game.beforePatch();
    assert.ok(views[0].held.has(mote));
    game.watch(0, { mode: "free", x: 500, y: 300 });
    for (let i = 0; i < 10; i++) {
      tick(game, 6);
      game.watch(0, { mode: "free", x: 2500, y: 300 });
    }
    game.beforePatch();
    assert.ok(!views[0].held.has(mote));
    assert.ok(views[0].held.has(game.skimmer(2)), "over slot 2");
    assert.ok(distance(game.skimmer(2), { x: 2500, y: 300 }) < LIGHT.base);
  });
});

describe("wishes", () => {
  it("are heard ten times a second, at most", () => {
    const { game } = three();
    game.watch(0, { mode: "rest" });
    for (let i = 0; i < 9; i++) game.watch(0, { mode: "follow", slot: 1 });
    assert.deepEqual(told(game), [1]);
    game.watch(0, { mode: "follow", slot: 2 });
    assert.deepEqual(told(game), [1], "the eleventh is not");
    tick(game, 3);
    game.watch(0, { mode: "follow", slot: 2 });
    assert.deepEqual(told(game), [2]);
  });

  it("to sit out and to play again are known to everybody, and in the log", () => {
    const { game } = three();
    const { roster } = (game as unknown as { state: { roster: Map<string, { resting: boolean }> } }).state;
    tick(game, 10);
    game.watch(0, { mode: "rest" });
    assert.deepEqual([game.skimmer(0).alive, roster.get("0")?.resting], [false, true]);
    tick(game, 200);
    assert.equal(game.skimmer(0).alive, false);
    game.watch(0, { mode: "play" });
    assert.equal(roster.get("0")?.resting, false);
    tick(game, RESPAWN.delayTicks);
    assert.equal(game.skimmer(0).alive, true);
  });

  it("replay to the hash of every tick", () => {
    const game = makeGame({ fillTo: 8, hashes: true });
    const slot = game.join(PERSON, seat(), true);
    tick(game, 100);
    game.watch(slot, { mode: "play" });
    tick(game, 120);
    assert.equal(game.skimmer(slot).alive, true);
    game.watch(slot, { mode: "rest" });
    tick(game, 30);
    const { ticks, compared, differ } = compare(game.runningResult().log);
    assert.deepEqual([ticks, compared, differ], [250, 250, 0]);
  });
});

describe("a place among bots", () => {
  const bots = (game: ArenaGame): number => game.bots.count;
  /** Puts bots between two lives: only then they go. */
  const kill = (game: ArenaGame, ...slots: number[]): void => {
    for (const slot of slots) Object.assign(game.skimmer(slot), { alive: false, respawnTicks: 60 });
  };

  it("is not taken by who comes to look on, but when it plays", () => {
    const game = makeGame({ fillTo: 6 });
    const slot = game.join(PERSON, seat(), true);
    assert.deepEqual([slot, bots(game), game.skimmer(slot).alive], [6, 6, false]);
    kill(game, 2);
    game.watch(slot, { mode: "play" });
    assert.equal(bots(game), 5);
    game.watch(slot, { mode: "rest" });
    game.watch(slot, { mode: "play" });
    assert.equal(bots(game), 5, "to and fro, no bot comes or goes");
  });

  it("is made for who sits out when somebody leaves", () => {
    const game = makeGame({ fillTo: 3 });
    kill(game, 0, 1);
    const [a, b] = [game.join(PERSON, seat()), game.join(PERSON, seat())];
    assert.equal(bots(game), 1);
    game.watch(a, { mode: "rest" });
    game.leave(b);
    assert.equal(bots(game), 3);
  });
});
