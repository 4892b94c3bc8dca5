// Where skimmers may start: fair by choice, checked over a thousand seeds.
// Owns: the distance field to the beacons and the choice of spawn points.
import { ARENA } from "../tunables.ts";
import { type Arena, isSolid, type Place } from "./tiles.ts";

/** Steps over floor tiles from each tile to the nearest beacon, row by row; -1 where none leads there. */
export function beaconSteps(arena: Arena): Int16Array {
  const { columns, tiles } = arena;
  const steps = new Int16Array(columns * columns).fill(-1);
  const queue = new Int32Array(columns * columns);
  let tail = 0;
  for (const beacon of arena.beacons) {
    const at = Math.floor(beacon.y / ARENA.tile) * columns + Math.floor(beacon.x / ARENA.tile);
    if (steps[at] === -1) queue[tail++] = at;
    steps[at] = 0;
  }
  for (let head = 0; head < tail; head++) {
    const at = queue[head];
    const column = at % columns;
    const visit = (next: number): void => {
      if (isSolid(tiles[next]) || steps[next] !== -1) return;
      steps[next] = steps[at] + 1;
      queue[tail++] = next;
    };
    if (column > 0) visit(at - 1);
    if (column < columns - 1) visit(at + 1);
    if (at >= columns) visit(at - columns);
    if (at < columns * (columns - 1)) visit(at + columns);
  }
  return steps;
}

/** True when the tile and its eight neighbours are free of rock and crystal. */
export function isOpen(arena: Arena, column: number, row: number): boolean {
  if (column < 1 || row < 1 || column >= arena.columns - 1 || row >= arena.columns - 1) return false;
  for (let y = -1; y <= 1; y++) {
    for (let x = -1; x <= 1; x++) {
      if (isSolid(arena.tiles[(row + y) * arena.columns + column + x])) return false;
    }
  }
  return true;
}

/**
 * Up to ARENA.spawns open places, spread over the map, each 4 to 7 steps from the nearest beacon:
 * first the open tiles at that distance, then farthest-point choice among them.
 */
export function chooseSpawns(arena: Arena): Place[] {
  const steps = beaconSteps(arena);
  const open: Place[] = [];
  for (let row = 0; row < arena.columns; row++) {
    for (let column = 0; column < arena.columns; column++) {
      const far = steps[row * arena.columns + column];
      if (far < 4 || far > 7 || !isOpen(arena, column, row)) continue;
      open.push({ x: (column + 0.5) * ARENA.tile, y: (row + 0.5) * ARENA.tile });
    }
  }
  return spread(open, ARENA.spawns);
}

/** `count` open places for pickups, spread over the map; where there are two ends, each is followed by its image. */
export function spotsOf(arena: Arena, count: number): Place[] {
  if (arena.ends.length === 0) return spreadSpots(arena, count, arena.columns);
  const middle = (arena.columns - 1) / 2;
  const half = spreadSpots(arena, count / 2, middle - 1);
  return half.flatMap((spot) => [spot, { x: arena.side - spot.x, y: arena.side - spot.y }]);
}

/** `count` open places of the first `rows` rows, apart from beacons, forge, goals and starts. */
function spreadSpots(arena: Arena, count: number, rows: number): Place[] {
  const open: Place[] = [];
  const free: Place[] = [];
  const landmarks = [...arena.beacons, arena.forge, ...arena.goals, ...arena.ends.flat()];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < arena.columns; column++) {
      const place = { x: (column + 0.5) * ARENA.tile, y: (row + 0.5) * ARENA.tile };
      const isNear = ({ x, y }: Place) =>
        Math.max(Math.abs(x - place.x), Math.abs(y - place.y)) < 2 * ARENA.tile;
      if (landmarks.some(isNear)) continue;
      if (isOpen(arena, column, row)) open.push(place);
      else if (!isSolid(arena.tiles[row * arena.columns + column])) free.push(place);
    }
  }
  // Only a court may be so full of rock that there is less open ground.
  return spread(open.length < count ? [...open, ...free] : open, count);
}

/** `count` of `places`, each as far as possible from those chosen before; the first one given is the first. */
function spread(places: Place[], count: number): Place[] {
  const chosen: Place[] = [];
  const nearest = new Float64Array(places.length).fill(Number.MAX_VALUE);
  let pick = 0;
  while (chosen.length < count && places.length > 0) {
    const place = places[pick];
    chosen.push(place);
    let best = -1;
    for (let i = 0; i < places.length; i++) {
      const dx = places[i].x - place.x;
      const dy = places[i].y - place.y;
      nearest[i] = Math.min(nearest[i], dx * dx + dy * dy);
      if (nearest[i] > best) {
        best = nearest[i];
        pick = i;
      }
    }
    if (best <= 0) break;
  }
  return chosen;
}
