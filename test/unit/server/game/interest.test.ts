// The light as interest, against brute force: after each refresh everyone holds exactly what the lights reveal.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import type { ProjectileSchema } from "../../../../shared/schema/arena-schema.ts";
import { STEP_OF } from "../../../../shared/sim/flight.ts";
import { seenWithin } from "../../../../shared/sim/hiding.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { lightOf } from "../../../../shared/sim/light.ts";
import { launch } from "../../../../shared/sim/projectile.ts";
import { hashInts } from "../../../../shared/sim/random.ts";
import type { Skimmer } from "../../../../shared/sim/world.ts";
import { MINE } from "../../../../shared/tunables/arsenal.ts";
import { CORE, MATCH } from "../../../../shared/tunables/modes.ts";
import { LIGHT, lightRadius } from "../../../../shared/tunables.ts";
import { distance, flatArena, layMote, press, pseudoInput } from "../../../helpers/world.ts";
import { ArrayQueue, makeGame, PERSON, RecordingView, seat, tick } from "./ports.ts";

/** What a viewer must hold, worked out entity by entity; it remembers what it held, for the hysteresis. */
class Oracle {
  private held = new Set<object>();
  private readonly inCore = new Set<object>();

  /** In the core's light everybody sees it; its own hysteresis is as of any light's. */
  private isInCore(entity: object, far: number): boolean {
    const lit = far <= CORE.light * (this.inCore.has(entity) || this.held.has(entity) ? LIGHT.hysteresis : 1);
    if (lit) this.inCore.add(entity);
    else this.inCore.delete(entity);
    return lit;
  }

  /** The entities that `slot` must hold now. Call at every refresh. */
  refresh(game: ArenaGame, slot: number): Set<object> {
    const own = game.skimmer(slot);
    const { x, y, light } = game.onlookers.sightOf(slot);
    const eyes = { x, y };
    const now = new Set<object>([own]);
    const { core, teams } = game.world;
    const add = (entity: { x: number; y: number } | null, light: number, within = Infinity): void => {
      if (entity === null || entity === own) return;
      const ease = this.held.has(entity) ? LIGHT.hysteresis : 1;
      if (distance(eyes, entity) <= Math.min(light, within) * ease) now.add(entity);
      else if (core !== null && within === Infinity && this.isInCore(entity, distance(core, entity)))
        now.add(entity);
    };
    for (const other of game.world.skimmers) {
      if (other === null) continue;
      const reach = Math.max(light, lightOf(other, game.world.tick, game.world.glow));
      add(other, reach, seenWithin(game.world.arena, other, game.world.tick));
      if (teams[slot] !== -1 && teams[slot] === teams[other.slot]) now.add(other);
    }
    for (const mote of game.world.motes) add(mote, light);
    for (const mine of game.world.mines) add(mine, light, mine?.owner === slot ? Infinity : MINE.seenWithin);
    for (const shot of game.world.projectiles) add(shot, light);
    this.held = now;
    return now;
  }
}

interface Watcher {
  slot: number;
  queue: ArrayQueue;
  view: RecordingView;
  oracle: Oracle;
}

function enter(game: ArenaGame): Watcher {
  const queue = new ArrayQueue();
  const view = new RecordingView();
  return { slot: game.join(PERSON, seat(queue, view)), queue, view, oracle: new Oracle() };
}

function assertHolds(game: ArenaGame, { slot, view, oracle }: Watcher): void {
  view.prune(game.world);
  const expected = oracle.refresh(game, slot);
  for (const entity of expected) assert.ok(view.held.has(entity), `slot ${slot}: ${what(entity)} is missing`);
  for (const [entity, own] of view.held) {
    assert.ok(expected.has(entity), `slot ${slot}: ${what(entity)} is in the dark, tick ${game.world.tick}`);
    assert.equal(own, entity === game.skimmer(slot), "one's own alone is revealed as such");
  }
}

const what = (entity: object): string =>
  `${entity.constructor.name} ${JSON.stringify("slot" in entity ? entity.slot : (entity as { id: number }).id)}`;

/** Every flight still follows from its anchor, within the rounding of the wire. */
function assertFlights(game: ArenaGame): void {
  for (const shot of game.world.projectiles) {
    const flown = distance(shot, { x: shot.ax, y: shot.ay });
    const due = STEP_OF[shot.kind] * (game.world.tick - shot.anchorTick);
    assert.ok(Math.abs(flown - due) < 0.2, `${flown} u flown, not ${due}`);
  }
}

describe("interest", () => {
  for (const mode of ["swarm", "rush"] as const) {
    it(`in a full arena of ${mode} everyone holds exactly what the lights reveal, at every refresh`, function () {
      this.timeout(60_000);
      for (const seed of [3, 4]) {
        const game = makeGame({ mode, seed, fillTo: 24 });
        const watchers = [enter(game), enter(game), enter(game)];
        tick(game, mode === "rush" ? MATCH.countdownTicks + 1 : 0);
        for (const { queue } of watchers) queue.put(press());
        for (let at = 1; at <= 500; at++) {
          for (const { slot, queue } of watchers) queue.put(pseudoInput(seed, slot, at));
          // Lights of all sizes, which play alone brings about too seldom.
          const lit = game.world.skimmers[hashInts(seed, at) % 24];
          if (at % 10 === 0 && lit?.alive) lit.embers = hashInts(at, seed) % 51;
          game.tick();
          if (at % 3 === 0) continue;
          game.beforePatch();
          for (const watcher of watchers) assertHolds(game, watcher);
          if (mode === "swarm") assertBotsHold(game);
          assertFlights(game);
        }
        for (const { view } of watchers)
          assert.ok(view.reveals > 40 && view.hides > 10, `${view.reveals} reveals, ${view.hides} hides`);
      }
    });
  }

  it("a skimmer is seen from as far as its light or mine reaches, and from a little further once seen", () => {
    for (const [mine, theirs] of [
      [0, 0],
      [0, 30],
      [30, 0],
      [50, 50],
    ]) {
      const game = makeGame();
      const [a, b] = [enter(game), enter(game)];
      const light = Math.max(lightRadius(mine), lightRadius(theirs));
      Object.assign(game.skimmer(a.slot), { x: 500, y: 500, embers: mine });
      const other = game.skimmer(b.slot);
      const seenAt = (far: number): boolean => {
        Object.assign(other, { x: 500 + far, y: 500, embers: theirs });
        game.beforePatch();
        assert.equal(a.view.held.has(other), b.view.held.has(game.skimmer(a.slot)), "seeing is mutual");
        return a.view.held.has(other);
      };
      assert.deepEqual([light + 0.125, light, light * 1.06 - 0.125, light * 1.06 + 0.125].map(seenAt), [
        false,
        true,
        true,
        false,
      ]);
      assert.equal(seenAt(light * 1.03), false, "gone is gone up to the radius itself");
    }
  });

  it("motes and shots are seen by one's own light alone", () => {
    const game = makeGame();
    const [a, b] = [enter(game), enter(game)];
    Object.assign(game.skimmer(a.slot), { x: 500, y: 500, embers: 0 });
    Object.assign(game.skimmer(b.slot), { x: 900, y: 500, embers: 50 });
    const mote = layMote(game.world, 800, 500);
    launch(game.world, b.slot, 1, 800, 510, 0);
    game.beforePatch();
    const [shot] = game.world.projectiles;
    assert.equal(a.view.held.has(game.skimmer(b.slot)), true);
    assert.deepEqual([a.view.held.has(mote), a.view.held.has(shot)], [false, false]);
    assert.deepEqual([b.view.held.has(mote), b.view.held.has(shot)], [true, true]);
  });

  it("the dead see round where they died, without what they carried", () => {
    const game = makeGame();
    const [a, b] = [enter(game), enter(game)];
    Object.assign(game.skimmer(a.slot), { x: 500, y: 500, embers: 40 });
    Object.assign(game.skimmer(b.slot), { x: 1000, y: 500 });
    game.beforePatch();
    assert.equal(a.view.held.has(game.skimmer(b.slot)), true);
    Object.assign(game.skimmer(a.slot), { alive: false, embers: 0 });
    game.beforePatch();
    assert.equal(a.view.held.has(game.skimmer(b.slot)), false);
    Object.assign(game.skimmer(b.slot), { x: 700 });
    game.beforePatch();
    assert.equal(a.view.held.has(game.skimmer(b.slot)), true);
  });

  it("nothing is told to a view that is closed, and a new one learns everything anew", () => {
    const game = makeGame({ seed: 5, fillTo: 24 });
    const watcher = enter(game);
    game.beforePatch();
    game.setAbsent(watcher.slot);
    const { reveals, hides } = watcher.view;
    for (let i = 0; i < 60; i++) {
      game.tick();
      game.beforePatch();
    }
    assert.deepEqual([watcher.view.reveals, watcher.view.hides], [reveals, hides]);
    const view = new RecordingView();
    game.resume(watcher.slot, seat(undefined, view));
    assert.deepEqual([...view.held], [[game.skimmer(watcher.slot), true]]);
    game.beforePatch();
    assertHolds(game, { ...watcher, view, oracle: new Oracle() });
  });

  it("a shot in sight is in sight of the new view too", () => {
    const game = makeGame();
    const a = enter(game);
    Object.assign(game.skimmer(a.slot), { x: 500, y: 500 });
    launch(game.world, 9, 1, 600, 500, 0);
    game.beforePatch();
    const [shot] = game.world.projectiles;
    assert.equal(a.view.held.has(shot), true);
    game.setAbsent(a.slot);
    const view = new RecordingView();
    game.resume(a.slot, seat(undefined, view));
    game.beforePatch();
    assert.equal(view.held.has(shot), true);
  });

  it("who takes the slot of one who was seen is seen only when it is in the light", () => {
    const game = makeGame();
    const [a, b] = [enter(game), enter(game)];
    Object.assign(game.skimmer(a.slot), { x: 500, y: 500 });
    Object.assign(game.skimmer(b.slot), { x: 600, y: 500 });
    game.beforePatch();
    game.leave(b.slot);
    const c = enter(game);
    assert.equal(c.slot, b.slot);
    Object.assign(game.skimmer(c.slot), { x: 2500, y: 2500 });
    game.beforePatch();
    assert.equal(a.view.held.has(game.skimmer(c.slot)), false);
    Object.assign(game.skimmer(c.slot), { x: 600, y: 500 });
    game.beforePatch();
    assert.equal(a.view.held.has(game.skimmer(c.slot)), true);
  });

  it("a mote that takes the number of one that was seen is seen only when it is in the light", () => {
    const game = makeGame();
    const a = enter(game);
    Object.assign(game.skimmer(a.slot), { x: 500, y: 500 });
    const first = layMote(game.world, 600, 500);
    game.beforePatch();
    game.world.spawner.removeMote(first);
    game.world.motes[first.id] = null;
    game.world.moteGrid.remove(first.id);
    game.world.freeMotes.push(first.id);
    const second = layMote(game.world, 2500, 2500);
    assert.equal(second.id, first.id);
    game.beforePatch();
    assert.deepEqual([a.view.held.has(first), a.view.held.has(second)], [true, false]);
  });
});

describe("a shot that comes out of the dark", () => {
  /** The shot of b towards a, 700 u apart, when a first sees it. */
  function firstSight(): { game: ArenaGame; a: Watcher; shot: ProjectileSchema } {
    const game = makeGame();
    game.world.arena = flatArena("small");
    const [a, b] = [enter(game), enter(game)];
    Object.assign(game.skimmer(a.slot), { x: 1000, y: 500 });
    Object.assign(game.skimmer(b.slot), { x: 300, y: 400 });
    b.queue.put(press(0, 0, Button.fire, 1400));
    for (let i = 0; i < 40; i++) {
      game.tick();
      game.beforePatch();
      const [shot] = game.world.projectiles as ProjectileSchema[];
      if (shot !== undefined && a.view.held.has(shot)) return { game, a, shot };
    }
    assert.fail("the shot was never seen");
  }

  it("is told from a place within the light on, not from where it was fired", () => {
    const { game, a, shot } = firstSight();
    const own: Skimmer = game.skimmer(a.slot);
    assert.ok(distance(own, { x: shot.ax, y: shot.ay }) <= lightRadius(0) + 0.1, `${shot.ax}, ${shot.ay}`);
    assert.equal(shot.anchorTick, game.world.tick);
  });

  it("still flies where it would have flown", () => {
    const { game, shot } = firstSight();
    for (let i = 0; i < 5; i++) {
      game.tick();
      assertFlights(game);
      assert.ok(game.world.projectiles.includes(shot));
    }
  });

  it("in a full arena no revealed shot is anchored outside the light of who holds it, when it is revealed", () => {
    const game = makeGame({ seed: 6, fillTo: 24 });
    const watcher = enter(game);
    let entered = 0;
    for (let i = 0; i < 1500; i++) {
      watcher.queue.put(pseudoInput(6, 0, i));
      game.tick();
      const before = new Set(watcher.view.held.keys());
      game.beforePatch();
      const { x, y, light } = game.onlookers.sightOf(watcher.slot);
      for (const shot of game.world.projectiles) {
        if (before.has(shot) || !watcher.view.held.has(shot)) continue;
        entered++;
        const far = distance({ x, y }, { x: shot.ax, y: shot.ay });
        assert.ok(far <= light + 0.1, `anchored ${far} u away in tick ${game.world.tick}`);
      }
    }
    assert.ok(entered > 20, `only ${entered} shots were seen`);
  });
});

/** Bots have no views, but the same sets, by their own light, also while they are dead. */
function assertBotsHold(game: ArenaGame): void {
  const { world, interest } = game;
  for (const own of world.skimmers) {
    if (own === null || interest.viewer(own.slot)?.view !== null) continue;
    const light = lightOf(own, game.world.tick);
    for (const other of world.skimmers) {
      if (other === null || other === own) continue;
      const lit = Math.max(light, lightOf(other, game.world.tick));
      const reach = Math.min(lit, seenWithin(world.arena, other, world.tick));
      const seen = interest.skimmers.bits.has(other.slot, own.slot);
      const far = distance(own, other);
      if (far <= reach) assert.ok(seen, `slot ${own.slot} misses ${other.slot}`);
      if (far > reach * LIGHT.hysteresis) assert.ok(!seen, `slot ${own.slot} sees ${other.slot} in the dark`);
    }
    for (const mote of world.motes) {
      if (mote === null) continue;
      const seen = interest.seesMote(own.slot, mote.id);
      const far = distance(own, mote);
      if (far <= light) assert.ok(seen, `slot ${own.slot} misses mote ${mote.id}`);
      if (far > light * LIGHT.hysteresis)
        assert.ok(!seen, `slot ${own.slot} sees mote ${mote.id} in the dark`);
    }
  }
}
