// Where portals, wells and gates stand on a finished map: on open ground, clear of where people start and bank.
// Owns: their choice. Must not: change a tile.
import { ARENA, type ArenaSize, GATE, PORTAL, WELL } from "../tunables.ts";
import { isOpen } from "./arena-spawns.ts";
import { STAMP_SIDE } from "./arena-stamps.ts";
import { direction, TURN } from "./math.ts";
import { nextBelow, type RandomState } from "./random.ts";
import { type Arena, type Gate, type Place, Tile, tileAt } from "./tiles.ts";

/** Tiles that are looked at for each place; the one furthest from its kind is taken. */
const TRIES = 10;

const CORNERS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

export function placeAll(arena: Arena, size: ArenaSize, dice: RandomState): void {
  placePortals(arena, PORTAL.pairs[size], dice);
  placeWells(arena, WELL.count[size], dice);
  placeGates(arena, GATE.count[size], dice);
}

/** Portals lie wide apart; partners are those that face each other across the forge. */
function placePortals(arena: Arena, pairs: number, dice: RandomState): void {
  const keep = [keepOff(arena.beacons, 240), keepOff([arena.forge], 320), keepOff(arena.spawns, 180)];
  const { forge } = arena;
  const round = scatter(ground(arena, isPlain, keep, pairs * 2), pairs * 2, dice)
    .map((place) => ({ place, heading: direction(place.x - forge.x, place.y - forge.y) }))
    .sort((a, b) => a.heading - b.heading);
  for (let i = 0; i < pairs; i++) arena.portals.push(round[i].place, round[i + pairs].place);
}

/** A well's middle is where nobody starts or banks; its rim may reach further. */
function placeWells(arena: Arena, count: number, dice: RandomState): void {
  const keep = [
    keepOff(arena.beacons, 420),
    keepOff([arena.forge], 420),
    keepOff(arena.spawns, 240),
    keepOff(arena.portals, 280),
  ];
  arena.wells.push(...scatter(ground(arena, isPlain, keep, count), count, dice));
}

/** Gates turn on the crossings of the free net, where rock stands round them. */
function placeGates(arena: Arena, count: number, dice: RandomState): void {
  const keep = [
    keepOff(arena.beacons, 300),
    keepOff([arena.forge], 340),
    keepOff(arena.spawns, 200),
    keepOff(arena.portals, 240),
    keepOff(arena.wells, 240),
  ];
  for (const { x, y } of scatter(ground(arena, isCrossing, keep, count), count, dice)) {
    arena.gates.push(gateAt({ x, y }, dice));
  }
}

export function gateAt({ x, y }: Place, dice: RandomState): Gate {
  const speed = GATE.slowest + nextBelow(dice, GATE.fastest - GATE.slowest + 1);
  return { x, y, phase: nextBelow(dice, TURN), speed: nextBelow(dice, 2) === 0 ? speed : -speed };
}

/** What a thing keeps off, and how far, u: less where a map leaves no other room, but never less than half. */
interface Keep {
  places: readonly Place[];
  distance: number;
}

export const keepOff = (places: readonly Place[], distance: number): Keep => ({ places, distance });

/** How well a tile suits, 0 for not at all; the best suited come first, then those that are less clear. */
export type Suits = (arena: Arena, column: number, row: number) => number;

/** Middles of tiles that suit: of the best ones, if there are six for each that is needed, otherwise of more. */
export function ground(arena: Arena, suits: Suits, keep: readonly Keep[], needed: number): Place[] {
  let found: Place[] = [];
  for (const [least, ease] of [
    [2, 1],
    [2, 0.75],
    [1, 0.75],
    [1, 0.6],
  ]) {
    found = middles(arena, (column, row) => suits(arena, column, row) >= least).filter((place) =>
      keep.every(({ places, distance }) => isClear(place, places, distance * ease)),
    );
    if (found.length >= needed * 6) break;
  }
  return found;
}

/** Middles of the tiles that are so, u. */
function middles(arena: Arena, isSo: (column: number, row: number) => boolean): Place[] {
  const places: Place[] = [];
  for (let row = 1; row < arena.columns - 1; row++) {
    for (let column = 1; column < arena.columns - 1; column++) {
      if (isSo(column, row)) places.push({ x: (column + 0.5) * ARENA.tile, y: (row + 0.5) * ARENA.tile });
    }
  }
  return places;
}

/** Floor that no lane crosses; best with free ground all round. */
export function isPlain(arena: Arena, column: number, row: number): number {
  if (tileAt(arena, column, row) !== Tile.floor) return 0;
  return isOpen(arena, column, row) ? 2 : 1;
}

/** A crossing of the free net; best with rock at two corners or more. */
export function isCrossing(arena: Arena, column: number, row: number): number {
  if (column % STAMP_SIDE !== 0 || row % STAMP_SIDE !== 0) return 0;
  let corners = 0;
  for (const [x, y] of CORNERS) if (tileAt(arena, column + x, row + y) === Tile.rock) corners += 1;
  return corners >= 2 ? 2 : 1;
}

const square = (a: Place, b: Place): number => (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);

const isClear = (place: Place, of: readonly Place[], distance: number): boolean =>
  of.every((other) => square(place, other) >= distance * distance);

/** `count` of `places` (fewer if there are not as many), wide apart: each the best of a few (D. Mitchell, 1991). */
export function scatter(places: readonly Place[], count: number, dice: RandomState): Place[] {
  const chosen: Place[] = [];
  while (chosen.length < Math.min(count, places.length)) {
    let best: Place | null = null;
    let bestFar = 0;
    for (let i = 0; i < TRIES; i++) {
      const place = places[nextBelow(dice, places.length)];
      let far = Number.MAX_VALUE;
      for (const other of chosen) far = Math.min(far, square(place, other));
      if (far <= bestFar) continue;
      best = place;
      bestFar = far;
    }
    if (best !== null) chosen.push(best);
  }
  return chosen;
}
