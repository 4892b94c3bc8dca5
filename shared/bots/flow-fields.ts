// Ways through a map: for a goal's tile, how far every other tile is from it.
// Owns: the fields and walking down them. Must not: steer round what moves (steering.ts does).
import { type Arena, isSolid, type Place } from "../sim/tiles.ts";
import { ARENA } from "../tunables.ts";
import { clearDistance } from "./steering.ts";

/** Cost of a step to a side and across; a portal costs about what a step does. */
const STRAIGHT = 5;
const ACROSS = 7;
const FAR = 0xffff;
/** Fields of one map that are kept, the least recently asked for goes first: 64 of a large map are 512 KB. */
const MOST_FIELDS = 64;
/** So many tiles of the way are looked along for a straight line, u between them. */
const LOOK_TILES = 5;

/**
 * Fields are made of the map as it was laid out: where crystal was broken is not known to who did not see it. Haze is
 * ground. Portals are steps from one to the partner.
 */
class FlowFields {
  private readonly columns: number;
  private readonly blocked: Uint8Array;
  /** By tile, the tile of the partner of the portal on it, or -1. */
  private readonly portal: Int32Array;
  private readonly fields = new Map<number, Uint16Array>();
  private readonly buckets: number[][] = Array.from({ length: ACROSS + 1 }, () => []);

  constructor(arena: Arena) {
    this.columns = arena.columns;
    this.blocked = Uint8Array.from(arena.tiles, (kind) => (isSolid(kind) ? 1 : 0));
    this.portal = new Int32Array(arena.tiles.length).fill(-1);
    for (const [i, place] of arena.portals.entries())
      this.portal[this.tileOf(place.x, place.y)] = this.tileOf(
        arena.portals[i ^ 1].x,
        arena.portals[i ^ 1].y,
      );
  }

  tileOf(x: number, y: number): number {
    const last = this.columns - 1;
    const column = Math.max(0, Math.min(last, Math.floor(x / ARENA.tile)));
    return Math.max(0, Math.min(last, Math.floor(y / ARENA.tile))) * this.columns + column;
  }

  middle(tile: number): Place {
    const column = tile % this.columns;
    return { x: (column + 0.5) * ARENA.tile, y: ((tile - column) / this.columns + 0.5) * ARENA.tile };
  }

  /** Distances to `goal` from every tile, in fifths of a tile. */
  to(goal: number): Uint16Array {
    const known = this.fields.get(goal);
    if (known !== undefined) {
      this.fields.delete(goal);
      this.fields.set(goal, known);
      return known;
    }
    const first = this.fields.keys().next();
    const field =
      this.fields.size < MOST_FIELDS || first.done
        ? new Uint16Array(this.blocked.length)
        : (this.fields.get(first.value) as Uint16Array);
    if (this.fields.size >= MOST_FIELDS && !first.done) this.fields.delete(first.value);
    this.fill(field, goal);
    this.fields.set(goal, field);
    return field;
  }

  /** Dijkstra's search with a ring of buckets by cost (R. Dial, 1969). */
  private fill(field: Uint16Array, goal: number): void {
    const { buckets } = this;
    field.fill(FAR);
    field[goal] = 0;
    buckets[0].push(goal);
    let waiting = 1;
    for (let cost = 0; waiting > 0; cost++) {
      const bucket = buckets[cost % buckets.length];
      for (let i = 0; i < bucket.length; i++) {
        waiting -= 1;
        if (field[bucket[i]] === cost) waiting += this.spread(field, bucket[i], cost);
      }
      bucket.length = 0;
    }
  }

  /** Reaches the neighbours of a tile that are nearer by it; returns how many. */
  private spread(field: Uint16Array, tile: number, cost: number): number {
    const { columns, buckets, portal } = this;
    let reached = 0;
    const reach = (to: number, step: number): void => {
      if (field[to] <= cost + step) return;
      field[to] = cost + step;
      buckets[(cost + step) % buckets.length].push(to);
      reached += 1;
    };
    for (let down = -1; down <= 1; down++) {
      for (let right = -1; right <= 1; right++) {
        if (!this.isOpen(tile, right, down)) continue;
        reach(tile + down * columns + right, right !== 0 && down !== 0 ? ACROSS : STRAIGHT);
      }
    }
    if (portal[tile] !== -1) reach(portal[tile], STRAIGHT);
    return reached;
  }

  /** Whether one may step from a tile by (right, down); no corner is cut. */
  private isOpen(tile: number, right: number, down: number): boolean {
    return (
      (right !== 0 || down !== 0) &&
      this.isFree(tile, right, down) &&
      this.isFree(tile, right, 0) &&
      this.isFree(tile, 0, down)
    );
  }

  private isFree(tile: number, right: number, down: number): boolean {
    const { columns, blocked } = this;
    const column = (tile % columns) + right;
    const row = Math.floor(tile / columns) + down;
    if (column < 0 || row < 0 || column >= columns || row >= columns) return false;
    return blocked[row * columns + column] === 0;
  }

  /** The next tile down a field; the tile itself at the bottom, or where no way leads. */
  next(field: Uint16Array, tile: number): number {
    let best = tile;
    for (let down = -1; down <= 1; down++) {
      for (let right = -1; right <= 1; right++) {
        const to = tile + down * this.columns + right;
        if (this.isOpen(tile, right, down) && field[to] < field[best]) best = to;
      }
    }
    const partner = this.portal[tile];
    return partner !== -1 && field[partner] < field[best] ? partner : best;
  }

  leadsThrough(tile: number, next: number): boolean {
    return this.portal[tile] === next && next !== tile;
  }

  /** The tile of a place, or a neighbour when that is rock: for who wishes to be somewhere in a wall. */
  goalTile(x: number, y: number): number {
    const tile = this.tileOf(x, y);
    if (this.blocked[tile] === 0) return tile;
    for (const [right, down] of NEIGHBOURS)
      if (this.isFree(tile, right, down)) return tile + down * this.columns + right;
    return tile;
  }
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** A map is one object to all who fly on it: so is what is known of its ways. */
const known = new WeakMap<Arena, FlowFields>();

function fieldsOf(arena: Arena): FlowFields {
  let fields = known.get(arena);
  if (fields === undefined) {
    fields = new FlowFields(arena);
    known.set(arena, fields);
  }
  return fields;
}

/** About how long the way from one place to another is, u; more than any way when there is none. */
export function wayLength(arena: Arena, from: Place, to: Place): number {
  const fields = fieldsOf(arena);
  return (fields.to(fields.goalTile(to.x, to.y))[fields.tileOf(from.x, from.y)] / STRAIGHT) * ARENA.tile;
}

export interface Waypoint extends Place {
  /** Index of the portal that the waypoint is, to be entered; -1 for none. */
  portal: number;
}

/** True when a skimmer may fly straight from one place to the other. */
export function isStraight(arena: Arena, from: Place, to: Place): boolean {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const distance = Math.sqrt(dx * dx + dy * dy);
  return (
    distance < 1 ||
    clearDistance(arena, from.x, from.y, { x: dx / distance, y: dy / distance }, distance) >= distance
  );
}

/** Where to head now for who is at `from` and wants to `goal`: as far along the way as a straight line leads. */
export function waypoint(arena: Arena, from: Place, goal: Place): Waypoint {
  const straight = { x: goal.x, y: goal.y, portal: -1 };
  if (isStraight(arena, from, goal)) return straight;
  const fields = fieldsOf(arena);
  const field = fields.to(fields.goalTile(goal.x, goal.y));
  let tile = fields.tileOf(from.x, from.y);
  let best: Place | null = null;
  for (let i = 0; i < LOOK_TILES; i++) {
    const next = fields.next(field, tile);
    if (next === tile) break;
    if (fields.leadsThrough(tile, next)) {
      const portal = arena.portals.findIndex(({ x, y }) => fields.tileOf(x, y) === tile);
      return { x: arena.portals[portal].x, y: arena.portals[portal].y, portal };
    }
    const middle = fields.middle(next);
    if (best !== null && !isStraight(arena, from, middle)) break;
    best = middle;
    tile = next;
  }
  return best === null ? straight : { x: best.x, y: best.y, portal: -1 };
}
