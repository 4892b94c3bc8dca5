// The dark and the lights that cut it: a small picture of light, laid over the ground and multiplied with it.
// Owns: how light falls off and mixes. Must not: decide who is visible (the server does).
import type Phaser from "phaser";
import { HUES } from "../../shared/tunables.ts";
import { DEPTH } from "./depths.ts";
import type { Box } from "./ground.ts";

/** Screen pixels to one pixel of light: linear filtering smooths the rest, and light has no detail. */
const COARSE = 8;
const MULTIPLY = 2;
const AMBIENT = "rgb(36 40 74)";
const LAMP_SIDE = 128;
const KEY = "light-map";

export class LightMap {
  /** Left, top of the map in u and its pixels per u, for whoever draws shadows. */
  left = 0;
  top = 0;
  scale = 1;
  readonly pen: CanvasRenderingContext2D;
  private readonly canvas = document.createElement("canvas");
  private readonly lamps: HTMLCanvasElement[] = [];
  private readonly texture: Phaser.Textures.CanvasTexture;
  private readonly image: Phaser.GameObjects.Image;

  constructor(scene: Phaser.Scene) {
    this.canvas.width = 160;
    this.canvas.height = 90;
    // Read back every frame for the upload, so it had better stay out of the GPU.
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    for (const hue of HUES) this.lamps.push(makeLamp(`hsl(${hue} 100% 74%`));
    this.lamps.push(makeLamp("hsl(36 100% 66%"), makeLamp("hsl(225 70% 88%"));
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

  /** A lamp at a point, u, that reaches `radius`, u. `strength`: 0..1. */
  add(x: number, y: number, radius: number, colour: number, strength: number): void {
    const r = radius * this.scale;
    const px = (x - this.left) * this.scale;
    const py = (y - this.top) * this.scale;
    if (px < -r || py < -r || px > this.canvas.width + r || py > this.canvas.height + r) return;
    this.pen.globalAlpha = strength;
    this.pen.drawImage(this.lamps[colour], px - r, py - r, r * 2, r * 2);
  }

  /** The lamp's picture, for whoever draws light on a picture of its own. */
  lamp(colour: number): HTMLCanvasElement {
    return this.lamps[colour];
  }

  end(): void {
    this.texture.refresh();
  }

  private resize(columns: number, rows: number): void {
    this.texture.setSize(columns, rows);
    this.image.setFrame(this.image.frame.name);
  }
}

/** Even light over most of the circle, gone at its rim. `colour`: an hsl() without its closing bracket. */
function makeLamp(colour: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = LAMP_SIDE;
  canvas.height = LAMP_SIDE;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const r = LAMP_SIDE / 2;
  const gradient = pen.createRadialGradient(r, r, 0, r, r, r);
  for (let i = 0; i <= 16; i++) {
    const at = i / 16;
    const rim = at < 0.66 ? 1 : 1 - (at - 0.66) / 0.34;
    const smooth = rim * rim * (3 - 2 * rim);
    gradient.addColorStop(at, `${colour} / ${(1 - 0.4 * at) * smooth})`);
  }
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, LAMP_SIDE, LAMP_SIDE);
  return canvas;
}
