// What stands in the arena: beacons, the forge, the running lights of the boost lanes.
// Owns: their pictures and pulse. Must not: know rules beyond the beacon's radius and its channel.
import type Phaser from "phaser";
import { isWarm } from "../../shared/sim/banking.ts";
import { Tile, tileAt } from "../../shared/sim/tiles.ts";
import { ARENA, BANK } from "../../shared/tunables.ts";
import type { GameView } from "../net/game-view.ts";
import { EMBER_COLOUR, FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { BEACON_RIM } from "./atlas-rings.ts";
import { DEPTH } from "./depths.ts";
import { type Box, isNearView } from "./ground.ts";
import { layRay } from "./lay-ray.ts";
import type { LightMap } from "./light-map.ts";
import { makeSprite, type Sprite, SpritePool } from "./sprite-pool.ts";

const TICKS_ROUND = 30;
const RING_SCALE = (BANK.radius * 2) / (256 * BEACON_RIM);
/** Chevrons on a lane tile, and tiles per second that they run. */
const CHEVRONS = 2;
const LANE_PACE = 2.2;
/** Pieces of the thin ring that closes while a beacon warms up. */
const WARMING_PIECES = 48;

export class Places {
  private readonly view: GameView;
  private readonly rings: Sprite[] = [];
  private readonly glows: Sprite[] = [];
  private readonly ticks: SpritePool;
  private readonly chevrons: SpritePool;
  private readonly warming: SpritePool;
  private readonly forge: Sprite[];
  /** By beacon: how far the most advanced bank channel is, 0..1; set anew each frame. */
  readonly progress = new Float32Array(ARENA.beacons);

  constructor(scene: Phaser.Scene, view: GameView) {
    this.view = view;
    for (let i = 0; i < ARENA.beacons; i++) {
      this.rings.push(makeSprite(scene, "beacon", DEPTH.beacons, false));
      this.glows.push(makeSprite(scene, FRAMES.halo[EMBER_COLOUR], DEPTH.places, true));
    }
    this.ticks = new SpritePool(scene, FRAMES.spark[EMBER_COLOUR], DEPTH.motes, 3 * TICKS_ROUND);
    this.warming = new SpritePool(
      scene,
      FRAMES.core.none[WHITE_COLOUR],
      DEPTH.beacons,
      2 * WARMING_PIECES,
      false,
    );
    this.chevrons = new SpritePool(scene, "chevron", DEPTH.lane, 160);
    this.forge = [
      makeSprite(scene, FRAMES.halo[EMBER_COLOUR], DEPTH.places, true),
      makeSprite(scene, "gear-outer", DEPTH.places, true),
      makeSprite(scene, "gear-inner", DEPTH.places, true),
      makeSprite(scene, FRAMES.spark[EMBER_COLOUR], DEPTH.motes, true),
    ];
  }

  draw(now: number, view: Readonly<Box>, lights: LightMap): void {
    this.drawBeacons(now, view, lights);
    this.drawForge(now, view, lights);
    this.drawLanes(now, view);
  }

  private drawBeacons(now: number, box: Readonly<Box>, lights: LightMap): void {
    this.ticks.begin();
    this.warming.begin();
    const { beacons } = this.view.arena;
    for (let i = 0; i < beacons.length; i++) {
      const { x, y } = beacons[i];
      const seen = isNearView(box, x, y, 320);
      this.rings[i].setVisible(seen);
      this.glows[i].setVisible(seen);
      if (seen) this.drawBeacon(now, i, x, y, lights);
    }
    this.ticks.end();
    this.warming.end();
  }

  private drawBeacon(now: number, i: number, x: number, y: number, lights: LightMap): void {
    const { coldUntil, tick } = this.view.state;
    const warm = isWarm(coldUntil, i, tick);
    const ring = this.rings[i];
    const glow = this.glows[i];
    const frame = warm ? "beacon" : "beacon-cold";
    if (ring.frame.name !== frame) {
      ring.setFrame(frame);
      glow.setFrame(FRAMES.halo[warm ? EMBER_COLOUR : WHITE_COLOUR]);
    }
    const pulse = warm ? Math.sin(now * 0.0024 + i) : 0;
    const busy = this.progress[i];
    ring.setPosition(x, y).setRotation(now * (warm ? 0.0002 : 0.00004) * (1 + busy * 4));
    ring.setScale(RING_SCALE * (1 + 0.012 * pulse)).setAlpha(0.9 + 0.1 * pulse);
    glow.setPosition(x, y).setScale(2.6 + 0.15 * pulse + busy);
    glow.setAlpha(warm ? 0.42 + busy * 0.35 : 0.1);
    if (!warm) {
      this.drawWarming(x, y, 1 - (coldUntil[i] - tick) / BANK.coldTicks);
      lights.addGlow(x, y, 220, WHITE_COLOUR, 0.4);
      return;
    }
    lights.addGlow(x, y, 330 + 12 * pulse + busy * 90, EMBER_COLOUR, 0.95);
    if (busy > 0) this.drawProgress(x, y, busy);
  }

  /** A thin ring within the rim, from the top: `share` of the time that it is cold has passed. */
  private drawWarming(x: number, y: number, share: number): void {
    const lit = Math.max(0, Math.min(1, share)) * WARMING_PIECES;
    const reach = BANK.radius * 0.86;
    for (let i = 0; i < lit; i++) {
      const from = (i / WARMING_PIECES) * Math.PI * 2 - Math.PI / 2;
      const to = from + (Math.PI * 2 * Math.min(1.1, lit - i)) / WARMING_PIECES;
      const frame = FRAMES.core.none[EMBER_COLOUR];
      const fromX = x + Math.cos(from) * reach;
      const fromY = y + Math.sin(from) * reach;
      layRay(this.warming, frame, fromX, fromY, x + Math.cos(to) * reach, y + Math.sin(to) * reach, 9, 0.85);
    }
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
    const { x, y } = this.view.arena.forge;
    // Only where embers are forged; elsewhere the core starts from here.
    const seen = this.view.state.mode === "swarm" && isNearView(view, x, y, 420);
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
        const tile = tileAt(this.view.arena, column, row);
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
