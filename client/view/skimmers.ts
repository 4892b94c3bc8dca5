// Skimmers as they are drawn: halo, trail, body, carried embers, name, and what they fight with.
// Owns: sprites and what is remembered of each slot between frames. Must not: keep poses (they are reused).
import type Phaser from "phaser";
import { lightRadius, MAX_SLOTS, SKIMMER } from "../../shared/tunables.ts";
import type { GameView, SkimmerPose } from "../net/game-view.ts";
import { EMBER_COLOUR, FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { SHAPES } from "./atlas-skimmers.ts";
import { Auras, CROWN_ROOM } from "./auras.ts";
import { Charges } from "./charges.ts";
import { DEPTH } from "./depths.ts";
import { Gauges } from "./gauges.ts";
import { Guards } from "./guards.ts";
import type { LightMap } from "./light-map.ts";
import { Names } from "./names.ts";
import type { Particles } from "./particles.ts";
import type { Look } from "./preset.ts";
import { radians } from "./radians.ts";
import type { Roster } from "./roster.ts";
import { SpritePool } from "./sprite-pool.ts";
import { Trail } from "./trail.ts";

/** Scale of a body whose frame is 96 pixels: a little larger than the circle that is hit. */
const BODY_SCALE = 1.06;
const ORBIT_LIMIT = 14;
const NAME_LIFT = 56;
/** From the foot of a name to the middle of the shape above it, CSS pixels; and its size as a share of its frame. */
const SHAPE_LIFT = 28;
const SHAPE_SCALE = 0.4;
const FLASH_SECONDS = 0.16;

/** What is remembered of a slot between frames. */
interface Memory {
  trail: Trail;
  frame: number;
  hitPoints: number;
  flash: number;
  /** 0..1: fades in when it comes into sight. */
  shown: number;
}

export class Skimmers {
  /** Where each slot was drawn this frame, u; NaN when it was not. */
  readonly xs = new Float32Array(MAX_SLOTS).fill(Number.NaN);
  readonly ys = new Float32Array(MAX_SLOTS).fill(Number.NaN);
  readonly guards: Guards;
  private readonly auras: Auras;
  private readonly charges: Charges;
  private readonly gauges: Gauges;
  private readonly view: GameView;
  private readonly roster: Roster;
  private readonly names: Names;
  private readonly particles: Particles;
  private readonly memories: (Memory | undefined)[] = [];
  private readonly halos: SpritePool;
  private readonly trails: SpritePool;
  private readonly bodies: SpritePool;
  private readonly orbits: SpritePool;
  private readonly shapes: SpritePool;
  private readonly showsShapes: boolean;
  private ratio: number;
  private readonly layers: readonly { begin(): void; end(): void }[];
  private frame = 0;
  private now = 0;
  private seconds = 0;
  private zoom = 1;
  private lights!: LightMap;

  /** `ratio`: device pixels per CSS pixel. */
  constructor(
    scene: Phaser.Scene,
    view: GameView,
    roster: Roster,
    particles: Particles,
    ratio: number,
    { still, shapes }: Pick<Look, "still" | "shapes">,
  ) {
    this.showsShapes = shapes;
    this.ratio = ratio;
    this.view = view;
    this.roster = roster;
    this.particles = particles;
    this.names = new Names(scene, ratio);
    this.halos = new SpritePool(scene, FRAMES.halo[0], DEPTH.halos, MAX_SLOTS * 3);
    this.trails = new SpritePool(scene, FRAMES.streak[0], DEPTH.trails, 800);
    this.bodies = new SpritePool(scene, FRAMES.body[0][0], DEPTH.bodies, MAX_SLOTS, false);
    this.gauges = new Gauges(scene, view);
    this.auras = new Auras(scene, view, still);
    this.charges = new Charges(scene, still);
    this.guards = new Guards(scene, still);
    this.shapes = new SpritePool(scene, FRAMES.shape[0], DEPTH.names, MAX_SLOTS, false);
    this.orbits = new SpritePool(scene, FRAMES.spark[0], DEPTH.motes, MAX_SLOTS * 4, false);
    const { halos, trails, bodies, gauges, orbits, auras, charges, guards, names } = this;
    this.layers = [halos, trails, bodies, gauges, orbits, auras, charges, guards, names, this.shapes];
  }

  /** Device pixels per CSS pixel from now on. */
  setRatio(ratio: number): void {
    this.ratio = ratio;
    this.names.ratio = ratio;
  }

  draw(now: number, seconds: number, zoom: number, lights: LightMap): void {
    this.frame += 1;
    this.now = now;
    this.seconds = seconds;
    this.zoom = zoom;
    this.lights = lights;
    this.xs.fill(Number.NaN);
    this.ys.fill(Number.NaN);
    for (const layer of this.layers) layer.begin();
    this.view.eachSkimmer(this.drawOne);
    for (const layer of this.layers) layer.end();
  }

  private readonly drawOne = (pose: SkimmerPose): void => {
    if (!pose.alive) return;
    const memory = this.recall(pose);
    this.xs[pose.slot] = pose.x;
    this.ys[pose.slot] = pose.y;
    const colour = this.roster.colour(pose.slot);
    const alpha = memory.shown * (pose.absent ? 0.4 : 1);
    memory.trail.push(pose.x, pose.y, this.seconds);
    if (pose.cloaked && !pose.own) {
      // Near enough to be told of, and no more than bent air.
      this.auras.drawRipple(pose, this.now, alpha);
      this.drawBody(pose, colour, 0.13 * alpha);
      return;
    }
    // One's own cloak lets oneself through, like glass.
    const solid = pose.cloaked ? alpha * (0.34 + 0.08 * Math.sin(this.now * 0.006)) : alpha;
    if (pose.cloaked) this.auras.drawRipple(pose, this.now, alpha);
    else this.shine(pose, colour, alpha);
    memory.trail.draw(this.trails, colour, solid * (pose.dashTicks > 0 ? 1 : 0.72));
    this.drawHalo(pose, colour, solid, memory.flash / FLASH_SECONDS);
    if (!pose.cloaked) this.drawExhaust(pose, memory.trail, colour);
    this.drawBody(pose, colour, solid);
    this.auras.draw(pose, alpha, this.now, this.lights);
    this.gauges.draw(pose, colour, alpha, this.seconds);
    this.charges.draw(pose, colour, alpha, this.now, this.seconds, this.view.arena, this.lights);
    this.guards.draw(pose, colour, alpha, this.seconds, this.lights);
    this.drawEmbers(pose, solid);
    const lift = NAME_LIFT + (this.auras.wearsCrown(pose.slot) ? CROWN_ROOM : 0);
    this.names.show(pose.slot, this.roster.name(pose.slot), pose.x, pose.y - lift, this.zoom, solid);
    if (this.showsShapes) this.drawShape(pose, colour, solid, lift);
  };

  /** Its light on the ground. */
  private shine(pose: SkimmerPose, colour: number, alpha: number): void {
    const light = lightRadius(pose.embers, pose.lantern, this.view.state.glow);
    if (!pose.own) this.lights.add(pose.x, pose.y, light, colour, 0.95 * alpha);
    // The colour on the ground comes from the light map: a wide halo would cost a screenful of blending.
    this.lights.addGlow(pose.x, pose.y, 210, colour, 0.75 * alpha);
    if (pose.embers === 0) return;
    const warmth = 0.25 + (0.55 * pose.embers) / SKIMMER.maxEmbers;
    this.lights.addGlow(pose.x, pose.y, 120 + pose.embers * 6, EMBER_COLOUR, warmth * alpha);
  }

  /** Above the name, in one size on the screen whatever the zoom. */
  private drawShape(pose: SkimmerPose, colour: number, alpha: number, lift: number): void {
    const scale = this.ratio / this.zoom;
    const shape = this.shapes.take(FRAMES.shape[colour]);
    const y = pose.y - lift - SHAPE_LIFT * scale;
    shape
      ?.setPosition(pose.x, y)
      .setScale(SHAPE_SCALE * scale)
      .setAlpha(alpha);
  }

  private recall(pose: SkimmerPose): Memory {
    let memory = this.memories[pose.slot];
    if (memory === undefined) {
      memory = { trail: new Trail(), frame: 0, hitPoints: pose.hitPoints, flash: 0, shown: 0 };
      this.memories[pose.slot] = memory;
    }
    if (memory.frame !== this.frame - 1) {
      memory.trail.cut();
      memory.shown = pose.own ? 1 : 0;
      memory.hitPoints = pose.hitPoints;
    }
    memory.frame = this.frame;
    memory.shown = Math.min(1, memory.shown + this.seconds * 6);
    memory.flash =
      pose.hitPoints < memory.hitPoints ? FLASH_SECONDS : Math.max(0, memory.flash - this.seconds);
    memory.hitPoints = pose.hitPoints;
    return memory;
  }

  private drawHalo(pose: SkimmerPose, colour: number, alpha: number, flash: number): void {
    const dash = pose.dashTicks > 0 ? 0.5 : 0;
    const halo = this.halos.take(FRAMES.halo[colour]);
    halo
      ?.setPosition(pose.x, pose.y)
      .setScale(1.25 + dash + flash * 0.4)
      .setAlpha(alpha * (0.68 + dash * 0.4));
    if (pose.embers > 0) {
      const share = pose.embers / SKIMMER.maxEmbers;
      const glow = this.halos.take(FRAMES.halo[EMBER_COLOUR]);
      const pulse = 1 + 0.06 * Math.sin(this.now * 0.004 + pose.slot);
      glow
        ?.setPosition(pose.x, pose.y)
        .setScale((1.2 + 1.6 * share) * pulse)
        .setAlpha(alpha * (0.1 + 0.34 * share));
    }
    if (flash > 0) {
      const white = this.halos.take(FRAMES.halo[WHITE_COLOUR]);
      white?.setPosition(pose.x, pose.y).setScale(0.9).setAlpha(flash);
    }
  }

  /** Sparks off the stern of whoever moves: about one for every 14 u. */
  private drawExhaust(pose: SkimmerPose, trail: Trail, colour: number): void {
    const { stepX, stepY, stepLength } = trail;
    if (Math.random() * 14 >= stepLength) return;
    const back = 22 / Math.max(1, stepLength);
    const spread = (Math.random() * 2 - 1) * 40;
    const x = pose.x - stepX * back;
    const y = pose.y - stepY * back;
    const vx = (-stepX / stepLength) * 90 + (stepY / stepLength) * spread;
    const vy = (-stepY / stepLength) * 90 - (stepX / stepLength) * spread;
    this.particles.add(FRAMES.spark[colour], x, y, vx, vy, 0.45, 0.34);
  }

  private drawBody(pose: SkimmerPose, colour: number, alpha: number): void {
    const body = this.bodies.take(FRAMES.body[colour][pose.slot % SHAPES]);
    body?.setPosition(pose.x, pose.y).setRotation(radians(pose.aim)).setScale(BODY_SCALE).setAlpha(alpha);
  }

  /** Carried embers circle their carrier: one spark each up to ORBIT_LIMIT, then they grow. */
  private drawEmbers(pose: SkimmerPose, alpha: number): void {
    const count = Math.min(ORBIT_LIMIT, pose.embers);
    const more = Math.max(0, pose.embers - ORBIT_LIMIT) / SKIMMER.maxEmbers;
    for (let i = 0; i < count; i++) {
      const spark = this.orbits.take(FRAMES.spark[EMBER_COLOUR]);
      if (spark === null) return;
      const lane = i % 2;
      const angle = this.now * (lane === 0 ? 0.0021 : -0.0016) + (i / count) * Math.PI * 2;
      const reach = 50 + lane * 8 + 2 * Math.sin(this.now * 0.005 + i);
      spark.setPosition(pose.x + Math.cos(angle) * reach, pose.y + Math.sin(angle) * reach);
      spark.setScale(0.5 + more * 0.4).setAlpha(alpha * 0.95);
    }
  }
}
