// Mines: laid, armed, set off by who comes near or by a shot.
// Owns: the pool of mines and its grid. Must not: decide who sees one (server/game does).
import { MINE } from "../tunables/arsenal.ts";
import { burst } from "./burst.ts";
import type { SimEvents } from "./events.ts";
import { canBeHit } from "./hits.ts";
import type { Mine } from "./things.ts";
import { Weapon, type World } from "./world.ts";

const near = new Int32Array(128);

/** Lays a mine; its owner's oldest goes when there are too many. Nothing happens when the pool is empty. */
export function layMine(world: World, owner: number, x: number, y: number): void {
  const oldest = oldestBeyond(world, owner);
  if (oldest !== null) takeMine(world, oldest);
  const id = world.freeMines.pop();
  if (id === undefined) return;
  const mine = world.spawner.mine(id);
  mine.owner = owner;
  mine.x = x;
  mine.y = y;
  mine.armedTick = world.tick + MINE.armTicks;
  world.mines[id] = mine;
  world.mineGrid.place(id, x, y);
  world.mineCount += 1;
}

/** Those whose time is over go; those that are armed go off when somebody comes near. In the order of their ids. */
export function stepMines(world: World, events: SimEvents): void {
  if (world.mineCount === 0) return;
  for (const mine of world.mines) {
    if (mine === null || world.tick < mine.armedTick) continue;
    if (world.tick >= mine.armedTick + MINE.lifeTicks) takeMine(world, mine);
    else if (isTripped(world, mine)) goOff(world, mine, events);
  }
}

/** A mine goes off, armed or not. */
export function goOff(world: World, mine: Mine, events: SimEvents): void {
  const { owner, x, y } = mine;
  takeMine(world, mine);
  burst(world, owner, Weapon.mine, x, y, events);
}

/** Takes the mines away that `goes` is true of. */
export function removeMines(world: World, goes: (mine: Mine) => boolean): void {
  for (const mine of world.mines) if (mine !== null && goes(mine)) takeMine(world, mine);
}

function takeMine(world: World, mine: Mine): void {
  const { id } = mine;
  world.spawner.removeMine(mine);
  world.mines[id] = null;
  world.mineGrid.remove(id);
  world.freeMines.push(id);
  world.mineCount -= 1;
}

function isTripped(world: World, mine: Mine): boolean {
  const count = world.skimmerGrid.near(mine.x, mine.y, MINE.trigger, near);
  for (let i = 0; i < count; i++) {
    const skimmer = world.skimmers[near[i]];
    if (skimmer === null || !canBeHit(world, skimmer, mine.owner)) continue;
    const dx = skimmer.x - mine.x;
    const dy = skimmer.y - mine.y;
    if (dx * dx + dy * dy <= MINE.trigger * MINE.trigger) return true;
  }
  return false;
}

/** The oldest mine of an owner that has as many as it may; null when it may lay one more. */
function oldestBeyond(world: World, owner: number): Mine | null {
  let count = 0;
  let oldest: Mine | null = null;
  for (const mine of world.mines) {
    if (mine?.owner !== owner) continue;
    count += 1;
    if (oldest === null || mine.armedTick < oldest.armedTick) oldest = mine;
  }
  return count >= MINE.perPlayer ? oldest : null;
}
