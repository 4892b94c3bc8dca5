// What bots want in a match of two teams: to find and end the other, to push the core, to keep the own goal.
// Owns: the wishes. Must not: turn them into inputs (bot.ts does).
import type { Place } from "../sim/tiles.ts";
import { TICK_HZ } from "../tunables.ts";
import { away, fight, type Mind, roam, type Wish, wish } from "./characters.ts";
import { waypoint } from "./flow-fields.ts";
import { nearest, square } from "./places.ts";
import type { SeenMatch, SeenSkimmer, Sight } from "./sight.ts";
import { bestThing } from "./wants.ts";

/** Who went into the dark is looked for where it was, for so long. */
const TRAIL_TICKS = 4 * TICK_HZ;
/** Somebody this near is worth a shot while one pushes, u. */
const IN_THE_WAY = 480;
/** Who is this near the core is in the way, u. */
const AT_CORE = 420;
/** Behind the core: this far from its middle; round it: this far aside. u */
const BEHIND = 72;
const ASIDE = 112;
/** Who stands off its line by less than this pushes on, u. */
const IN_LINE = 24;
/** A keeper leaves its goal for a core that is nearer to it than this, and waits so far before it, u. */
const DANGER = 800;
const BEFORE_GOAL = 260;

/** Looks for the other and fights; takes what lies about on the way. */
export function duellist(mind: Mind, sight: Sight): Wish {
  const { self, arena, tick } = sight;
  const foe = nearest(sight.skimmers, self);
  if (foe !== null) {
    const loses = self.hitPoints <= 22 * mind.skill.caution && foe.hitPoints > self.hitPoints + 15;
    return loses ? away(mind, sight, foe) : fight(mind, sight, foe);
  }
  const { trail } = mind;
  if (tick - trail.tick < TRAIL_TICKS && square(trail, self) > 80 * 80) return wish(trail.x, trail.y, null);
  const thing = bestThing(sight, mind.wanted);
  if (thing !== null) {
    mind.wanted = { x: thing.x, y: thing.y };
    return wish(thing.x, thing.y, null);
  }
  return roam(mind, sight, [arena.forge, ...arena.spawns, ...arena.wells], null);
}

/** Gets behind the core as seen from the goal of the others, and pushes; shoots at who is near. */
export function pusher(mind: Mind, sight: Sight): Wish {
  const { match, arena, self } = sight;
  const foe = nearest(sight.skimmers, self);
  if (!match?.core) return duellist(mind, sight);
  const target = foe !== null && square(foe, self) < IN_THE_WAY * IN_THE_WAY ? foe : null;
  return push(self, match.core, waypoint(arena, match.core, arena.goals[1 - match.team]), target);
}

/** Fights whoever of the others is at the core; when nobody is, pushes. */
export function striker(mind: Mind, sight: Sight): Wish {
  const { match, self } = sight;
  if (!match?.core) return duellist(mind, sight);
  const foe = nearest(sight.skimmers, match.core);
  if (foe === null || square(foe, match.core) > AT_CORE * AT_CORE) return pusher(mind, sight);
  const loses = self.hitPoints <= 22 * mind.skill.caution && foe.hitPoints > self.hitPoints + 15;
  return loses ? away(mind, sight, foe) : fight(mind, sight, foe);
}

/** Waits before the own goal, and pushes as soon as the core comes near. */
export function keeper(mind: Mind, sight: Sight): Wish {
  const { match, arena, self } = sight;
  if (!match?.core) return duellist(mind, sight);
  const goal = arena.goals[match.team];
  if (square(match.core, goal) < DANGER * DANGER) return pusher(mind, sight);
  const far = Math.sqrt(square(match.core, goal));
  const share = BEFORE_GOAL / far;
  const at = { x: goal.x + (match.core.x - goal.x) * share, y: goal.y + (match.core.y - goal.y) * share };
  return wish(at.x, at.y, nearest(sight.skimmers, self), 60);
}

function push(self: Place, core: Place, towards: Place, target: SeenSkimmer | null): Wish {
  const far = Math.sqrt(square(towards, core)) + 0.001;
  const dx = (towards.x - core.x) / far;
  const dy = (towards.y - core.y) / far;
  const along = (self.x - core.x) * dx + (self.y - core.y) * dy;
  const aside = (self.x - core.x) * -dy + (self.y - core.y) * dx;
  if (along < 0 && Math.abs(aside) < IN_LINE) return wish(core.x + dx * 20, core.y + dy * 20, target);
  // From before it, round it first.
  const wide = along > -BEHIND / 2 ? (aside < 0 ? -ASIDE : ASIDE) : 0;
  return wish(core.x - dx * BEHIND - dy * wide, core.y - dy * BEHIND + dx * wide, target);
}

/** Whether somebody is at the core, where it is slow going without being stuck. */
export const isAtCore = (self: Place, match: SeenMatch | undefined): boolean =>
  match?.core != null && square(self, match.core) < 90 * 90;
