// Where pickups lie and when they come back; the mother-ember.
// Owns: the spots of a round and the mother-ember's clock. Must not: know what taking does (taking.ts) or who sees them.
import { MOTHER, PICKUPS } from "../tunables/arsenal.ts";
import { spotsOf } from "./arena-spawns.ts";
import { putMote } from "./motes.ts";
import { hashInts } from "./random.ts";
import { Pickup, type Spot } from "./things.ts";
import type { World } from "./world.ts";

/** A tick that no match gets to, and that a state of 32 bits holds. */
const NO_TICK = 0xffffffff;

const CRATES = [Pickup.scatter, Pickup.orb, Pickup.mine] as const;
const ITEMS = [
  Pickup.repair,
  Pickup.lantern,
  Pickup.overshield,
  Pickup.surge,
  Pickup.repair,
  Pickup.cloak,
] as const;

/** The spots of a fresh round, with something on each: crates and other things in turn. */
export function laySpots(world: World): void {
  const places = spotsOf(world.arena, PICKUPS.spots[world.size]);
  // On a map of two ends a spot and its image hold the same.
  const pair = world.arena.ends.length || 1;
  world.spots = places.map(({ x, y }, i) => ({
    x,
    y,
    crate: Math.floor(i / pair) % 2 === 0,
    moteId: -1,
    readyTick: 0,
    given: 0,
  }));
  world.motherTick = world.rules.embers ? world.tick + MOTHER.firstTicks : NO_TICK;
  world.motherId = -1;
  stepPickups(world);
}

/** What is due comes back; the mother-ember appears at the forge. */
export function stepPickups(world: World): void {
  for (let i = 0; i < world.spots.length; i++) {
    const spot = world.spots[i];
    if (spot.moteId !== -1 || world.tick < spot.readyTick) continue;
    spot.moteId = putMote(
      world,
      spot.x,
      spot.y,
      kindAt(world, spot, Math.floor(i / (world.arena.ends.length || 1))),
      0,
    );
    spot.given += 1;
  }
  if (world.motherId !== -1 || world.tick < world.motherTick) return;
  const { forge } = world.arena;
  world.motherId = putMote(world, forge.x, forge.y, Pickup.ember, MOTHER.value);
}

function kindAt(world: World, spot: Spot, index: number): number {
  const kinds = spot.crate ? CRATES : ITEMS;
  return kinds[hashInts(world.arena.seed, index, spot.given) % kinds.length];
}
