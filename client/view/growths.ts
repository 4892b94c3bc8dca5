// Crystal and haze, tile by tile as the map has them this frame: a tile that breaks is gone by itself.
// Owns: their sprites. Must not: change the map.
import type Phaser from "phaser";
import { type Arena, Tile, tileAt } from "../../shared/sim/tiles.ts";
import { ARENA } from "../../shared/tunables.ts";
import { FOGS, FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { CRYSTALS } from "./atlas-land.ts";
import { DEPTH } from "./depths.ts";
import type { Box } from "./ground.ts";
import type { LightMap } from "./light-map.ts";
import { SpritePool } from "./sprite-pool.ts";

/** Fog reaches beyond its tile by this factor, so that neighbours flow together. */
const FOG_SCALE = (ARENA.tile * 1.95) / 192;
/** Mint: the index into HUES of the light that crystal throws. */
export const CRYSTAL_COLOUR = 6;

export class Growths {
  private readonly crystals: SpritePool;
  private readonly glints: SpritePool;
  private readonly fogs: SpritePool;
  private readonly glooms: SpritePool;
  private readonly still: boolean;

  /** `still`: the person asked for reduced motion; fog lies, crystal does not glint. */
  constructor(scene: Phaser.Scene, still: boolean) {
    this.still = still;
    this.crystals = new SpritePool(scene, FRAMES.crystal[0], DEPTH.places, 160, false);
    this.glints = new SpritePool(scene, FRAMES.spark[WHITE_COLOUR], DEPTH.motes, 160);
    this.fogs = new SpritePool(scene, FRAMES.fog[0], DEPTH.places, 160, false);
    this.glooms = new SpritePool(scene, FRAMES.gloom[0], DEPTH.fog, 160, false);
  }

  draw(now: number, arena: Arena, box: Readonly<Box>, lights: LightMap): void {
    const time = this.still ? 0 : now;
    const size = ARENA.tile;
    this.crystals.begin();
    this.glints.begin();
    this.fogs.begin();
    this.glooms.begin();
    // Fog spills over its tile: one tile beyond the view.
    const lastColumn = Math.floor(box.right / size) + 1;
    const lastRow = Math.floor(box.bottom / size) + 1;
    for (let row = Math.floor(box.top / size) - 1; row <= lastRow; row++) {
      for (let column = Math.floor(box.left / size) - 1; column <= lastColumn; column++) {
        const tile = tileAt(arena, column, row);
        if (tile === Tile.crystal) this.drawCrystal(time, column, row, lights);
        else if (tile === Tile.haze) this.drawHaze(time, column, row);
      }
    }
    this.crystals.end();
    this.glints.end();
    this.fogs.end();
    this.glooms.end();
  }

  private drawCrystal(now: number, column: number, row: number, lights: LightMap): void {
    const seed = column * 7 + row * 13;
    const x = (column + 0.5) * ARENA.tile;
    const y = (row + 0.5) * ARENA.tile;
    const stone = this.crystals.take(FRAMES.crystal[seed % CRYSTALS]);
    stone
      ?.setPosition(x, y)
      .setRotation(((seed >> 1) % 4) * (Math.PI / 2))
      .setScale(1)
      .setAlpha(0.92);
    lights.addGlow(x, y, 105, CRYSTAL_COLOUR, 0.3);
    const beat = Math.sin(now * 0.0013 + seed * 1.7);
    if (beat < 0.4) return;
    const glint = this.glints.take(FRAMES.spark[WHITE_COLOUR]);
    glint
      ?.setPosition(x + ((seed * 29) % 61) - 30, y + ((seed * 43) % 61) - 30)
      .setScale(0.7 * (beat - 0.4) + 0.2)
      .setAlpha((beat - 0.4) * 1.4);
  }

  private drawHaze(now: number, column: number, row: number): void {
    const seed = column * 11 + row * 5;
    const x = (column + 0.5) * ARENA.tile + Math.sin(now * 0.00035 + seed) * 20;
    const y = (row + 0.5) * ARENA.tile + Math.cos(now * 0.00029 + seed * 2) * 20;
    const turn = seed + now * 0.00006 * (seed % 2 === 0 ? 1 : -1);
    const fog = this.fogs.take(FRAMES.fog[seed % FOGS]);
    fog
      ?.setPosition(x, y)
      .setRotation(turn)
      .setScale(FOG_SCALE)
      .setAlpha(0.85 + 0.12 * Math.sin(now * 0.0007 + seed));
    const gloom = this.glooms.take(FRAMES.gloom[seed % FOGS]);
    gloom
      ?.setPosition(x - 8, y + 6)
      .setRotation(-turn)
      .setScale(FOG_SCALE)
      .setAlpha(0.8);
  }
}
