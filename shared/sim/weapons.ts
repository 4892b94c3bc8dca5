// What a skimmer fires: cooldowns, charges, and the seeded spread of every shot.
// Owns: the weapons in the hand. Must not: know what a shot meets; shots go to a sink.
import { LANCE, PULSE } from "../tunables.ts";
import { Button, type Input } from "./input.ts";
import { cos, sin, snapPosition } from "./math.ts";
import { hashInts } from "./random.ts";
import type { Skimmer } from "./world.ts";

/** What a weapon reads and writes of who holds it. */
type Armed = Pick<Skimmer, "slot" | "x" | "y" | "cooldownTicks" | "chargeTicks" | "guardTicks" | "shots">;

/** Receives the shots that a step fires; the shooter's running number tells them apart. Places u, directions brads. */
export interface ShotSink {
  /** From the muzzle. */
  pulse(owner: number, shot: number, x: number, y: number, aim: number): void;
  /** From the skimmer's centre; `view` as in the input. */
  lance(owner: number, shot: number, x: number, y: number, aim: number, view: number): void;
}

/** Both weapons share one cooldown; the Lance goes before the Pulse while it is being charged. */
export function stepWeapons(skimmer: Armed, input: Input, fire: ShotSink | null): void {
  const charges = (input.buttons & Button.alternate) !== 0 && skimmer.guardTicks === 0;
  if (skimmer.cooldownTicks > 0) {
    skimmer.cooldownTicks -= 1;
    if (skimmer.cooldownTicks > 0) return;
  }
  if (charges) chargeLance(skimmer, input, fire);
  else {
    skimmer.chargeTicks = 0;
    if ((input.buttons & Button.fire) !== 0 && skimmer.guardTicks === 0) firePulse(skimmer, input, fire);
  }
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

/** A shot per cooldown while fire is held; its spread is a hash of shooter and shot, so never sent. */
function firePulse(skimmer: Armed, input: Input, fire: ShotSink | null): void {
  skimmer.shots = (skimmer.shots + 1) & 0xffff;
  skimmer.cooldownTicks = PULSE.cooldownTicks;
  const spread = (hashInts(skimmer.slot, skimmer.shots) % PULSE.spread) - PULSE.spread / 2;
  const aim = (input.aim + spread) & 0xffff;
  fire?.pulse(
    skimmer.slot,
    skimmer.shots,
    snapPosition(skimmer.x + cos(input.aim) * PULSE.muzzle),
    snapPosition(skimmer.y + sin(input.aim) * PULSE.muzzle),
    aim,
  );
}
