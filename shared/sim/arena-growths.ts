// What grows on a map of rock: crystal that stands in its gaps, and haze.
// Owns: which tiles they take. Must not: close a way: the free net between the stamps stays free.
import { ARENA, type ArenaSize, HAZE } from "../tunables.ts";
import { pressStamp, STAMP_SIDE } from "./arena-stamps.ts";
import { nextBelow, type RandomState } from "./random.ts";
import { type Arena, isSolid, type Place, Tile } from "./tiles.ts";

/** Of a hundred stamps so many carry crystal. */
const CRYSTAL_SHARE = 38;
/** A patch of haze that finds no more room after so many tries stays small; one of a single tile is none. */
const MOST_TRIES = 40;

/**
 * Presses crystal over the rock: within a stamp's inner 3 x 3 tiles rock turns to crystal and gaps close. Each of
 * them but the middle one has a side on the free net, so only that can be closed off; then it is crystal as well.
 */
export function growCrystal(arena: Arena, dice: RandomState): void {
  const { columns, tiles } = arena;
  for (let row = 0; row < columns - 1; row += STAMP_SIDE) {
    for (let column = 0; column < columns - 1; column += STAMP_SIDE) {
      if (nextBelow(dice, 100) >= CRYSTAL_SHARE) continue;
      pressStamp(arena, dice, column, row, Tile.crystal);
      const middle = (row + 2) * columns + column + 2;
      const closed = [-1, 1, -columns, columns].every((side) => isSolid(tiles[middle + side]));
      if (closed && tiles[middle] === Tile.floor) tiles[middle] = Tile.crystal;
    }
  }
}

/** Lays HAZE.patches patches of plain floor under haze, clear of where people start and bank. */
export function growHaze(arena: Arena, size: ArenaSize, dice: RandomState): void {
  const places: number[] = [];
  for (let at = 0; at < arena.tiles.length; at++) if (isForHaze(arena, at)) places.push(at);
  let left: number = HAZE.patches[size];
  for (let patch = 0; patch < MOST_TRIES && left > 0 && places.length > 0; patch++) {
    const length = HAZE.fewest + nextBelow(dice, HAZE.most - HAZE.fewest + 1);
    const tiles = [places[nextBelow(dice, places.length)]].filter((at) => arena.tiles[at] === Tile.floor);
    for (let tries = 0; tries < MOST_TRIES && tiles.length > 0 && tiles.length < length; tries++) {
      const from = tiles[nextBelow(dice, tiles.length)];
      const to = from + [1, -1, arena.columns, -arena.columns][nextBelow(dice, 4)];
      if (!tiles.includes(to) && isForHaze(arena, to)) tiles.push(to);
    }
    if (tiles.length < HAZE.fewest) continue;
    for (const at of tiles) arena.tiles[at] = Tile.haze;
    left -= 1;
  }
}

function isForHaze(arena: Arena, at: number): boolean {
  if (arena.tiles[at] !== Tile.floor) return false;
  const x = ((at % arena.columns) + 0.5) * ARENA.tile;
  const y = (Math.floor(at / arena.columns) + 0.5) * ARENA.tile;
  const isClear = (of: readonly Place[], distance: number): boolean =>
    of.every((other) => (other.x - x) * (other.x - x) + (other.y - y) * (other.y - y) >= distance * distance);
  return (
    isClear(arena.beacons, 320) &&
    isClear([arena.forge], 420) &&
    isClear([...arena.spawns, ...arena.portals], 180)
  );
}
