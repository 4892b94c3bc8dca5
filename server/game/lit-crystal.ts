// Which broken crystal who has come to see: once seen it stays so, for it stays broken.
// Owns: the bits of (tile, viewer). Must not: break anything.
import type { Arena } from "../../shared/sim/tiles.ts";
import type { World } from "../../shared/sim/world.ts";
import { ARENA, CRYSTAL } from "../../shared/tunables.ts";
import { type Eyes, isWithin } from "./lit-places.ts";
import { SeenBits } from "./seen-bits.ts";

const MOST_TILES = (ARENA.sides.large / ARENA.tile) ** 2;

export class LitCrystal {
  private readonly world: World;
  private bits = new SeenBits(MOST_TILES);
  /** The map that the bits are of. */
  private arena: Arena;
  private readonly middle = { x: 0, y: 0 };

  constructor(world: World) {
    this.world = world;
    this.arena = world.arena;
  }

  /** Reveals the tiles that were broken and that the light of `eyes` touches. A new round has new bits. */
  refresh(eyes: Eyes): void {
    const { arena, broken } = this.world;
    if (this.arena !== arena) {
      this.arena = arena;
      this.bits = new SeenBits(MOST_TILES);
    }
    if (eyes.view === null) return;
    for (const tile of broken) {
      if (this.bits.has(tile.at, eyes.slot)) continue;
      const { middle } = this;
      middle.x = ((tile.at % arena.columns) + 0.5) * ARENA.tile;
      middle.y = (Math.floor(tile.at / arena.columns) + 0.5) * ARENA.tile;
      if (!isWithin(eyes, middle, eyes.light + CRYSTAL.margin)) continue;
      this.bits.set(tile.at, eyes.slot);
      eyes.view.reveal(tile, false);
    }
  }

  forgetViewer(slot: number): void {
    this.bits.forgetViewer(slot);
  }
}
