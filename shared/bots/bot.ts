// A player without a person: sees a Sight, wants something, answers with an Input every tick.
// Owns: memory, aim and the three characters' wishes. Must not: know more than its Sight.

import { rayToRock } from "../sim/collision.ts";
import { Button, type Input, packMove, STILL } from "../sim/input.ts";
import { cos, direction, sin } from "../sim/math.ts";
import { hashInts, nextBelow } from "../sim/random.ts";
import type { Place } from "../sim/tiles.ts";
import { MAX_SLOTS, PULSE, TICK_HZ } from "../tunables.ts";
import { CHARACTERS, type Character, type Wish } from "./characters.ts";
import type { SeenSkimmer, Sight } from "./sight.ts";
import { steer } from "./steering.ts";

/** Aim noise (brads, full width) and reaction (ticks) by skill 1 to 3: 350, 230 and 120 ms. */
const SKILLS = [
  { noise: 3600, reactionTicks: 11, lance: false },
  { noise: 2200, reactionTicks: 7, lance: true },
  { noise: 1100, reactionTicks: 4, lance: true },
] as const;

const FIRE_RANGE = 520;
/** Between these distances, u, the skilled charge a Lance. */
const LANCE_FROM = 280;
const LANCE_TO = 680;
/** Less than this in STUCK_TICKS is nowhere, u. */
const STUCK_DISTANCE = 70;
const STUCK_TICKS = 75;
const STRAY_TICKS = 45;

export class Bot {
  readonly character: Character;
  /** State of its own dice. */
  random: number;
  /** A place to wander to while nothing better is in sight, u. */
  wander = { x: -1, y: -1 };
  /** The target where it was last seen, and since when it has been one. A copy: between thoughts it may go dark. */
  private readonly prey = { slot: -1, x: 0, y: 0, seenTick: 0, sinceTick: 0 };
  private wish: Wish = { x: 0, y: 0, target: null, flee: false, hold: 0 };
  private side = 1;
  /** Where and when it last got somewhere. */
  private mark = { x: 0, y: 0, tick: 0 };
  private stray: Place = { x: 0, y: 0 };
  private strayUntil = 0;
  private readonly skill: (typeof SKILLS)[number];
  private readonly lastX = new Float64Array(MAX_SLOTS);
  private readonly lastY = new Float64Array(MAX_SLOTS);
  private readonly lastTick = new Int32Array(MAX_SLOTS).fill(-1);
  private readonly velocityX = new Float64Array(MAX_SLOTS);
  private readonly velocityY = new Float64Array(MAX_SLOTS);
  private readonly input: Input = { move: STILL, aim: 0, buttons: 0, view: 0 };

  /** `skill` is 1 to 3. */
  constructor(seed: number, character: Character, skill: number) {
    this.random = hashInts(seed, 77);
    this.character = character;
    this.skill = SKILLS[Math.max(0, Math.min(2, skill - 1))];
  }

  /** Looks and decides anew. Call every few ticks; `act` is for every tick. */
  think(sight: Sight): void {
    this.remember(sight);
    this.wish = CHARACTERS[this.character](this, sight);
    this.follow(this.wish.target, sight.tick);
    this.breakAway(sight);
  }

  private follow(target: SeenSkimmer | null, tick: number): void {
    const { prey } = this;
    const slot = target?.slot ?? -1;
    if (slot !== prey.slot) prey.sinceTick = tick;
    prey.slot = slot;
    if (target === null) return;
    prey.x = target.x;
    prey.y = target.y;
    prey.seenTick = tick;
  }

  /** Who has got nowhere for STUCK_TICKS gives its wish up for a while and goes somewhere else. */
  private breakAway(sight: Sight): void {
    const { self, tick } = sight;
    const dx = self.x - this.mark.x;
    const dy = self.y - this.mark.y;
    const busy = self.bankTicks > 0 || !self.alive;
    if (busy || dx * dx + dy * dy > STUCK_DISTANCE * STUCK_DISTANCE) {
      this.mark = { x: self.x, y: self.y, tick };
    } else if (tick - this.mark.tick > STUCK_TICKS) {
      this.mark.tick = tick;
      this.side = -this.side;
      this.strayUntil = tick + STRAY_TICKS;
      const spawns = sight.arena.spawns;
      this.stray = spawns[nextBelow(this, spawns.length)];
    }
    if (tick >= this.strayUntil) return;
    this.wish.x = this.stray.x;
    this.wish.y = this.stray.y;
    this.wish.hold = 0;
  }

  /** The input of this tick. The object is reused. */
  act(sight: Sight): Input {
    const { self } = sight;
    const { input, wish } = this;
    input.buttons = 0;
    if (!self.alive) {
      input.move = STILL;
      return input;
    }
    this.moveTo(sight, wish);
    if (this.prey.slot === -1) return input;
    const distance = this.aimAtPrey(sight);
    const ready = sight.tick - this.prey.sinceTick >= this.skill.reactionTicks;
    if (ready && distance < LANCE_TO && this.isOpen(sight, distance)) input.buttons |= this.weapon(distance);
    return input;
  }

  /** The Lance for who is far, in skilled hands: it is slow to come, and near it is too late. 0 for who is out of reach. */
  private weapon(distance: number): number {
    if (this.skill.lance && distance > LANCE_FROM) return Button.alternate;
    return distance < FIRE_RANGE ? Button.fire : 0;
  }

  private moveTo(sight: Sight, wish: Wish): void {
    const { self } = sight;
    const dx = wish.x - self.x;
    const dy = wish.y - self.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance < Math.max(8, wish.hold)) {
      this.input.move = STILL;
      return;
    }
    const heading = steer(sight.arena, self.x, self.y, direction(dx, dy), distance, this.side);
    this.input.move = packMove(cos(heading), sin(heading));
    if (wish.target === null) this.input.aim = heading;
    const hurry = wish.flee || (distance > 500 && wish.target !== null);
    if (hurry && self.dashCharges > 0 && nextBelow(this, 12) === 0) this.input.buttons |= Button.dash;
  }

  /** Leads the target by the time since it was seen and the time that the shot takes; returns the distance, u. */
  private aimAtPrey(sight: Sight): number {
    const { self } = sight;
    const { prey } = this;
    const dx = prey.x - self.x;
    const dy = prey.y - self.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const flight = this.weapon(distance) === Button.fire ? distance / PULSE.speed : 0;
    const lead = flight + (sight.tick - prey.seenTick) / TICK_HZ;
    const aim = direction(dx + this.velocityX[prey.slot] * lead, dy + this.velocityY[prey.slot] * lead);
    // The noise holds for a third of a second: a hand drifts, it does not tremble.
    const noise = (hashInts(this.random & 1023, sight.tick >> 3) % this.skill.noise) - this.skill.noise / 2;
    this.input.aim = (aim + noise) & 0xffff;
    return distance;
  }

  private isOpen(sight: Sight, distance: number): boolean {
    const { self } = sight;
    const heading = direction(this.prey.x - self.x, this.prey.y - self.y);
    return rayToRock(sight.arena, self.x, self.y, cos(heading), sin(heading), distance) >= distance;
  }

  /** Others' velocities are not sent: they are estimated from where they were, as a person does. */
  private remember(sight: Sight): void {
    for (const other of sight.skimmers) {
      const { slot } = other;
      const since = sight.tick - this.lastTick[slot];
      if (since > 0 && since <= 15) {
        this.velocityX[slot] = ((other.x - this.lastX[slot]) / since) * TICK_HZ;
        this.velocityY[slot] = ((other.y - this.lastY[slot]) / since) * TICK_HZ;
      } else if (since > 15) {
        this.velocityX[slot] = 0;
        this.velocityY[slot] = 0;
      }
      this.lastX[slot] = other.x;
      this.lastY[slot] = other.y;
      this.lastTick[slot] = sight.tick;
    }
  }
}
