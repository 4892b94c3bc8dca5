// The core of Core Rush: heavy, slow to stop, off rock and the boards of its rink.
// Owns: its way, and what pushes it. Must not: know goals (goals.ts).
import { CORE } from "../tunables/modes.ts";
import { DT, SKIMMER } from "../tunables.ts";
import { bounceOffRock, settle } from "./collision.ts";
import { cos, sin, snapPosition, snapVelocity } from "./math.ts";
import type { Core } from "./things.ts";
import type { Arena } from "./tiles.ts";
import type { Skimmer, World } from "./world.ts";

/** Lays the core in the middle, at rest; a map without goals has none. */
export function layCore(world: World): void {
  if (world.arena.goals.length === 0) return;
  world.core ??= world.spawner.core();
  const { forge } = world.arena;
  Object.assign(world.core, { x: forge.x, y: forge.y, vx: 0, vy: 0, touchedBy: -1 });
}

/** One tick of the core: it drifts on, then whoever touches it pushes, in the order of the slots. */
export function stepCore(world: World): void {
  const { core, arena } = world;
  if (core === null) return;
  driftCore(arena, core);
  for (const skimmer of world.skimmers) {
    if (skimmer?.alive && pushCore(arena, core, skimmer)) core.touchedBy = skimmer.slot;
  }
}

const scratch = { x: 0, y: 0, vx: 0, vy: 0 };

/** A tick of drag and way. In rock it never is, nor beyond the boards. */
export function driftCore(arena: Arena, core: Omit<Core, "touchedBy">): void {
  const speed = Math.sqrt(core.vx * core.vx + core.vy * core.vy);
  const slower = Math.min(speed * (1 - CORE.drag * DT), CORE.topSpeed);
  const share = slower < CORE.restSpeed ? 0 : slower / speed;
  const body = scratch;
  body.vx = core.vx * share;
  body.vy = core.vy * share;
  // Less than its radius a tick at its top speed: no part of the way is missed.
  body.x = core.x + body.vx * DT;
  body.y = core.y + body.vy * DT;
  keepIn(arena, body);
  core.x = snapPosition(body.x);
  core.y = snapPosition(body.y);
  core.vx = snapVelocity(body.vx);
  core.vy = snapVelocity(body.vy);
}

type Pusher = Pick<Skimmer, "x" | "y" | "vx" | "vy" | "embers">;

/**
 * Parts a skimmer from the core where they overlap, and shares their momentum along the line between them; both are
 * kept out of rock. Returns whether they touched.
 */
export function pushCore(arena: Arena, core: Omit<Core, "touchedBy">, skimmer: Pusher): boolean {
  const dx = core.x - skimmer.x;
  const dy = core.y - skimmer.y;
  const reach = CORE.radius + SKIMMER.radius;
  const square = dx * dx + dy * dy;
  if (square >= reach * reach) return false;
  const distance = Math.sqrt(square);
  const nx = distance === 0 ? 1 : dx / distance;
  const ny = distance === 0 ? 0 : dy / distance;
  const mass = 1 + SKIMMER.massPerEmber * skimmer.embers;
  const share = mass / (mass + CORE.mass);
  const depth = reach - distance;
  const body = scratch;
  body.x = core.x + nx * depth * share;
  body.y = core.y + ny * depth * share;
  // Rounded at once, as everywhere: the synced state rounds what it is given, a plain object does not.
  skimmer.x = snapPosition(skimmer.x - nx * depth * (1 - share));
  skimmer.y = snapPosition(skimmer.y - ny * depth * (1 - share));
  const closing = (skimmer.vx - core.vx) * nx + (skimmer.vy - core.vy) * ny;
  const impulse = (1 + CORE.restitution) * Math.max(0, Math.min(CORE.mostClosing, closing));
  body.vx = core.vx + impulse * share * nx;
  body.vy = core.vy + impulse * share * ny;
  skimmer.vx = snapVelocity(skimmer.vx - impulse * (1 - share) * nx);
  skimmer.vy = snapVelocity(skimmer.vy - impulse * (1 - share) * ny);
  keepIn(arena, body);
  core.x = snapPosition(body.x);
  core.y = snapPosition(body.y);
  core.vx = snapVelocity(body.vx);
  core.vy = snapVelocity(body.vy);
  settle(arena, skimmer);
  return true;
}

/** A shot of `owner` that flew towards `aim` (brads) hit the core: it goes that way by `kick` u/s more. */
export function kickCore(world: World, owner: number, aim: number, kick: number): void {
  const { core } = world;
  if (core === null) return;
  core.vx = snapVelocity(core.vx + cos(aim) * kick);
  core.vy = snapVelocity(core.vy + sin(aim) * kick);
  core.touchedBy = owner;
}

/** Out of rock, and within the boards. */
function keepIn(arena: Arena, body: typeof scratch): void {
  const { rink } = arena;
  bounceOffRock(arena, body, CORE.radius, CORE.rockRestitution);
  if (rink === null) return;
  const left = rink.left + CORE.radius;
  const right = rink.right - CORE.radius;
  const top = rink.top + CORE.radius;
  const bottom = rink.bottom - CORE.radius;
  if ((body.x < left && body.vx < 0) || (body.x > right && body.vx > 0)) body.vx *= -CORE.rockRestitution;
  if ((body.y < top && body.vy < 0) || (body.y > bottom && body.vy > 0)) body.vy *= -CORE.rockRestitution;
  body.x = Math.max(left, Math.min(right, body.x));
  body.y = Math.max(top, Math.min(bottom, body.y));
}
