// Where the camera stands: on one's own skimmer, a little ahead of the aim, as near as the light allows.
// Owns: place, zoom, shake. Must not: move anything but the camera.
import type Phaser from "phaser";
import { LIGHT } from "../../shared/tunables.ts";
import type { Box } from "./ground.ts";

/** Half the height of the visible world, u, with the least and the most light. */
const HALF_NEAR = 410;
const HALF_FAR = 600;
/** The light's whole circle and this much more fits across a narrow screen. */
const MARGIN = 1.06;
const LEAST_ZOOM = 0.3;
const LOOK_AHEAD = 70;
/** A target further than this, u, is a jump (a new life): the camera jumps too. */
const JUMP = 700;

export class CameraRig {
  readonly box: Box = { left: 0, top: 0, right: 0, bottom: 0 };
  x = 0;
  y = 0;
  zoom = 0;
  private readonly camera: Phaser.Cameras.Scene2D.Camera;
  private readonly still: boolean;
  private shake = 0;
  private aheadX = 0;
  private aheadY = 0;
  private recoilX = 0;
  private recoilY = 0;

  /** `still`: the person asked for reduced motion; no shake. */
  constructor(camera: Phaser.Cameras.Scene2D.Camera, still: boolean) {
    this.camera = camera;
    this.still = still;
  }

  /** Adds shake; 1 is as much as there ever is. */
  kick(strength: number): void {
    if (!this.still) this.shake = Math.min(1, this.shake + strength);
  }

  /** Throws the camera `far` u back from `aim`, radians; it returns by itself. */
  recoil(aim: number, far: number): void {
    if (this.still) return;
    this.recoilX = -Math.cos(aim) * far;
    this.recoilY = -Math.sin(aim) * far;
  }

  /**
   * Moves towards a target, u, over `seconds`. `aim`: radians; `reach`: how far the pointer is out, 0..1;
   * `light`: radius of one's own light, u; `ratio`: device pixels per CSS pixel.
   */
  follow(x: number, y: number, aim: number, reach: number, light: number, seconds: number): void {
    const ease = 1 - Math.exp(-seconds * 5);
    const ahead = this.still ? 0 : LOOK_AHEAD * reach;
    this.aheadX += (Math.cos(aim) * ahead - this.aheadX) * ease;
    this.aheadY += (Math.sin(aim) * ahead - this.aheadY) * ease;
    const far = Math.hypot(x - this.x, y - this.y);
    const jumped = this.zoom === 0 || far > JUMP;
    // The skimmer itself is followed without lag: easing a 30 Hz world would make it swim under the camera.
    this.x = x;
    this.y = y;
    const wanted = this.zoomFor(light);
    this.zoom = jumped ? wanted : this.zoom + (wanted - this.zoom) * (1 - Math.exp(-seconds * 2));
    this.shake *= Math.exp(-seconds * 6);
    this.recoilX *= Math.exp(-seconds * 11);
    this.recoilY *= Math.exp(-seconds * 11);
    this.apply();
  }

  private zoomFor(light: number): number {
    const { width, height } = this.camera;
    const grown = Math.min(1, Math.max(0, (light - LIGHT.base) / (LIGHT.max - LIGHT.base)));
    const half = HALF_NEAR + (HALF_FAR - HALF_NEAR) * grown;
    const least = LEAST_ZOOM * Math.min(2, Math.max(1, window.devicePixelRatio));
    return Math.max(least, Math.min(height / (2 * half), width / (2 * light * MARGIN)));
  }

  private apply(): void {
    const { width, height } = this.camera;
    const amount = this.shake * this.shake * 16;
    const centreX = this.x + this.aheadX + this.recoilX + (Math.random() * 2 - 1) * amount;
    const centreY = this.y + this.aheadY + this.recoilY + (Math.random() * 2 - 1) * amount;
    this.camera.setZoom(this.zoom);
    this.camera.setScroll(centreX - width / 2, centreY - height / 2);
    const halfWidth = width / 2 / this.zoom;
    const halfHeight = height / 2 / this.zoom;
    this.box.left = centreX - halfWidth;
    this.box.right = centreX + halfWidth;
    this.box.top = centreY - halfHeight;
    this.box.bottom = centreY + halfHeight;
  }
}
