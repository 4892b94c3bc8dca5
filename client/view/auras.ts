// What a skimmer wears: overshield, the Lantern's warmth, the ripple of a cloak, the crown.
// Owns: their sprites. Must not: draw bodies (skimmers.ts does).
import type Phaser from "phaser";
import { PICKUPS } from "../../shared/tunables/arsenal.ts";
import { MAX_SLOTS } from "../../shared/tunables.ts";
import type { GameView, SkimmerPose } from "../net/game-view.ts";
import { EMBER_COLOUR, FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { OVER_LEVELS } from "./atlas-rings.ts";
import { DEPTH } from "./depths.ts";
import type { LightMap } from "./light-map.ts";
import { SpritePool } from "./sprite-pool.ts";

/** The segments stand outside the hit points' arc and the dashes. */
const OVER_SCALE = 1.24;
/** Middle of the crown above its wearer, u. */
const CROWN_LIFT = 62;
/** A wearer's name stands this much higher, u. */
export const CROWN_ROOM = 26;

export class Auras {
  private readonly view: GameView;
  private readonly still: boolean;
  private readonly rings: SpritePool;
  private readonly glows: SpritePool;
  /** Not additive: on ground that is lit blue, added amber would be grey. */
  private readonly warmths: SpritePool;
  private readonly crown: SpritePool;

  /** `still`: the person asked for reduced motion. */
  constructor(scene: Phaser.Scene, view: GameView, still: boolean) {
    this.view = view;
    this.still = still;
    this.rings = new SpritePool(scene, FRAMES.over[0], DEPTH.gauges, MAX_SLOTS * 2, false);
    this.glows = new SpritePool(scene, FRAMES.halo[EMBER_COLOUR], DEPTH.halos, MAX_SLOTS * 3);
    this.warmths = new SpritePool(scene, FRAMES.halo[EMBER_COLOUR], DEPTH.tints, MAX_SLOTS, false);
    this.crown = new SpritePool(scene, FRAMES.crown, DEPTH.names, 1, false);
  }

  begin(): void {
    this.rings.begin();
    this.glows.begin();
    this.warmths.begin();
    this.crown.begin();
  }

  end(): void {
    this.rings.end();
    this.glows.end();
    this.warmths.end();
    this.crown.end();
  }

  wearsCrown(slot: number): boolean {
    return this.view.state.crown === slot;
  }

  /** `now`: ms. */
  draw(pose: SkimmerPose, alpha: number, now: number, lights: LightMap): void {
    const { x, y } = pose;
    if (pose.overshield > 0) this.drawOvershield(pose, alpha, now);
    if (pose.lantern && !pose.cloaked) {
      const breath = this.still ? 0 : Math.sin(now * 0.003);
      const warm = this.warmths.take(FRAMES.halo[EMBER_COLOUR]);
      warm
        ?.setPosition(x, y)
        .setScale(4.4 + 0.25 * breath)
        .setAlpha(0.42 * alpha);
      const heart = this.glows.take(FRAMES.halo[EMBER_COLOUR]);
      heart
        ?.setPosition(x, y)
        .setScale(1.7 + 0.1 * breath)
        .setAlpha(0.5 * alpha);
      lights.addGlow(x, y, 520 + 20 * breath, EMBER_COLOUR, 0.9 * alpha);
    }
    if (!this.wearsCrown(pose.slot) || (pose.cloaked && !pose.own)) return;
    const bob = this.still ? 0 : Math.sin(now * 0.0034) * 2.5;
    const crown = this.crown.take(FRAMES.crown);
    crown
      ?.setPosition(x, y - CROWN_LIFT + bob)
      .setScale(0.92)
      .setAlpha(alpha);
    const shine = this.glows.take(FRAMES.halo[EMBER_COLOUR]);
    shine
      ?.setPosition(x, y - CROWN_LIFT + bob)
      .setScale(0.75)
      .setAlpha(0.5 * alpha);
  }

  /** Only this shows of a cloaked one: two rings that swell and fade, as if the air were bent. */
  drawRipple({ x, y, slot }: SkimmerPose, now: number, strength: number): void {
    for (let i = 0; i < 2; i++) {
      const share = this.still ? 0.3 + i * 0.4 : (now * 0.0009 + slot * 0.37 + i * 0.5) % 1;
      const ring = this.rings.take(FRAMES.ghost[WHITE_COLOUR]);
      ring
        ?.setPosition(x + Math.sin(now * 0.011 + i * 2) * 2, y + Math.cos(now * 0.013 + i) * 2)
        .setRotation(0)
        .setScale(0.7 + 1.1 * share)
        .setAlpha(0.34 * (1 - share) * strength);
    }
  }

  private drawOvershield({ x, y, overshield }: SkimmerPose, alpha: number, now: number): void {
    const level = Math.ceil((overshield / PICKUPS.overshield) * OVER_LEVELS);
    const ring = this.rings.take(FRAMES.over[Math.max(1, Math.min(OVER_LEVELS, level))]);
    ring
      ?.setPosition(x, y)
      .setRotation(this.still ? 0 : now * 0.0004)
      .setScale(OVER_SCALE)
      .setAlpha(0.95 * alpha);
  }
}
