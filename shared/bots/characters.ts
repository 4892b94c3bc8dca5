// What the three characters want: hoarders gather and bank, hunters hunt, guards hold a beacon.
// Owns: the wishes. Must not: turn them into inputs (bot.ts does).

import { isWarm } from "../sim/banking.ts";
import { nextBelow, type RandomState } from "../sim/random.ts";
import type { Place } from "../sim/tiles.ts";
import { BANK } from "../tunables.ts";
import type { SeenSkimmer, Sight } from "./sight.ts";

export type Character = "hoarder" | "hunter" | "guard";
export const CHARACTER_NAMES: readonly Character[] = ["hoarder", "hunter", "guard"];

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
}

const wish = (x: number, y: number, target: SeenSkimmer | null, hold = 0, flee = false): Wish => ({
  x,
  y,
  target,
  flee,
  hold,
});

const square = (a: Place, b: Place): number => (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);

/** The item of least cost, or null when there is none. */
function least<T>(items: readonly T[], cost: (item: T) => number): T | null {
  let best: T | null = null;
  let bestCost = Number.MAX_VALUE;
  for (const item of items) {
    const c = cost(item);
    if (c < bestCost) {
      best = item;
      bestCost = c;
    }
  }
  return best;
}

const nearest = <T extends Place>(items: readonly T[], to: Place): T | null =>
  least(items, (item) => square(item, to));

function bank(sight: Sight, target: SeenSkimmer | null): Wish {
  const warm = sight.arena.beacons.filter((_, i) => isWarm(sight.coldUntil, i, sight.tick));
  const beacon = nearest(warm, sight.self) ?? sight.arena.beacons[0];
  return wish(beacon.x, beacon.y, target, BANK.radius * 0.5);
}

function away(sight: Sight, from: SeenSkimmer): Wish {
  const { self } = sight;
  return wish(self.x * 2 - from.x, self.y * 2 - from.y, from, 0, true);
}

/** Keeps a fighting distance and circles: straight lines are easily hit. */
function fight(mind: Mind, sight: Sight, target: SeenSkimmer): Wish {
  const { self } = sight;
  const dx = self.x - target.x;
  const dy = self.y - target.y;
  const distance = Math.sqrt(dx * dx + dy * dy) + 1;
  const turn = (mind.random & 1) === 0 ? 1 : -1;
  const reach = 210;
  return wish(
    target.x + (dx / distance) * reach - (dy / distance) * 120 * turn,
    target.y + (dy / distance) * reach + (dx / distance) * 120 * turn,
    target,
  );
}

/** A place to go while nothing is in sight: another spawn point once the last was reached. */
function roam(mind: Mind, sight: Sight, target: SeenSkimmer | null): Wish {
  const { spawns } = sight.arena;
  if (mind.wander.x < 0 || square(mind.wander, sight.self) < 150 * 150) {
    const place = spawns[nextBelow(mind, spawns.length)];
    mind.wander.x = place.x;
    mind.wander.y = place.y;
  }
  return wish(mind.wander.x, mind.wander.y, target);
}

function gather(mind: Mind, sight: Sight, target: SeenSkimmer | null): Wish {
  const mote = nearest(sight.motes, sight.self);
  return mote === null ? roam(mind, sight, target) : wish(mote.x, mote.y, target);
}

function hoarder(mind: Mind, sight: Sight): Wish {
  const { self } = sight;
  const foe = nearest(sight.skimmers, self);
  const close = foe !== null && square(foe, self) < 300 * 300;
  if (close && (self.embers >= 8 || self.hitPoints < 40)) return away(sight, foe);
  if (self.embers >= 12) return bank(sight, foe);
  return gather(mind, sight, foe);
}

function hunter(mind: Mind, sight: Sight): Wish {
  const { self } = sight;
  const prey = least(sight.skimmers, (s) => square(s, self) - s.embers * 8000 + s.hitPoints * 400);
  if (self.embers >= 20 || (self.embers > 6 && self.hitPoints < 35)) return bank(sight, prey);
  if (prey !== null && self.hitPoints > 20) return fight(mind, sight, prey);
  return gather(mind, sight, prey);
}

function guard(mind: Mind, sight: Sight): Wish {
  const { self } = sight;
  const home = nearest(sight.arena.beacons, self) as Place;
  const thief = least(sight.skimmers, (s) => square(s, home) - s.embers * 4000);
  if (self.embers >= 8) return bank(sight, thief);
  if (thief !== null && square(thief, home) < 620 * 620) return fight(mind, sight, thief);
  const mote = nearest(sight.motes, self);
  if (mote !== null && square(mote, home) < 900 * 900) return wish(mote.x, mote.y, thief);
  return roam(mind, sight, thief);
}

export const CHARACTERS: Readonly<Record<Character, (mind: Mind, sight: Sight) => Wish>> = {
  hoarder,
  hunter,
  guard,
};
