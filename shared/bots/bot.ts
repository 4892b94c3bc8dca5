// A player without a person: sees a Sight, wants something, answers with an Input every tick.
// Owns: memory, aim, defence and what becomes of a wish. Must not: know more than its Sight.

import { rayToRock } from "../sim/collision.ts";
import { Button, type Input, packMove, packView, STILL } from "../sim/input.ts";
import { cos, direction, sin } from "../sim/math.ts";
import { hashInts, nextBelow } from "../sim/random.ts";
import type { Arena, Place } from "../sim/tiles.ts";
import { MINE } from "../tunables/arsenal.ts";
import { GUARD, PORTAL, SKIMMER, TICK_HZ } from "../tunables.ts";
import { crowdRound, LANCE_TO, MINE_SHOT, ORB_SHOT, orbRoundCorner, shotAt, wantsMine } from "./arms.ts";
import { CHARACTERS, type Character } from "./cast.ts";
import type { Mind, Wish } from "./characters.ts";
import { type Waypoint, waypoint } from "./flow-fields.ts";
import { isAtCore } from "./match-wishes.ts";
import { square } from "./places.ts";
import type { SeenSkimmer, Sight } from "./sight.ts";
import { SKILLS, type Skill } from "./skills.ts";
import { type Course, type Hazard, steer, thrustAlong } from "./steering.ts";
import { foresee, type Threat } from "./threats.ts";
import { Tracks } from "./tracks.ts";

/** Less than this in STUCK_TICKS is nowhere, u. */
const STUCK_DISTANCE = 70;
const STUCK_TICKS = 75;
const STRAY_TICKS = 45;
/** A guard is raised when the blow comes within so many ticks: it stands for a little longer. */
const GUARD_LEAD = GUARD.durationTicks - 2;
const DODGE_LEAD = 4;
/** Below so many hit points any blow is worth a dash. */
const WEAK = 40;
/** A waypoint this near, u, is reached. */
const REACHED = 30;
/** An Orb round a corner is for who went behind it less than this ago. */
const CORNER_TICKS = 2 * TICK_HZ;
const CORNER_RANGE = 460;

export class Bot implements Mind {
  readonly character: Character;
  /** State of its own dice. */
  random: number;
  wander = { x: -1, y: -1 };
  wanted = { x: -1, y: -1 };
  trail = { x: 0, y: 0, tick: -1_000_000 };
  escape = 0;
  /** The target where it was last seen, and since when it has been one. A copy: between thoughts it may go dark. */
  private readonly prey = { slot: -1, x: 0, y: 0, seenTick: 0, sinceTick: 0, crowd: 0 };
  private wish: Wish = { x: 0, y: 0, target: null, flee: false, hold: 0 };
  private way: Waypoint = { x: 0, y: 0, portal: -1 };
  private threat: Threat | null = null;
  private laysMine = false;
  /** Aim of an Orb that gets round a corner, brads; -1 for none. */
  private corner = -1;
  private hazards: Hazard[] = [];
  private side = 1;
  /** Where and when it last got somewhere. */
  private mark = { x: 0, y: 0, tick: 0 };
  private stray = { x: 0, y: 0 };
  private strayUntil = 0;
  private readonly seed: number;
  readonly skill: Skill;
  private readonly tracks = new Tracks();
  private readonly input: Input = { move: STILL, aim: 0, buttons: 0, view: 0 };

  /** `skill` is 1 to 3. */
  constructor(seed: number, character: Character, skill: number) {
    this.seed = hashInts(seed, 78);
    this.random = hashInts(seed, 77);
    this.character = character;
    this.skill = SKILLS[Math.max(0, Math.min(2, skill - 1))];
  }

  /** Looks and decides anew. Call every few ticks; `act` is for every tick. */
  think(sight: Sight): void {
    const { self, arena } = sight;
    this.tracks.remember(sight);
    this.wish = CHARACTERS[this.character](this, sight);
    this.follow(this.wish.target, sight);
    this.breakAway(sight);
    this.way = waypoint(arena, self, this.wish);
    this.threat = foresee(sight, this.skill, this.seed);
    this.laysMine = wantsMine(sight, this.wish.flee, this.character === "guard");
    this.avoid(sight);
    this.corner = this.cornerShot(sight);
  }

  private follow(target: SeenSkimmer | null, sight: Sight): void {
    const { prey, trail } = this;
    const slot = target?.slot ?? -1;
    if (slot !== prey.slot) prey.sinceTick = sight.tick;
    prey.slot = slot;
    if (target === null) return;
    prey.x = trail.x = target.x;
    prey.y = trail.y = target.y;
    prey.seenTick = trail.tick = sight.tick;
    prey.crowd = crowdRound(sight, target);
  }

  /** Others' mines that are seen, and portals that are not on the way. */
  private avoid({ self, mines, arena }: Sight): void {
    const { hazards } = this;
    hazards.length = 0;
    for (const { owner, x, y } of mines)
      if (owner !== self.slot) hazards.push({ x, y, radius: MINE.trigger + SKIMMER.radius });
    for (const [i, { x, y }] of arena.portals.entries())
      if (i !== this.way.portal) hazards.push({ x, y, radius: PORTAL.radius + 6 });
  }

  /** The aim of an Orb for who went behind rock a moment ago. */
  private cornerShot({ self, arena, tick }: Sight): number {
    const { trail } = this;
    if (self.orbAmmo === 0 || tick - trail.tick > CORNER_TICKS) return -1;
    const distance = Math.sqrt(square(trail, self));
    if (distance > CORNER_RANGE || isOpen(arena, self, trail, distance)) return -1;
    return orbRoundCorner(arena, self, trail);
  }

  /** Who has got nowhere for STUCK_TICKS gives its wish up for a while and goes somewhere else. */
  private breakAway({ self, tick, arena, match }: Sight): void {
    const dx = self.x - this.mark.x;
    const dy = self.y - this.mark.y;
    const waits = isWithin(self, this.wish, this.wish.hold) || isAtCore(self, match);
    const busy = self.bankTicks > 0 || !self.alive || waits;
    if (busy || dx * dx + dy * dy > STUCK_DISTANCE * STUCK_DISTANCE) {
      this.mark = { x: self.x, y: self.y, tick };
    } else if (tick - this.mark.tick > STUCK_TICKS) {
      this.mark.tick = tick;
      this.side = -this.side;
      this.strayUntil = tick + STRAY_TICKS;
      const { x, y } = arena.spawns[nextBelow(this, arena.spawns.length)];
      this.stray = { x, y };
    }
    if (tick >= this.strayUntil) return;
    this.wish.x = this.stray.x;
    this.wish.y = this.stray.y;
    this.wish.hold = 0;
  }

  /** The input of this tick. The object is reused. */
  act(sight: Sight): Input {
    const { self, tick } = sight;
    const { input } = this;
    input.buttons = 0;
    input.view = packView(tick);
    if (!self.alive) {
      input.move = STILL;
      return input;
    }
    this.move(sight);
    if (this.prey.slot !== -1) this.shoot(sight);
    else if (this.corner !== -1) this.fire(ORB_SHOT.buttons, this.corner);
    if (this.laysMine && self.mineAmmo > 0 && (input.buttons & Button.alternate) === 0)
      input.buttons = (input.buttons & Button.dash) | MINE_SHOT;
    this.defend(sight);
    return input;
  }

  private move(sight: Sight): void {
    const { self, arena, tick } = sight;
    const { wish, way, input } = this;
    if (isWithin(self, wish, Math.max(8, wish.hold))) {
      input.move = STILL;
      return;
    }
    const there = way.portal === -1 && isWithin(self, way, REACHED);
    const dx = (there ? wish.x : way.x) - self.x;
    const dy = (there ? wish.y : way.y) - self.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const course: Course = { arena, x: self.x, y: self.y, side: this.side, tick, hazards: this.hazards };
    const heading = steer(course, direction(dx, dy), distance);
    input.move = thrustAlong(arena, self, heading, tick);
    if (wish.target === null) input.aim = heading;
    const hurry = wish.flee || (distance > 500 && wish.target !== null);
    if (hurry && self.dashCharges > 0 && nextBelow(this, 12) === 0) input.buttons |= Button.dash;
  }

  /** Aims at the prey, and fires once the time to react is over and nothing is between. */
  private shoot(sight: Sight): void {
    const { self, tick, arena } = sight;
    const { prey, skill, input } = this;
    const dx = prey.x - self.x;
    const dy = prey.y - self.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const shot = shotAt(self, skill, distance, prey.crowd);
    // Since it was seen, and while the shot flies.
    const flight = shot.speed === 0 ? 0 : distance / shot.speed;
    const lead = flight * skill.lead + (tick - prey.seenTick) / TICK_HZ;
    const aim = direction(dx + this.tracks.vx[prey.slot] * lead, dy + this.tracks.vy[prey.slot] * lead);
    // The noise holds for a third of a second: a hand drifts, it does not tremble.
    const noise = (hashInts(this.seed & 1023, tick >> 3) % skill.noise) - skill.noise / 2;
    input.aim = (aim + noise) & 0xffff;
    if (tick - prey.sinceTick < skill.reactionTicks || distance > LANCE_TO) return;
    if (isOpen(arena, self, prey, distance)) input.buttons |= shot.buttons;
    else if (this.corner !== -1) this.fire(ORB_SHOT.buttons, this.corner);
  }

  private fire(buttons: number, aim: number): void {
    this.input.buttons |= buttons;
    this.input.aim = aim;
  }

  /** A guard towards what comes; when there is none, a dash out of its way, if it is worth one. */
  private defend({ self, tick }: Sight): void {
    const { threat, input } = this;
    if (threat === null || tick > threat.tick + 1 || self.guardTicks > 0) return;
    const left = threat.tick - tick;
    if (self.guardCooldownTicks === 0) {
      if (left > GUARD_LEAD) return;
      input.buttons = (input.buttons & Button.dash) | Button.guard;
      input.aim = threat.from;
    } else if (left <= DODGE_LEAD && self.dashCharges > 0 && (threat.heavy || self.hitPoints < WEAK)) {
      const aside = threat.from + 16384 * this.side;
      input.move = packMove(cos(aside), sin(aside));
      input.buttons |= Button.dash;
    }
  }
}

const isWithin = (from: Place, to: Place, reach: number): boolean => square(from, to) < reach * reach;

/** True when no rock is between a place and another, `distance` u away. */
function isOpen(arena: Arena, from: Place, to: Place, distance: number): boolean {
  if (distance < 1) return true;
  const dx = (to.x - from.x) / distance;
  const dy = (to.y - from.y) / distance;
  return rayToRock(arena, from.x, from.y, dx, dy, distance) >= distance;
}
