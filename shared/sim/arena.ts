// The map of a round, made from a seed: only the seed travels.
// Owns: tiles, beacons, forge, spawn points. Must not: hold anything that changes during a round.
import { ARENA, type ArenaSize } from "../tunables.ts";
import { chooseSpawns } from "./arena-spawns.ts";
import { STAMP_SIDE, STAMPS, type Stamp } from "./arena-stamps.ts";
import { cos, sin, TURN } from "./math.ts";
import { hashInts, nextBelow, type RandomState } from "./random.ts";
import { type Arena, Tile } from "./tiles.ts";

/**
 * The arena of a seed and size: the same on every machine.
 * Rock comes in stamps of 4 x 4 tiles whose first row and column are free, and the map's last row and
 * column are free too, so that the free lines form a net: every floor tile is connected by construction.
 */
export function makeArena(seed: number, size: ArenaSize): Arena {
  const side = ARENA.sides[size];
  const columns = side / ARENA.tile;
  const arena: Arena = {
    seed: seed >>> 0,
    side,
    columns,
    tiles: new Uint8Array(columns * columns),
    beacons: [],
    forge: { x: side / 2, y: side / 2 },
    spawns: [],
  };
  const dice: RandomState = { random: hashInts(seed, columns) };
  placeBeacons(arena, dice);
  placeRock(arena, dice);
  clearGround(arena);
  placeLanes(arena, dice);
  arena.spawns = chooseSpawns(arena);
  return arena;
}

/** Five beacons on a ring, in equal sectors, each jittered within its own. */
function placeBeacons(arena: Arena, dice: RandomState): void {
  const start = nextBelow(dice, TURN);
  for (let i = 0; i < ARENA.beacons; i++) {
    const angle = start + Math.floor((TURN / ARENA.beacons) * i) + nextBelow(dice, 3000) - 1500;
    const reach = arena.side * (0.31 + nextBelow(dice, 1000) * 0.00005);
    arena.beacons.push({
      x: Math.round(arena.forge.x + cos(angle) * reach),
      y: Math.round(arena.forge.y + sin(angle) * reach),
    });
  }
}

function placeRock(arena: Arena, dice: RandomState): void {
  for (let row = 0; row < arena.columns; row += STAMP_SIDE) {
    for (let column = 0; column < arena.columns; column += STAMP_SIDE) {
      if (nextBelow(dice, 100) < 72) {
        const stamp = STAMPS[nextBelow(dice, STAMPS.length)];
        press(arena, stamp, column, row, nextBelow(dice, 4));
      }
    }
  }
}

/** Presses a stamp's inner 3 x 3 tiles, turned by quarter turns, behind the free first row and column. */
function press(arena: Arena, stamp: Stamp, column: number, row: number, quarters: number): void {
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      if (stamp[y][x] !== "#") continue;
      let turnedX = x;
      let turnedY = y;
      for (let q = 0; q < quarters; q++) [turnedX, turnedY] = [2 - turnedY, turnedX];
      const atColumn = column + 1 + turnedX;
      const atRow = row + 1 + turnedY;
      if (atColumn === arena.columns - 1 || atRow === arena.columns - 1) continue;
      arena.tiles[atRow * arena.columns + atColumn] = Tile.rock;
    }
  }
}

/** Beacons and the forge stand on open ground. */
function clearGround(arena: Arena): void {
  for (const place of [...arena.beacons, arena.forge]) {
    const reach = place === arena.forge ? 2.4 * ARENA.tile : 1.7 * ARENA.tile;
    for (let row = 0; row < arena.columns; row++) {
      for (let column = 0; column < arena.columns; column++) {
        const dx = (column + 0.5) * ARENA.tile - place.x;
        const dy = (row + 0.5) * ARENA.tile - place.y;
        if (dx * dx + dy * dy < reach * reach) arena.tiles[row * arena.columns + column] = Tile.floor;
      }
    }
  }
}

/** Boost lanes run along the free net: stretches of 6 to 10 tiles, as many as the map has stamps on a side. */
function placeLanes(arena: Arena, dice: RandomState): void {
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
