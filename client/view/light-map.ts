// The dark and the lights that cut it: a small picture of light, laid over the ground and multiplied with it.
// Owns: how light falls off and mixes. Must not: decide who is visible (the server does).
import type Phaser from "phaser";
import type { Tint } from "../settings/tints.ts";
import { DEPTH } from "./depths.ts";
import type { Box } from "./ground.ts";

/** Screen pixels to one pixel of light: linear filtering smooths the rest, and light has no detail. */
const COARSE = 8;
const MULTIPLY = 2;
const AMBIENT = "rgb(36 40 74)";
/** A lamp is drawn this much larger than what it reveals: its soft edge then lies on the rim, not within. */
export const SPILL = 1.12;
const LAMP_SIDE = 128;
const KEY = "light-map";

export class LightMap {
  /** Left, top of the map in u and its pixels per u, for whoever draws shadows. */
  left = 0;
  top = 0;
  scale = 1;
  readonly pen: CanvasRenderingContext2D;
  private readonly canvas = document.createElement("canvas");
  private readonly lamps: HTMLCanvasElement[];
  private readonly glows: HTMLCanvasElement[];
  private readonly texture: Phaser.Textures.CanvasTexture;
  private readonly image: Phaser.GameObjects.Image;

  constructor(scene: Phaser.Scene, tints: readonly Tint[]) {
    this.canvas.width = 160;
    this.canvas.height = 90;
    // Read back every frame for the upload, so it had better stay out of the GPU.
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    const colours = [...tints.map(({ hue }) => `hsl(${hue} 100% 74%`), "hsl(36 100% 66%", "hsl(225 70% 88%"];
    this.lamps = colours.map((colour) => makeLamp(colour, 0.66));
    this.glows = colours.map((colour) => makeLamp(colour, 0));
    this.texture = scene.textures.addCanvas(KEY, this.canvas) as Phaser.Textures.CanvasTexture;
    this.image = scene.add.image(0, 0, KEY).setOrigin(0).setDepth(DEPTH.dark).setBlendMode(MULTIPLY);
  }

  /** Starts a frame's light for what `view` shows on a screen of `width` x `height` pixels: all dark. */
  begin(view: Readonly<Box>, width: number, height: number): void {
    const columns = Math.max(2, Math.ceil(width / COARSE));
    const rows = Math.max(2, Math.ceil(height / COARSE));
    if (columns !== this.canvas.width || rows !== this.canvas.height) this.resize(columns, rows);
    this.left = view.left;
    this.top = view.top;
    this.scale = columns / (view.right - view.left);
    this.pen.globalCompositeOperation = "source-over";
    this.pen.globalAlpha = 1;
    this.pen.fillStyle = AMBIENT;
    this.pen.fillRect(0, 0, columns, rows);
    this.pen.globalCompositeOperation = "lighter";
    this.image.setPosition(view.left, view.top);
    this.image.setDisplaySize(view.right - view.left, view.bottom - view.top);
  }

  /** A lamp at a point, u, that reaches `radius`, u: what it reveals, evenly lit. `strength`: 0..1. */
  add(x: number, y: number, radius: number, colour: number, strength: number): void {
    this.draw(this.lamps[colour], x, y, radius * SPILL, strength);
  }

  /** A glow that fades from its middle on: it reveals nothing, it only shines. */
  addGlow(x: number, y: number, radius: number, colour: number, strength: number): void {
    this.draw(this.glows[colour], x, y, radius, strength);
  }

  /** The lamp's picture, for whoever draws light on a picture of its own. */
  lamp(colour: number): HTMLCanvasElement {
    return this.lamps[colour];
  }

  end(): void {
    this.texture.refresh();
  }

  private draw(lamp: HTMLCanvasElement, x: number, y: number, radius: number, strength: number): void {
    const r = radius * this.scale;
    const px = (x - this.left) * this.scale;
    const py = (y - this.top) * this.scale;
    if (px < -r || py < -r || px > this.canvas.width + r || py > this.canvas.height + r) return;
    this.pen.globalAlpha = strength;
    this.pen.drawImage(lamp, px - r, py - r, r * 2, r * 2);
  }

  private resize(columns: number, rows: number): void {
    this.texture.setSize(columns, rows);
    this.image.setFrame(this.image.frame.name);
  }
}

/** Light that is even up to `even` of the radius and gone at its rim. `colour`: an hsl() without its bracket. */
function makeLamp(colour: string, even: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = LAMP_SIDE;
  canvas.height = LAMP_SIDE;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const r = LAMP_SIDE / 2;
  const gradient = pen.createRadialGradient(r, r, 0, r, r, r);
  for (let i = 0; i <= 16; i++) {
    const at = i / 16;
    const rim = at < even ? 1 : 1 - (at - even) / (1 - even);
    const smooth = rim * rim * (3 - 2 * rim);
    gradient.addColorStop(at, `${colour} / ${(1 - 0.4 * at) * smooth})`);
  }
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, LAMP_SIDE, LAMP_SIDE);
  return canvas;
}
