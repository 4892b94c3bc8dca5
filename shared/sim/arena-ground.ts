// The ground of a map: rock, what is cleared of it, lanes.
// Owns: which tiles they take. Must not: choose places (arena-places.ts does).
import { ARENA } from "../tunables.ts";
import { pressStamp, STAMP_SIDE } from "./arena-stamps.ts";
import { nextBelow, type RandomState } from "./random.ts";
import { type Arena, type Place, Tile } from "./tiles.ts";

/** A map without anything on it. */
export function emptyArena(seed: number, side: number): Arena {
  const columns = side / ARENA.tile;
  return {
    seed: seed >>> 0,
    side,
    columns,
    tiles: new Uint8Array(columns * columns),
    beacons: [],
    forge: { x: side / 2, y: side / 2 },
    spawns: [],
    portals: [],
    wells: [],
    gates: [],
    ends: [],
    goals: [],
    rink: null,
  };
}

export function placeRock(arena: Arena, dice: RandomState): void {
  for (let row = 0; row < arena.columns - 1; row += STAMP_SIDE) {
    for (let column = 0; column < arena.columns - 1; column += STAMP_SIDE) {
      if (nextBelow(dice, 100) < 72) pressStamp(arena, dice, column, row, Tile.rock);
    }
  }
}

/** Makes floor of every tile whose middle is within `reach` u of a place. */
export function clearDisc(arena: Arena, place: Place, reach: number): void {
  for (let row = 0; row < arena.columns; row++) {
    for (let column = 0; column < arena.columns; column++) {
      const dx = (column + 0.5) * ARENA.tile - place.x;
      const dy = (row + 0.5) * ARENA.tile - place.y;
      if (dx * dx + dy * dy < reach * reach) arena.tiles[row * arena.columns + column] = Tile.floor;
    }
  }
}

/** Boost lanes run along the free net: stretches of 6 to 10 tiles, as many as the map has stamps on a side. */
export function placeLanes(arena: Arena, dice: RandomState): void {
  const count = Math.floor(arena.columns / STAMP_SIDE);
  for (let i = 0; i < count; i++) {
    const length = 6 + nextBelow(dice, 5);
    const line = (1 + nextBelow(dice, count - 1)) * STAMP_SIDE;
    const start = 2 + nextBelow(dice, arena.columns - length - 4);
    const kind = Tile.laneEast + nextBelow(dice, 4);
    const along = kind === Tile.laneEast || kind === Tile.laneWest;
    for (let step = 0; step < length; step++) {
      const at = along ? line * arena.columns + start + step : (start + step) * arena.columns + line;
      if (arena.tiles[at] === Tile.floor) arena.tiles[at] = kind;
    }
  }
}
