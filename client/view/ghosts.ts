// Where the server last said each skimmer is: what prediction and smoothing hide, for the network lab.
// Owns: rings and lines. Must not: make or draw anything until they are asked for.
import type Phaser from "phaser";
import { MAX_SLOTS } from "../../shared/tunables.ts";
import type { GameView, GhostPose } from "../net/game-view.ts";
import { FRAMES, WHITE_COLOUR } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import { layRay } from "./lay-ray.ts";
import type { Roster } from "./roster.ts";
import type { Skimmers } from "./skimmers.ts";
import { SpritePool } from "./sprite-pool.ts";

const ALPHA = 0.5;
/** A line shorter than this is no news, u. */
const SHORTEST = 3;

export class Ghosts {
  private readonly view: GameView;
  private readonly roster: Roster;
  private readonly skimmers: Skimmers;
  private readonly rings: SpritePool;
  private readonly lines: SpritePool;
  private shown = false;

  constructor(scene: Phaser.Scene, view: GameView, roster: Roster, skimmers: Skimmers) {
    this.view = view;
    this.roster = roster;
    this.skimmers = skimmers;
    this.rings = new SpritePool(scene, FRAMES.ghost[0], DEPTH.sparks, MAX_SLOTS, false);
    this.lines = new SpritePool(scene, FRAMES.core.none[0], DEPTH.sparks, MAX_SLOTS, false);
  }

  /** After the skimmers: the lines end where those were drawn. */
  draw(): void {
    const { ghosts } = this.view.lab;
    if (!ghosts && !this.shown) return;
    this.shown = ghosts;
    this.rings.begin();
    this.lines.begin();
    if (ghosts) this.view.eachGhost(this.drawOne);
    this.rings.end();
    this.lines.end();
  }

  private readonly drawOne = (ghost: GhostPose): void => {
    const colour = ghost.own ? WHITE_COLOUR : this.roster.colour(ghost.slot);
    const { x, y } = ghost;
    this.rings.take(FRAMES.ghost[colour])?.setPosition(x, y).setAlpha(ALPHA);
    const drawnX = this.skimmers.xs[ghost.slot];
    const drawnY = this.skimmers.ys[ghost.slot];
    // NaN, when it is not drawn, is no distance.
    if (Math.hypot(drawnX - x, drawnY - y) > SHORTEST) {
      layRay(this.lines, FRAMES.core.none[colour], x, y, drawnX, drawnY, 5, ALPHA);
    }
  };
}
