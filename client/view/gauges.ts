// What shows round a skimmer: hit points; for oneself also dashes, and when Lance and Guard are ready.
// Owns: the arcs. Must not: know the rules behind the numbers.
import type Phaser from "phaser";
import { DASH, GUARD, MAX_SLOTS, SKIMMER } from "../../shared/tunables.ts";
import type { GameView, SkimmerPose } from "../net/game-view.ts";
import { FRAMES } from "./atlas.ts";
import { MARK } from "./atlas-arms.ts";
import { ARC_LEVELS, DASH_LEVELS } from "./atlas-rings.ts";
import { DEPTH } from "./depths.ts";
import { SpritePool } from "./sprite-pool.ts";

const ARC_SCALE = 1.14;
const OWN_SCALE = ARC_SCALE * 1.1;
const DOWN = Math.PI / 2;
/** The dashes lie left and right of straight down, the marks beside them, radians. */
const DASH_OFF = 0.52;
const MARK_OFF = 1.36;
/** A mark that fills up swells for this long, s. */
const READY_SECONDS = 0.3;

export class Gauges {
  private readonly view: GameView;
  private readonly arcs: SpritePool;
  private readonly lance = { full: true, swell: 0 };
  private readonly guard = { full: true, swell: 0 };

  constructor(scene: Phaser.Scene, view: GameView) {
    this.view = view;
    this.arcs = new SpritePool(scene, FRAMES.arc[0][0], DEPTH.gauges, MAX_SLOTS + 6, false);
  }

  begin(): void {
    this.arcs.begin();
  }

  end(): void {
    this.arcs.end();
  }

  draw(pose: SkimmerPose, colour: number, alpha: number, seconds: number): void {
    const level = Math.ceil((pose.hitPoints / SKIMMER.hitPoints) * ARC_LEVELS);
    const arc = this.arcs.take(FRAMES.arc[colour][Math.max(0, Math.min(ARC_LEVELS, level))]);
    arc?.setPosition(pose.x, pose.y).setRotation(0);
    arc?.setScale(ARC_SCALE).setAlpha(alpha * 0.95);
    const own = pose.own ? this.view.own : null;
    if (own === null) return;
    this.drawDashes(pose, own.dashCharges, own.dashRefillTicks);
    const guard = 1 - own.guardCooldownTicks / GUARD.cooldownTicks;
    this.drawMark(pose, FRAMES.lance, this.lance, this.view.weaponsReady, DOWN + MARK_OFF, seconds);
    this.drawMark(pose, FRAMES.guard, this.guard, guard, DOWN - MARK_OFF, seconds);
  }

  private drawDashes({ x, y }: SkimmerPose, charges: number, refillTicks: number): void {
    for (let charge = 0; charge < DASH.charges; charge++) {
      const refill = charge === charges ? refillTicks / DASH.refillTicks : 0;
      const lit = charge < charges ? DASH_LEVELS : Math.floor(refill * (DASH_LEVELS - 1));
      const dash = this.arcs.take(FRAMES.dash[lit]);
      dash?.setPosition(x, y).setRotation(DOWN + (charge === 0 ? DASH_OFF : -DASH_OFF));
      dash?.setScale(OWN_SCALE).setAlpha(0.9);
    }
  }

  /** `share` of 1 is ready. */
  private drawMark(
    pose: SkimmerPose,
    frames: readonly string[],
    memory: { full: boolean; swell: number },
    share: number,
    angle: number,
    seconds: number,
  ): void {
    const full = share >= 1;
    memory.swell = full && !memory.full ? 1 : Math.max(0, memory.swell - seconds / READY_SECONDS);
    memory.full = full;
    const level = full
      ? MARK.levels
      : Math.max(0, Math.min(MARK.levels - 1, Math.floor(share * MARK.levels)));
    const scale = OWN_SCALE * (1 + 0.16 * memory.swell);
    const out = MARK.middle * scale;
    const mark = this.arcs.take(frames[level]);
    mark?.setPosition(pose.x + Math.cos(angle) * out, pose.y + Math.sin(angle) * out);
    mark?.setRotation(angle).setScale(scale).setAlpha(0.9);
  }
}
