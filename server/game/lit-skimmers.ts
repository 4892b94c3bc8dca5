// Who of the skimmers is lit for whom: all pairs, on flat arrays.
// Owns: the bits of (skimmer, viewer). Must not: know motes or projectiles.
import { seenWithin } from "../../shared/sim/hiding.ts";
import { lightOf } from "../../shared/sim/light.ts";
import type { World } from "../../shared/sim/world.ts";
import { LIGHT, MAX_SLOTS } from "../../shared/tunables.ts";
import { isInLamp } from "./lamp.ts";
import type { Eyes } from "./lit-places.ts";
import type { View } from "./ports.ts";
import { SeenBits } from "./seen-bits.ts";

/**
 * 124 viewers of 124 skimmers are 15,000 pairs a refresh: places and lights are copied out of the Schema
 * instances once, and compared as plain numbers (2.0 ms became 0.7 ms, 2026-11-21).
 */
export class LitSkimmers {
  readonly bits = new SeenBits(MAX_SLOTS);
  private readonly world: World;
  private readonly xs = new Float64Array(MAX_SLOTS);
  private readonly ys = new Float64Array(MAX_SLOTS);
  private readonly lights = new Float64Array(MAX_SLOTS);
  /** From how near each is seen, whatever the lights. */
  private readonly within = new Float64Array(MAX_SLOTS);
  /** In the core's light, and not hidden: seen by everybody. */
  private readonly open = new Uint8Array(MAX_SLOTS);
  private readonly slots = new Int32Array(MAX_SLOTS);
  private count = 0;

  constructor(world: World) {
    this.world = world;
  }

  /** Takes down where everyone is now. Call once before the viewers are refreshed. */
  note(): void {
    this.count = 0;
    for (const skimmer of this.world.skimmers) {
      if (skimmer === null) continue;
      const { slot } = skimmer;
      this.slots[this.count++] = slot;
      this.xs[slot] = skimmer.x;
      this.ys[slot] = skimmer.y;
      this.lights[slot] = lightOf(skimmer, this.world.tick, this.world.glow);
      this.within[slot] = seenWithin(this.world.arena, skimmer, this.world.tick);
      const ease = this.open[slot] === 1 ? LIGHT.hysteresis : 1;
      const isOpen = this.within[slot] === Number.POSITIVE_INFINITY && isInLamp(this.world, skimmer, ease);
      this.open[slot] = isOpen ? 1 : 0;
    }
  }

  /** Reveals to, and hides from, a viewer what came into or went out of the light since last time; team-mates are always seen. */
  refresh({ slot: me, x, y, light: own, view }: Eyes): void {
    const { bits, xs, ys, lights, within, open, slots, count } = this;
    const { teams } = this.world;
    const team = teams[me];
    for (let i = 0; i < count; i++) {
      const slot = slots[i];
      if (slot === me) continue;
      const seen = bits.has(slot, me);
      const reach = Math.min(Math.max(own, lights[slot]), within[slot]);
      const light = reach * (seen ? LIGHT.hysteresis : 1);
      const dx = x - xs[slot];
      const dy = y - ys[slot];
      const known = open[slot] === 1 || (team !== -1 && teams[slot] === team);
      const lit = known || dx * dx + dy * dy <= light * light;
      if (lit !== seen) this.turn(slot, me, lit, view);
    }
  }

  private turn(slot: number, me: number, lit: boolean, view: View | null): void {
    const skimmer = this.world.skimmers[slot];
    if (skimmer === null) return;
    if (lit) {
      this.bits.set(slot, me);
      view?.reveal(skimmer, false);
    } else {
      this.bits.clear(slot, me);
      view?.hide(skimmer);
    }
  }
}
