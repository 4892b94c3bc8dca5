// What a skimmer fires: cooldowns, charges, shells, and the seeded spread of every shot.
// Owns: the weapons in the hand. Must not: know what a shot meets; shots go to a sink.

import { MINE, ORB, SCATTER } from "../tunables/arsenal.ts";
import { LANCE, PULSE } from "../tunables.ts";
import { Button, Hand, handOf, type Input } from "./input.ts";
import { cos, sin, snapPosition } from "./math.ts";
import { hashInts } from "./random.ts";
import type { Skimmer } from "./world.ts";

/** What a weapon reads and writes of who holds it. */
type Armed = Pick<
  Skimmer,
  | "slot"
  | "x"
  | "y"
  | "cooldownTicks"
  | "chargeTicks"
  | "guardTicks"
  | "shots"
  | "scatterAmmo"
  | "orbAmmo"
  | "mineAmmo"
>;

/** Receives the shots that a step fires; the shooter's running number tells them apart. Places u, directions brads. */
export interface ShotSink {
  /** From the muzzle. */
  pulse(owner: number, shot: number, x: number, y: number, aim: number): void;
  /** From the muzzle; the pellets' own directions are `pelletAim`'s. */
  scatter(owner: number, shot: number, x: number, y: number, aim: number): void;
  /** From the muzzle. */
  orb(owner: number, shot: number, x: number, y: number, aim: number): void;
  /** Where the skimmer is. */
  mine(owner: number, shot: number, x: number, y: number): void;
  /** From the skimmer's centre; `view` as in the input. */
  lance(owner: number, shot: number, x: number, y: number, aim: number, view: number): void;
}

/** The weapon that fires with these buttons: the one in hand, or the Pulse when that has no shells. */
export function readyHand(
  buttons: number,
  armed: Pick<Armed, "scatterAmmo" | "orbAmmo" | "mineAmmo">,
): number {
  const hand = handOf(buttons);
  if (hand === Hand.scatter && armed.scatterAmmo > 0) return hand;
  if (hand === Hand.orb && armed.orbAmmo > 0) return hand;
  if (hand === Hand.mine && armed.mineAmmo > 0) return hand;
  return Hand.pulse;
}

/** Direction of one pellet of a Scatter, brads: each in its own seventh of the cone, anywhere in it. */
export function pelletAim(owner: number, shot: number, aim: number, pellet: number): number {
  const part = SCATTER.spread / SCATTER.pellets;
  const off = Math.floor(pellet * part) + (hashInts(owner, shot, pellet + 1) % Math.floor(part));
  return (aim - SCATTER.spread / 2 + off) & 0xffff;
}

/** All weapons share one cooldown; the Lance goes before the others while it is being charged. */
export function stepWeapons(skimmer: Armed, input: Input, fire: ShotSink | null): void {
  const charges = (input.buttons & Button.alternate) !== 0 && skimmer.guardTicks === 0;
  if (skimmer.cooldownTicks > 0) {
    skimmer.cooldownTicks -= 1;
    if (skimmer.cooldownTicks > 0) return;
  }
  if (charges) {
    chargeLance(skimmer, input, fire);
    return;
  }
  skimmer.chargeTicks = 0;
  if ((input.buttons & Button.fire) !== 0 && skimmer.guardTicks === 0) fireHand(skimmer, input, fire);
}

/** Held for LANCE.chargeTicks it fires where the aim is then; let go before, it is spent for nothing. */
function chargeLance(skimmer: Armed, input: Input, fire: ShotSink | null): void {
  skimmer.chargeTicks += 1;
  if (skimmer.chargeTicks < LANCE.chargeTicks) return;
  skimmer.chargeTicks = 0;
  skimmer.shots = (skimmer.shots + 1) & 0xffff;
  skimmer.cooldownTicks = LANCE.cooldownTicks;
  fire?.lance(skimmer.slot, skimmer.shots, skimmer.x, skimmer.y, input.aim, input.view);
}

/** A shot per cooldown while fire is held; what spreads is a hash of shooter and shot, so never sent. */
function fireHand(skimmer: Armed, input: Input, fire: ShotSink | null): void {
  skimmer.shots = (skimmer.shots + 1) & 0xffff;
  const { slot, shots } = skimmer;
  const x = snapPosition(skimmer.x + cos(input.aim) * PULSE.muzzle);
  const y = snapPosition(skimmer.y + sin(input.aim) * PULSE.muzzle);
  switch (readyHand(input.buttons, skimmer)) {
    case Hand.scatter:
      skimmer.scatterAmmo -= 1;
      skimmer.cooldownTicks = SCATTER.cooldownTicks;
      fire?.scatter(slot, shots, x, y, input.aim);
      return;
    case Hand.orb:
      skimmer.orbAmmo -= 1;
      skimmer.cooldownTicks = ORB.cooldownTicks;
      fire?.orb(slot, shots, x, y, input.aim);
      return;
    case Hand.mine:
      skimmer.mineAmmo -= 1;
      skimmer.cooldownTicks = MINE.cooldownTicks;
      fire?.mine(slot, shots, skimmer.x, skimmer.y);
      return;
    default:
      skimmer.cooldownTicks = PULSE.cooldownTicks;
      fire?.pulse(slot, shots, x, y, (input.aim + pulseSpread(slot, shots)) & 0xffff);
  }
}

const pulseSpread = (slot: number, shot: number): number =>
  (hashInts(slot, shot) % PULSE.spread) - PULSE.spread / 2;
