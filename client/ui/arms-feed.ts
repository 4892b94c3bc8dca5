// What is in hand and what wears off, read from the game into the HUD's signals.
// Owns: those signals, and letting go of a weapon whose last shell was fired. Must not: draw.

import { Hand } from "../../shared/sim/input.ts";
import { GUARD, LANCE, TICK_HZ } from "../../shared/tunables.ts";
import { chosenWeapon } from "../input/weapon-choice.ts";
import type { GameView } from "../net/game-view.ts";
import { hud } from "./hud-state.ts";

type Own = NonNullable<GameView["own"]>;

/** A bar moves in twentieths: finer is not seen, and each step draws anew. */
const coarse = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 20) / 20;

export function readArms(view: GameView, own: Own): void {
  const { tick, crown } = view.state;
  const secondsTo = (until: number): number =>
    own.alive ? Math.max(0, Math.ceil((until - tick) / TICK_HZ)) : 0;
  readShells(own);
  hud.overshield.value = own.alive ? own.overshield : 0;
  hud.hand.value = chosenWeapon.value;
  hud.charge.value = coarse(own.chargeTicks / LANCE.chargeTicks);
  // All weapons share one cooldown, but only a Lance's is long enough to wait for.
  hud.lanceReady.value = coarse(1 - own.cooldownTicks / LANCE.cooldownTicks);
  hud.guardReady.value = coarse(1 - own.guardCooldownTicks / GUARD.cooldownTicks);
  hud.lanternSeconds.value = secondsTo(own.lanternUntilTick);
  hud.cloakSeconds.value = secondsTo(own.cloakUntilTick);
  hud.crowned.value = crown !== -1 && crown === view.slot;
}

function readShells(own: Own): void {
  const before = hud.shells.value;
  const now = [Number.POSITIVE_INFINITY, own.scatterAmmo, own.orbAmmo, own.mineAmmo];
  if (now.every((shells, hand) => shells === before[hand])) return;
  hud.shells.value = now;
  const { value: hand } = chosenWeapon;
  // The game fires the Pulse instead: show it. Who takes up an empty weapon on purpose keeps it, for the next crate.
  if (now[hand] === 0 && before[hand] > 0) chosenWeapon.set(Hand.pulse);
}
