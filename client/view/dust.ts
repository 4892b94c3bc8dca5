// Dust in the air: specks that drift and are seen only where light falls.
// Owns: their sprites. Must not: cost more than a few dozen sprites, however large the world.
import type Phaser from "phaser";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import type { Box } from "./ground.ts";
import { makeSprite, type Sprite } from "./sprite-pool.ts";

/** Side of the square of air that repeats over the world, u: wider than any view. */
const PERIOD = 2600;

export class Dust {
  private readonly specks: Sprite[] = [];
  private readonly scene: Phaser.Scene;

  constructor(scene: Phaser.Scene, count: number) {
    this.scene = scene;
    this.setCount(count);
  }

  setCount(count: number): void {
    for (const speck of this.specks.splice(count)) speck.destroy();
    for (let i = this.specks.length; i < count; i++) {
      const speck = makeSprite(this.scene, FRAMES.spark[WHITE_COLOUR], DEPTH.places, true);
      this.specks.push(speck.setScale(0.14 + (i % 5) * 0.07));
    }
  }

  draw(now: number, view: Readonly<Box>): void {
    for (let i = 0; i < this.specks.length; i++) {
      const speck = this.specks[i];
      // Two irrational steps spread the specks evenly over the square.
      const x = i * 1606.8 + Math.sin(now * 0.0002 + i) * 60 + now * 0.006;
      const y = i * 1962.7 + Math.cos(now * 0.00017 + i * 2) * 60;
      speck.setPosition(view.left + wrap(x - view.left), view.top + wrap(y - view.top));
      const seen = speck.x < view.right && speck.y < view.bottom;
      if (speck.visible !== seen) speck.setVisible(seen);
      if (seen) speck.setAlpha(0.4 + 0.35 * Math.sin(now * 0.0015 + i * 1.3));
    }
  }
}

const wrap = (v: number): number => ((v % PERIOD) + PERIOD) % PERIOD;
