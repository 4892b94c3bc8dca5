// Where a frame's light is summed: on the GPU, or on a 2D canvas where there is no WebGL.
// Owns: the two ways to lay lamps on a dark plate. Must not: know the world (pixels of the plate only).
import type Phaser from "phaser";
import { LAMP_SIDE } from "./lamps.ts";
import type { Sprite } from "./sprite-pool.ts";

/** Of the plate without light. */
const AMBIENT = 0x24284a;
const COLUMNS = 8;
const ADD = 1;

export interface LightPlate {
  /** All dark, of this size in pixels. */
  begin(columns: number, rows: number): void;
  /** Adds the lamp of an index with its middle at (x, y) and its rim `r` away; the last lamp may be painted anew before. */
  lay(lamp: number, x: number, y: number, r: number, strength: number): void;
  /** The light that was laid is in the texture. */
  end(): void;
}

/**
 * 160 lamps on a 2D canvas are 3 ms of the main thread a frame and more on larger screens; here each is one quad. (Two
 * busy cores, 160x90 pixels.)
 */
export class GpuPlate implements LightPlate {
  private readonly texture: Phaser.Textures.DynamicTexture;
  private readonly own: Phaser.Textures.CanvasTexture;
  private readonly ownImage: Sprite;
  private readonly ownIndex: number;
  private readonly images: Sprite[] = [];
  private readonly scene: Phaser.Scene;
  private readonly sheet: string;
  private used = 0;

  /** Its texture gets the name `key`. */
  constructor(scene: Phaser.Scene, key: string, lamps: readonly HTMLCanvasElement[]) {
    const { textures } = scene;
    this.scene = scene;
    this.texture = textures.addDynamicTexture(key, 2, 2, false) as Phaser.Textures.DynamicTexture;
    this.sheet = `${key}-lamps`;
    this.ownIndex = lamps.length - 1;
    const side = LAMP_SIDE * COLUMNS;
    const sheet = textures.createCanvas(this.sheet, side, side) as Phaser.Textures.CanvasTexture;
    lamps.slice(0, -1).forEach((lamp, i) => {
      const x = (i % COLUMNS) * LAMP_SIDE;
      const y = Math.floor(i / COLUMNS) * LAMP_SIDE;
      sheet.context.drawImage(lamp, x, y);
      sheet.add(i, 0, x, y, LAMP_SIDE, LAMP_SIDE);
    });
    sheet.refresh();
    this.own = textures.addCanvas(`${key}-own`, lamps[this.ownIndex]) as Phaser.Textures.CanvasTexture;
    this.ownImage = this.make(`${key}-own`);
  }

  begin(columns: number, rows: number): void {
    if (columns !== this.texture.width || rows !== this.texture.height)
      this.texture.setSize(columns, rows, false);
    this.texture.fill(AMBIENT);
    this.used = 0;
  }

  lay(lamp: number, x: number, y: number, r: number, strength: number): void {
    if (lamp === this.ownIndex) this.own.refresh();
    const image = lamp === this.ownIndex ? this.ownImage : this.take(lamp);
    image
      .setPosition(x, y)
      .setScale((2 * r) / LAMP_SIDE)
      .setAlpha(strength);
    this.texture.draw(image);
  }

  end(): void {
    this.texture.render();
  }

  private take(lamp: number): Sprite {
    const image = this.images[this.used] ?? this.make(this.sheet);
    this.images[this.used++] = image;
    // Frames of the sheet have numbers for names; Phaser's type says string.
    if (image.frame.name !== (lamp as unknown as string)) image.setFrame(lamp);
    return image;
  }

  /** Not on the scene's list: it is drawn on the plate alone. */
  private make(key: string): Sprite {
    const image = this.scene.add.image(0, 0, key).setBlendMode(ADD);
    image.removeFromDisplayList();
    return image;
  }
}

export class CanvasPlate implements LightPlate {
  private readonly pen: CanvasRenderingContext2D;
  private readonly texture: Phaser.Textures.CanvasTexture;
  private readonly lamps: readonly HTMLCanvasElement[];

  /** Its texture gets the name `key`. */
  constructor(scene: Phaser.Scene, key: string, lamps: readonly HTMLCanvasElement[]) {
    this.lamps = lamps;
    this.texture = scene.textures.createCanvas(key, 2, 2) as Phaser.Textures.CanvasTexture;
    this.pen = this.texture.context;
  }

  begin(columns: number, rows: number): void {
    if (columns !== this.texture.width || rows !== this.texture.height) this.texture.setSize(columns, rows);
    this.pen.globalCompositeOperation = "source-over";
    this.pen.globalAlpha = 1;
    this.pen.fillStyle = `#${AMBIENT.toString(16)}`;
    this.pen.fillRect(0, 0, columns, rows);
    this.pen.globalCompositeOperation = "lighter";
  }

  lay(lamp: number, x: number, y: number, r: number, strength: number): void {
    this.pen.globalAlpha = strength;
    this.pen.drawImage(this.lamps[lamp], x - r, y - r, r * 2, r * 2);
  }

  end(): void {
    // The Canvas renderer draws from this very canvas.
  }
}
