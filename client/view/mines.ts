// Mines on the ground: a dark hexagon whose core blinks; a ring closes on it until it is armed.
// Owns: their sprites. Must not: decide who sees one (the server does).
import type Phaser from "phaser";
import { MINE } from "../../shared/tunables/arsenal.ts";
import type { GameView, MinePose } from "../net/game-view.ts";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { GHOST_RADIUS } from "./atlas-arms.ts";
import { DEPTH } from "./depths.ts";
import type { LightMap } from "./light-map.ts";
import type { Roster } from "./roster.ts";
import { SpritePool } from "./sprite-pool.ts";

const LIMIT = 64;
const BODY_SCALE = 0.92;
const TRIGGER_SCALE = MINE.trigger / GHOST_RADIUS;
/** Ms between two blinks of an armed mine, and of one that is being armed. */
const BLINK = 1100;
const ARMING_BLINK = 220;

export class Mines {
  private readonly view: GameView;
  private readonly roster: Roster;
  private readonly bodies: SpritePool;
  private readonly cores: SpritePool;
  private now = 0;
  private lights!: LightMap;

  constructor(scene: Phaser.Scene, view: GameView, roster: Roster) {
    this.view = view;
    this.roster = roster;
    this.bodies = new SpritePool(scene, FRAMES.mine[0], DEPTH.motes, LIMIT * 2, false);
    this.cores = new SpritePool(scene, FRAMES.spark[0], DEPTH.trails, LIMIT * 2);
  }

  draw(now: number, lights: LightMap): void {
    this.now = now;
    this.lights = lights;
    this.bodies.begin();
    this.cores.begin();
    this.view.eachMine(this.drawOne);
    this.bodies.end();
    this.cores.end();
  }

  private readonly drawOne = ({ owner, own, x, y, armed }: MinePose): void => {
    const colour = this.roster.colour(owner);
    const alpha = own ? 1 : 0.85;
    const body = this.bodies.take(FRAMES.mine[colour]);
    // The place turns each a little differently.
    body
      ?.setPosition(x, y)
      .setRotation((x + y) % 1.047)
      .setScale(BODY_SCALE)
      .setAlpha(alpha);
    const share = (this.now % (armed ? BLINK : ARMING_BLINK)) / (armed ? BLINK : ARMING_BLINK);
    const blink = Math.exp(-share * 4);
    const core = this.cores.take(FRAMES.spark[colour]);
    core
      ?.setPosition(x, y)
      .setScale(0.55 + 0.75 * blink)
      .setAlpha((0.35 + 0.65 * blink) * alpha);
    if (own || !armed) this.drawRing(x, y, own, armed, colour);
    const glow = this.cores.take(FRAMES.halo[colour]);
    glow
      ?.setPosition(x, y)
      .setScale(own ? 0.72 : 0.55)
      .setAlpha((0.3 + 0.4 * blink) * alpha);
    this.lights.addGlow(x, y, own ? 120 : 80, colour, 0.35 + 0.5 * blink);
  };

  /** One's own shows how near is too near; one that is not armed yet, a ring that closes. */
  private drawRing(x: number, y: number, own: boolean, armed: boolean, colour: number): void {
    const ring = this.bodies.take(FRAMES.ghost[armed || own ? colour : WHITE_COLOUR]);
    const share = (this.now % 400) / 400;
    ring?.setPosition(x, y).setRotation(0);
    if (armed) ring?.setScale(TRIGGER_SCALE).setAlpha(0.16);
    else ring?.setScale(TRIGGER_SCALE * (1 - 0.75 * share)).setAlpha(0.25 + 0.6 * share);
  }
}
