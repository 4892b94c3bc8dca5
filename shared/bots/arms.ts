// Which weapon for whom, and where a mine belongs.
// Owns: the choice. Must not: aim (bot.ts does), or know more than hand and sight tell.

import { aimFlight, bounce, type Flight, flyOn, STEP_OF } from "../sim/flight.ts";
import { Button, Hand, withHand } from "../sim/input.ts";
import { cos, direction, sin } from "../sim/math.ts";
import { Flying } from "../sim/things.ts";
import { type Arena, isSolid, type Place, tileUnder } from "../sim/tiles.ts";
import { ORB, SCATTER } from "../tunables/arsenal.ts";
import { ARENA, PULSE, TICK_HZ } from "../tunables.ts";
import { BANK_RING, square } from "./places.ts";
import type { OwnSkimmer, SeenSkimmer, Sight } from "./sight.ts";
import type { Skill } from "./skills.ts";

const PULSE_RANGE = 520;
const SCATTER_RANGE = SCATTER.reach * 0.8;
/** An Orb for a crowd between these distances, u: nearer it is too late, further it comes too late. */
const ORB_FROM = 130;
const ORB_TO = 380;
/** Others this near the target, u, are a crowd with it. */
const CROWD = ORB.splash * 1.4;
/** Between these distances, u, the skilled charge a Lance. */
export const LANCE_FROM = 280;
export const LANCE_TO = 680;
/** One's own mines keep this far apart, u. */
const MINES_APART = 170;
/** Who follows this near, u, gets a mine in the way. */
const ON_THE_HEELS = 300;

export interface Shot {
  /** Buttons with the hand in their top bits; 0 for none. */
  buttons: number;
  /** u/s; 0 for a beam, which is there at once. */
  speed: number;
}

const NONE: Shot = { buttons: 0, speed: 0 };
const LANCE_SHOT: Shot = { buttons: Button.alternate, speed: 0 };
const PULSE_SHOT: Shot = { buttons: Button.fire, speed: PULSE.speed };
const SCATTER_SHOT: Shot = { buttons: withHand(Button.fire, Hand.scatter), speed: SCATTER.speed };
export const ORB_SHOT: Shot = { buttons: withHand(Button.fire, Hand.orb), speed: ORB.speed };
export const MINE_SHOT = withHand(Button.fire, Hand.mine);

/** The shot for somebody in the open `distance` u away, with `crowd` others round. */
export function shotAt(self: OwnSkimmer, skill: Skill, distance: number, crowd: number): Shot {
  if (self.scatterAmmo > 0 && distance < SCATTER_RANGE) return SCATTER_SHOT;
  if (self.orbAmmo > 0 && crowd > 0 && distance > ORB_FROM && distance < ORB_TO) return ORB_SHOT;
  // A beam that is being charged is not given up for who came a little nearer.
  const from = self.chargeTicks > 0 ? LANCE_FROM - 60 : LANCE_FROM;
  if (skill.lance && distance > from) return distance < LANCE_TO ? LANCE_SHOT : NONE;
  return distance < PULSE_RANGE ? PULSE_SHOT : NONE;
}

/** How many others are round somebody. */
export function crowdRound(sight: Sight, target: SeenSkimmer): number {
  let count = 0;
  for (const other of sight.skimmers)
    if (other !== target && square(other, target) < CROWD * CROWD) count += 1;
  return count;
}

const flight: Flight = { kind: Flying.orb, x: 0, y: 0, heading: 0, left: 0, flown: 0, reach: 0 };
/** Headings that are tried for an Orb round a corner, brads off the straight line. */
const CORNERS = [2500, -2500, 5000, -5000, 8000, -8000, 11500, -11500];
/** … and how long it may take, u. */
const ORB_WAY = ORB.speed * 2.2;

/** The aim, brads, of an Orb that gets round rock to somebody's place, bouncing; -1 when there is none. */
export function orbRoundCorner(arena: Arena, from: Place, to: Place): number {
  const straight = direction(to.x - from.x, to.y - from.y);
  for (const turn of CORNERS) {
    const aim = (straight + turn) & 0xffff;
    flight.x = from.x + cos(aim) * PULSE.muzzle;
    flight.y = from.y + sin(aim) * PULSE.muzzle;
    if (isSolid(tileUnder(arena, flight.x, flight.y))) continue;
    flight.heading = aim;
    flight.left = ORB.bounces;
    flight.flown = 0;
    aimFlight(arena, flight);
    while (flight.flown < ORB_WAY) {
      if (flight.flown >= flight.reach && !bounce(arena, flight)) break;
      flyOn(flight, Math.min(4 * STEP_OF[Flying.orb], flight.reach - flight.flown));
      if (square(flight, to) < 45 * 45) return aim;
    }
  }
  return -1;
}

/** Whether to lay a mine here: before who follows, at a beacon that one holds or fills, in a narrow place. */
export function wantsMine(sight: Sight, flees: boolean, holds: boolean): boolean {
  const { self, arena, mines } = sight;
  if (self.mineAmmo === 0) return false;
  for (const mine of mines)
    if (mine.owner === self.slot && square(mine, self) < MINES_APART * MINES_APART) return false;
  if (flees && sight.skimmers.some((foe) => square(foe, self) < ON_THE_HEELS * ON_THE_HEELS)) return true;
  const atBeacon = arena.beacons.some((beacon) => square(beacon, self) < BANK_RING);
  if (atBeacon) return holds || self.bankTicks > TICK_HZ / 2;
  return isNarrow(arena, self);
}

/** Rock on both sides. */
function isNarrow(arena: Arena, { x, y }: Place): boolean {
  const { tile } = ARENA;
  const solid = (right: number, down: number): boolean =>
    isSolid(tileUnder(arena, x + right * tile, y + down * tile));
  return (solid(-1, 0) && solid(1, 0)) || (solid(0, -1) && solid(0, 1));
}
