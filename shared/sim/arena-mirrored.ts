// Maps that two teams play on: turned by half a turn round the middle they are the same, so both have the same.
// Owns: ends, rink, goals and the turning over. Must not: differ from the other maps in what a tile or place means.
import { GOAL, RINK } from "../tunables/modes.ts";
import { ARENA, GATE, PORTAL, WELL } from "../tunables.ts";
import { clearDisc, emptyArena, placeLanes, placeRock } from "./arena-ground.ts";
import { growCrystal, growHaze } from "./arena-growths.ts";
import { gateAt, ground, isCrossing, isPlain, keepOff, type Suits, scatter } from "./arena-places.ts";
import { hashInts, nextBelow, type RandomState } from "./random.ts";
import { type Arena, type Place, Tile } from "./tiles.ts";

/** A court has three starts at either end, a row each; a field five, behind the goal. Tiles from the end and the middle row. */
const STARTS = {
  court: [-4, 0, 4].map((row) => ({ column: 1, row })),
  field: [-2, 2, -1, 1, 0].map((row) => ({ column: 1, row })),
} as const;
/** Rows of a field beside the rink that are free too: whoever is outside its boards can push from there. */
const FREE_BESIDE = 1;
/** Rocks in either half of the rink, one tile each, and the columns that they may stand in. */
const PILLAR_COLUMNS = [
  [6, 7],
  [9, 10],
] as const;

export function makeMirrored(seed: number, size: "court" | "field"): Arena {
  const arena = emptyArena(seed, ARENA.sides[size]);
  const dice: RandomState = { random: hashInts(seed, arena.columns, 3) };
  placeRock(arena, dice);
  growCrystal(arena, dice);
  placeEnds(arena, size);
  clearDisc(arena, arena.forge, 1.7 * ARENA.tile);
  placeLanes(arena, dice);
  if (size === "field") layField(arena, dice);
  turnOver(arena);
  placePairs(arena, size, dice);
  growHaze(arena, size, dice);
  if (arena.rink !== null) clearRows(arena, RINK.rows, Tile.haze);
  turnOver(arena);
  return arena;
}

/** Where a place is once the map is turned. */
export const turned = (arena: Arena, { x, y }: Place): Place => ({ x: arena.side - x, y: arena.side - y });

function placeEnds(arena: Arena, size: "court" | "field"): void {
  const left = STARTS[size].map(({ column, row }) => ({
    x: (column + 0.5) * ARENA.tile,
    y: arena.forge.y + row * ARENA.tile,
  }));
  const right = left.map((place) => turned(arena, place));
  for (const place of [...left, ...right]) clearDisc(arena, place, 1.5 * ARENA.tile);
  arena.ends = [left, right];
  arena.spawns = [...left, ...right];
}

/** The rink with its pillars, and a goal at either end. */
function layField(arena: Arena, dice: RandomState): void {
  clearRows(arena, RINK.rows + FREE_BESIDE);
  const middle = (arena.columns - 1) / 2;
  const across = (RINK.rows + 0.5) * ARENA.tile;
  arena.rink = {
    left: RINK.fromEnd,
    top: arena.forge.y - across,
    right: arena.side - RINK.fromEnd,
    bottom: arena.forge.y + across,
  };
  const goal = { x: GOAL.fromEnd, y: arena.forge.y };
  arena.goals = [goal, turned(arena, goal)];
  for (const columns of PILLAR_COLUMNS) {
    const column = columns[nextBelow(dice, columns.length)];
    const row = middle - RINK.rows + nextBelow(dice, 2 * RINK.rows + 1);
    for (const at of [row * arena.columns + column, arena.tiles.length - 1 - row * arena.columns - column])
      arena.tiles[at] = Tile.rock;
  }
}

/** Makes floor of the rows up to `rows` from the middle one: of every tile, or of one kind. */
function clearRows(arena: Arena, rows: number, kind = -1): void {
  const { columns, tiles } = arena;
  const middle = (columns - 1) / 2;
  for (let at = (middle - rows) * columns; at < (middle + rows + 1) * columns; at++)
    if (kind === -1 || tiles[at] === kind) tiles[at] = Tile.floor;
}

/** Makes the second half of the tiles the first, turned. The middle row is of both halves: no lane runs along it. */
function turnOver(arena: Arena): void {
  const { tiles, columns } = arena;
  const last = tiles.length - 1;
  const middle = (columns - 1) / 2;
  for (let at = middle * columns; at < (middle + 1) * columns; at++)
    if (tiles[at] >= Tile.laneEast) tiles[at] = Tile.floor;
  for (let at = 0; at < last / 2; at++) tiles[last - at] = turnedKind(tiles[at]);
}

const turnedKind = (kind: number): number =>
  kind < Tile.laneEast ? kind : Tile.laneEast + ((kind - Tile.laneEast + 2) % 4);

/** Portals, wells and gates: chosen for the first half, and the same again for the second. A portal leads to its own image. */
function placePairs(arena: Arena, size: "court" | "field", dice: RandomState): void {
  const keep = [keepOff([arena.forge], 300), keepOff(arena.spawns, 260), keepOff(arena.goals, 400)];
  const half = (suits: Suits, count: number, ...others: ReturnType<typeof keepOff>[]): Place[] => {
    const first: Suits = (map, column, row) => (isOfFirstHalf(map, row) ? suits(map, column, row) : 0);
    return scatter(ground(arena, first, [...keep, ...others], count), count, dice);
  };
  for (const place of half(isPlain, PORTAL.pairs[size])) arena.portals.push(place, turned(arena, place));
  const clear = keepOff(arena.portals, 260);
  for (const place of half(isPlain, WELL.count[size] / 2, clear))
    arena.wells.push(place, turned(arena, place));
  for (const place of half(isCrossing, GATE.count[size] / 2, clear, keepOff(arena.wells, 240))) {
    const gate = gateAt(place, dice);
    // A bar that is turned by half a turn is the same bar.
    arena.gates.push(gate, { ...gate, ...turned(arena, gate) });
  }
}

/** Well above the middle row, so that nothing is near its own image; on a field outside the rink and what is free beside it. */
function isOfFirstHalf(arena: Arena, row: number): boolean {
  const middle = (arena.columns - 1) / 2;
  return row < middle - (arena.rink === null ? 2 : RINK.rows + FREE_BESIDE);
}
