// What an arena consists of, and what lies where on it.
// Owns: the kinds of tiles and the shape of a map. Must not: make one (arena.ts does).
import { ARENA } from "../tunables.ts";

/** Crystal is rock until it is broken (crystal.ts); haze is ground that hides who is inside (hiding.ts). */
export const Tile = {
  floor: 0,
  rock: 1,
  crystal: 2,
  haze: 3,
  laneEast: 4,
  laneSouth: 5,
  laneWest: 6,
  laneNorth: 7,
} as const;

/** Whether a kind of tile stops skimmers, shots and beams. */
export const isSolid = (kind: number): boolean => kind === Tile.rock || kind === Tile.crystal;

export interface Place {
  x: number;
  y: number;
}

/** A bar that turns round its middle, (x, y). Its angle follows from the tick alone (gates.ts). */
export interface Gate extends Place {
  /** Angle at tick 0, brads. */
  phase: number;
  /** Turn a tick, brads; below 0 the other way. */
  speed: number;
}

/** Where a core may be, u: its boards stop nothing else. */
export interface Rink {
  left: number;
  top: number;
  right: number;
  bottom: number;
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
  /** Ways from place to place: 2k and 2k + 1 are partners. */
  portals: Place[];
  /** Middles of the gravity wells. */
  wells: Place[];
  gates: Gate[];
  /** Where each of two teams starts: place i of one is place i of the other, turned by half a turn. Else none. */
  ends: Place[][];
  /** Middle of each team's ring, which the other's core must not reach; none where none is played with. */
  goals: Place[];
  rink: Rink | null;
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
