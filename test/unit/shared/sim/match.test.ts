// A match of two teams: its phases, what wins a bout, a goal and the match, and how each is bounded.
import assert from "node:assert/strict";
import { hash } from "../../../../shared/sim/hash.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { begin } from "../../../../shared/sim/match.ts";
import { Outcome } from "../../../../shared/sim/match-state.ts";
import { leave } from "../../../../shared/sim/round.ts";
import { Phase, type World } from "../../../../shared/sim/world.ts";
import { GOAL, MATCH, MODES } from "../../../../shared/tunables/modes.ts";
import { SKIMMER } from "../../../../shared/tunables.ts";
import { duelWorld, rushWorld, toPlay, warmWorld } from "../../../helpers/match.ts";
import { coreOf, distance, press, run, scoreOf, skimmerOf } from "../../../helpers/world.ts";

const idle = (world: World, ticks: number): void => run(world, ticks, () => null);

/** Ends a player by the rules' own hand: one Pulse from the other, right before it. */
function shoot(world: World, victim: number, by: number): void {
  const target = skimmerOf(world, victim);
  target.hitPoints = 1;
  Object.assign(skimmerOf(world, by), { x: target.x - 80, y: target.y, cooldownTicks: 0 });
  for (let i = 0; i < 5 && target.alive; i++)
    run(world, 1, (slot) => (slot === by ? press(0, 0, Button.fire, 0) : null));
}

describe("the phases of a match", () => {
  it("hold everybody at their ends until it begins, and through the countdown", () => {
    const world = warmWorld("duel");
    run(world, 40, () => press(1, 1, Button.fire));
    assert.equal(world.phase, Phase.warmup);
    assert.equal(world.projectiles.length, 0);
    begin(world);
    const before = [0, 1].map((slot) => ({ ...skimmerOf(world, slot) }));
    assert.deepEqual([world.phase, world.match.bout], [Phase.countdown, 1]);
    run(world, MATCH.countdownTicks - 1, () => press(1, 1, Button.fire));
    for (const slot of [0, 1]) assert.deepEqual(skimmerOf(world, slot), before[slot]);
    run(world, 1, () => press(1, 1));
    assert.equal(world.phase, Phase.playing);
    assert.notEqual(skimmerOf(world, 0).x, before[0].x);
  });

  it("begin once: whoever says so again changes nothing", () => {
    const world = duelWorld();
    const was = hash(world);
    begin(world);
    assert.equal(hash(world), was);
  });

  it("place both teams alike: each start is the other's, turned", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const world = rushWorld(seed);
      const { side, ends } = world.arena;
      for (let slot = 0; slot < 8; slot += 2) {
        const [a, b] = [skimmerOf(world, slot), skimmerOf(world, slot + 1)];
        assert.deepEqual([b.x, b.y], [side - a.x, side - a.y]);
        assert.ok(ends[0].some((start) => start.x === a.x && start.y === a.y));
      }
      const places = new Set(world.skimmers.flatMap((s) => (s === null ? [] : [`${s.x},${s.y}`])));
      assert.equal(places.size, 8);
    }
  });
});

describe("a duel", () => {
  it("gives a bout to who ends the other, rests, counts down and goes on with both whole and at their ends", () => {
    const world = duelWorld();
    Object.assign(skimmerOf(world, 0), { orbAmmo: 3, overshield: 20 });
    shoot(world, 1, 0);
    assert.equal(world.phase, Phase.interval);
    assert.deepEqual([world.match.wins, world.match.lastWon, world.match.lastBy], [[1, 0], 0, 0]);
    idle(world, MATCH.intervalTicks);
    assert.equal(world.phase, Phase.countdown);
    for (const slot of [0, 1]) {
      const { alive, hitPoints, orbAmmo, overshield } = skimmerOf(world, slot);
      assert.deepEqual([alive, hitPoints, orbAmmo, overshield], [true, SKIMMER.hitPoints, 0, 0]);
    }
    assert.ok(distance(skimmerOf(world, 0), skimmerOf(world, 1)) > 1500);
    toPlay(world);
    assert.equal(world.match.bout, 2);
    assert.deepEqual([scoreOf(world, 0).kills, scoreOf(world, 1).deaths], [1, 1]);
  });

  it("is won by the first to three", () => {
    const world = duelWorld();
    for (const loser of [1, 0, 1, 0, 1]) {
      assert.equal(world.match.winner, Outcome.open);
      shoot(world, loser, 1 - loser);
      if (world.phase !== Phase.scores) toPlay(world);
    }
    assert.deepEqual([world.match.wins, world.match.winner, world.match.bout], [[3, 2], 0, 5]);
    assert.equal(world.phase, Phase.scores);
    const ends = world.phaseEndsTick;
    idle(world, 1000);
    assert.deepEqual([world.phase, world.phaseEndsTick, world.round], [Phase.scores, ends, 0], "for good");
  });

  it("plays a bout again that both lost in one tick, and after the fourth such is a draw if nobody is ahead", () => {
    const world = duelWorld();
    for (let draws = 1; draws <= MODES.duel.draws + 1; draws++) {
      for (const slot of [0, 1]) Object.assign(skimmerOf(world, slot), { alive: false, hitPoints: 0 });
      idle(world, 1);
      assert.deepEqual([world.match.draws, world.match.wins, world.match.lastWon], [draws, [0, 0], 2]);
      if (draws <= MODES.duel.draws) toPlay(world);
    }
    assert.deepEqual([world.phase, world.match.winner], [Phase.scores, Outcome.draw]);
  });

  it("nobody comes back before the next bout", () => {
    const world = duelWorld();
    skimmerOf(world, 1).alive = false;
    idle(world, 2);
    assert.equal(world.phase, Phase.interval);
    idle(world, MATCH.intervalTicks - 5);
    assert.equal(skimmerOf(world, 1).alive, false);
  });

  it("[G2] lets the lights grow after 60 s, and 20 s later gives the bout to more hit points; equal is a draw", () => {
    for (const [left, winner] of [
      [90, 1],
      [100, Outcome.draw],
    ]) {
      const world = duelWorld();
      assert.equal(world.glow, MODES.duel.glow);
      world.phaseEndsTick = world.tick + 1;
      skimmerOf(world, 0).hitPoints = left;
      idle(world, 1);
      assert.deepEqual([world.match.sudden, world.phase], [true, Phase.playing]);
      idle(world, 10 * 30);
      assert.ok(world.glow > world.arena.side, `${world.glow} u`);
      idle(world, 10 * 30 - 1);
      assert.equal(world.phase, Phase.playing);
      idle(world, 1);
      assert.deepEqual([world.phase, world.match.lastWon], [Phase.interval, winner]);
      toPlay(world);
      assert.deepEqual([world.glow, world.match.sudden], [MODES.duel.glow, false]);
    }
  });

  it("is lost by who leaves for good, also in warm-up once it has begun, and by nobody else", () => {
    const world = duelWorld();
    leave(world, 0);
    idle(world, 1);
    assert.deepEqual([world.phase, world.match.winner, world.match.wins], [Phase.scores, 1, [0, 0]]);
    const alone = warmWorld("duel");
    leave(alone, 1);
    idle(alone, 100);
    assert.equal(alone.phase, Phase.warmup);
    begin(alone);
    idle(alone, 1);
    assert.deepEqual([alone.phase, alone.match.winner], [Phase.scores, 0]);
    const nobody = duelWorld();
    leave(nobody, 0);
    leave(nobody, 1);
    idle(nobody, 1);
    assert.equal(nobody.match.winner, Outcome.draw);
  });

  it("has no embers, no crown and no mother-ember, but pickups, the same at both ends", () => {
    const world = duelWorld();
    idle(world, 600);
    assert.ok(world.motes.every((mote) => mote === null || mote.value === 0));
    assert.deepEqual([world.crown, world.motherId], [-1, -1]);
    for (let i = 0; i < world.spots.length; i += 2) {
      const kinds = [i, i + 1].map((at) => world.motes[world.spots[at].moteId]?.kind);
      assert.equal(kinds[0], kinds[1]);
    }
  });
});

/** Puts the core into a team's ring. */
function score(world: World, into: number, by = -1): void {
  const { x, y } = world.arena.goals[into];
  Object.assign(coreOf(world), { x: x + GOAL.radius - 4, y, vx: 0, vy: 0, touchedBy: by });
  for (const s of world.skimmers) if (s !== null && distance(s, coreOf(world)) < 100) s.y += 300;
  idle(world, 1);
}

describe("a core rush", () => {
  it("gives a goal to the team in whose enemies' ring the core is, and lays it in the middle again", () => {
    const world = rushWorld();
    score(world, 0, 3);
    assert.deepEqual([world.match.wins, world.match.lastWon, world.match.lastBy], [[0, 1], 1, 3]);
    assert.equal(world.phase, Phase.interval);
    toPlay(world);
    const { x, y, vx } = coreOf(world);
    assert.deepEqual([x, y, vx], [world.arena.forge.x, world.arena.forge.y, 0]);
  });

  it("counts only the core's middle: touching a ring is none", () => {
    const world = rushWorld();
    const ring = world.arena.goals[1];
    Object.assign(coreOf(world), { x: ring.x - GOAL.radius - 6, y: ring.y });
    idle(world, 2);
    assert.deepEqual([world.phase, world.match.wins], [Phase.playing, [0, 0]]);
  });

  it("is won by the first to three", () => {
    const world = rushWorld();
    for (const into of [1, 0, 1, 1]) {
      score(world, into);
      if (world.phase !== Phase.scores) toPlay(world);
    }
    assert.deepEqual([world.match.wins, world.match.winner, world.phase], [[3, 1], 0, Phase.scores]);
  });

  it("goes on after a goal with the time that was left", () => {
    const world = rushWorld();
    idle(world, 500);
    const left = world.phaseEndsTick - world.tick;
    score(world, 0);
    assert.equal(world.match.clockTicks, left - 1);
    toPlay(world);
    assert.equal(world.phaseEndsTick - world.tick, left - 1);
  });

  it("is over when the time is up and somebody is ahead", () => {
    const world = rushWorld();
    score(world, 0);
    toPlay(world);
    world.phaseEndsTick = world.tick + 1;
    idle(world, 1);
    assert.deepEqual([world.phase, world.match.winner], [Phase.scores, 1]);
  });

  it("[G3] is played on when nobody is: the next goal wins, and without one it is a draw", () => {
    for (const goal of [true, false]) {
      const world = rushWorld();
      world.phaseEndsTick = world.tick + 1;
      idle(world, 1);
      assert.deepEqual([world.phase, world.match.sudden], [Phase.playing, true]);
      idle(world, 300);
      if (goal) score(world, 1);
      else idle(world, MODES.rush.suddenTicks - 300);
      assert.deepEqual([world.phase, world.match.winner], [Phase.scores, goal ? 0 : Outcome.draw]);
    }
  });

  it("brings the ended back at their own end, after 4 s", () => {
    const world = rushWorld();
    shoot(world, 1, 0);
    const victim = skimmerOf(world, 1);
    assert.equal(victim.alive, false);
    idle(world, MODES.rush.respawnTicks - 2);
    assert.equal(victim.alive, false);
    idle(world, 1);
    assert.ok(victim.alive && world.arena.ends[1].some(({ x, y }) => x === victim.x && y === victim.y));
  });

  it("goes on while one of a team is left, and is lost when nobody is", () => {
    const world = rushWorld();
    for (const slot of [1, 3, 5]) leave(world, slot);
    idle(world, 10);
    assert.equal(world.phase, Phase.playing);
    leave(world, 7);
    idle(world, 1);
    assert.deepEqual([world.phase, world.match.winner], [Phase.scores, 0]);
  });
});
