// What is in hand and what wears off, read from the game into the HUD's signals.
// Owns: those signals. Must not: draw, or take anything in hand (client/input does).

import { GUARD, LANCE, TICK_HZ } from "../../shared/tunables.ts";
import { chosenWeapon, rounds } from "../input/weapon-choice.ts";
import type { GameView } from "../net/game-view.ts";
import { hud } from "./hud-state.ts";

type Own = NonNullable<GameView["own"]>;

/** A bar moves in twentieths: finer is not seen, and each step draws anew. */
const coarse = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 20) / 20;

export function readArms(view: GameView, own: Own): void {
  const { tick, crown } = view.state;
  const secondsTo = (until: number): number =>
    own.alive ? Math.max(0, Math.ceil((until - tick) / TICK_HZ)) : 0;
  hud.shells.value = rounds.value;
  hud.overshield.value = own.alive ? own.overshield : 0;
  hud.hand.value = chosenWeapon.value;
  hud.charge.value = coarse(own.chargeTicks / LANCE.chargeTicks);
  hud.lanceReady.value = coarse(view.weaponsReady);
  hud.guardReady.value = coarse(1 - own.guardCooldownTicks / GUARD.cooldownTicks);
  hud.lanternSeconds.value = secondsTo(own.lanternUntilTick);
  hud.cloakSeconds.value = secondsTo(own.cloakUntilTick);
  hud.crowned.value = crown !== -1 && crown === view.slot;
}
