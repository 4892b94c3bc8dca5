// What an arena consists of, and what lies where on it.
// Owns: the kinds of tiles and the shape of a map. Must not: make one (arena.ts does).
import { ARENA } from "../tunables.ts";

export const Tile = { floor: 0, rock: 1, laneEast: 2, laneSouth: 3, laneWest: 4, laneNorth: 5 } as const;

export interface Place {
  x: number;
  y: number;
}

export interface Arena {
  seed: number;
  /** Side of the square, u. Everything outside is rock. */
  side: number;
  /** Tiles along a side. */
  columns: number;
  /** Kind of each tile, row by row (`Tile`). */
  tiles: Uint8Array;
  beacons: Place[];
  forge: Place;
  /** Fair places to start: clear ground, about equally far from the nearest beacon. */
  spawns: Place[];
}

/** Kind of the tile at column, row; rock outside the map. */
export function tileAt(arena: Arena, column: number, row: number): number {
  if (column < 0 || row < 0 || column >= arena.columns || row >= arena.columns) return Tile.rock;
  return arena.tiles[row * arena.columns + column];
}

/** Kind of the tile under a point, u. */
export function tileUnder(arena: Arena, x: number, y: number): number {
  return tileAt(arena, Math.floor(x / ARENA.tile), Math.floor(y / ARENA.tile));
}
