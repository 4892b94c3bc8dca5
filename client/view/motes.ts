// What lies on the ground: embers that twinkle, shards, the mother-ember, pickups; all appear and leave softly.
// Owns: their pictures by key. Must not: read the synced state (events tell what lies where).
import type Phaser from "phaser";
import { Pickup } from "../../shared/sim/things.ts";
import { MOTHER } from "../../shared/tunables/arsenal.ts";
import { EMBERS } from "../../shared/tunables.ts";
import { EMBER_COLOUR, FRAMES, MOTE_KINDS } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import { type Box, isNearView } from "./ground.ts";
import type { LightMap } from "./light-map.ts";
import { makeSprite, type Sprite } from "./sprite-pool.ts";

const FADE_SECONDS = 0.35;
/** Motes that were made before are kept for reuse, up to this many. */
const SPARE = 256;
/** Light on the ground by kind of `Pickup`, as an index of the atlas' colours nearest to the medal's. */
export const PICKUP_LIGHTS = [EMBER_COLOUR, 2, 0, EMBER_COLOUR, 4, 3, 5, 5, 5];

interface MoteSprite {
  sprite: Sprite;
  phase: number;
  size: number;
  /** How much its size beats, and how fast it turns, radians/ms. */
  beat: number;
  spin: number;
  /** Radius of the light that it throws, u; 0 for none. */
  light: number;
  colour: number;
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

  /** `kind`: one of `Pickup`. */
  add(key: string, x: number, y: number, kind: number, value: number): void {
    if (this.lying.has(key)) return;
    const mote = this.spare.pop() ?? this.make();
    // The place gives each ember its own cut and rhythm, the same whenever it is seen again.
    const seed = Math.abs(Math.round(x * 7 + y * 13));
    mote.sprite.setPosition(x, y).setRotation(0).setAlpha(0);
    mote.phase = (seed % 628) / 100;
    dress(mote, seed, kind, value);
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

  draw(now: number, seconds: number, view: Readonly<Box>, lights: LightMap): void {
    for (const mote of this.lying.values()) {
      mote.shown = Math.min(1, mote.shown + seconds / FADE_SECONDS);
      this.twinkle(mote, now, view, lights);
    }
    for (let i = this.leaving.length - 1; i >= 0; i--) {
      const mote = this.leaving[i];
      mote.shown -= seconds / FADE_SECONDS;
      if (mote.shown > 0) {
        this.twinkle(mote, now, view, lights);
        continue;
      }
      mote.sprite.setVisible(false);
      this.leaving[i] = this.leaving[this.leaving.length - 1];
      this.leaving.pop();
      if (this.spare.length < SPARE) this.spare.push(mote);
      else mote.sprite.destroy();
    }
  }

  private twinkle(mote: MoteSprite, now: number, view: Readonly<Box>, lights: LightMap): void {
    const { sprite } = mote;
    const seen = isNearView(view, sprite.x, sprite.y, 40 + mote.light);
    if (sprite.visible !== seen) sprite.setVisible(seen);
    if (!seen) return;
    const pulse = Math.sin(now * 0.0032 + mote.phase);
    sprite.setScale(mote.size * (1 - mote.beat / 2 + mote.beat * pulse) * (0.4 + 0.6 * mote.shown));
    if (mote.spin !== 0) sprite.setRotation(mote.phase + now * mote.spin);
    sprite.setAlpha(mote.shown * (mote.light > 0 ? 1 : 0.8 + 0.2 * pulse));
    if (mote.light > 0)
      lights.addGlow(sprite.x, sprite.y, mote.light * (1 + 0.08 * pulse), mote.colour, 0.9 * mote.shown);
  }

  private make(): MoteSprite {
    const sprite = makeSprite(this.scene, FRAMES.mote[0], DEPTH.motes, false);
    return {
      sprite,
      phase: 0,
      size: 1,
      beat: 0,
      spin: 0,
      light: 0,
      colour: EMBER_COLOUR,
      shown: 0,
      leaving: false,
    };
  }
}

/** Gives it the looks of its kind. */
function dress(mote: MoteSprite, seed: number, kind: number, value: number): void {
  mote.colour = PICKUP_LIGHTS[kind] ?? EMBER_COLOUR;
  mote.spin = 0;
  if (kind !== Pickup.ember) {
    mote.sprite.setFrame(FRAMES.pickup[kind] ?? FRAMES.shard);
    mote.size = 0.95;
    mote.beat = 0.07;
    mote.light = 130;
  } else if (value >= MOTHER.value) {
    mote.sprite.setFrame(FRAMES.mother);
    mote.size = 1.15;
    mote.beat = 0.1;
    mote.spin = 0.00022;
    mote.light = 430;
  } else if (value >= EMBERS.shardValue) {
    mote.sprite.setFrame(FRAMES.shard);
    mote.size = 1.05;
    mote.beat = 0.12;
    mote.spin = 0.0008;
    mote.light = 105;
  } else {
    mote.sprite.setFrame(FRAMES.mote[seed % MOTE_KINDS]);
    mote.size = 0.85 + (seed % 7) * 0.06;
    mote.beat = 0.16;
    mote.spin = 0.0006;
    mote.light = 0;
  }
}
