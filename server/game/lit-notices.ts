// Moments at a place, told to whose light it lies in.
// Owns: who is told of a place. Must not: know what happened there.
import { lightOf } from "../../shared/sim/light.ts";
import type { World } from "../../shared/sim/world.ts";
import type { Interest } from "./interest.ts";
import { isWithin } from "./lit-places.ts";
import type { Notices } from "./ports.ts";

/** Tells everyone with eyes on (x, y), but for `except`, who knows already. */
export function tellLit<T extends { x: number; y: number }>(
  { world, interest }: { world: World; interest: Interest },
  to: Notices,
  type: string,
  payload: T,
  except = -1,
): void {
  for (const viewer of world.skimmers) {
    if (viewer === null || viewer.slot === except || interest.viewer(viewer.slot)?.view == null) continue;
    if (isWithin(viewer, payload, lightOf(viewer, world.tick))) to.toSlot(viewer.slot, type, payload);
  }
}
