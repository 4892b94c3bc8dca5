// The pellets of a Scatter: seven short streaks that fly for a fifth of a second, each to its own end.
// Owns: the volleys on screen, in a fixed pool. Must not: decide what they hit.
import type Phaser from "phaser";
import { pelletReach } from "../../shared/sim/pellets.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { pelletAim } from "../../shared/sim/weapons.ts";
import { SCATTER } from "../../shared/tunables/arsenal.ts";
import { SKIMMER } from "../../shared/tunables.ts";
import type { GameEvents } from "../net/game-view.ts";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import { layRay } from "./lay-ray.ts";
import type { LightMap } from "./light-map.ts";
import type { Particles } from "./particles.ts";
import { radians } from "./radians.ts";
import { SpritePool } from "./sprite-pool.ts";

/** Volleys at once; beyond it the oldest gives way. */
const LIMIT = 24;
const { pellets: PELLETS, speed: SPEED, reach: REACH } = SCATTER;
/** A streak is so long, u, and its tail catches up when its head has ended. */
const TAIL = 58;
const LIFE = (REACH + TAIL) / SPEED;
/** A pellet that comes this near a drawn skimmer's middle ends there, u. */
const BODY = SKIMMER.radius + SCATTER.radius;

export class Volleys {
  private readonly rays: SpritePool;
  private readonly particles: Particles;
  private readonly ages = new Float32Array(LIMIT).fill(LIFE);
  private readonly xs = new Float32Array(LIMIT);
  private readonly ys = new Float32Array(LIMIT);
  private readonly colours = new Uint8Array(LIMIT);
  private readonly owners = new Uint8Array(LIMIT);
  /** By volley and pellet: direction, how far it flies, and whether its end has been shown. */
  private readonly aims = new Float32Array(LIMIT * PELLETS);
  private readonly reaches = new Float32Array(LIMIT * PELLETS);
  private readonly ended = new Uint8Array(LIMIT * PELLETS);
  private next = 0;

  constructor(scene: Phaser.Scene, particles: Particles) {
    this.particles = particles;
    this.rays = new SpritePool(scene, FRAMES.core.first[0], DEPTH.shots, LIMIT * PELLETS);
  }

  add({ owner, shot, x, y, aim }: GameEvents["scatterFired"], arena: Arena, colour: number): void {
    const i = this.next;
    this.next = (i + 1) % LIMIT;
    this.ages[i] = 0;
    this.xs[i] = x;
    this.ys[i] = y;
    this.colours[i] = colour;
    this.owners[i] = owner;
    for (let pellet = 0; pellet < PELLETS; pellet++) {
      const towards = pelletAim(owner, shot, aim, pellet);
      this.aims[i * PELLETS + pellet] = radians(towards);
      this.reaches[i * PELLETS + pellet] = pelletReach(arena, x, y, towards);
      this.ended[i * PELLETS + pellet] = 0;
    }
  }

  clear(): void {
    this.ages.fill(LIFE);
  }

  /** `bodyX`, `bodyY`: where each slot's skimmer was drawn, u; NaN where it was not. */
  draw(seconds: number, lights: LightMap, bodyX: Float32Array, bodyY: Float32Array): void {
    this.rays.begin();
    for (let i = 0; i < LIMIT; i++) {
      if (this.ages[i] >= LIFE) continue;
      // Aged before it is drawn: a pellet is on its way in its first frame.
      this.ages[i] += Math.min(seconds, 0.03);
      const flown = this.ages[i] * SPEED;
      for (let pellet = 0; pellet < PELLETS; pellet++) {
        this.drawPellet(i, i * PELLETS + pellet, flown, bodyX, bodyY);
      }
      const left = 1 - this.ages[i] / LIFE;
      lights.addGlow(this.xs[i], this.ys[i], 240, this.colours[i], Math.max(0, 0.9 * left));
    }
    this.rays.end();
  }

  private drawPellet(i: number, at: number, flown: number, bodyX: Float32Array, bodyY: Float32Array): void {
    const dx = Math.cos(this.aims[at]);
    const dy = Math.sin(this.aims[at]);
    const x = this.xs[i];
    const y = this.ys[i];
    if (this.ended[at] === 0) this.stopAtBody(i, at, flown, x, y, dx, dy, bodyX, bodyY);
    const reach = this.reaches[at];
    const head = Math.min(reach, flown);
    const tail = Math.max(0, flown - TAIL);
    if (flown >= reach && this.ended[at] === 0) this.end(i, at, x + dx * reach, y + dy * reach);
    if (tail >= head) return;
    const colour = this.colours[i];
    const frame = FRAMES.core.first[colour];
    layRay(this.rays, frame, x + dx * tail, y + dy * tail, x + dx * head, y + dy * head, 10, 0.9);
  }

  private stopAtBody(
    i: number,
    at: number,
    flown: number,
    x: number,
    y: number,
    dx: number,
    dy: number,
    bodyX: Float32Array,
    bodyY: Float32Array,
  ): void {
    for (let slot = 0; slot < bodyX.length; slot++) {
      // NaN, of who is not drawn, compares false.
      const along = (bodyX[slot] - x) * dx + (bodyY[slot] - y) * dy;
      if (!(along > 0 && along <= flown && along < this.reaches[at]) || slot === this.owners[i]) continue;
      const off = Math.abs((bodyX[slot] - x) * dy - (bodyY[slot] - y) * dx);
      if (off < BODY) this.reaches[at] = Math.max(0, along - SKIMMER.radius);
    }
  }

  /** Sparks where it met something; where it just ran out it fades. */
  private end(i: number, at: number, x: number, y: number): void {
    this.ended[at] = 1;
    if (this.reaches[at] >= REACH - 1) return;
    const colour = this.colours[i];
    const back = this.aims[at] + Math.PI;
    this.particles.add(FRAMES.spark[WHITE_COLOUR], x, y, 0, 0, 0.12, 0.9);
    this.particles.burst(FRAMES.spark[colour], x, y, 3, 260, 0.3, 0.5, back, 1);
  }
}
