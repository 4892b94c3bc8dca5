// The map of a round, made from a seed: only the seed travels.
// Owns: rock, lanes, beacons, forge, and the order of all the rest. Must not: know what a round does to it.
import { ARENA, type ArenaSize } from "../tunables.ts";
import { growCrystal, growHaze } from "./arena-growths.ts";
import { placeAll } from "./arena-places.ts";
import { chooseSpawns } from "./arena-spawns.ts";
import { pressStamp, STAMP_SIDE } from "./arena-stamps.ts";
import { cos, sin, TURN } from "./math.ts";
import { hashInts, nextBelow, type RandomState } from "./random.ts";
import { type Arena, Tile } from "./tiles.ts";

/**
 * The arena of a seed and size: the same on every machine.
 * Rock comes in stamps of 4 x 4 tiles whose first row and column are free, and the map's last row and
 * column are free too, so that the free lines form a net: every floor tile is connected by construction, without
 * breaking any crystal.
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
    portals: [],
    wells: [],
    gates: [],
  };
  const dice: RandomState = { random: hashInts(seed, columns) };
  const otherDice: RandomState = { random: hashInts(seed, columns, 2) };
  placeBeacons(arena, dice);
  placeRock(arena, dice);
  growCrystal(arena, otherDice);
  clearGround(arena);
  placeLanes(arena, dice);
  arena.spawns = chooseSpawns(arena);
  placeAll(arena, size, otherDice);
  growHaze(arena, size, otherDice);
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
      if (nextBelow(dice, 100) < 72) pressStamp(arena, dice, column, row, Tile.rock);
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
