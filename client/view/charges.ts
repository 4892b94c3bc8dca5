// A Lance that is being charged: light gathers before the nose, a sight narrows towards where the beam will go.
// Owns: how far each slot's charge is shown between ticks. Must not: fire, or decide when it is full.
import type Phaser from "phaser";
import { beamLength } from "../../shared/sim/lance.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { LANCE, MAX_SLOTS, TICK_HZ } from "../../shared/tunables.ts";
import type { SkimmerPose } from "../net/game-view.ts";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import { layRay } from "./lay-ray.ts";
import type { LightMap } from "./light-map.ts";
import { radians } from "./radians.ts";
import { SpritePool } from "./sprite-pool.ts";

/** From a skimmer's centre to just before its drawn nose, u. */
export const NOSE = 38;
/** How far others see where a Lance points, u: who stands further off has the time to move. */
const TOLD_SIGHT = 430;
/** The two lines that close on the aim, u and radians. */
const JAW = 210;
const JAW_OPEN = 0.3;
const SPARKS = 9;
/** Sparks come from this far, u, each in this many seconds. */
const DRAWN_FROM = 62;
const DRAWN_SECONDS = 0.3;
/** Share of a full charge that the picture may be off from what was told. */
const SLACK = 0.22;
const PER_SECOND = TICK_HZ / LANCE.chargeTicks;
/** What was let go of early is gone in this time, s. */
const FIZZLE = 0.14;

export class Charges {
  private readonly levels = new Float32Array(MAX_SLOTS);
  private readonly rays: SpritePool;
  private readonly points: SpritePool;
  private readonly still: boolean;

  /** `still`: the person asked for reduced motion; nothing flies or flickers. */
  constructor(scene: Phaser.Scene, still: boolean) {
    this.still = still;
    this.rays = new SpritePool(scene, FRAMES.core.none[0], DEPTH.shots, 120);
    this.points = new SpritePool(scene, FRAMES.spark[0], DEPTH.shots, 400);
  }

  begin(): void {
    this.rays.begin();
    this.points.begin();
  }

  end(): void {
    this.rays.end();
    this.points.end();
  }

  /** `now`: ms. */
  draw(
    pose: SkimmerPose,
    colour: number,
    alpha: number,
    now: number,
    seconds: number,
    arena: Arena,
    lightMap: LightMap,
  ): void {
    const level = this.advance(pose.slot, pose.chargeTicks, seconds);
    if (level <= 0) return;
    const aim = radians(pose.aim);
    const noseX = pose.x + Math.cos(aim) * NOSE;
    const noseY = pose.y + Math.sin(aim) * NOSE;
    if (pose.chargeTicks > 0) {
      const reach = beamLength(arena, pose.x, pose.y, pose.aim) - NOSE;
      if (reach > 20) this.drawSight(pose.own, noseX, noseY, aim, reach, colour, alpha, level);
    }
    this.drawGlow(noseX, noseY, colour, alpha, level, now);
    if (!this.still && pose.chargeTicks > 0)
      this.drawSparks(noseX, noseY, colour, alpha, level, now, pose.slot);
    lightMap.addGlow(noseX, noseY, 90 + 190 * level, colour, (0.35 + 0.65 * level) * alpha);
  }

  /** Ticks come 20 or 30 times a second, pictures more often: the charge runs on by itself, near what was told. */
  private advance(slot: number, ticks: number, seconds: number): number {
    let level = this.levels[slot];
    if (ticks === 0) level = Math.max(0, level - seconds / FIZZLE);
    else {
      const told = ticks / LANCE.chargeTicks;
      level += seconds * PER_SECOND;
      level = Math.min(1, told + SLACK, Math.max(told, level));
    }
    this.levels[slot] = level;
    return level;
  }

  private drawSight(
    own: boolean,
    x: number,
    y: number,
    aim: number,
    reach: number,
    colour: number,
    alpha: number,
    level: number,
  ): void {
    const length = own ? reach : Math.min(reach, TOLD_SIGHT);
    const sharp = level * level;
    const toX = x + Math.cos(aim) * length;
    const toY = y + Math.sin(aim) * length;
    // Laid from its end: the frame's first end is the one that fades.
    layRay(
      this.rays,
      FRAMES.glow.first[colour],
      toX,
      toY,
      x,
      y,
      34 - 16 * sharp,
      (0.16 + 0.3 * sharp) * alpha,
    );
    layRay(
      this.rays,
      FRAMES.core.first[colour],
      toX,
      toY,
      x,
      y,
      9 - 2 * sharp,
      (0.12 + 0.75 * sharp) * alpha,
    );
    const open = JAW_OPEN * (1 - level) ** 1.5;
    const jaw = Math.min(length, JAW);
    for (const side of SIDES) {
      const jawX = x + Math.cos(aim + open * side) * jaw;
      const jawY = y + Math.sin(aim + open * side) * jaw;
      layRay(this.rays, FRAMES.core.first[colour], jawX, jawY, x, y, 7, 0.5 * (1 - sharp) * alpha);
    }
    if (!own) return;
    const mark = this.points.take(FRAMES.spark[colour]);
    mark?.setPosition(toX, toY).setRotation(0);
    mark?.setScale(0.5 + 0.5 * sharp).setAlpha(sharp * alpha);
  }

  private drawGlow(x: number, y: number, colour: number, alpha: number, level: number, now: number): void {
    const beat = this.still ? 1 : 1 + 0.09 * Math.sin(now * 0.055) * level;
    const wide = this.points.take(FRAMES.halo[colour]);
    wide?.setPosition(x, y).setRotation(0);
    wide?.setScale((0.22 + 0.68 * level) * beat).setAlpha((0.4 + 0.6 * level) * alpha);
    const heart = this.points.take(FRAMES.spark[WHITE_COLOUR]);
    heart?.setPosition(x, y).setRotation(0);
    heart?.setScale((0.2 + 1.05 * level * level) * beat).setAlpha((0.35 + 0.65 * level) * alpha);
  }

  /** Each spark's way follows from the time alone: nothing is kept of it. */
  private drawSparks(
    x: number,
    y: number,
    colour: number,
    alpha: number,
    level: number,
    now: number,
    seed: number,
  ): void {
    for (let i = 0; i < SPARKS; i++) {
      const turn = now / 1000 / DRAWN_SECONDS + i / SPARKS;
      const round = Math.floor(turn);
      const share = turn - round;
      // The golden angle spreads the sparks of each round evenly.
      const angle = (round * SPARKS + i) * 2.39996 + seed;
      const away = DRAWN_FROM * (0.6 + 0.4 * Math.sin(angle * 7)) * (1 - share * share);
      const spark = this.points.take(FRAMES.bolt[colour]);
      if (spark === null) return;
      spark.setPosition(x + Math.cos(angle) * away, y + Math.sin(angle) * away).setRotation(angle);
      spark.setScale(0.18 + 0.24 * share, 0.2 + 0.1 * level);
      spark.setAlpha(Math.min(1, share * 2.5) * (0.35 + 0.65 * level) * alpha);
    }
  }
}

const SIDES = [-1, 1] as const;
