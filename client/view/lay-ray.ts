// A piece of light laid from one place to another: beams, sights, lines.
// Owns: how a ray's frame is stretched. Must not: know what it means.
import { RAY } from "./atlas.ts";
import type { Sprite, SpritePool } from "./sprite-pool.ts";

/** Height of a ray's frame, pixels. */
const FRAME_HEIGHT = 32;

/** Lays a ray's frame from (x, y) to (toX, toY), `width` across, u. Null when the pool is used up. */
export function layRay(
  pool: SpritePool,
  frame: string,
  x: number,
  y: number,
  toX: number,
  toY: number,
  width: number,
  alpha: number,
): Sprite | null {
  const ray = pool.take(frame);
  if (ray === null) return null;
  ray.setPosition((x + toX) / 2, (y + toY) / 2).setRotation(Math.atan2(toY - y, toX - x));
  return ray.setScale(Math.hypot(toX - x, toY - y) / RAY, width / FRAME_HEIGHT).setAlpha(alpha);
}
