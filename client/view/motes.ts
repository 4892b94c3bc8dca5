// Embers on the ground: small warm lights that twinkle, appear softly and leave softly.
// Owns: their pictures by key. Must not: read the synced state (events tell what lies where).
import type Phaser from "phaser";
import { FRAMES, MOTE_KINDS } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import type { Box } from "./ground.ts";
import { makeSprite, type Sprite } from "./sprite-pool.ts";

const FADE_SECONDS = 0.35;
/** Motes that were made before are kept for reuse, up to this many. */
const SPARE = 256;

interface MoteSprite {
  sprite: Sprite;
  phase: number;
  size: number;
  /** 0..1: how much of it is there. */
  shown: number;
  leaving: boolean;
}

/** Not additive: on lit ground, which is blue, an added amber would turn pink. */
export class Motes {
  private readonly scene: Phaser.Scene;
  private readonly lying = new Map<string, MoteSprite>();
  private readonly leaving: MoteSprite[] = [];
  private readonly spare: MoteSprite[] = [];

  constructor(scene: Phaser.Scene) {
    this.scene = scene;
  }

  add(key: string, x: number, y: number, value: number): void {
    if (this.lying.has(key)) return;
    const mote = this.spare.pop() ?? this.make();
    // The place gives each ember its own cut and rhythm, the same whenever it is seen again.
    const seed = Math.abs(Math.round(x * 7 + y * 13));
    mote.sprite
      .setFrame(FRAMES.mote[seed % MOTE_KINDS])
      .setPosition(x, y)
      .setAlpha(0);
    mote.phase = (seed % 628) / 100;
    mote.size = (0.85 + (seed % 7) * 0.06) * Math.sqrt(Math.max(1, value));
    mote.shown = 0;
    mote.leaving = false;
    this.lying.set(key, mote);
  }

  /** `gathered`: it is gone at once, as something else shows where it went. */
  remove(key: string, gathered: boolean): void {
    const mote = this.lying.get(key);
    if (mote === undefined) return;
    this.lying.delete(key);
    if (gathered) mote.shown = 0;
    mote.leaving = true;
    this.leaving.push(mote);
  }

  clear(): void {
    for (const key of [...this.lying.keys()]) this.remove(key, true);
  }

  draw(now: number, seconds: number, view: Readonly<Box>): void {
    for (const mote of this.lying.values()) {
      mote.shown = Math.min(1, mote.shown + seconds / FADE_SECONDS);
      this.twinkle(mote, now, view);
    }
    for (let i = this.leaving.length - 1; i >= 0; i--) {
      const mote = this.leaving[i];
      mote.shown -= seconds / FADE_SECONDS;
      if (mote.shown > 0) {
        this.twinkle(mote, now, view);
        continue;
      }
      mote.sprite.setVisible(false);
      this.leaving[i] = this.leaving[this.leaving.length - 1];
      this.leaving.pop();
      if (this.spare.length < SPARE) this.spare.push(mote);
      else mote.sprite.destroy();
    }
  }

  private twinkle(mote: MoteSprite, now: number, view: Readonly<Box>): void {
    const { sprite } = mote;
    const seen =
      sprite.x > view.left - 40 &&
      sprite.x < view.right + 40 &&
      sprite.y > view.top - 40 &&
      sprite.y < view.bottom + 40;
    if (sprite.visible !== seen) sprite.setVisible(seen);
    if (!seen) return;
    const pulse = Math.sin(now * 0.0032 + mote.phase);
    sprite.setScale(mote.size * (0.92 + 0.16 * pulse));
    sprite.setRotation(mote.phase + now * 0.0006);
    sprite.setAlpha(mote.shown * (0.8 + 0.2 * pulse));
  }

  private make(): MoteSprite {
    const sprite = makeSprite(this.scene, FRAMES.mote[0], DEPTH.motes, false);
    return { sprite, phase: 0, size: 1, shown: 0, leaving: false };
  }
}
