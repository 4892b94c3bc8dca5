// What only oneself sees of oneself: the rim of one's light, and the way to the nearest warm beacon with embers in hand.
// Owns: those two signs. Must not: tell anything that the server has not (beacons are known from the seed).
import type Phaser from "phaser";
import type { Place } from "../../shared/sim/tiles.ts";
import type { GameView } from "../net/game-view.ts";
import { nearestWarmBeacon } from "../net/way-to-bank.ts";
import { RIM_FILL } from "./atlas-rings.ts";
import { DEPTH } from "./depths.ts";
import { makeSprite, type Sprite } from "./sprite-pool.ts";

const RIM_SIDE = 512;
/** Where the pointer circles, u from the skimmer; nearer beacons than NEAR are in sight anyway. */
const POINTER_REACH = 92;
const NEAR = 330;

export class OwnSigns {
  private readonly rim: Sprite;
  private readonly pointer: Sprite;
  private readonly view: GameView;
  private turn = 0;

  constructor(scene: Phaser.Scene, view: GameView) {
    this.view = view;
    this.rim = makeSprite(scene, "rim", DEPTH.beacons, true);
    this.pointer = makeSprite(scene, "pointer", DEPTH.gauges, false);
  }

  /** `light`: radius that is drawn now, u. */
  draw(now: number, x: number, y: number, embers: number, light: number, alive: boolean): void {
    this.rim.setVisible(alive);
    this.pointer.setVisible(false);
    if (!alive) return;
    this.rim.setPosition(x, y).setRotation(now * 0.00004);
    this.rim.setScale((light * 2) / (RIM_SIDE * RIM_FILL)).setAlpha(0.2 + 0.04 * Math.sin(now * 0.002));
    const beacon = embers > 0 ? nearestWarmBeacon(this.view, x, y) : null;
    if (beacon !== null) this.point(now, beacon, x, y, embers);
  }

  private point(now: number, beacon: Place, x: number, y: number, embers: number): void {
    const far = Math.hypot(beacon.x - x, beacon.y - y);
    if (far < NEAR) return;
    const wanted = Math.atan2(beacon.y - y, beacon.x - x);
    // The short way round, eased: another beacon may be the nearest now, or this one cold.
    const off = Math.atan2(Math.sin(wanted - this.turn), Math.cos(wanted - this.turn));
    this.turn += off * 0.15;
    const beat = Math.sin(now * 0.005);
    const reach = POINTER_REACH + beat * 4;
    this.pointer.setPosition(x + Math.cos(this.turn) * reach, y + Math.sin(this.turn) * reach);
    this.pointer.setRotation(this.turn).setScale(1.05);
    // The more there is to lose, the louder.
    this.pointer.setAlpha(Math.min(1, 0.5 + embers * 0.03) * (0.8 + 0.2 * beat)).setVisible(true);
  }
}
