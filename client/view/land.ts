// Portals, wells and gates: everybody knows them from the seed, and the tick turns them.
// Owns: their sprites. Must not: push or move anybody.
import type Phaser from "phaser";
import { gateAngle } from "../../shared/sim/gates.ts";
import { wellPull } from "../../shared/sim/wells.ts";
import { GATE, PORTAL, WELL } from "../../shared/tunables.ts";
import type { GameView } from "../net/game-view.ts";
import { FRAMES, PORTAL_COLOURS, WHITE_COLOUR } from "./atlas.ts";
import { GATE_FRAME, PORTAL_RING } from "./atlas-land.ts";
import { DEPTH } from "./depths.ts";
import { type Box, isNearView } from "./ground.ts";
import type { LightMap } from "./light-map.ts";
import { radians } from "./radians.ts";
import { SpritePool } from "./sprite-pool.ts";

const PORTAL_SCALE = (PORTAL.radius + 10) / (80 * PORTAL_RING);
const GATE_SCALE = (GATE.half * 2 + GATE.halfWidth * 2) / GATE_FRAME.length;
const SPIRAL_SCALE = (WELL.radius * 1.84) / 256;
/** Motes of dust that fall into one well, and into one portal. */
const WELL_DUST = 44;
const PORTAL_DUST = 9;
/** Violet: the index into HUES of the light on a well's ground. */
const WELL_COLOUR = 4;
const GATE_COLOUR = 0;
const GOLDEN = 2.39996;

export class Land {
  private readonly view: GameView;
  private readonly flat: SpritePool;
  private readonly low: SpritePool;
  private readonly dust: SpritePool;
  private readonly still: boolean;

  /** `still`: the person asked for reduced motion; only gates turn, since they shove. */
  constructor(scene: Phaser.Scene, view: GameView, still: boolean) {
    this.view = view;
    this.still = still;
    this.flat = new SpritePool(scene, FRAMES.gate, DEPTH.beacons, 40, false);
    this.low = new SpritePool(scene, FRAMES.spiral, DEPTH.places, 24);
    this.dust = new SpritePool(scene, FRAMES.spark[WHITE_COLOUR], DEPTH.motes, 260);
  }

  /** `plenty`: share of the dust that is drawn, 0..1. */
  draw(now: number, box: Readonly<Box>, lights: LightMap, plenty: number): void {
    const time = this.still ? 0 : now;
    this.flat.begin();
    this.low.begin();
    this.dust.begin();
    this.drawWells(time, box, lights, plenty);
    this.drawPortals(time, box, lights, plenty);
    this.drawGates(box, lights);
    this.flat.end();
    this.low.end();
    this.dust.end();
  }

  private drawWells(now: number, box: Readonly<Box>, lights: LightMap, plenty: number): void {
    const pull = wellPull(this.view.presentTick);
    for (const { x, y } of this.view.arena.wells) {
      if (!isNearView(box, x, y, WELL.radius)) continue;
      for (let layer = 0; layer < 2; layer++) {
        const arms = this.low.take(FRAMES.spiral);
        arms
          ?.setPosition(x, y)
          .setRotation(-now * 0.00035 * (1 + layer * 0.8) + layer)
          .setScale(SPIRAL_SCALE * (1 - 0.36 * layer))
          .setAlpha(0.4 + 0.6 * pull);
      }
      const heart = this.flat.take(FRAMES.well);
      heart
        ?.setPosition(x, y)
        .setRotation(0)
        .setScale(0.72 + 0.16 * pull)
        .setAlpha(1);
      this.strewWell(now, x, y, pull, Math.round(WELL_DUST * plenty));
      lights.addGlow(x, y, WELL.radius * (0.9 + 0.2 * pull), WELL_COLOUR, 0.5 + 0.4 * pull);
    }
  }

  /** Each mote's way inwards follows from the time alone. */
  private strewWell(now: number, x: number, y: number, pull: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const turn = now * 0.00013 + i / count + (i % 3) * 0.21;
      const share = turn - Math.floor(turn);
      const away = WELL.radius * 0.95 * (1 - share) ** 0.8;
      const angle = i * GOLDEN - share * share * 5.5;
      const mote = this.dust.take(FRAMES.spark[i % 3 === 0 ? WHITE_COLOUR : WELL_COLOUR]);
      mote
        ?.setPosition(x + Math.cos(angle) * away, y + Math.sin(angle) * away)
        .setScale(0.2 + 0.3 * (1 - share) * (0.6 + (i % 4) * 0.2))
        .setAlpha(Math.min(1, share * 5, (1 - share) * 6) * (0.35 + 0.65 * pull));
    }
  }

  private drawPortals(now: number, box: Readonly<Box>, lights: LightMap, plenty: number): void {
    const { portals } = this.view.arena;
    for (let i = 0; i < portals.length; i++) {
      const { x, y } = portals[i];
      if (!isNearView(box, x, y, 120)) continue;
      const pair = (i >> 1) % PORTAL_COLOURS.length;
      const beat = Math.sin(now * 0.0026 + i);
      const mouth = this.flat.take(FRAMES.portal[pair]);
      mouth
        ?.setPosition(x, y)
        .setRotation(-now * 0.0016)
        .setScale(PORTAL_SCALE * (1 + 0.035 * beat))
        .setAlpha(1);
      const colour = PORTAL_COLOURS[pair];
      const glow = this.low.take(FRAMES.halo[colour]);
      glow
        ?.setPosition(x, y)
        .setRotation(0)
        .setScale(2.2 + 0.2 * beat)
        .setAlpha(0.5);
      lights.addGlow(x, y, 230 + 14 * beat, colour, 0.9);
      for (let k = 0; k < PORTAL_DUST * plenty; k++) {
        const turn = now * 0.0007 + k / PORTAL_DUST;
        const share = turn - Math.floor(turn);
        const away = 72 * (1 - share) + 8;
        const angle = k * GOLDEN - share * 2.6 + Math.floor(turn) * 1.7;
        const mote = this.dust.take(FRAMES.spark[colour]);
        mote?.setPosition(x + Math.cos(angle) * away, y + Math.sin(angle) * away);
        mote?.setScale(0.2 + 0.32 * (1 - share)).setAlpha(Math.min(1, share * 4, (1 - share) * 4));
      }
    }
  }

  private drawGates(box: Readonly<Box>, lights: LightMap): void {
    for (const gate of this.view.arena.gates) {
      const { x, y } = gate;
      if (!isNearView(box, x, y, GATE.half + 20)) continue;
      const angle = radians(gateAngle(gate, this.view.presentTick));
      const bar = this.flat.take(FRAMES.gate);
      bar?.setPosition(x, y).setRotation(angle).setScale(GATE_SCALE).setAlpha(1);
      const hub = this.dust.take(FRAMES.spark[GATE_COLOUR]);
      hub?.setPosition(x, y).setScale(0.9).setAlpha(0.9);
      for (const side of SIDES) {
        const endX = x + Math.cos(angle) * GATE.half * side;
        const endY = y + Math.sin(angle) * GATE.half * side;
        lights.addGlow(endX, endY, 110, GATE_COLOUR, 0.65);
        const cap = this.dust.take(FRAMES.halo[GATE_COLOUR]);
        cap?.setPosition(endX, endY).setScale(0.5).setAlpha(0.6);
      }
    }
  }
}

const SIDES = [-1, 1] as const;
