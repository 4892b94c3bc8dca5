// The light that a skimmer leaves behind: its last places, joined by fading pieces.
// Owns: the places. Must not: know who flies.
import { FRAMES } from "./atlas.ts";
import type { SpritePool } from "./sprite-pool.ts";

const POINTS = 20;
/** A piece of the way is gone after this, however few frames were drawn in that time. */
const LIFE_SECONDS = 0.55;
const EVERY_SECONDS = 0.03;
/** Width of the trail's frame, pixels. */
const FRAME_SIDE = 32;

export class Trail {
  private readonly xs = new Float32Array(POINTS);
  private readonly ys = new Float32Array(POINTS);
  private readonly ages = new Float32Array(POINTS);
  /** The last frame's movement, u. */
  stepX = 0;
  stepY = 0;
  stepLength = 0;
  private count = 0;
  private since = 0;

  /** Forgets the way: after a jump, or when it was out of sight. */
  cut(): void {
    this.count = 0;
  }

  /** Takes the place of this frame, u. */
  push(x: number, y: number, seconds: number): void {
    this.stepX = this.count > 1 ? x - this.xs[0] : 0;
    this.stepY = this.count > 1 ? y - this.ys[0] : 0;
    this.stepLength = Math.hypot(this.stepX, this.stepY);
    this.since += seconds;
    for (let i = 0; i < this.count; i++) this.ages[i] += seconds;
    if (this.count > 0 && Math.hypot(x - this.xs[0], y - this.ys[0]) > 200) this.count = 0;
    if (this.count === 0 || this.since >= EVERY_SECONDS) {
      this.since = 0;
      this.xs.copyWithin(1, 0);
      this.ys.copyWithin(1, 0);
      this.ages.copyWithin(1, 0);
      this.count = Math.min(POINTS, this.count + 1);
    }
    this.xs[0] = x;
    this.ys[0] = y;
    this.ages[0] = 0;
  }

  draw(pool: SpritePool, colour: number, strength: number): void {
    for (let i = 1; i < this.count; i++) {
      const left = 1 - this.ages[i] / LIFE_SECONDS;
      if (left <= 0) return;
      const dx = this.xs[i - 1] - this.xs[i];
      const dy = this.ys[i - 1] - this.ys[i];
      const length = Math.hypot(dx, dy);
      if (length < 0.5) continue;
      const piece = pool.take(FRAMES.streak[colour]);
      if (piece === null) return;
      piece.setPosition((this.xs[i] + this.xs[i - 1]) / 2, (this.ys[i] + this.ys[i - 1]) / 2);
      piece.setRotation(Math.atan2(dy, dx));
      piece.setScale((length + 1) / FRAME_SIDE, (8 + 18 * left) / FRAME_SIDE);
      piece.setAlpha(strength * left);
    }
  }
}
