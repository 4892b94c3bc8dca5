// Pulses in flight: bolts of the shooter's colour with a white core.
// Owns: their sprites. Must not: fly them (the net gives the poses).
import type Phaser from "phaser";
import type { GameView, ShotPose } from "../net/game-view.ts";
import { FRAMES } from "./atlas.ts";
import { DEPTH } from "./depths.ts";
import type { LightMap } from "./light-map.ts";
import { radians } from "./radians.ts";
import type { Roster } from "./roster.ts";
import { SpritePool } from "./sprite-pool.ts";

const LIMIT = 400;
/** Light that a bolt throws on the ground. */
const LIGHT_RADIUS = 130;

export class Shots {
  private readonly view: GameView;
  private readonly roster: Roster;
  private readonly bolts: SpritePool;
  private lights!: LightMap;

  constructor(scene: Phaser.Scene, view: GameView, roster: Roster) {
    this.view = view;
    this.roster = roster;
    this.bolts = new SpritePool(scene, FRAMES.bolt[0], DEPTH.shots, LIMIT);
  }

  draw(lights: LightMap): void {
    this.lights = lights;
    this.bolts.begin();
    this.view.eachShot(this.drawOne);
    this.bolts.end();
  }

  private readonly drawOne = (shot: ShotPose): void => {
    const colour = this.roster.colour(shot.owner);
    const bolt = this.bolts.take(FRAMES.bolt[colour]);
    bolt?.setPosition(shot.x, shot.y).setRotation(radians(shot.aim)).setScale(0.85, 0.95).setAlpha(1);
    this.lights.addGlow(shot.x, shot.y, LIGHT_RADIUS, colour, 0.7);
  };
}
