// One's own light with the shadows that rock throws: a look, not a rule (what is revealed is drawn above the dark).
// Owns: the geometry of shadows. Must not: hide anything that the server sent.

import { type Arena, isSolid, tileAt } from "../../shared/sim/tiles.ts";
import { ARENA } from "../../shared/tunables.ts";
import { LAMP_SIDE } from "./lamps.ts";
import { type LightMap, SPILL } from "./light-map.ts";

const SHADE = 0.62;
/** Corners of a tile clockwise, and the neighbour across the edge that starts at each. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;
const ACROSS = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

export class RockShadows {
  private readonly pen: CanvasRenderingContext2D;
  private readonly map: LightMap;

  constructor(map: LightMap) {
    this.map = map;
    // Read back every frame for the upload, so it had better stay out of the GPU.
    this.pen = map.own.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  }

  /** Adds to the map a lamp at (x, y), u, that rock within its reach `light`, u, shades. */
  add(arena: Arena, x: number, y: number, light: number, colour: number): void {
    const radius = light * SPILL;
    const { pen, map } = this;
    const scale = LAMP_SIDE / (radius * 2);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    // In place of what was there.
    pen.globalCompositeOperation = "copy";
    pen.globalAlpha = 1;
    pen.drawImage(map.lamp(colour), 0, 0);
    pen.setTransform(scale, 0, 0, scale, LAMP_SIDE / 2 - x * scale, LAMP_SIDE / 2 - y * scale);
    pen.globalCompositeOperation = "destination-out";
    pen.globalAlpha = SHADE;
    pen.beginPath();
    this.traceShadows(arena, x, y, radius);
    pen.fill();
    map.addOwn(x, y, radius);
  }

  private traceShadows(arena: Arena, x: number, y: number, radius: number): void {
    const tile = ARENA.tile;
    const lastColumn = Math.floor((x + radius) / tile);
    const lastRow = Math.floor((y + radius) / tile);
    for (let row = Math.floor((y - radius) / tile); row <= lastRow; row++) {
      for (let column = Math.floor((x - radius) / tile); column <= lastColumn; column++) {
        if (!isSolid(tileAt(arena, column, row))) continue;
        for (let edge = 0; edge < 4; edge++) this.traceEdge(arena, column, row, edge, x, y, radius);
      }
    }
  }

  /** The ground behind an outer edge that faces away from the light; all of them wind the same way. */
  private traceEdge(
    a: Arena,
    column: number,
    row: number,
    edge: number,
    x: number,
    y: number,
    r: number,
  ): void {
    const across = ACROSS[edge];
    if (isSolid(tileAt(a, column + across[0], row + across[1]))) return;
    const from = CORNERS[edge];
    const to = CORNERS[(edge + 1) % 4];
    const ax = (column + from[0]) * ARENA.tile;
    const ay = (row + from[1]) * ARENA.tile;
    if ((ax - x) * across[0] + (ay - y) * across[1] <= 0) return;
    const bx = (column + to[0]) * ARENA.tile;
    const by = (row + to[1]) * ARENA.tile;
    const aFar = (r * 2) / Math.max(1, Math.hypot(ax - x, ay - y));
    const bFar = (r * 2) / Math.max(1, Math.hypot(bx - x, by - y));
    this.pen.moveTo(ax, ay);
    this.pen.lineTo(bx, by);
    this.pen.lineTo(bx + (bx - x) * bFar, by + (by - y) * bFar);
    this.pen.lineTo(ax + (ax - x) * aFar, ay + (ay - y) * aFar);
    this.pen.closePath();
  }
}
