// A canvas that small drawings are packed on, row by row.
// Owns: where each drawing lies. Must not: know Phaser or what is drawn.

export interface SheetFrame {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws within 0..width, 0..height. */
export type Painter = (pen: CanvasRenderingContext2D, width: number, height: number) => void;

/** Free pixels round each frame: linear filtering must not fetch from a neighbour. */
const GAP = 2;

export class AtlasSheet {
  readonly canvas = document.createElement("canvas");
  readonly frames: SheetFrame[] = [];
  private readonly pen: CanvasRenderingContext2D;
  private x = GAP;
  private y = GAP;
  private rowHeight = 0;

  constructor(width: number, height: number) {
    this.canvas.width = width;
    this.canvas.height = height;
    this.pen = this.canvas.getContext("2d") as CanvasRenderingContext2D;
  }

  /** Packs one drawing; throws when the sheet is full. Add tall ones first. */
  add(name: string, width: number, height: number, paint: Painter): void {
    if (this.x + width + GAP > this.canvas.width) {
      this.x = GAP;
      this.y += this.rowHeight + GAP;
      this.rowHeight = 0;
    }
    if (this.y + height + GAP > this.canvas.height) throw new Error(`The atlas has no room for ${name}.`);
    this.pen.save();
    this.pen.beginPath();
    this.pen.rect(this.x, this.y, width, height);
    this.pen.clip();
    this.pen.translate(this.x, this.y);
    this.pen.beginPath();
    paint(this.pen, width, height);
    this.pen.restore();
    this.frames.push({ name, x: this.x, y: this.y, width, height });
    this.x += width + GAP;
    this.rowHeight = Math.max(this.rowHeight, height);
  }
}
