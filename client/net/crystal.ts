// Broken crystal as a client has it: floor from its tick on, for whatever tick is asked.
// Owns: the tiles of the client's map that change. Must not: judge what breaks (shared/sim/crystal.ts does).
import { showCrystal } from "../../shared/sim/crystal.ts";
import type { Broken } from "../../shared/sim/things.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { ARENA } from "../../shared/tunables.ts";
import type { GameEvents } from "./game-view.ts";

/** What opened longer before the picture that first shows it, ticks, opened out of sight. */
const JUST_NOW = 8;
/** A tile that has been open for so long is so in every input that may yet be replayed, ticks. */
const SETTLED = 60;

export interface CrystalParts {
  arena: () => Arena;
  /** Tiles have opened. */
  changed: () => void;
  /** One did just now, with its middle at (x, y), u. */
  broke: (event: GameEvents["crystalBroken"]) => void;
}

export class Crystal {
  private readonly parts: CrystalParts;
  /** What may still be crystal for somebody: a step of an input of before, or the picture. */
  private opening: (Broken & { shown: boolean })[] = [];

  constructor(parts: CrystalParts) {
    this.parts = parts;
  }

  /** Forgets the tiles of another map. */
  clear(): void {
    this.opening = [];
  }

  add({ at, opensTick }: Broken): void {
    this.opening.push({ at, opensTick, shown: false });
  }

  /** Makes the map what it is at `tick`, for a step of then. */
  at(tick: number): void {
    if (this.opening.length === 0) return;
    const arena = this.parts.arena();
    for (const tile of this.opening) showCrystal(arena, tile, tick);
  }

  /** Makes the map what the picture shows at `tick`, and tells what opened since the last one. */
  show(tick: number): void {
    if (this.opening.length === 0) return;
    this.at(tick);
    let opened = false;
    for (const tile of this.opening) {
      if (tile.shown || tick < tile.opensTick) continue;
      tile.shown = opened = true;
      if (tick - tile.opensTick <= JUST_NOW) this.tell(tile.at);
    }
    this.opening = this.opening.filter(({ opensTick }) => tick - opensTick < SETTLED);
    if (opened) this.parts.changed();
  }

  private tell(at: number): void {
    const { columns } = this.parts.arena();
    const x = ((at % columns) + 0.5) * ARENA.tile;
    const y = (Math.floor(at / columns) + 0.5) * ARENA.tile;
    this.parts.broke({ x, y });
  }
}
