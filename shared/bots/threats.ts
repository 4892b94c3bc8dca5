// What is about to hit a bot, of what it sees: shots in flight, and Lances that are charged at it.
// Owns: foreseeing. Must not: decide what is done about it (bot.ts does).

import { aimFlight, bounce, type Flight, flyOn, STEP_OF } from "../sim/flight.ts";
import { cos, direction, sin, TURN, turnBetween } from "../sim/math.ts";
import { hashInts } from "../sim/random.ts";
import { Flying } from "../sim/things.ts";
import type { Arena } from "../sim/tiles.ts";
import { ORB } from "../tunables/arsenal.ts";
import { LANCE, PULSE, SKIMMER } from "../tunables.ts";
import type { SeenShot, SeenSkimmer, Sight } from "./sight.ts";
import type { Skill } from "./skills.ts";

export interface Threat {
  /** Tick in which it hits, about. */
  tick: number;
  /** Where it comes from, brads. */
  from: number;
  /** Worth a dash. */
  heavy: boolean;
}

/** Nobody looks further ahead, ticks. */
const HORIZON = 16;
/** A Lance that is charged within so much of one's direction, brads, is meant for one: 11 degrees. */
const MEANT = 2000;

const flight: Flight = { kind: 0, x: 0, y: 0, heading: 0, left: 0, flown: 0, reach: 0 };

/** Brings `flight` to where a shot is at `tick`; false when it is over. */
function follow(arena: Arena, shot: SeenShot, tick: number): boolean {
  flight.kind = shot.kind;
  flight.x = shot.ax;
  flight.y = shot.ay;
  flight.heading = shot.aim;
  flight.left = shot.bounces;
  flight.flown = 0;
  const far = STEP_OF[shot.kind] * (tick - shot.anchorTick);
  aimFlight(arena, flight);
  while (far >= flight.reach) {
    flyOn(flight, flight.reach - flight.flown);
    if (!bounce(arena, flight)) return false;
  }
  flyOn(flight, far - flight.flown);
  return true;
}

/** Ticks until a shot meets who goes on flying as now; -1 when it does not. */
function meeting({ arena, self, tick }: Sight, shot: SeenShot): number {
  if (!follow(arena, shot, tick)) return -1;
  const step = STEP_OF[shot.kind];
  const x = flight.x - self.x;
  const y = flight.y - self.y;
  const vx = cos(flight.heading) * step - self.vx / 30;
  const vy = sin(flight.heading) * step - self.vy / 30;
  const time = -(x * vx + y * vy) / (vx * vx + vy * vy + 1e-9);
  if (time < 0 || time > HORIZON || time * step > flight.reach - flight.flown + SKIMMER.radius) return -1;
  const offX = x + vx * time;
  const offY = y + vy * time;
  const radius = SKIMMER.radius + 4 + (shot.kind === Flying.orb ? ORB.radius : PULSE.radius);
  return offX * offX + offY * offY <= radius * radius ? time : -1;
}

/** True once a threat has been there for as long as it takes to notice, and if this is one of those that are defended against. */
const isNoticed = (skill: Skill, ticks: number, dice: number): boolean =>
  ticks >= skill.reactionTicks && hashInts(dice) % 100 < skill.defends;

/** Ticks until the Lance that `foe` charges is fired at one; -1 when it charges none, or not at one. */
function beamIn({ self }: Sight, foe: SeenSkimmer): number {
  if (foe.chargeTicks === 0) return -1;
  const dx = self.x - foe.x;
  const dy = self.y - foe.y;
  if (dx * dx + dy * dy > LANCE.reach * LANCE.reach) return -1;
  if (Math.abs(turnBetween(foe.aim << 8, direction(dx, dy))) > MEANT) return -1;
  return LANCE.chargeTicks - foe.chargeTicks;
}

/** The next blow that a bot of this skill foresees; null when it foresees none. `seed` is its own dice's. */
export function foresee(sight: Sight, skill: Skill, seed: number): Threat | null {
  const { self, tick } = sight;
  let next: Threat | null = null;
  const note = (ticks: number, from: number, heavy: boolean): void => {
    if (next === null || tick + ticks < next.tick) next = { tick: tick + ticks, from, heavy };
  };
  for (const shot of sight.shots) {
    if (shot.owner === self.slot) continue;
    if (!isNoticed(skill, tick - shot.anchorTick, hashInts(seed, shot.owner, shot.shot))) continue;
    const ticks = meeting(sight, shot);
    if (ticks >= 0) note(ticks, (flight.heading + TURN / 2) & (TURN - 1), shot.kind === Flying.orb);
  }
  for (const foe of sight.skimmers) {
    const ticks = beamIn(sight, foe);
    // One charge is one throw of the dice.
    const began = tick - foe.chargeTicks;
    if (ticks < 0 || !isNoticed(skill, foe.chargeTicks, hashInts(seed, foe.slot, began))) continue;
    note(ticks, direction(foe.x - self.x, foe.y - self.y), true);
  }
  return next;
}
