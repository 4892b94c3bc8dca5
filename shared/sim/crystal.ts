// Crystal: rock until so many hit points are shot out of it, and soon after floor for the rest of the round.
// Owns: the damage, the breaking and the opening. Must not: know who shoots; shots call where their flight ends.
import { ARENA, CRYSTAL } from "../tunables.ts";
import { cos, sin } from "./math.ts";
import type { Broken } from "./things.ts";
import { type Arena, Tile, tileAt } from "./tiles.ts";
import type { World } from "./world.ts";

/** A flight that ends at a tile ends on its edge: this far on, u, is within. */
const WITHIN = 0.5;

/** What flew towards `aim` (brads) ended at (x, y): if crystal ended it, that takes the damage, and breaks when it is enough. */
export function hitCrystal(world: World, x: number, y: number, aim: number, damage: number): void {
  const { arena, crystal } = world;
  const column = Math.floor((x + cos(aim) * WITHIN) / ARENA.tile);
  const row = Math.floor((y + sin(aim) * WITHIN) / ARENA.tile);
  if (tileAt(arena, column, row) !== Tile.crystal) return;
  const at = row * arena.columns + column;
  if (crystal[at] === CRYSTAL.hitPoints) return;
  crystal[at] = Math.min(CRYSTAL.hitPoints, crystal[at] + damage);
  if (crystal[at] < CRYSTAL.hitPoints) return;
  const broken = world.spawner.broken(at);
  broken.opensTick = world.tick + CRYSTAL.opensAfterTicks;
  world.broken.push(broken);
}

/** What was broken and is due gives way; the last are the newest. */
export function openCrystal({ arena, broken, tick }: World): void {
  for (let i = broken.length - 1; i >= 0 && broken[i].opensTick >= tick; i--) {
    if (broken[i].opensTick === tick) showCrystal(arena, broken[i], tick);
  }
}

/** A broken tile as it is at `tick`: crystal still, or floor. */
export function showCrystal(arena: Arena, { at, opensTick }: Broken, tick: number): void {
  arena.tiles[at] = tick < opensTick ? Tile.crystal : Tile.floor;
}

/** A fresh round's crystal, whole, on the arena that was just made for it. */
export function layCrystal(world: World): void {
  for (const broken of world.broken) world.spawner.removeBroken(broken);
  world.broken.length = 0;
  world.crystal = new Uint8Array(world.arena.tiles.length);
}
