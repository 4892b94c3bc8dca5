// Embers on the ground: laid out, dropped, gathered, growing back.
// Owns: the pool of motes and its grid. Must not: know what embers are worth (banking.ts).
import { EMBERS, SKIMMER } from "../tunables.ts";
import type { SimEvents } from "./events.ts";
import { lightOf } from "./light.ts";
import { cos, sin, snapPosition, TURN } from "./math.ts";
import { nextBelow } from "./random.ts";
import { pickupTaken, take } from "./taking.ts";
import { Pickup } from "./things.ts";
import { isSolid, tileUnder } from "./tiles.ts";
import type { Skimmer, World } from "./world.ts";

const near = new Int32Array(EMBERS.maxMotes);

/** Motes that lie on an arena of this side when nobody has gathered any. */
export const moteTarget = (side: number): number => Math.floor((side * side * EMBERS.motesPerMillion) / 1e6);

/** Lays out the motes of a fresh round. */
export function layMotes(world: World): void {
  const target = moteTarget(world.arena.side);
  for (let i = 0; i < target; i++) growMote(world, false);
}

/** Takes every mote away. */
export function clearMotes(world: World): void {
  for (const mote of world.motes) if (mote !== null) takeMote(world, mote.id);
}

/** Drops `count` motes of one ember round a point; those that would land in rock land on the point. */
export function scatterMotes(world: World, x: number, y: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const angle = nextBelow(world, TURN);
    const reach = EMBERS.scatterFrom + nextBelow(world, EMBERS.scatterTo - EMBERS.scatterFrom);
    const mx = snapPosition(x + cos(angle) * reach);
    const my = snapPosition(y + sin(angle) * reach);
    if (isSolid(tileUnder(world.arena, mx, my))) putMote(world, x, y);
    else putMote(world, mx, my);
  }
}

/** True when a skimmer at (x, y) touches a mote. */
export function touchesMote(x: number, y: number, mote: { x: number; y: number }): boolean {
  const dx = mote.x - x;
  const dy = mote.y - y;
  return dx * dx + dy * dy <= EMBERS.pickupRadius * EMBERS.pickupRadius;
}

/** A living skimmer gathers what it touches and has a use for, the lowest id first. */
export function gatherMotes(world: World, skimmer: Skimmer, events: SimEvents): void {
  if (!skimmer.alive) return;
  const count = world.moteGrid.near(skimmer.x, skimmer.y, EMBERS.pickupRadius, near);
  let touching = 0;
  for (let i = 0; i < count; i++) {
    const mote = world.motes[near[i]];
    if (mote === null || !touchesMote(skimmer.x, skimmer.y, mote)) continue;
    // Insertion keeps ids ascending: the grid's own order depends on history and must not steer the world.
    let at = touching++;
    for (; at > 0 && near[at - 1] > mote.id; at--) near[at] = near[at - 1];
    near[at] = mote.id;
  }
  for (let i = 0; i < touching; i++) {
    const mote = world.motes[near[i]];
    if (mote === null || !take(world, skimmer, mote.kind, mote.value)) continue;
    if (mote.kind !== Pickup.ember || mote.value > 1)
      events.picked(skimmer.slot, mote.kind, mote.value, mote.x, mote.y);
    takeMote(world, mote.id);
  }
}

/** Lets one mote grow back in the dark, every EMBERS.regrowTicks, while fewer lie than at the start. */
export function regrowMotes(world: World): void {
  if (world.tick % EMBERS.regrowTicks !== 0 || world.moteCount >= moteTarget(world.arena.side)) return;
  growMote(world, true);
}

/** One mote on a random floor tile, out of everybody's sight if it must be; four tries, then not. */
function growMote(world: World, inTheDark: boolean): void {
  for (let attempt = 0; attempt < 4; attempt++) {
    const x = snapPosition(nextBelow(world, world.arena.side * 8) / 8);
    const y = snapPosition(nextBelow(world, world.arena.side * 8) / 8);
    if (isInRock(world, x, y) || (inTheDark && isLit(world, x, y))) continue;
    const shard = nextBelow(world, EMBERS.shardOneIn) === 0;
    putMote(world, x, y, Pickup.ember, shard ? EMBERS.shardValue : 1);
    return;
  }
}

/** A mote keeps a skimmer's radius from rock, so that it can be reached. */
function isInRock(world: World, x: number, y: number): boolean {
  const r = SKIMMER.radius;
  const { arena } = world;
  return (
    isSolid(tileUnder(arena, x - r, y - r)) ||
    isSolid(tileUnder(arena, x + r, y - r)) ||
    isSolid(tileUnder(arena, x - r, y + r)) ||
    isSolid(tileUnder(arena, x + r, y + r))
  );
}

/** True where somebody living sees, and a little beyond: nothing appears before anybody's eyes. */
function isLit(world: World, x: number, y: number): boolean {
  for (const skimmer of world.skimmers) {
    if (skimmer === null || !skimmer.alive) continue;
    const dx = skimmer.x - x;
    const dy = skimmer.y - y;
    const reach = lightOf(skimmer, world.tick, world.glow) + EMBERS.regrowMargin;
    if (dx * dx + dy * dy < reach * reach) return true;
  }
  return false;
}

/** Lays an ember worth `value`, or another `kind` of pickup; returns its id, or -1 when the pool is empty. */
export function putMote(world: World, x: number, y: number, kind: number = Pickup.ember, value = 1): number {
  const id = world.freeMotes.pop();
  if (id === undefined) return -1;
  const mote = world.spawner.mote(id);
  mote.x = x;
  mote.y = y;
  mote.kind = kind;
  mote.value = value;
  world.motes[id] = mote;
  world.moteGrid.place(id, x, y);
  world.moteCount += 1;
  return id;
}

function takeMote(world: World, id: number): void {
  const mote = world.motes[id];
  if (mote === null) return;
  world.spawner.removeMote(mote);
  world.motes[id] = null;
  world.moteGrid.remove(id);
  world.freeMotes.push(id);
  world.moteCount -= 1;
  if (mote.kind !== Pickup.ember || id === world.motherId) pickupTaken(world, id);
}
