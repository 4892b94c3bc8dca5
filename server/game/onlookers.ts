// Where everybody's eyes are: at the own skimmer while it lives; while it does not, wherever its player looks on from.
// Owns: whom the dead and the resting follow, and their free cameras. Must not: reveal anything (interest.ts does).
import type { WatchMessage } from "../../shared/protocol/messages.ts";
import { Looking, type SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { lightOf } from "../../shared/sim/light.ts";
import { snapPosition } from "../../shared/sim/math.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import type { Skimmer, World } from "../../shared/sim/world.ts";
import { LIGHT, MAX_SLOTS, TICK_HZ, WATCH } from "../../shared/tunables.ts";

/** A point that sees, and how far, u. */
export interface Sight extends Place {
  light: number;
}

interface Onlooker {
  /** A slot, or one of `Looking`. */
  looking: number;
  /** Where a free camera is, u, and the tick in which it last moved. */
  x: number;
  y: number;
  movedTick: number;
  /** Wishes that are left, and the tick that they were counted in. */
  wishes: number;
  countedTick: number;
}

const FULL = WATCH.wishesPerSecond;
/** Way of a camera that has just been let go, ticks. */
const FIRST_TICKS = 4;

const fresh = (): Onlooker => ({
  looking: Looking.own,
  x: 0,
  y: 0,
  movedTick: 0,
  wishes: FULL,
  countedTick: 0,
});

export class Onlookers {
  private readonly world: World;
  private readonly onlookers = Array.from({ length: MAX_SLOTS }, fresh);
  /** Reused. */
  private readonly sight: Sight = { x: 0, y: 0, light: 0 };

  constructor(world: World) {
    this.world = world;
  }

  /** Somebody takes a slot: nothing of who was there before counts. */
  sit(slot: number): void {
    this.onlookers[slot] = fresh();
  }

  /** Somebody is about to leave: the eyes of who follow it stay where it was. */
  leaves(slot: number): void {
    const last = this.world.skimmers[slot];
    if (last === null) return;
    for (const onlooker of this.onlookers) {
      if (onlooker.looking !== slot) continue;
      onlooker.looking = Looking.free;
      onlooker.x = last.x;
      onlooker.y = last.y;
    }
  }

  /** Somebody was ended, and looks on through the eyes of who did it, if that lives. */
  ended(victim: number, by: number): void {
    const seen = by !== victim && this.world.skimmers[by]?.alive === true;
    this.onlookers[victim].looking = seen ? by : Looking.own;
  }

  /** True when a wish may be heard: each costs one of those that a client has. */
  hears(slot: number): boolean {
    const onlooker = this.onlookers[slot];
    const { tick } = this.world;
    const earned = ((tick - onlooker.countedTick) * WATCH.wishesPerSecond) / TICK_HZ;
    onlooker.wishes = Math.min(FULL, onlooker.wishes + earned);
    onlooker.countedTick = tick;
    if (onlooker.wishes < 1) return false;
    onlooker.wishes -= 1;
    return true;
  }

  /** Looks on from elsewhere; who lives looks nowhere but from where it is. */
  watch(slot: number, wish: Extract<WatchMessage, { mode: "follow" | "free" }>): void {
    const own = this.world.skimmers[slot];
    if (own === null || own.alive) return;
    if (wish.mode === "free") this.moveFree(slot, wish);
    else if (wish.slot === slot) this.onlookers[slot].looking = Looking.own;
    else if (this.world.skimmers[wish.slot] !== null) this.onlookers[slot].looking = wish.slot;
  }

  /** Towards (x, y), from where the eyes are, as far as a camera gets in the time. */
  private moveFree(slot: number, { x, y }: Place): void {
    const onlooker = this.onlookers[slot];
    const { tick } = this.world;
    const from = this.sightOf(slot);
    const flies = onlooker.looking === Looking.free;
    const passed = flies ? Math.min(WATCH.freeTicks, tick - onlooker.movedTick) : FIRST_TICKS;
    const way = (WATCH.freeSpeed / TICK_HZ) * passed;
    const dx = this.onMap(x) - from.x;
    const dy = this.onMap(y) - from.y;
    const far = Math.sqrt(dx * dx + dy * dy);
    const share = far > way ? way / far : 1;
    onlooker.looking = Looking.free;
    onlooker.x = snapPosition(from.x + dx * share);
    onlooker.y = snapPosition(from.y + dy * share);
    onlooker.movedTick = tick;
  }

  /** What a slot's player sees by, now. The object is reused: read it at once. The slot must be taken. */
  sightOf(slot: number): Readonly<Sight> {
    const { sight, world } = this;
    const own = world.skimmers[slot] as Skimmer;
    const onlooker = this.onlookers[slot];
    if (own.alive) onlooker.looking = Looking.own;
    if (onlooker.looking === Looking.free) {
      sight.x = this.onMap(onlooker.x);
      sight.y = this.onMap(onlooker.y);
      sight.light = LIGHT.base;
      return sight;
    }
    const seer = onlooker.looking === Looking.own ? own : (world.skimmers[onlooker.looking] ?? own);
    sight.x = seer.x;
    sight.y = seer.y;
    sight.light = lightOf(seer, world.tick, world.glow);
    return sight;
  }

  /** Tells a player through whose eyes it looks, within its own skimmer. */
  tell(slot: number): void {
    const own = this.world.skimmers[slot] as SkimmerSchema;
    const { x, y } = this.sightOf(slot);
    own.looking = this.onlookers[slot].looking;
    if (own.looking !== Looking.free) return;
    own.eyesX = x;
    own.eyesY = y;
  }

  private onMap(at: number): number {
    return Math.max(0, Math.min(this.world.arena.side - 1, at));
  }
}
