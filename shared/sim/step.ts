// THE order of a tick, in one place.
// Owns: the order. Must not: contain a rule of its own, or ask anybody for the time.
import { MAX_SLOTS, SKIMMER } from "../tunables.ts";
import { beaconAt, cool, stepBanking } from "./banking.ts";
import { settle, shove } from "./collision.ts";
import { hasGuard } from "./combat.ts";
import { stepCore } from "./core.ts";
import { stepCrown } from "./crown.ts";
import { openCrystal } from "./crystal.ts";
import type { SimEvents } from "./events.ts";
import type { Input } from "./input.ts";
import { stepLances } from "./lance.ts";
import { judgePlay, stepMatch } from "./match.ts";
import { layMine, stepMines } from "./mines.ts";
import { gatherMotes, regrowMotes } from "./motes.ts";
import { stepSkimmer } from "./movement.ts";
import { scatter, stepPellets } from "./pellets.ts";
import { stepPickups } from "./pickups.ts";
import { launch, stepProjectiles } from "./projectile.ts";
import { stepRespawns } from "./respawn.ts";
import { stepRound } from "./round.ts";
import { Flying } from "./things.ts";
import type { ShotSink } from "./weapons.ts";
import type { Skimmer, World } from "./world.ts";

/** Hands out, slot by slot, the inputs that a tick consumes: `next` until it answers null. */
export interface InputFeed {
  next(slot: number): Input | null;
}

/** Advances the world by one tick, in place. */
export function step(world: World, feed: InputFeed, events: SimEvents): void {
  world.tick += 1;
  const isMatch = world.rules.teams > 0;
  const playing = isMatch ? stepMatch(world) : stepRound(world);
  openCrystal(world);
  stepSkimmers(world, feed, playing, events);
  if (!playing) return;
  shoveSkimmers(world);
  stepCore(world);
  stepLances(world, events);
  stepPellets(world, events);
  stepProjectiles(world, events);
  stepMines(world, events);
  if (world.rules.embers) {
    regrowMotes(world);
    stepCrown(world, events);
  }
  stepPickups(world);
  stepRespawns(world);
  if (isMatch) judgePlay(world);
}

/**
 * Every skimmer takes its inputs, in the order of the slots; between rounds they are taken and let go.
 * What a player does to itself (moving, gathering, banking) runs on its inputs, so that its client can
 * predict it; what others do to it runs on the ticks.
 */
function stepSkimmers(world: World, feed: InputFeed, playing: boolean, events: SimEvents): void {
  const fire = sinkFor(world, events);
  for (const skimmer of world.skimmers) {
    if (skimmer === null) continue;
    for (let input = feed.next(skimmer.slot); input !== null; input = feed.next(skimmer.slot)) {
      if (!playing) continue;
      const dashed = skimmer.dashTicks > 0;
      const { guardCooldownTicks } = skimmer;
      stepSkimmer(world.arena, skimmer, input, fire, world.tick);
      if (!dashed && skimmer.dashTicks > 0) skimmer.dashedAtTick = world.tick;
      if (skimmer.guardCooldownTicks > guardCooldownTicks) skimmer.guardedAtTick = world.tick;
      gatherMotes(world, skimmer, events);
      const banked = stepBanking(world.arena, skimmer, world.coldUntil, world.tick);
      if (banked > 0) credit(world, skimmer, banked, events);
    }
  }
}

/**
 * Shots of this tick: what flies does so at once, beams wait until everybody has moved. Whoever fires is seen. While a
 * guard stands nothing leaves it: several inputs in one tick, withheld until then, would else fire from behind it.
 */
function sinkFor(world: World, events: SimEvents): ShotSink {
  const leaves = (owner: number): boolean => {
    const skimmer = world.skimmers[owner];
    if (skimmer === null || hasGuard(world, skimmer)) return false;
    skimmer.cloakUntilTick = 0;
    return true;
  };
  return {
    pulse(owner, shot, x, y, aim) {
      if (leaves(owner)) launch(world, owner, shot, x, y, aim);
    },
    scatter(owner, shot, x, y, aim) {
      if (leaves(owner)) scatter(world, owner, shot, x, y, aim, events);
    },
    orb(owner, shot, x, y, aim) {
      if (leaves(owner)) launch(world, owner, shot, x, y, aim, Flying.orb);
    },
    mine: (owner, _shot, x, y) => layMine(world, owner, x, y),
    lance(owner, shot, x, y, aim, view) {
      if (leaves(owner)) world.lances.push({ owner, shot, x, y, aim, view });
    },
  };
}

function credit(world: World, { slot, x, y }: Skimmer, banked: number, events: SimEvents): void {
  const score = world.scores[slot];
  if (score !== null) score.banked += banked;
  cool(world.coldUntil, beaconAt(world.arena, x, y), world.tick);
  events.banked(slot, banked);
}

const near = new Int32Array(MAX_SLOTS);

/** Skimmers that overlap shove each other: pairs in the order of the slots. */
function shoveSkimmers(world: World): void {
  const grid = world.skimmerGrid;
  // Rebuilt, not updated, so that the order within a cell depends on the slots and not on history.
  grid.clear();
  for (const skimmer of world.skimmers) {
    if (skimmer?.alive) grid.place(skimmer.slot, skimmer.x, skimmer.y);
  }
  for (const skimmer of world.skimmers) {
    if (skimmer === null || !skimmer.alive) continue;
    const count = grid.near(skimmer.x, skimmer.y, SKIMMER.radius * 2, near);
    for (let i = 0; i < count; i++) {
      const other = world.skimmers[near[i]];
      if (!other?.alive || other.slot <= skimmer.slot || !shove(skimmer, other)) continue;
      // Now, and not with their next input: whoever waits for inputs would be shoved through a wall.
      settle(world.arena, skimmer);
      settle(world.arena, other);
      grid.place(skimmer.slot, skimmer.x, skimmer.y);
      grid.place(other.slot, other.x, other.y);
    }
  }
}
