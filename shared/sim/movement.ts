// What one input does to one skimmer: the step that the server and the predicting client share.
// Owns: thrust, drag, lanes, dash, guard, and the order of it all. Must not: touch any other entity; what is fired is weapons.ts.
import { ARENA, DASH, DT, GUARD, SKIMMER } from "../tunables.ts";
import { glide } from "./collision.ts";
import { Button, type Input, moveX, moveY } from "./input.ts";
import { cos, direction, sin, snapPosition, snapVelocity } from "./math.ts";
import { stepPortals } from "./portals.ts";
import { type Arena, Tile, tileUnder } from "./tiles.ts";
import { type ShotSink, stepWeapons } from "./weapons.ts";
import { pullToWells } from "./wells.ts";
import type { Skimmer } from "./world.ts";

/** The fields that an input's step reads or writes: what a client must know of itself to predict. */
export const PREDICTED_FIELDS = [
  "slot",
  "x",
  "y",
  "vx",
  "vy",
  "aim",
  "alive",
  "embers",
  "bankTicks",
  "dashTicks",
  "dashAim",
  "dashCharges",
  "dashRefillTicks",
  "dashHeld",
  "cooldownTicks",
  "chargeTicks",
  "guardTicks",
  "guardAim",
  "guardCooldownTicks",
  "hop",
  "portalTicks",
  "shots",
  "scatterAmmo",
  "orbAmmo",
  "mineAmmo",
] as const satisfies readonly (keyof Skimmer)[];

export type PredictedSkimmer = Pick<Skimmer, (typeof PREDICTED_FIELDS)[number]>;

/**
 * Advances one skimmer by one input, in place. Dead skimmers do not move. `fire` may be null (replays).
 * `tick`: the one that consumes the input; gates and wells follow from it.
 */
export function stepSkimmer(
  arena: Arena,
  skimmer: PredictedSkimmer,
  input: Input,
  fire: ShotSink | null,
  tick: number,
): void {
  if (!skimmer.alive) return;
  skimmer.aim = (input.aim >> 8) & 255;
  startDash(skimmer, input);
  const body = scratch;
  body.x = skimmer.x;
  body.y = skimmer.y;
  body.vx = skimmer.vx;
  body.vy = skimmer.vy;
  if (skimmer.dashTicks > 0) {
    body.vx = cos(skimmer.dashAim) * DASH.speed;
    body.vy = sin(skimmer.dashAim) * DASH.speed;
    skimmer.dashTicks -= 1;
  } else {
    accelerate(arena, body, skimmer.embers, input, tick);
  }
  glide(arena, body, tick);
  skimmer.x = snapPosition(body.x);
  skimmer.y = snapPosition(body.y);
  skimmer.vx = snapVelocity(body.vx);
  skimmer.vy = snapVelocity(body.vy);
  stepPortals(arena.portals, skimmer);
  refillDash(skimmer);
  stepGuard(skimmer, input);
  stepWeapons(skimmer, input, fire);
}

const scratch = { x: 0, y: 0, vx: 0, vy: 0 };

/** A dash starts on the press, towards the thrust or, without thrust, the aim. */
function startDash(skimmer: PredictedSkimmer, input: Input): void {
  const held = (input.buttons & Button.dash) !== 0;
  if (held && !skimmer.dashHeld && skimmer.dashCharges > 0 && skimmer.dashTicks === 0) {
    const x = moveX(input.move);
    const y = moveY(input.move);
    skimmer.dashAim = x === 0 && y === 0 ? input.aim : direction(x, y);
    skimmer.dashTicks = DASH.durationTicks;
    skimmer.dashCharges -= 1;
  }
  skimmer.dashHeld = held;
}

function refillDash(skimmer: PredictedSkimmer): void {
  if (skimmer.dashCharges >= DASH.charges) return;
  skimmer.dashRefillTicks += 1;
  if (skimmer.dashRefillTicks < DASH.refillTicks) return;
  skimmer.dashRefillTicks = 0;
  skimmer.dashCharges += 1;
}

/** Thrust, drag, wells, lane and top speed, semi-implicit Euler: the velocity first, then the caller moves. */
function accelerate(arena: Arena, body: typeof scratch, embers: number, input: Input, tick: number): void {
  let thrustX = moveX(input.move);
  let thrustY = moveY(input.move);
  const push = Math.sqrt(thrustX * thrustX + thrustY * thrustY);
  if (push > 1) {
    thrustX /= push;
    thrustY /= push;
  }
  const before = Math.sqrt(body.vx * body.vx + body.vy * body.vy);
  const drag = 1 - (push > 0 ? SKIMMER.drag : SKIMMER.brake) * DT;
  body.vx = (body.vx + thrustX * SKIMMER.acceleration * DT) * drag;
  body.vy = (body.vy + thrustY * SKIMMER.acceleration * DT) * drag;
  pullToWells(arena.wells, body, tick);
  let top = SKIMMER.topSpeed * (1 - SKIMMER.slowPerEmber * embers);
  const tile = tileUnder(arena, body.x, body.y);
  if (tile >= Tile.laneEast) {
    top *= ARENA.laneSpeed;
    if (tile === Tile.laneEast) body.vx += ARENA.laneAcceleration * DT;
    else if (tile === Tile.laneSouth) body.vy += ARENA.laneAcceleration * DT;
    else if (tile === Tile.laneWest) body.vx -= ARENA.laneAcceleration * DT;
    else body.vy -= ARENA.laneAcceleration * DT;
  }
  limitSpeed(body, top, before, push > 0);
}

/**
 * Speed above `top` decays rather than stops dead, so that a dash and a lane carry on a little. What decays is
 * the speed `before` this step: thrust adds nothing beyond `top`.
 */
function limitSpeed(body: typeof scratch, top: number, before: number, thrusting: boolean): void {
  const speed = Math.sqrt(body.vx * body.vx + body.vy * body.vy);
  const limit = Math.max(top, before - (before - top) * SKIMMER.overspeedDrag * DT - SKIMMER.overspeedLoss);
  if (speed > limit) {
    body.vx *= limit / speed;
    body.vy *= limit / speed;
  } else if (!thrusting && speed < SKIMMER.restSpeed) {
    body.vx = 0;
    body.vy = 0;
  }
}

/** A guard stands towards the aim that it was raised with; weapons rest behind it. */
function stepGuard(skimmer: PredictedSkimmer, input: Input): void {
  if (skimmer.guardTicks > 0) skimmer.guardTicks -= 1;
  if (skimmer.guardCooldownTicks > 0) skimmer.guardCooldownTicks -= 1;
  if ((input.buttons & Button.guard) === 0 || skimmer.guardCooldownTicks > 0) return;
  skimmer.guardTicks = GUARD.durationTicks;
  skimmer.guardAim = skimmer.aim;
  skimmer.guardCooldownTicks = GUARD.cooldownTicks;
}
