// The ground under the camera as a few painted chunks that are painted anew as it moves.
// Owns: which chunk shows what. Must not: paint (ground-paint.ts does).
import type Phaser from "phaser";
import type { Arena } from "../../shared/sim/tiles.ts";
import { DEPTH } from "./depths.ts";
import { CHUNK, GroundPainter } from "./ground-paint.ts";

/** u painted beyond a chunk's edges: neighbours overlap, else scaled edges leave hairlines. */
const RIM = 1;
/** Chunks painted in one frame while they lie in the dark: each takes some milliseconds. */
const PAINTS_PER_FRAME = 2;

interface Chunk {
  column: number;
  row: number;
  texture: Phaser.Textures.CanvasTexture;
  image: Phaser.GameObjects.Image;
  /** Frame in which it was last in view. */
  wanted: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether something of radius `reach` at (x, y), u, may show in `view`. */
export const isNearView = (view: Readonly<Box>, x: number, y: number, reach: number): boolean =>
  x > view.left - reach && x < view.right + reach && y > view.top - reach && y < view.bottom + reach;

let texturesMade = 0;

function isNear(column: number, row: number, x: number, y: number, reach: number): boolean {
  const half = CHUNK / 2;
  return (
    Math.abs(column * CHUNK + half - x) < half + reach && Math.abs(row * CHUNK + half - y) < half + reach
  );
}

export class Ground {
  private readonly scene: Phaser.Scene;
  private readonly chunks: Chunk[] = [];
  private scale: number;
  private grain: boolean;
  private painter: GroundPainter;
  private frame = 0;

  /** `scale`: pixels of a chunk's texture per u; `grain`: the floor has dust. */
  constructor(scene: Phaser.Scene, arena: Arena, scale: number, grain: boolean) {
    this.scene = scene;
    this.scale = scale;
    this.grain = grain;
    this.painter = new GroundPainter(arena, grain);
  }

  /** Takes another fineness; everything is painted anew. */
  setFineness(arena: Arena, scale: number, grain: boolean): void {
    if (scale === this.scale && grain === this.grain) return;
    this.scale = scale;
    this.grain = grain;
    for (const { image, texture } of this.chunks) {
      image.destroy();
      this.scene.textures.remove(texture);
    }
    this.chunks.length = 0;
    this.painter = new GroundPainter(arena, grain);
  }

  /** Takes another map; everything is painted anew when it is next seen. */
  setArena(arena: Arena): void {
    this.painter = new GroundPainter(arena, this.grain);
    for (const chunk of this.chunks) {
      chunk.column = Number.NaN;
      chunk.image.setVisible(false);
    }
  }

  /** Shows what lies in `view`; what is missing within `reach` of (x, y), u, is painted at once, the dark rest soon. */
  show(view: Readonly<Box>, x: number, y: number, reach: number): void {
    this.frame += 1;
    let paints = PAINTS_PER_FRAME;
    const lastColumn = Math.floor(view.right / CHUNK);
    const lastRow = Math.floor(view.bottom / CHUNK);
    for (let row = Math.floor(view.top / CHUNK); row <= lastRow; row++) {
      for (let column = Math.floor(view.left / CHUNK); column <= lastColumn; column++) {
        const chunk = this.find(column, row);
        if (chunk !== null) chunk.wanted = this.frame;
        else if (isNear(column, row, x, y, reach) || paints-- > 0) this.paint(column, row);
      }
    }
    for (const chunk of this.chunks) chunk.image.setVisible(chunk.wanted === this.frame);
  }

  private find(column: number, row: number): Chunk | null {
    for (const chunk of this.chunks) if (chunk.column === column && chunk.row === row) return chunk;
    return null;
  }

  private paint(column: number, row: number): void {
    const chunk = this.freeChunk();
    chunk.column = column;
    chunk.row = row;
    chunk.wanted = this.frame;
    this.painter.paint(chunk.texture.context, column * CHUNK, row * CHUNK, RIM, this.scale);
    chunk.texture.refresh();
    chunk.image.setPosition(column * CHUNK - RIM, row * CHUNK - RIM);
  }

  /** The chunk that has been out of view longest, or a new one while none is. */
  private freeChunk(): Chunk {
    let oldest: Chunk | null = null;
    for (const chunk of this.chunks) {
      if (chunk.wanted < this.frame - 1 && (oldest === null || chunk.wanted < oldest.wanted)) oldest = chunk;
    }
    // A few stay painted beyond the view, so that turning back costs nothing.
    return oldest !== null && this.chunks.length > 24 ? oldest : this.addChunk();
  }

  private addChunk(): Chunk {
    const side = Math.round((CHUNK + 2 * RIM) * this.scale);
    const key = `ground-${texturesMade++}`;
    const texture = this.scene.textures.createCanvas(key, side, side) as Phaser.Textures.CanvasTexture;
    const image = this.scene.add.image(0, 0, key);
    image
      .setOrigin(0)
      .setDepth(DEPTH.ground)
      .setDisplaySize(CHUNK + 2 * RIM, CHUNK + 2 * RIM);
    const chunk: Chunk = { column: Number.NaN, row: 0, texture, image, wanted: 0 };
    this.chunks.push(chunk);
    return chunk;
  }
}
