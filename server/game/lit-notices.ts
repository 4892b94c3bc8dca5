// Moments at a place, told to whose light it lies in.
// Owns: who is told of a place. Must not: know what happened there.
import type { World } from "../../shared/sim/world.ts";
import type { Interest } from "./interest.ts";
import { isInLamp } from "./lamp.ts";
import { isWithin } from "./lit-places.ts";
import type { Onlookers } from "./onlookers.ts";
import type { Notices } from "./ports.ts";

/** Who is in, and what everybody sees. */
export interface Eyewitnesses {
  readonly world: World;
  readonly interest: Interest;
  readonly onlookers: Onlookers;
}

/** Tells everyone with eyes on (x, y), and everybody when that is in the core's light, but for `except`, who knows already. */
export function tellLit<T extends { x: number; y: number }>(
  { world, interest, onlookers }: Eyewitnesses,
  to: Notices,
  type: string,
  payload: T,
  except = -1,
): void {
  for (const viewer of world.skimmers) {
    if (viewer === null || viewer.slot === except || interest.viewer(viewer.slot)?.view == null) continue;
    const eyes = onlookers.sightOf(viewer.slot);
    if (isWithin(eyes, payload, eyes.light) || isInLamp(world, payload))
      to.toSlot(viewer.slot, type, payload);
  }
}
