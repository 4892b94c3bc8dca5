// Hit points and death.
// Owns: what damage does, what a death drops and pays. Must not: detect hits.
import { EMBERS, GUARD, RESPAWN } from "../tunables.ts";
import { payBounty } from "./crown.ts";
import type { SimEvents } from "./events.ts";
import { TURN, turnBetween } from "./math.ts";
import { scatterMotes } from "./motes.ts";
import { markBlow } from "./respawn.ts";
import { disarm } from "./taking.ts";
import type { Skimmer, World } from "./world.ts";

/** Takes hit points from a living skimmer, breaks its bank channel, and ends it at zero. `aim`: the blow's direction, brads. */
export function damage(
  world: World,
  victim: Skimmer,
  by: number,
  amount: number,
  aim: number,
  weapon: number,
  events: SimEvents,
): void {
  victim.bankTicks = 0;
  markBlow(world, victim.x, victim.y);
  victim.hurtAtTick = world.tick;
  victim.hurtBy = by;
  victim.hurtWith = weapon;
  const absorbed = Math.min(victim.overshield, amount);
  victim.overshield -= absorbed;
  victim.hitPoints = Math.max(0, victim.hitPoints - (amount - absorbed));
  events.hurt(victim, by, amount, aim, weapon);
  if (victim.hitPoints === 0) kill(world, victim, by, weapon, events);
}

/** Ends who is about to sit out of a fight, by the last who hurt it: else nobody who loses would be ended. */
export function endFight(world: World, skimmer: Skimmer, events: SimEvents): void {
  if (world.tick - skimmer.hurtAtTick >= RESPAWN.blowTicks) return;
  kill(world, skimmer, skimmer.hurtBy, skimmer.hurtWith, events);
}

/** True when a blow that flies towards `aim` (brads) meets the guard that was last raised. */
export function meetsGuard(victim: Skimmer, aim: number): boolean {
  return Math.abs(turnBetween(victim.guardAim << 8, aim + TURN / 2)) <= GUARD.halfArc;
}

/** Whether a guard stands. By the ticks, and not by its inputs: whoever withholds them gains nothing. */
export const hasGuard = (world: World, { guardedAtTick }: Skimmer): boolean =>
  world.tick - guardedAtTick < GUARD.durationTicks;

/** Whether a guard stands against a blow that flies towards `aim`. */
export const guards = (world: World, victim: Skimmer, aim: number): boolean =>
  hasGuard(world, victim) && meetsGuard(victim, aim);

/** Where a shot that flew towards `aim` is thrown by a guard, brads: mirrored at the way that the guard faces. */
export function thrownBack(guard: Skimmer, aim: number): number {
  return (2 * (guard.guardAim << 8) - aim + TURN / 2) & (TURN - 1);
}

function kill(world: World, victim: Skimmer, by: number, weapon: number, events: SimEvents): void {
  const dropped = Math.floor(victim.embers * EMBERS.dropShare);
  scatterMotes(world, victim.x, victim.y, dropped);
  victim.alive = false;
  victim.embers = 0;
  disarm(victim);
  victim.vx = 0;
  victim.vy = 0;
  victim.dashTicks = 0;
  victim.chargeTicks = 0;
  victim.guardTicks = 0;
  victim.respawnTicks = world.rules.respawnTicks;
  const own = world.scores[victim.slot];
  if (own !== null) own.deaths += 1;
  const theirs = world.scores[by];
  if (theirs !== null && by !== victim.slot) theirs.kills += 1;
  events.killed(victim, by, weapon);
  payBounty(world, victim.slot, by, events);
}
