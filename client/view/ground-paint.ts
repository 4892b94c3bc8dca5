// What a piece of the ground looks like: dust, grid, lanes' beds, rock with glowing edges.
// Owns: the painting of one chunk from arena and place alone. Must not: know textures or cameras.

import { hashInts } from "../../shared/sim/random.ts";
import { type Arena, Tile, tileAt } from "../../shared/sim/tiles.ts";
import { ARENA } from "../../shared/tunables.ts";
import { rockEdge } from "./palette.ts";
import { type RockLoop, traceLoop, traceRock } from "./rock-outline.ts";

/** Side of a chunk, u. */
export const CHUNK = 512;
const CORNER = 26;
/** Glow of an edge reaches this far from it, u. */
const EDGE_REACH = 20;

export class GroundPainter {
  private readonly arena: Arena;
  private readonly loops: RockLoop[];
  private readonly dust: HTMLCanvasElement | null;

  /** `grain`: the floor has dust. */
  constructor(arena: Arena, grain: boolean) {
    this.dust = grain ? makeDust() : null;
    this.arena = arena;
    this.loops = traceRock(arena);
  }

  /** Paints the chunk whose corner is (left, top), u, with `rim` u around it; the pen draws in pixels from 0, 0. */
  paint(pen: CanvasRenderingContext2D, left: number, top: number, rim: number, scale: number): void {
    pen.setTransform(scale, 0, 0, scale, (rim - left) * scale, (rim - top) * scale);
    this.paintFloor(pen, left, top);
    paintGrid(pen, left, top);
    this.paintLanes(pen, left, top);
    this.paintRock(pen, left, top);
    pen.setTransform(1, 0, 0, 1, 0, 0);
  }

  private paintFloor(pen: CanvasRenderingContext2D, left: number, top: number): void {
    const edge = 2;
    pen.fillStyle = "#2a3263";
    pen.fillRect(left - edge, top - edge, CHUNK + 2 * edge, CHUNK + 2 * edge);
    // Wide stains, placed by a hash of the world's cells, so that they run on across chunks.
    for (let cy = -1; cy <= 1; cy++) {
      for (let cx = -1; cx <= 1; cx++) paintStain(pen, this.arena.seed, left / CHUNK + cx, top / CHUNK + cy);
    }
    if (this.dust !== null)
      pen.drawImage(this.dust, left - edge, top - edge, CHUNK + 2 * edge, CHUNK + 2 * edge);
  }

  private paintLanes(pen: CanvasRenderingContext2D, left: number, top: number): void {
    const first = ARENA.tile;
    for (let y = Math.floor(top / first); y <= (top + CHUNK) / first; y++) {
      for (let x = Math.floor(left / first); x <= (left + CHUNK) / first; x++) {
        const tile = tileAt(this.arena, x, y);
        if (tile >= Tile.laneEast) paintLaneBed(pen, x * first, y * first, tile);
      }
    }
  }

  private paintRock(pen: CanvasRenderingContext2D, left: number, top: number): void {
    pen.beginPath();
    for (const loop of this.loops) {
      const near =
        loop.left - EDGE_REACH <= left + CHUNK &&
        loop.right + EDGE_REACH >= left &&
        loop.top - EDGE_REACH <= top + CHUNK &&
        loop.bottom + EDGE_REACH >= top;
      if (near) traceLoop(pen, loop, CORNER);
    }
    strokeGlow(pen);
    const body = pen.createLinearGradient(left, top, left + CHUNK, top + CHUNK);
    body.addColorStop(0, "#1a2360");
    body.addColorStop(1, "#131945");
    pen.fillStyle = body;
    pen.fill("evenodd");
    pen.save();
    pen.clip("evenodd");
    paintFacets(pen, this.arena.seed, left, top);
    innerGlow(pen);
    pen.restore();
    pen.lineWidth = 3;
    pen.strokeStyle = rockEdge();
    pen.stroke();
    pen.lineWidth = 1.2;
    pen.strokeStyle = "rgb(205 218 255 / .9)";
    pen.stroke();
  }
}

/** Wide faint strokes instead of a blur: a blur costs 30 ms a chunk where the CPU draws. */
function strokeGlow(pen: CanvasRenderingContext2D): void {
  pen.lineJoin = "round";
  for (let width = EDGE_REACH * 2; width >= 6; width -= 5) {
    pen.lineWidth = width;
    pen.strokeStyle = rockEdge(0.085);
    pen.stroke();
  }
}

function innerGlow(pen: CanvasRenderingContext2D): void {
  for (let width = 54; width >= 6; width -= 8) {
    pen.lineWidth = width;
    pen.strokeStyle = "rgb(74 104 255 / .085)";
    pen.stroke();
  }
}

/** Hairline cracks within the rock: short broken lines by a hash of the tile. */
function paintFacets(pen: CanvasRenderingContext2D, seed: number, left: number, top: number): void {
  const lines = new Path2D();
  const step = ARENA.tile / 2;
  for (let y = top - step; y <= top + CHUNK; y += step) {
    for (let x = left - step; x <= left + CHUNK; x += step) {
      const roll = hashInts(seed, Math.round(x / step), Math.round(y / step));
      if (roll % 3 === 0) continue;
      const px = x + (roll & 63);
      const py = y + ((roll >> 6) & 63);
      lines.moveTo(px, py);
      lines.lineTo(px + ((roll >> 12) & 63) - 32, py + ((roll >> 18) & 63) - 32);
      lines.lineTo(px + ((roll >> 14) & 127) - 64, py + ((roll >> 20) & 127) - 64);
    }
  }
  const path = pen as CanvasRenderingContext2D;
  path.lineWidth = 1;
  path.strokeStyle = "rgb(130 160 255 / .26)";
  path.stroke(lines);
}

function paintStain(pen: CanvasRenderingContext2D, seed: number, cellX: number, cellY: number): void {
  const roll = hashInts(seed, Math.round(cellX) + 4096, Math.round(cellY) + 4096);
  const x = (cellX + ((roll & 255) / 255) * 0.9) * CHUNK;
  const y = (cellY + (((roll >> 8) & 255) / 255) * 0.9) * CHUNK;
  const radius = CHUNK * (0.5 + ((roll >> 16) & 127) / 300);
  const hue = [232, 268, 205, 250][(roll >> 24) & 3];
  const stain = pen.createRadialGradient(x, y, 0, x, y, radius);
  stain.addColorStop(0, `hsl(${hue} 70% 42% / .5)`);
  stain.addColorStop(1, `hsl(${hue} 70% 42% / 0)`);
  pen.fillStyle = stain;
  pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

function paintGrid(pen: CanvasRenderingContext2D, left: number, top: number): void {
  for (const [step, colour, width] of [
    [32, "rgb(140 170 255 / .09)", 1],
    [128, "rgb(150 182 255 / .42)", 1.8],
  ] as const) {
    pen.fillStyle = colour;
    for (let at = 0; at <= CHUNK; at += step) {
      pen.fillRect(left + at - width / 2, top - 2, width, CHUNK + 4);
      pen.fillRect(left - 2, top + at - width / 2, CHUNK + 4, width);
    }
  }
}

function paintLaneBed(pen: CanvasRenderingContext2D, x: number, y: number, tile: number): void {
  const along = tile === Tile.laneEast || tile === Tile.laneWest;
  const size = ARENA.tile;
  const bed = along
    ? pen.createLinearGradient(0, y, 0, y + size)
    : pen.createLinearGradient(x, 0, x + size, 0);
  bed.addColorStop(0, "rgb(60 150 255 / 0)");
  bed.addColorStop(0.14, "rgb(60 150 255 / .34)");
  bed.addColorStop(0.17, "rgb(60 150 255 / .1)");
  bed.addColorStop(0.83, "rgb(60 150 255 / .1)");
  bed.addColorStop(0.86, "rgb(60 150 255 / .34)");
  bed.addColorStop(1, "rgb(60 150 255 / 0)");
  pen.fillStyle = bed;
  pen.fillRect(x, y, size, size);
}

/** Grain that repeats every chunk: specks and faint scratches. */
function makeDust(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = CHUNK;
  canvas.height = CHUNK;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  for (let i = 0; i < 2600; i++) {
    const roll = hashInts(i, 991);
    const light = (roll >> 18) & 1;
    pen.fillStyle = light ? `rgb(170 190 255 / ${0.03 + ((roll >> 20) & 15) / 160})` : "rgb(2 4 14 / .16)";
    const size = 0.8 + ((roll >> 24) & 3) * 0.5;
    pen.fillRect(roll & 511, (roll >> 9) & 511, size, size);
  }
  return canvas;
}
