// What lies or flies within one's own light: motes and projectiles, each kind one of these.
// Owns: the bits of (thing, viewer). Must not: know what a thing is.
import type { SpatialGrid } from "../../shared/sim/spatial-grid.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import { LIGHT } from "../../shared/tunables.ts";
import type { View } from "./ports.ts";
import { SeenBits } from "./seen-bits.ts";

/** One pair of eyes, for one kind of thing: where it is, how far its light reaches (u), what it has seen (ids). */
export interface Eyes extends Place {
  slot: number;
  light: number;
  view: View | null;
}

export interface Kind<T extends Place> {
  /** Things by id; null where there is none. */
  things(): readonly (T | null)[];
  /** The same by cell. */
  grid(): SpatialGrid;
  /** How far away it is seen, u, when that is less than the light reaches; Infinity when it is not. */
  reach?(thing: T, slot: number): number;
  /** Whether it is in a light that is everybody's: `ease` as in `isInLamp`. */
  inLamp(thing: T, ease: number): boolean;
  /** Called before a thing is revealed to a client. */
  beforeReveal?(thing: T, eyes: Eyes): void;
}

export class LitPlaces<T extends Place> {
  readonly bits: SeenBits;
  private readonly kind: Kind<T>;
  private readonly near: Int32Array;

  constructor(capacity: number, kind: Kind<T>) {
    this.bits = new SeenBits(capacity);
    this.near = new Int32Array(capacity);
    this.kind = kind;
  }

  /** Brings the ids in `seen` up to date with the light, and with one that is everybody's (`lamp`), revealing and hiding what changed. */
  refresh(seen: number[], eyes: Eyes, lamp: (Place & { light: number }) | null): void {
    this.dropDark(seen, eyes);
    this.look(seen, eyes, eyes, eyes.light);
    if (lamp !== null) this.look(seen, eyes, lamp, lamp.light);
  }

  /** Reveals what is seen within `light` of a place. */
  private look(seen: number[], eyes: Eyes, at: Place, light: number): void {
    const things = this.kind.things();
    const count = this.kind.grid().near(at.x, at.y, light, this.near);
    for (let i = 0; i < count; i++) {
      const id = this.near[i];
      const thing = things[id];
      if (thing === null || this.bits.has(id, eyes.slot) || !this.sees(thing, eyes, 1)) continue;
      this.bits.set(id, eyes.slot);
      seen.push(id);
      if (eyes.view === null) continue;
      this.kind.beforeReveal?.(thing, eyes);
      eyes.view.reveal(thing, false);
    }
  }

  /** `ease`: what has been seen is lost only this much further away. */
  private sees(thing: T, eyes: Eyes, ease: number): boolean {
    const reach = this.kind.reach?.(thing, eyes.slot) ?? Number.POSITIVE_INFINITY;
    if (isWithin(eyes, thing, Math.min(eyes.light, reach) * ease)) return true;
    return reach === Number.POSITIVE_INFINITY && this.kind.inLamp(thing, ease);
  }

  private dropDark(seen: number[], eyes: Eyes): void {
    const things = this.kind.things();
    let kept = 0;
    for (const id of seen) {
      // Gone since: its bits were forgotten with it, and its id may be another's.
      if (!this.bits.has(id, eyes.slot)) continue;
      const thing = things[id];
      if (thing !== null && this.sees(thing, eyes, LIGHT.hysteresis)) {
        seen[kept++] = id;
        continue;
      }
      this.bits.clear(id, eyes.slot);
      if (thing !== null) eyes.view?.hide(thing);
    }
    seen.length = kept;
  }
}

/** True when `thing` is within `reach` u of `at`. */
export function isWithin(at: Place, thing: Place, reach: number): boolean {
  const dx = at.x - thing.x;
  const dy = at.y - thing.y;
  return dx * dx + dy * dy <= reach * reach;
}
