// What stands in the arena: beacons, the forge, the running lights of the boost lanes.
// Owns: their pictures and pulse. Must not: know rules beyond the beacon's radius and its channel.
import type Phaser from "phaser";
import { type Arena, Tile, tileAt } from "../../shared/sim/tiles.ts";
import { ARENA, BANK } from "../../shared/tunables.ts";
import { EMBER_COLOUR, FRAMES } from "./atlas.ts";
import { BEACON_RIM } from "./atlas-rings.ts";
import { DEPTH } from "./depths.ts";
import type { Box } from "./ground.ts";
import type { LightMap } from "./light-map.ts";
import { makeSprite, type Sprite, SpritePool } from "./sprite-pool.ts";

const TICKS_ROUND = 30;
const RING_SCALE = (BANK.radius * 2) / (256 * BEACON_RIM);
/** Chevrons on a lane tile, and tiles per second that they run. */
const CHEVRONS = 2;
const LANE_PACE = 2.2;

export class Places {
  private arena: Arena;
  private readonly rings: Sprite[] = [];
  private readonly glows: Sprite[] = [];
  private readonly ticks: SpritePool;
  private readonly chevrons: SpritePool;
  private readonly forge: Sprite[];
  /** By beacon: how far the most advanced bank channel is, 0..1; set anew each frame. */
  readonly progress = new Float32Array(ARENA.beacons);

  constructor(scene: Phaser.Scene, arena: Arena) {
    this.arena = arena;
    for (let i = 0; i < ARENA.beacons; i++) {
      this.rings.push(makeSprite(scene, "beacon", DEPTH.beacons, false));
      this.glows.push(makeSprite(scene, FRAMES.halo[EMBER_COLOUR], DEPTH.places, true));
    }
    this.ticks = new SpritePool(scene, FRAMES.spark[EMBER_COLOUR], DEPTH.motes, 3 * TICKS_ROUND);
    this.chevrons = new SpritePool(scene, "chevron", DEPTH.lane, 160);
    this.forge = [
      makeSprite(scene, FRAMES.halo[EMBER_COLOUR], DEPTH.places, true),
      makeSprite(scene, "gear-outer", DEPTH.places, true),
      makeSprite(scene, "gear-inner", DEPTH.places, true),
      makeSprite(scene, FRAMES.spark[EMBER_COLOUR], DEPTH.motes, true),
    ];
  }

  setArena(arena: Arena): void {
    this.arena = arena;
  }

  draw(now: number, view: Readonly<Box>, lights: LightMap): void {
    this.drawBeacons(now, view, lights);
    this.drawForge(now, view, lights);
    this.drawLanes(now, view);
  }

  private drawBeacons(now: number, view: Readonly<Box>, lights: LightMap): void {
    this.ticks.begin();
    this.arena.beacons.forEach((place, i) => {
      const seen = within(view, place.x, place.y, 320);
      this.rings[i].setVisible(seen);
      this.glows[i].setVisible(seen);
      if (!seen) return;
      const pulse = Math.sin(now * 0.0024 + i);
      const busy = this.progress[i];
      this.rings[i].setPosition(place.x, place.y).setRotation(now * 0.0002 * (1 + busy * 4));
      this.rings[i].setScale(RING_SCALE * (1 + 0.012 * pulse)).setAlpha(0.9 + 0.1 * pulse);
      this.glows[i]
        .setPosition(place.x, place.y)
        .setScale(2.6 + 0.15 * pulse + busy)
        .setAlpha(0.42 + busy * 0.35);
      lights.addGlow(place.x, place.y, 330 + 12 * pulse + busy * 90, EMBER_COLOUR, 0.95);
      if (busy > 0) this.drawProgress(place.x, place.y, busy);
    });
    this.ticks.end();
  }

  private drawProgress(x: number, y: number, share: number): void {
    const lit = share * TICKS_ROUND;
    for (let i = 0; i < lit; i++) {
      const tick = this.ticks.take(FRAMES.spark[EMBER_COLOUR]);
      if (tick === null) return;
      const angle = (i / TICKS_ROUND) * Math.PI * 2 - Math.PI / 2;
      tick.setPosition(x + Math.cos(angle) * BANK.radius, y + Math.sin(angle) * BANK.radius);
      tick.setScale(i + 1 > lit ? 1.3 : 0.8).setAlpha(1);
    }
  }

  private drawForge(now: number, view: Readonly<Box>, lights: LightMap): void {
    const { x, y } = this.arena.forge;
    const seen = within(view, x, y, 420);
    for (const part of this.forge) part.setPosition(x, y).setVisible(seen);
    if (!seen) return;
    const breath = Math.sin(now * 0.0017);
    this.forge[0].setScale(3.6 + 0.3 * breath).setAlpha(0.55);
    this.forge[1]
      .setRotation(now * 0.00016)
      .setScale(1)
      .setAlpha(0.9);
    this.forge[2]
      .setRotation(-now * 0.00034)
      .setScale(0.92)
      .setAlpha(0.95);
    this.forge[3].setScale(3.4 + 0.5 * breath).setAlpha(0.75 + 0.2 * breath);
    lights.addGlow(x, y, 520 + 20 * breath, EMBER_COLOUR, 0.95);
  }

  private drawLanes(now: number, view: Readonly<Box>): void {
    const size = ARENA.tile;
    this.chevrons.begin();
    const lastColumn = Math.floor(view.right / size);
    const lastRow = Math.floor(view.bottom / size);
    for (let row = Math.floor(view.top / size); row <= lastRow; row++) {
      for (let column = Math.floor(view.left / size); column <= lastColumn; column++) {
        const tile = tileAt(this.arena, column, row);
        if (tile >= Tile.laneEast) this.drawLaneTile(now, column, row, tile - Tile.laneEast);
      }
    }
    this.chevrons.end();
  }

  private drawLaneTile(now: number, column: number, row: number, quarters: number): void {
    const dx = quarters === 0 ? 1 : quarters === 2 ? -1 : 0;
    const dy = quarters === 1 ? 1 : quarters === 3 ? -1 : 0;
    for (let i = 0; i < CHEVRONS; i++) {
      const chevron = this.chevrons.take("chevron");
      if (chevron === null) return;
      const at = ((now * 0.001 * LANE_PACE + i) % CHEVRONS) / CHEVRONS - 0.5;
      chevron.setPosition((column + 0.5 + dx * at) * ARENA.tile, (row + 0.5 + dy * at) * ARENA.tile);
      chevron.setRotation((quarters * Math.PI) / 2).setScale(0.95);
      // A wave of brightness runs along the lane, over tile borders.
      const along = dx * (column + at) + dy * (row + at);
      chevron.setAlpha(0.4 + 0.35 * Math.sin(along * 1.6 - now * 0.006));
    }
  }
}

function within(view: Readonly<Box>, x: number, y: number, reach: number): boolean {
  return x > view.left - reach && x < view.right + reach && y > view.top - reach && y < view.bottom + reach;
}
