// Where one looks from and how far one sees there, as the server has it: what is nearer is sent.
// Owns: that place, while one flies and while one looks on. Must not: choose it (the server does), or smooth it.
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { Looking, type SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { hasLantern, lightOf } from "../../shared/sim/light.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import { LIGHT, lightRadius } from "../../shared/tunables.ts";

/** A point that sees, and how far, u. */
export interface Eyes extends Place {
  light: number;
}

/** `predicted`: one's own skimmer at the newest input. Null before there is one. */
export function eyesOf(
  state: ArenaSchema,
  slot: number,
  predicted: Readonly<Place & { embers: number }> | null,
): Eyes | null {
  const { skimmers, tick, glow } = state;
  const me = skimmers.get(String(slot)) as SkimmerSchema | undefined;
  if (me === undefined || predicted === null) return null;
  if (!me.alive && me.looking === Looking.free) return { x: me.eyesX, y: me.eyesY, light: LIGHT.base };
  const followed = me.alive ? undefined : (skimmers.get(String(me.looking)) as SkimmerSchema | undefined);
  if (followed !== undefined) return { x: followed.x, y: followed.y, light: lightOf(followed, tick, glow) };
  const { x, y, embers } = predicted;
  return { x, y, light: lightRadius(embers, hasLantern(me, tick), glow) };
}
