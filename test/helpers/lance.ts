// Beams for the tests of the Lance: fired at once, by a skimmer whose charge is put one tick before its end.
// Owns: no rule. Must not: judge anything itself.

import type { LanceReceipt } from "../../shared/sim/events.ts";
import { Button, type Input, STILL } from "../../shared/sim/input.ts";
import type { World } from "../../shared/sim/world.ts";
import { LANCE } from "../../shared/tunables.ts";
import { press, recorder, run, skimmerOf, type Told } from "./world.ts";

export interface Beam {
  slot: number;
  /** Brads. */
  aim: number;
  /** The view time that its input carries; the tick of the beam when there is none. */
  view?: number;
  /** Nobody else acts, not even by letting go. */
  still?: boolean;
}

/** Fires a beam in the next tick, in which the others do `others`; what was told in that tick. */
export function beam(world: World, { slot, aim, view, still }: Beam, others: Input = press()): Told[] {
  Object.assign(skimmerOf(world, slot), {
    chargeTicks: LANCE.chargeTicks - 1,
    cooldownTicks: 0,
    guardTicks: 0,
  });
  const events = recorder(world);
  const shoots = { ...press(0, 0, Button.alternate, aim, view ?? world.tick + 1), move: STILL };
  run(world, 1, (asked) => (asked === slot ? shoots : still ? null : others), events);
  return events.told;
}

/** The receipts among what was told. */
export const lances = (told: readonly Told[]): LanceReceipt[] =>
  told.flatMap((event) => (event.what === "lanced" ? [event] : []));
