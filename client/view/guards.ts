// The shield of a Guard: snaps out where its bearer aims, flashes when something ends on it, is gone with its time.
// Owns: how each slot's shield is shown. Must not: decide what it stops.
import type Phaser from "phaser";
import { turnBetween } from "../../shared/sim/math.ts";
import { GUARD, MAX_SLOTS, TICK_HZ } from "../../shared/tunables.ts";
import type { SkimmerPose } from "../net/game-view.ts";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { SHIELD } from "./atlas-arms.ts";
import { DEPTH } from "./depths.ts";
import type { LightMap } from "./light-map.ts";
import { radians } from "./radians.ts";
import { SpritePool } from "./sprite-pool.ts";

/** After its last tick it dissolves in this time, s: what is seen no longer guards, so it is faint and short. */
const DISSOLVE = 0.13;
const FLASH = 0.2;
/** What ends within this of a bearer ends on the shield, u. */
const NEAR = SHIELD.radius;
const TURN = 65536;

export class Guards {
  /** Seconds since it was raised; -1 while there is none. */
  private readonly ages = new Float32Array(MAX_SLOTS).fill(-1);
  /** Seconds that it has been gone. */
  private readonly gone = new Float32Array(MAX_SLOTS);
  /** Seconds that its flash still lasts. */
  private readonly flashes = new Float32Array(MAX_SLOTS);
  private readonly aims = new Uint16Array(MAX_SLOTS);
  private readonly xs = new Float32Array(MAX_SLOTS);
  private readonly ys = new Float32Array(MAX_SLOTS);
  /** Drawn in the last frame. */
  private readonly seen = new Uint8Array(MAX_SLOTS);
  private readonly shields: SpritePool;
  private readonly still: boolean;

  /** `still`: the person asked for reduced motion; it neither springs nor grows. */
  constructor(scene: Phaser.Scene, still: boolean) {
    this.still = still;
    this.shields = new SpritePool(scene, FRAMES.shield[0], DEPTH.shots, MAX_SLOTS);
  }

  begin(): void {
    // Who died or left the light takes the shield along.
    for (let slot = 0; slot < MAX_SLOTS; slot++) if (this.seen[slot] === 0) this.ages[slot] = -1;
    this.seen.fill(0);
    this.shields.begin();
  }

  end(): void {
    this.shields.end();
  }

  draw(pose: SkimmerPose, colour: number, alpha: number, seconds: number, lights: LightMap): void {
    const { slot } = pose;
    this.advance(pose, seconds);
    if (this.ages[slot] < 0) return;
    const left = pose.guardTicks > 0 ? 1 : 1 - this.gone[slot] / DISSOLVE;
    const fading = pose.guardTicks > 0 ? Math.min(1, 0.55 + pose.guardTicks * 0.15) : 0.55 * left;
    const flash = this.flashes[slot] / FLASH;
    const snap = Math.exp(-this.ages[slot] * 13);
    const spring = this.still ? 1 : 1 - 0.34 * snap * Math.cos(this.ages[slot] * 26) + 0.06 * (1 - left);
    const aim = radians(pose.guardAim);
    const scale = spring * (1 + 0.06 * flash);
    this.lay(pose.x, pose.y, aim, FRAMES.shield[colour], scale, fading * alpha);
    const white = Math.max(snap * 0.9, flash);
    if (white > 0.04) this.lay(pose.x, pose.y, aim, FRAMES.shield[WHITE_COLOUR], scale, white * alpha);
    const x = pose.x + Math.cos(aim) * SHIELD.radius;
    const y = pose.y + Math.sin(aim) * SHIELD.radius;
    lights.addGlow(x, y, 150 + 90 * flash, colour, Math.min(1, 0.65 * fading + 0.5 * flash) * alpha);
  }

  /** The slot on whose shield something that flew towards `aim`, brads, ends at (x, y), u; -1 for nobody's. */
  at(x: number, y: number, aim: number): number {
    for (let slot = 0; slot < MAX_SLOTS; slot++) {
      if (this.seen[slot] === 0 || this.ages[slot] < 0 || this.gone[slot] > 0) continue;
      if (Math.hypot(x - this.xs[slot], y - this.ys[slot]) > NEAR) continue;
      if (Math.abs(turnBetween(this.aims[slot], aim + TURN / 2)) <= GUARD.halfArc) return slot;
    }
    return -1;
  }

  flash(slot: number): void {
    this.flashes[slot] = FLASH;
  }

  private advance(pose: SkimmerPose, seconds: number): void {
    const { slot } = pose;
    this.seen[slot] = 1;
    this.xs[slot] = pose.x;
    this.ys[slot] = pose.y;
    this.flashes[slot] = Math.max(0, this.flashes[slot] - seconds);
    if (pose.guardTicks === 0) {
      if (this.ages[slot] < 0) return;
      this.gone[slot] += seconds;
      this.ages[slot] = this.gone[slot] >= DISSOLVE ? -1 : this.ages[slot] + seconds;
      return;
    }
    const raised = this.ages[slot] < 0 || this.gone[slot] > 0;
    // One that comes into sight half over does not spring again.
    this.ages[slot] = raised ? (GUARD.durationTicks - pose.guardTicks) / TICK_HZ : this.ages[slot] + seconds;
    this.gone[slot] = 0;
    this.aims[slot] = pose.guardAim;
  }

  private lay(x: number, y: number, aim: number, frame: string, scale: number, alpha: number): void {
    const out = SHIELD.middle * scale;
    const shield = this.shields.take(frame);
    shield?.setPosition(x + Math.cos(aim) * out, y + Math.sin(aim) * out);
    shield?.setRotation(aim).setScale(scale).setAlpha(alpha);
  }
}
