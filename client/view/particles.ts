// Short-lived points of light: sparks, dust of explosions, shock rings.
// Owns: their flight and fading, in typed arrays. Must not: know why they fly.
import type Phaser from "phaser";
import { FRAMES } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import { makeSprite, type Sprite } from "./sprite-pool.ts";

const FIELDS = 9;
/** Most that any preset lets live at once. */
const MOST = 600;
const [X, Y, VX, VY, AGE, LIFE, SIZE, GROWTH, DRAG] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

export class Particles {
  private readonly sprites: Sprite[] = [];
  private readonly values = new Float32Array(MOST * FIELDS);
  /** Where each homes to: a slot, or -1. */
  private readonly homes = new Int16Array(MOST).fill(-1);
  private readonly scene: Phaser.Scene;
  private limit = 0;
  private next = 0;

  /** `limit`: how many may live at once; beyond it the oldest gives way. */
  constructor(scene: Phaser.Scene, limit: number) {
    this.scene = scene;
    this.setLimit(limit);
  }

  /** At most MOST. Those beyond are gone at once. */
  setLimit(limit: number): void {
    this.limit = Math.min(MOST, limit);
    this.next = 0;
    for (const sprite of this.sprites.splice(this.limit)) sprite.destroy();
    while (this.sprites.length < this.limit)
      this.sprites.push(makeSprite(this.scene, FRAMES.spark[0], DEPTH.sparks, true));
  }

  /** A particle at (x, y), u, with speed in u/s, life in s, size as a scale that grows by `growth` a second. */
  add(
    frame: string,
    x: number,
    y: number,
    vx: number,
    vy: number,
    life: number,
    size: number,
    growth = 0,
    drag = 2.5,
    home = -1,
  ): void {
    const i = this.next;
    this.next = (i + 1) % this.limit;
    const sprite = this.sprites[i];
    if (sprite.frame.name !== frame) sprite.setFrame(frame);
    const at = i * FIELDS;
    const { values } = this;
    values[at + X] = x;
    values[at + Y] = y;
    values[at + VX] = vx;
    values[at + VY] = vy;
    values[at + AGE] = 0;
    values[at + LIFE] = life;
    values[at + SIZE] = size;
    values[at + GROWTH] = growth;
    values[at + DRAG] = drag;
    this.homes[i] = home;
    sprite.setVisible(true).setRotation(0).setPosition(x, y).setScale(size).setAlpha(1);
  }

  /** Sparks in all directions, or within `spread` radians of `angle`. */
  burst(
    frame: string,
    x: number,
    y: number,
    count: number,
    speed: number,
    life: number,
    size: number,
    angle = 0,
    spread = Math.PI,
  ): void {
    for (let i = 0; i < count; i++) {
      const way = angle + (Math.random() * 2 - 1) * spread;
      const pace = speed * (0.15 + Math.random() * 0.85);
      const lasting = life * (0.5 + Math.random() * 0.5);
      this.add(
        frame,
        x,
        y,
        Math.cos(way) * pace,
        Math.sin(way) * pace,
        lasting,
        size * (0.5 + Math.random() * 0.7),
      );
    }
  }

  /** Moves everything on. `homeX`, `homeY`: where the skimmer of a slot is, NaN when it is not seen. */
  move(seconds: number, homeX: Float32Array, homeY: Float32Array): void {
    const { values } = this;
    for (let i = 0; i < this.limit; i++) {
      const sprite = this.sprites[i];
      if (!sprite.visible) continue;
      const at = i * FIELDS;
      const age = values[at + AGE] + seconds;
      values[at + AGE] = age;
      const life = values[at + LIFE];
      if (age >= life) {
        sprite.setVisible(false);
        continue;
      }
      const slow = Math.exp(-values[at + DRAG] * seconds);
      values[at + VX] *= slow;
      values[at + VY] *= slow;
      values[at + X] += values[at + VX] * seconds;
      values[at + Y] += values[at + VY] * seconds;
      if (this.homes[i] >= 0) this.steer(at, homeX[this.homes[i]], homeY[this.homes[i]], age / life);
      const left = 1 - age / life;
      sprite.setPosition(values[at + X], values[at + Y]);
      sprite.setScale(
        Math.max(0, values[at + SIZE] + values[at + GROWTH] * age) *
          (values[at + GROWTH] > 0 ? 1 : 0.35 + 0.65 * left),
      );
      sprite.setAlpha(left < 0.7 ? left / 0.7 : 1);
    }
  }

  clear(): void {
    for (const sprite of this.sprites) sprite.setVisible(false);
  }

  private steer(at: number, x: number, y: number, share: number): void {
    if (Number.isNaN(x)) return;
    const pull = share * share;
    this.values[at + X] += (x - this.values[at + X]) * pull;
    this.values[at + Y] += (y - this.values[at + Y]) * pull;
  }
}
