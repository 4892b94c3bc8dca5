// Pulses and Orbs in flight: bolts of the shooter's colour with a white core, and slow balls that leave light behind.
// Owns: their sprites, and where each Orb flew last. Must not: fly them (the net gives the poses).
import type Phaser from "phaser";
import { Flying } from "../../shared/sim/things.ts";
import { ORB } from "../../shared/tunables/arsenal.ts";
import type { GameView, ShotPose } from "../net/game-view.ts";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { ORB_SKIN } from "./atlas-things.ts";
import { DEPTH } from "./depths.ts";
import type { LightMap } from "./light-map.ts";
import type { Particles } from "./particles.ts";
import { radians } from "./radians.ts";
import type { Roster } from "./roster.ts";
import { SpritePool } from "./sprite-pool.ts";

const LIMIT = 400;
/** Light that a bolt and an Orb throw on the ground. */
const LIGHT_RADIUS = 130;
const ORB_LIGHT = 250;
const ORB_SCALE = ORB.radius / (40 * ORB_SKIN);
/** Orbs that are remembered from frame to frame; more only lack trails. */
const REMEMBERED = 32;
/** An Orb drops a light every so many s. */
const TRAIL_EVERY = 0.035;

export class Shots {
  private readonly view: GameView;
  private readonly roster: Roster;
  private readonly particles: Particles;
  private readonly bolts: SpritePool;
  /** Not additive: added to lit ground, they would be white, and nobody's. */
  private readonly balls: SpritePool;
  private readonly keys = new Float64Array(REMEMBERED).fill(-1);
  private readonly aims = new Float64Array(REMEMBERED);
  private readonly waits = new Float32Array(REMEMBERED);
  private readonly frames = new Float64Array(REMEMBERED);
  private frame = 0;
  private now = 0;
  private seconds = 0;
  private lights!: LightMap;

  constructor(scene: Phaser.Scene, view: GameView, roster: Roster, particles: Particles) {
    this.view = view;
    this.roster = roster;
    this.particles = particles;
    this.bolts = new SpritePool(scene, FRAMES.bolt[0], DEPTH.shots, LIMIT);
    this.balls = new SpritePool(scene, FRAMES.orb[0], DEPTH.shots, REMEMBERED * 2, false);
  }

  draw(now: number, seconds: number, lights: LightMap): void {
    this.frame += 1;
    this.now = now;
    this.seconds = seconds;
    this.lights = lights;
    this.bolts.begin();
    this.balls.begin();
    this.view.eachShot(this.drawOne);
    this.bolts.end();
    this.balls.end();
  }

  private readonly drawOne = (shot: ShotPose): void => {
    const colour = this.roster.colour(shot.owner);
    if (shot.kind === Flying.orb) {
      this.drawOrb(shot, colour);
      return;
    }
    const bolt = this.bolts.take(FRAMES.bolt[colour]);
    bolt?.setPosition(shot.x, shot.y).setRotation(radians(shot.aim)).setScale(0.85, 0.95).setAlpha(1);
    this.lights.addGlow(shot.x, shot.y, LIGHT_RADIUS, colour, 0.7);
  };

  private drawOrb({ key, x, y, aim }: ShotPose, colour: number): void {
    const beat = Math.sin(this.now * 0.012 + key);
    const wide = this.bolts.take(FRAMES.halo[colour]);
    wide
      ?.setPosition(x, y)
      .setRotation(0)
      .setScale(1.25 + 0.12 * beat)
      .setAlpha(0.75);
    const ball = this.balls.take(FRAMES.orb[colour]);
    ball
      ?.setPosition(x, y)
      .setRotation(0)
      .setScale(ORB_SCALE * (1.12 + 0.09 * beat))
      .setAlpha(1);
    this.lights.addGlow(x, y, ORB_LIGHT + 24 * beat, colour, 0.95);
    const at = this.recall(key, aim);
    if (at < 0) return;
    if (this.aims[at] !== aim) this.sparkle(x, y, aim, colour);
    this.aims[at] = aim;
    this.waits[at] += this.seconds;
    if (this.waits[at] < TRAIL_EVERY) return;
    this.waits[at] = 0;
    this.particles.add(FRAMES.halo[colour], x, y, 0, 0, 0.75, 0.5, 0, 0);
    const drift = (Math.random() - 0.5) * 70;
    const back = radians(aim) + Math.PI;
    const vx = Math.cos(back) * 40 - Math.sin(back) * drift;
    const vy = Math.sin(back) * 40 + Math.cos(back) * drift;
    this.particles.add(FRAMES.spark[colour], x, y, vx, vy, 0.6, 0.42);
  }

  /** It bounced: sparks off the wall. */
  private sparkle(x: number, y: number, aim: number, colour: number): void {
    this.particles.add(FRAMES.shock[colour], x, y, 0, 0, 0.3, 0.1, 2.4);
    this.particles.burst(FRAMES.spark[colour], x, y, 9, 300, 0.4, 0.55, radians(aim), 1.3);
    this.particles.burst(FRAMES.spark[WHITE_COLOUR], x, y, 4, 220, 0.25, 0.4, radians(aim), 1.3);
  }

  /** Where an Orb is remembered, in place of one that is gone; -1 when there are too many. */
  private recall(key: number, aim: number): number {
    let free = -1;
    for (let i = 0; i < REMEMBERED; i++) {
      if (this.keys[i] === key) {
        this.frames[i] = this.frame;
        return i;
      }
      if (this.frames[i] < this.frame - 1) free = i;
    }
    if (free < 0) return -1;
    this.keys[free] = key;
    this.frames[free] = this.frame;
    this.aims[free] = aim;
    this.waits[free] = 0;
    return free;
  }
}
