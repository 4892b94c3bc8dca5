// The map of a round, made from a seed: only the seed travels.
// Owns: rock, lanes, beacons, forge, and the order of all the rest. Must not: know what a round does to it.
import { ARENA, type ArenaSize } from "../tunables.ts";
import { clearDisc, emptyArena, placeLanes, placeRock } from "./arena-ground.ts";
import { growCrystal, growHaze } from "./arena-growths.ts";
import { makeMirrored } from "./arena-mirrored.ts";
import { placeAll } from "./arena-places.ts";
import { chooseSpawns } from "./arena-spawns.ts";
import { cos, sin, TURN } from "./math.ts";
import { hashInts, nextBelow, type RandomState } from "./random.ts";
import type { Arena } from "./tiles.ts";

/**
 * The arena of a seed and size: the same on every machine.
 * Rock comes in stamps of 4 x 4 tiles whose first row and column are free, and the map's last row and
 * column are free too, so that the free lines form a net: every floor tile is connected by construction, without
 * breaking any crystal.
 */
export function makeArena(seed: number, size: ArenaSize): Arena {
  if (size === "court" || size === "field") return makeMirrored(seed, size);
  const arena = emptyArena(seed, ARENA.sides[size]);
  const { columns } = arena;
  const dice: RandomState = { random: hashInts(seed, columns) };
  const otherDice: RandomState = { random: hashInts(seed, columns, 2) };
  placeBeacons(arena, dice);
  placeRock(arena, dice);
  growCrystal(arena, otherDice);
  for (const beacon of arena.beacons) clearDisc(arena, beacon, 1.7 * ARENA.tile);
  clearDisc(arena, arena.forge, 2.4 * ARENA.tile);
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
