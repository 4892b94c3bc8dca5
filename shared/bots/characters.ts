// What the three characters of Swarm want: hoarders gather and bank, hunters hunt, guards hold a beacon.
// Owns: the wishes. Must not: turn them into inputs (bot.ts does).

import { isWarm } from "../sim/banking.ts";
import { cos, direction, sin } from "../sim/math.ts";
import { nextBelow, type RandomState } from "../sim/random.ts";
import type { Place } from "../sim/tiles.ts";
import { BANK, TICK_HZ } from "../tunables.ts";
import { wayLength } from "./flow-fields.ts";
import { least, nearest, square } from "./places.ts";
import type { SeenSkimmer, Sight } from "./sight.ts";
import type { Skill } from "./skills.ts";
import { clearDistance } from "./steering.ts";
import { bestThing, motherCalls } from "./wants.ts";

/** Where a bot wants to be and whom it wants to hit. */
export interface Wish {
  x: number;
  y: number;
  target: SeenSkimmer | null;
  flee: boolean;
  /** Near enough when this close, u. */
  hold: number;
}

/** What a character needs of its bot. */
export interface Mind extends RandomState {
  wander: Place;
  /** What it goes to gather. */
  wanted: Place;
  /** Where it saw its last target last, and when. */
  trail: { x: number; y: number; tick: number };
  /** Way of its last flight, brads. */
  escape: number;
  readonly skill: Skill;
}

/** The forge is gone to from this far when it gives, u of way; and with so many hit points. */
const TO_MOTHER = 2200;
const FIT_FOR_MOTHER = 45;
/** Who went into the dark is looked for where it was, for so long. */
const TRAIL_TICKS = 3 * TICK_HZ;
/** What lies this near, u, is taken before a chase goes on. */
const SPOILS = 200;
/** Headings of a flight that are weighed, and how far each is looked along, u. */
const ESCAPES = 12;
const ESCAPE_WAY = 340;

export const wish = (x: number, y: number, target: SeenSkimmer | null, hold = 0, flee = false): Wish => ({
  x,
  y,
  target,
  flee,
  hold,
});

/** To the warm beacon with the shortest way. */
function bank(sight: Sight, target: SeenSkimmer | null): Wish {
  const { self, arena } = sight;
  const warm = arena.beacons.filter((_, i) => isWarm(sight.coldUntil, i, sight.tick));
  const beacon = least(warm, (b) => wayLength(arena, self, b) + Math.sqrt(square(b, self)) / 100);
  const { x, y } = beacon ?? arena.beacons[0];
  return wish(x, y, target, BANK.radius * 0.5);
}

/** Where there is room, away from somebody; the way that was taken last counts a little more. */
export function away(mind: Mind, sight: Sight, from: SeenSkimmer): Wish {
  const { self, arena } = sight;
  const off = direction(self.x - from.x, self.y - from.y);
  let best = off;
  let most = -1e9;
  let room = 0;
  for (let i = 0; i < ESCAPES; i++) {
    const heading = Math.floor((i * 65536) / ESCAPES);
    const way = clearDistance(arena, self.x, self.y, heading, ESCAPE_WAY);
    const good = way + 300 * cos(heading - off) + 60 * cos(heading - mind.escape);
    if (good <= most) continue;
    most = good;
    best = heading;
    room = way;
  }
  mind.escape = best;
  const far = Math.max(60, room - 30);
  return wish(self.x + cos(best) * far, self.y + sin(best) * far, from, 0, true);
}

/** Keeps a fighting distance and circles: straight lines are easily hit. */
export function fight(mind: Mind, sight: Sight, target: SeenSkimmer): Wish {
  const { self } = sight;
  const dx = self.x - target.x;
  const dy = self.y - target.y;
  const distance = Math.sqrt(dx * dx + dy * dy) + 1;
  // The side changes every second or so, as the dice of that second say.
  const turn = ((mind.random ^ (sight.tick >> 5)) & 1) === 0 ? mind.skill.strafe : -mind.skill.strafe;
  const reach = self.scatterAmmo > 0 ? 130 : 210;
  return wish(
    target.x + (dx / distance) * reach - (dy / distance) * turn,
    target.y + (dy / distance) * reach + (dx / distance) * turn,
    target,
  );
}

/** A place to go while nothing is in sight: another of `places` once the last was reached. */
export function roam(
  mind: Mind,
  { self }: Sight,
  places: readonly Place[],
  target: SeenSkimmer | null,
): Wish {
  if (mind.wander.x < 0 || square(mind.wander, self) < 170 * 170) {
    const { x, y } = places[nextBelow(mind, places.length)];
    mind.wander = { x, y };
  }
  return wish(mind.wander.x, mind.wander.y, target);
}

/** Where there is something to get and somebody to meet, and places between, half of each. */
const huntingPlaces = ({ arena }: Sight): Place[] => [
  ...arena.beacons,
  arena.forge,
  ...arena.spawns.filter((_, i) => i % 4 === 0),
];

function gather(mind: Mind, sight: Sight, places: readonly Place[], target: SeenSkimmer | null): Wish {
  const thing = bestThing(sight, mind.wanted);
  if (thing === null) return roam(mind, sight, places, target);
  mind.wanted = { x: thing.x, y: thing.y };
  return wish(thing.x, thing.y, target);
}

/** To the forge, for the mother-ember; null when that is not worth the way. */
function mother(sight: Sight, target: SeenSkimmer | null): Wish | null {
  const { self, arena } = sight;
  if (!motherCalls(sight) || self.hitPoints < FIT_FOR_MOTHER || self.embers > 30) return null;
  const { x, y } = arena.forge;
  return wayLength(arena, self, arena.forge) > TO_MOTHER ? null : wish(x, y, target, 20);
}

export function hoarder(mind: Mind, sight: Sight): Wish {
  const { self } = sight;
  const { greed, caution } = mind.skill;
  const foe = nearest(sight.skimmers, self);
  const gap = foe === null ? Number.MAX_VALUE : square(foe, self);
  if (foe !== null && gap < 300 * 300 && (self.embers >= 8 || self.hitPoints < 55 * caution))
    return away(mind, sight, foe);
  if (self.embers >= 15 * greed || (self.embers >= 6 && self.hitPoints < 50 * caution))
    return bank(sight, foe);
  return mother(sight, foe) ?? gather(mind, sight, sight.arena.spawns, foe);
}

export function hunter(mind: Mind, sight: Sight): Wish {
  const { self, crown, tick } = sight;
  const { greed, caution } = mind.skill;
  const price = (s: SeenSkimmer): number => s.embers * 8000 + (s.slot === crown ? 90_000 : 0);
  const prey = least(sight.skimmers, (s) => square(s, self) - price(s) + s.hitPoints * 400);
  if (prey !== null && self.hitPoints <= 24 * caution && prey.hitPoints > 30) return away(mind, sight, prey);
  if (self.embers >= 14 * greed || (self.embers > 6 && self.hitPoints < 40 * caution))
    return bank(sight, prey);
  if (prey !== null) return fight(mind, sight, prey);
  const { trail } = mind;
  const spoils = nearest(sight.motes, self);
  const rich = spoils !== null && square(spoils, self) < SPOILS * SPOILS;
  if (!rich && self.hitPoints > 40 && tick - trail.tick < TRAIL_TICKS && square(trail, self) > 80 * 80)
    return wish(trail.x, trail.y, null);
  return mother(sight, null) ?? gather(mind, sight, huntingPlaces(sight), null);
}

export function guard(mind: Mind, sight: Sight): Wish {
  const { self, arena } = sight;
  const { greed, caution } = mind.skill;
  const home = nearest(arena.beacons, self) as Place;
  const thief = least(sight.skimmers, (s) => square(s, home) - s.embers * 4000);
  if (
    thief !== null &&
    self.hitPoints <= 30 * caution &&
    thief.hitPoints > 30 &&
    square(thief, self) < 350 * 350
  )
    return away(mind, sight, thief);
  if (self.embers >= 8 * greed) return bank(sight, thief);
  if (thief !== null && square(thief, home) < 620 * 620) return fight(mind, sight, thief);
  const thing = bestThing(sight, mind.wanted);
  if (thing !== null && square(thing, home) < 900 * 900) {
    mind.wanted = { x: thing.x, y: thing.y };
    return wish(thing.x, thing.y, thief);
  }
  return roam(mind, sight, arena.beacons, thief);
}
