// The dark and the lights that cut it: a small picture of light, laid over the ground and multiplied with it.
// Owns: where light falls. Must not: decide who is visible (the server does).
import type Phaser from "phaser";
import type { Tint } from "../settings/tints.ts";
import { DEPTH } from "./depths.ts";
import type { Box } from "./ground.ts";
import { LAMP_SIDE, makeLamps } from "./lamps.ts";
import { CanvasPlate, GpuPlate, type LightPlate } from "./light-plates.ts";

/** Screen pixels to one pixel of light: linear filtering smooths the rest, and light has no detail. */
const COARSE = 8;
const MULTIPLY = 2;
/** A lamp is drawn this much larger than what it reveals: its soft edge then lies on the rim, not within. */
export const SPILL = 1.12;
const KEY = "light-map";

export class LightMap {
  /** A lamp of one's own, LAMP_SIDE pixels wide, for whoever paints shadows into it. */
  readonly own = document.createElement("canvas");
  private left = 0;
  private top = 0;
  /** Pixels of the plate per u. */
  private scale = 1;
  private columns = 0;
  private rows = 0;
  private readonly lamps: HTMLCanvasElement[];
  private readonly plate: LightPlate;
  private readonly image: Phaser.GameObjects.Image;
  /** Index of the first glow. */
  private readonly glows: number;

  constructor(scene: Phaser.Scene, tints: readonly Tint[], renderer: "webgl" | "canvas") {
    this.own.width = LAMP_SIDE;
    this.own.height = LAMP_SIDE;
    this.lamps = makeLamps(tints);
    this.glows = this.lamps.length / 2;
    const Plate = renderer === "webgl" ? GpuPlate : CanvasPlate;
    this.plate = new Plate(scene, KEY, [...this.lamps, this.own]);
    this.image = scene.add.image(0, 0, KEY).setOrigin(0).setDepth(DEPTH.dark).setBlendMode(MULTIPLY);
  }

  /** Starts a frame's light for what `view` shows on a screen of `width` x `height` pixels: all dark. */
  begin(view: Readonly<Box>, width: number, height: number): void {
    this.columns = Math.max(2, Math.ceil(width / COARSE));
    this.rows = Math.max(2, Math.ceil(height / COARSE));
    this.left = view.left;
    this.top = view.top;
    this.scale = this.columns / (view.right - view.left);
    this.plate.begin(this.columns, this.rows);
    this.image.setFrame(this.image.frame.name).setPosition(view.left, view.top);
    this.image.setDisplaySize(view.right - view.left, view.bottom - view.top);
  }

  /** A lamp at a point, u, that reaches `radius`, u: what it reveals, evenly lit. `strength`: 0..1. */
  add(x: number, y: number, radius: number, colour: number, strength: number): void {
    this.lay(colour, x, y, radius * SPILL, strength);
  }

  /** A glow that fades from its middle on: it reveals nothing, it only shines. */
  addGlow(x: number, y: number, radius: number, colour: number, strength: number): void {
    this.lay(this.glows + colour, x, y, radius, strength);
  }

  /** One's own lamp as it is painted now; `radius`, u, is its picture's. */
  addOwn(x: number, y: number, radius: number): void {
    this.lay(this.lamps.length, x, y, radius, 1);
  }

  /** The lamp's picture, for whoever paints one's own. */
  lamp(colour: number): HTMLCanvasElement {
    return this.lamps[colour];
  }

  end(): void {
    this.plate.end();
  }

  private lay(lamp: number, x: number, y: number, radius: number, strength: number): void {
    const r = radius * this.scale;
    const px = (x - this.left) * this.scale;
    const py = (y - this.top) * this.scale;
    if (px < -r || py < -r || px > this.columns + r || py > this.rows + r) return;
    this.plate.lay(lamp, px, py, r, strength);
  }
}
