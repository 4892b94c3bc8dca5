// What a core rush is played with: the core, a ring at either end, and the boards that hold the core in.
// Owns: their pictures and light. Must not: know what a goal is worth.
import type Phaser from "phaser";
import { CORE, GOAL, MATCH } from "../../shared/tunables/modes.ts";
import type { GameView } from "../net/game-view.ts";
import { EMBER_COLOUR, FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { CORE_HULL, GOAL_RIM } from "./atlas-core.ts";
import { DEPTH } from "./depths.ts";
import { type Box, isNearView } from "./ground.ts";
import { layRay } from "./lay-ray.ts";
import type { LightMap } from "./light-map.ts";
import { makeSprite, type Sprite, SpritePool } from "./sprite-pool.ts";

const CORE_SCALE = (CORE.radius * 2) / (160 * CORE_HULL);
const GOAL_SCALE = (GOAL.radius * 2) / (256 * GOAL_RIM);
/** Length of a piece of the boards and of the gap behind it, u. */
const BOARD = 64;
/** It turns by its way: radians for each u along x. */
const ROLL = 0.006;

export class CoreField {
  private readonly view: GameView;
  private readonly halo: Sprite;
  private readonly body: Sprite;
  private readonly heart: Sprite;
  private readonly rings: Sprite[];
  private readonly glows: Sprite[];
  private readonly boards: SpritePool;

  constructor(scene: Phaser.Scene, view: GameView) {
    this.view = view;
    this.halo = makeSprite(scene, FRAMES.halo[EMBER_COLOUR], DEPTH.halos, true);
    this.body = makeSprite(scene, FRAMES.heart, DEPTH.bodies, false);
    this.heart = makeSprite(scene, FRAMES.spark[WHITE_COLOUR], DEPTH.shots, true);
    this.rings = MATCH.hues.map((_, team) => makeSprite(scene, FRAMES.goal[team], DEPTH.beacons, false));
    this.glows = MATCH.hues.map((hue) => makeSprite(scene, FRAMES.halo[hue], DEPTH.places, true));
    this.boards = new SpritePool(scene, FRAMES.core.none[WHITE_COLOUR], DEPTH.motes, 180);
  }

  draw(now: number, box: Readonly<Box>, lights: LightMap): void {
    this.drawCore(now, box, lights);
    this.drawGoals(now, box, lights);
    this.boards.begin();
    if (this.view.arena.rink !== null) this.drawBoards(box);
    this.boards.end();
  }

  private drawCore(now: number, box: Readonly<Box>, lights: LightMap): void {
    const { core } = this.view;
    const seen = core !== null && isNearView(box, core.x, core.y, CORE.light);
    for (const part of [this.halo, this.body, this.heart]) part.setVisible(seen);
    if (core === null || !seen) return;
    const { x, y } = core;
    const breath = Math.sin(now * 0.0026);
    this.halo
      .setPosition(x, y)
      .setScale(2.5 + 0.14 * breath)
      .setAlpha(0.62);
    this.body
      .setPosition(x, y)
      .setScale(CORE_SCALE)
      .setRotation((x + y) * ROLL)
      .setAlpha(1);
    this.heart
      .setPosition(x, y)
      .setScale(2.3 + 0.3 * breath)
      .setAlpha(0.7 + 0.15 * breath);
    lights.add(x, y, CORE.light, WHITE_COLOUR, 0.85);
    lights.addGlow(x, y, 300 + 14 * breath, EMBER_COLOUR, 0.9);
  }

  private drawGoals(now: number, box: Readonly<Box>, lights: LightMap): void {
    const { goals } = this.view.arena;
    for (const [team, hue] of MATCH.hues.entries()) {
      const goal = goals[team];
      const seen = goal !== undefined && isNearView(box, goal.x, goal.y, 420);
      this.rings[team].setVisible(seen);
      this.glows[team].setVisible(seen);
      if (!seen) continue;
      const pulse = Math.sin(now * 0.0021 + team * 2);
      const turn = now * 0.00016 * (team === 0 ? 1 : -1);
      this.rings[team].setPosition(goal.x, goal.y).setScale(GOAL_SCALE).setRotation(turn).setAlpha(0.95);
      this.glows[team]
        .setPosition(goal.x, goal.y)
        .setScale(2.9 + 0.16 * pulse)
        .setAlpha(0.34);
      lights.addGlow(goal.x, goal.y, 360 + 12 * pulse, hue, 0.9);
    }
  }

  /** Dashes of light, each half in its end's colour. */
  private drawBoards(box: Readonly<Box>): void {
    const { rink, side } = this.view.arena;
    if (rink === null) return;
    const { left, top, right, bottom } = rink;
    for (let x = left; x < right; x += BOARD * 2) {
      const colour = MATCH.hues[x + BOARD / 2 < side / 2 ? 0 : 1];
      for (const y of [top, bottom]) this.layBoard(box, x, y, Math.min(right, x + BOARD), y, colour);
    }
    for (let y = top; y < bottom; y += BOARD * 2) {
      this.layBoard(box, left, y, left, Math.min(bottom, y + BOARD), MATCH.hues[0]);
      this.layBoard(box, right, y, right, Math.min(bottom, y + BOARD), MATCH.hues[1]);
    }
  }

  private layBoard(box: Readonly<Box>, x: number, y: number, toX: number, toY: number, colour: number): void {
    if (!isNearView(box, x, y, BOARD)) return;
    layRay(this.boards, FRAMES.core.none[colour], x, y, toX, toY, 11, 0.42);
  }
}
