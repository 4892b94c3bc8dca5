// Beams of the Lance: there at once, white-hot in a wide glow, gone in a third of a second; the dark along them is lit.
// Owns: the beams that still glow, in a fixed pool. Must not: decide where they end.
import type Phaser from "phaser";
import { FRAMES } from "./atlas.ts";
import { type Ends, SOFT } from "./atlas-arms.ts";
import { DEPTH } from "./depths.ts";
import { layRay } from "./lay-ray.ts";
import type { LightMap } from "./light-map.ts";
import { SpritePool } from "./sprite-pool.ts";

/** Beams that glow at once; beyond it the oldest gives way. */
const LIMIT = 24;
const LIFE = 0.34;
/** The first moment is wider, s. */
const FLARE = 0.06;
/** Lights along a beam stand this far apart, u. */
const LIGHT_STEP = 84;
const LIGHT_RADIUS = 250;
/** Bolts that run along it show which way it went. */
const RUNNERS = 3;

export interface Beam {
  x: number;
  y: number;
  toX: number;
  toY: number;
  colour: number;
  /** It begins at a skimmer; otherwise it comes out of the dark. */
  begins: boolean;
  /** It ends on something; otherwise it fades into the dark. */
  ends: boolean;
}

export class Beams {
  private readonly beams: Beam[] = [];
  private readonly ages = new Float32Array(LIMIT).fill(LIFE);
  private next = 0;
  private readonly rays: SpritePool;
  /** Not additive: on ground that is lit blue, added yellow would be white, and nobody's colour. */
  private readonly tints: SpritePool;
  private readonly still: boolean;

  /** `still`: the person asked for reduced motion; no flare, nothing runs. */
  constructor(scene: Phaser.Scene, still: boolean) {
    this.still = still;
    this.rays = new SpritePool(scene, FRAMES.core.none[0], DEPTH.shots, LIMIT * (2 + RUNNERS));
    this.tints = new SpritePool(scene, FRAMES.glow.none[0], DEPTH.tints, LIMIT, false);
    for (let i = 0; i < LIMIT; i++)
      this.beams.push({ x: 0, y: 0, toX: 0, toY: 0, colour: 0, begins: true, ends: true });
  }

  /** The one to fill for a beam that is fired now. */
  add(): Beam {
    const i = this.next;
    this.next = (i + 1) % LIMIT;
    this.ages[i] = 0;
    return this.beams[i];
  }

  clear(): void {
    this.ages.fill(LIFE);
  }

  draw(seconds: number, lights: LightMap): void {
    this.rays.begin();
    this.tints.begin();
    for (let i = 0; i < LIMIT; i++) {
      if (this.ages[i] >= LIFE) continue;
      this.drawOne(this.beams[i], this.ages[i], lights);
      // Aged after it is drawn: however slow the frames, each is seen at its brightest once.
      this.ages[i] += seconds;
    }
    this.rays.end();
    this.tints.end();
  }

  private drawOne(beam: Beam, age: number, lights: LightMap): void {
    const left = 1 - age / LIFE;
    const flare = this.still ? 0 : Math.max(0, 1 - age / FLARE);
    const { colour } = beam;
    const kind: Ends = beam.begins === beam.ends ? (beam.begins ? "none" : "both") : "first";
    // The frame fades at its first end: a beam that fades at its last is laid the other way round.
    const turned = beam.begins && !beam.ends;
    const x = turned ? beam.toX : beam.x;
    const y = turned ? beam.toY : beam.y;
    const toX = turned ? beam.x : beam.toX;
    const toY = turned ? beam.y : beam.toY;
    const { core, glow } = FRAMES;
    // The glow's soft ends lie beyond the beam's, so that it is whole where the beam is.
    const overX = (toX - x) * SOFT * 0.6;
    const overY = (toY - y) * SOFT * 0.6;
    const wide = 150 + 70 * flare;
    layRay(
      this.rays,
      glow[kind][colour],
      x - overX,
      y - overY,
      toX + overX,
      toY + overY,
      wide,
      0.4 * left ** 2,
    );
    const tint = 20 + 64 * left + 30 * flare;
    layRay(this.tints, glow[kind][colour], x - overX, y - overY, toX + overX, toY + overY, tint, left ** 0.8);
    layRay(this.rays, core[kind][colour], x, y, toX, toY, 6 + 26 * left ** 2 + 18 * flare, left ** 0.7);
    if (!this.still) this.drawRunners(beam, age, left);
    this.light(beam, left, lights);
  }

  private drawRunners(beam: Beam, age: number, left: number): void {
    const length = Math.hypot(beam.toX - beam.x, beam.toY - beam.y);
    const long = Math.min(length, 90);
    for (let i = 0; i < RUNNERS; i++) {
      const from = (age / LIFE) * 1.5 - 0.12 + i * 0.3;
      const far = from * length;
      if (far < 0 || far + long > length) continue;
      const dx = (beam.toX - beam.x) / length;
      const dy = (beam.toY - beam.y) / length;
      const x = beam.x + dx * far;
      const y = beam.y + dy * far;
      const frame = FRAMES.core.both[beam.colour];
      layRay(this.rays, frame, x, y, x + dx * long, y + dy * long, 22, left);
    }
  }

  private light(beam: Beam, left: number, lights: LightMap): void {
    const length = Math.hypot(beam.toX - beam.x, beam.toY - beam.y);
    const count = Math.max(1, Math.ceil(length / LIGHT_STEP));
    for (let i = 0; i <= count; i++) {
      const share = i / count;
      const x = beam.x + (beam.toX - beam.x) * share;
      const y = beam.y + (beam.toY - beam.y) * share;
      const faint = (i === 0 && !beam.begins) || (i === count && !beam.ends);
      lights.addGlow(x, y, LIGHT_RADIUS, beam.colour, (faint ? 0.25 : 0.7) * left);
    }
  }
}
