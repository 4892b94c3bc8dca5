// Small real worlds for the tests of the rules: made, filled, stepped, saved and restored.
// Owns: nothing of the game. Must not: imitate a rule; whatever moves, moves by the step itself.

import { type LanceReceipt, SILENT, type SimEvents } from "../../shared/sim/events.ts";
import { Button, type Input, packMove, packView, withHand } from "../../shared/sim/input.ts";
import { PLAIN_SPAWNER } from "../../shared/sim/plain-spawner.ts";
import { recordPoses } from "../../shared/sim/pose-history.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { joinAt } from "../../shared/sim/round.ts";
import { SpatialGrid } from "../../shared/sim/spatial-grid.ts";
import { type InputFeed, step } from "../../shared/sim/step.ts";
import { type Core, Pickup } from "../../shared/sim/things.ts";
import { type Arena, isSolid, type Place, Tile } from "../../shared/sim/tiles.ts";
import { type Mote, makeWorld, type Score, type Skimmer, type World } from "../../shared/sim/world.ts";
import { MINE } from "../../shared/tunables/arsenal.ts";
import { ARENA, type ArenaSize, EMBERS, MAX_SLOTS } from "../../shared/tunables.ts";

/** An arena of floor alone, but for rock tiles given as [column, row]; one beacon in the far corner, spawns in a row. */
export function flatArena(size: ArenaSize, rock: readonly (readonly [number, number])[] = []): Arena {
  const side = ARENA.sides[size];
  const columns = side / ARENA.tile;
  const tiles = new Uint8Array(columns * columns);
  for (const [column, row] of rock) tiles[row * columns + column] = Tile.rock;
  const far = side - 200;
  const spawns = Array.from({ length: ARENA.spawns }, (_, i) => ({ x: 100 + i * 100, y: side - 600 }));
  return {
    seed: 0,
    side,
    columns,
    tiles,
    beacons: [{ x: far, y: far }],
    forge: { x: side / 2, y: side / 2 },
    spawns,
    portals: [],
    wells: [],
    gates: [],
    ends: [],
    goals: [],
    rink: null,
  };
}

/** A running round with skimmers in slots 0, 1, … at the places given, no mote, and none that grows back. */
export function worldOf(places: readonly Place[], arena: Arena = flatArena("small"), seed = 1): World {
  const world = emptyWorld(seed, "small");
  world.arena = arena;
  world.crystal = new Uint8Array(arena.tiles.length);
  world.coldUntil = arena.beacons.map(() => 0);
  places.forEach((place, slot) => {
    joinAt(world, slot);
    Object.assign(skimmerOf(world, slot), place);
  });
  return world;
}

/** A world at tick 0 that counts as full of motes, so that none grows back. */
export function emptyWorld(seed: number, size: ArenaSize): World {
  const world = makeWorld(seed, size, PLAIN_SPAWNER);
  world.moteCount = EMBERS.maxMotes;
  return world;
}

/** The skimmer of a slot that is taken. */
export function skimmerOf(world: World, slot: number): Skimmer {
  const skimmer = world.skimmers[slot];
  if (skimmer === null) throw new Error(`nobody flies in slot ${slot}`);
  return skimmer;
}

/** What the player of a slot that is taken has done. */
export function scoreOf(world: World, slot: number): Score {
  const score = world.scores[slot];
  if (score === null) throw new Error(`nobody flies in slot ${slot}`);
  return score;
}

/** The core of a world that has one. */
export function coreOf(world: World): Core {
  if (world.core === null) throw new Error("no core is played with");
  return world.core;
}

/** Lays a mote on the ground. */
export function layMote(world: World, x: number, y: number, value = 1): Mote {
  const id = world.freeMotes.pop();
  if (id === undefined) throw new Error("the pool of motes is empty");
  const mote = world.spawner.mote(id);
  Object.assign(mote, { x, y, kind: Pickup.ember, value });
  world.motes[id] = mote;
  world.moteGrid.place(id, x, y);
  world.moteCount += 1;
  return mote;
}

export const motesOf = (world: World): Mote[] => world.motes.filter((mote) => mote !== null);

/** An input: thrust (-1..1), buttons, aim (brads), view time (a fractional tick). */
export const press = (x = 0, y = 0, buttons = 0, aim = 0, view = 0): Input => ({
  move: packMove(x, y),
  aim,
  buttons,
  view: packView(view),
});

/** What the players do: the input or inputs of a slot in a tick; null for none. */
export type Choose = (slot: number, tick: number) => Input | readonly Input[] | null;

/** Hands out what `choose` answers, once per slot and tick of the world. */
export function makeFeed(world: World, choose: Choose): InputFeed {
  const asked = new Int32Array(MAX_SLOTS).fill(-1);
  const waiting: Input[][] = Array.from({ length: MAX_SLOTS }, () => []);
  return {
    next(slot) {
      if (asked[slot] !== world.tick) {
        asked[slot] = world.tick;
        const chosen = choose(slot, world.tick);
        waiting[slot] = chosen === null ? [] : [chosen].flat();
      }
      return waiting[slot].shift() ?? null;
    },
  };
}

/** Steps the world `count` times, as a room does: two patches to three ticks, for beams to be judged by. */
export function run(world: World, count: number, choose: Choose, events: SimEvents = SILENT): void {
  const feed = makeFeed(world, choose);
  for (let i = 0; i < count; i++) {
    step(world, feed, events);
    if (world.tick % 3 !== 0) recordPoses(world);
  }
}

/** Everybody holds the same input. */
export const all =
  (input: Input): Choose =>
  () =>
    input;

/** Only `slot` acts, the others let go. */
export const only =
  (slot: number, input: Input): Choose =>
  (asked) =>
    asked === slot ? input : press();

/**
 * Lively inputs that follow from (seed, slot, tick) alone: headings held for half a second, fire, dashes; in one
 * half second of four a Lance is charged, with a view 0 to 16 ticks back; in the others a guard comes up at times. Every
 * weapon is in hand at some time.
 */
export function pseudoInput(seed: number, slot: number, tick: number): Input {
  const held = hashInts(seed, slot, tick >> 4);
  const now = hashInts(held, tick);
  const charges = (hashInts(held) & 3) === 0;
  const guards = !charges && (now & 0x3e0) === 0;
  const dashes = (now & 0x1e) === 0;
  return {
    move: packMove(((held & 255) - 127) / 127, (((held >> 8) & 255) - 127) / 127),
    aim: (held >>> 16) & 0xffff,
    buttons: withHand(
      (now & Button.fire) |
        (dashes ? Button.dash : 0) |
        (charges ? Button.alternate : 0) |
        (guards ? Button.guard : 0),
      (held >>> 9) & 3,
    ),
    view: packView(tick - (now >>> 21) / 128),
  };
}

export type Told =
  | { what: "scattered"; tick: number; owner: number; shot: number; x: number; y: number; aim: number }
  | { what: "burst"; tick: number; owner: number; weapon: number; x: number; y: number }
  | { what: "reflected"; tick: number; by: number; x: number; y: number }
  | { what: "picked"; tick: number; slot: number; kind: number; value: number }
  | { what: "hurt"; tick: number; victim: number; by: number; damage: number; aim: number; weapon: number }
  | { what: "killed"; tick: number; victim: number; by: number; weapon: number }
  | ({ what: "lanced" } & LanceReceipt)
  | { what: "banked" | "bounty"; tick: number; slot: number; embers: number }
  | { what: "crowned"; tick: number; slot: number };

/** Events that write down what they are told. */
export function recorder(world: World): SimEvents & { told: Told[] } {
  const told: Told[] = [];
  return {
    told,
    hurt: (victim, by, damage, aim, weapon) =>
      told.push({ what: "hurt", tick: world.tick, victim: victim.slot, by, damage, aim, weapon }),
    killed: (victim, by, weapon) =>
      told.push({ what: "killed", tick: world.tick, victim: victim.slot, by, weapon }),
    scattered: (owner, shot, x, y, aim) =>
      told.push({ what: "scattered", tick: world.tick, owner, shot, x, y, aim }),
    burst: (owner, weapon, x, y) => told.push({ what: "burst", tick: world.tick, owner, weapon, x, y }),
    reflected: ({ slot }, x, y) => told.push({ what: "reflected", tick: world.tick, by: slot, x, y }),
    picked: (slot, kind, value) => told.push({ what: "picked", tick: world.tick, slot, kind, value }),
    lanced: (receipt) => told.push({ what: "lanced", ...receipt }),
    crowned: (slot) => told.push({ what: "crowned", tick: world.tick, slot }),
    bounty: (slot, embers) => told.push({ what: "bounty", tick: world.tick, slot, embers }),
    banked: (slot, embers) => told.push({ what: "banked", tick: world.tick, slot, embers }),
  };
}

type Plain = Omit<World, "arena" | "skimmerGrid" | "moteGrid" | "mineGrid" | "spawner">;
export type SavedWorld = { plain: Plain; arena: Arena };

/** Everything that steers a world of plain objects, copied; of the arena the tiles, the rest never changes. */
export function saveWorld(world: World): SavedWorld {
  const { arena, skimmerGrid: _s, moteGrid: _m, mineGrid: _n, spawner: _p, ...plain } = world;
  return { plain: structuredClone(plain), arena: copyOf(arena) };
}

const copyOf = (arena: Arena): Arena => ({ ...arena, tiles: arena.tiles.slice() });

/** Puts a world back to what was saved; its grids are built anew, in the order of the ids. */
export function restoreWorld(world: World, saved: SavedWorld): void {
  Object.assign(world, structuredClone(saved.plain));
  world.arena = copyOf(saved.arena);
  world.skimmerGrid = new SpatialGrid(saved.arena.side, MAX_SLOTS);
  world.moteGrid = new SpatialGrid(saved.arena.side, EMBERS.maxMotes);
  world.mineGrid = new SpatialGrid(saved.arena.side, MINE.most);
  for (const mine of world.mines) if (mine !== null) world.mineGrid.place(mine.id, mine.x, mine.y);
  for (const mote of motesOf(world)) world.moteGrid.place(mote.id, mote.x, mote.y);
}

/** A world of its own that goes on from where `world` is. */
export function cloneWorld(world: World): World {
  const clone = makeWorld(world.seed, world.size, PLAIN_SPAWNER);
  restoreWorld(clone, saveWorld(world));
  return clone;
}

/** How deep the circle of `radius` round a point reaches into rock, u; 0 when it touches none. */
export function depthInRock(arena: Arena, x: number, y: number, radius: number): number {
  let deepest = 0;
  const { tile } = ARENA;
  for (let row = Math.floor((y - radius) / tile); row <= Math.floor((y + radius) / tile); row++) {
    for (let column = Math.floor((x - radius) / tile); column <= Math.floor((x + radius) / tile); column++) {
      const inside = column >= 0 && row >= 0 && column < arena.columns && row < arena.columns;
      if (inside && !isSolid(arena.tiles[row * arena.columns + column])) continue;
      const dx = x - Math.max(column * tile, Math.min(x, (column + 1) * tile));
      const dy = y - Math.max(row * tile, Math.min(y, (row + 1) * tile));
      deepest = Math.max(deepest, radius - Math.sqrt(dx * dx + dy * dy));
    }
  }
  return deepest;
}

/** Distance between two points, u. */
export const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Length of a vector. */
export const lengthOf = (x: number, y: number): number => Math.hypot(x, y);

/** The engine's own trigonometry, to hold ours against. */
export const engineSin = (radians: number): number => Math.sin(radians);
export const engineCos = (radians: number): number => Math.cos(radians);
export const engineAtan2 = (y: number, x: number): number => Math.atan2(y, x);
