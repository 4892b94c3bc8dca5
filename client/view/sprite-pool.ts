// Images of the atlas that are made once and lent again and again.
// Owns: which are lent. Must not: know what they show.
import type Phaser from "phaser";
import { ATLAS } from "./atlas.ts";

export type Sprite = Phaser.GameObjects.Image;

/** One image of the atlas, hidden until it is shown. */
export function makeSprite(scene: Phaser.Scene, frame: string, depth: number, add: boolean): Sprite {
  const sprite = scene.add.image(0, 0, ATLAS, frame);
  // Those of a layer that add lie below those that cover: one change of blending a layer, whoever was made first.
  sprite.setDepth(add ? depth - 0.5 : depth).setVisible(false);
  // 1 is Phaser.BlendModes.ADD: named by number so that only the scene loads Phaser itself.
  if (add) sprite.setBlendMode(1);
  return sprite;
}

/** Sprites for things that are counted anew each frame: `begin`, `take` for each, `end` hides the rest. */
export class SpritePool {
  private readonly sprites: Sprite[] = [];
  private used = 0;
  private readonly scene: Phaser.Scene;
  private readonly frame: string;
  private readonly depth: number;
  private readonly limit: number;
  private readonly additive: boolean;

  constructor(scene: Phaser.Scene, frame: string, depth: number, limit: number, additive = true) {
    this.scene = scene;
    this.frame = frame;
    this.depth = depth;
    this.limit = limit;
    this.additive = additive;
  }

  begin(): void {
    this.used = 0;
  }

  /** The next sprite, visible, in whatever state it was left; null above the limit. */
  take(frame: string): Sprite | null {
    if (this.used >= this.limit) return null;
    let sprite = this.sprites[this.used];
    if (sprite === undefined) {
      sprite = makeSprite(this.scene, this.frame, this.depth, this.additive);
      this.sprites.push(sprite);
    }
    this.used += 1;
    if (sprite.frame.name !== frame) sprite.setFrame(frame);
    sprite.setVisible(true);
    return sprite;
  }

  end(): void {
    for (let i = this.used; i < this.sprites.length && this.sprites[i].visible; i++) {
      this.sprites[i].setVisible(false);
    }
  }
}
