// The scene of the running game: per frame, controls go to the net and its poses to the picture.
// Owns: the order of a frame. Must not: draw (client/view does) or decide anything.
import Phaser from "phaser";
import { ControlsSampler } from "../input/controls.ts";
import type { Aiming } from "../input/input-device.ts";
import { countRounds } from "../input/weapon-choice.ts";
import type { GameView } from "../net/game-view.ts";
import { settings } from "../settings/store.ts";
import { ArenaView } from "../view/arena-view.ts";
import { Bloom } from "../view/bloom.ts";
import type { Look } from "../view/preset.ts";

/** A frame longer than this, s, is a stall: the picture does not jump over it. */
const LONGEST_FRAME = 0.1;

export interface ArenaSceneOptions {
  view: GameView;
  look: Look;
  surface: HTMLElement;
  /** Device pixels per CSS pixel. */
  ratio: number;
}

export class ArenaScene extends Phaser.Scene {
  private readonly options: ArenaSceneOptions;
  private readonly aiming: Aiming = { ownX: 0, ownY: 0 };
  private picture: ArenaView | null = null;
  private sampler: ControlsSampler | null = null;
  private bloom: Bloom | null = null;
  private stopFeeling: (() => void) | null = null;
  private last = 0;

  constructor(options: ArenaSceneOptions) {
    super("arena");
    this.options = options;
  }

  create(): void {
    const { view, look, surface, ratio } = this.options;
    this.sampler = new ControlsSampler(surface, () => settings.bindings.value);
    this.stopFeeling = view.on("hurt", ({ damage }) => this.sampler?.rumble(damage));
    this.picture = new ArenaView(this, view, look, ratio);
    if (look.preset.bloom && look.renderer === "webgl") {
      this.bloom = new Bloom(this.cameras.main, look.guessed);
    }
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, this.dispose);
    this.events.once(Phaser.Scenes.Events.DESTROY, this.dispose);
  }

  override update(): void {
    const { picture, sampler } = this;
    if (picture === null || sampler === null) return;
    const now = performance.now();
    const seconds = Math.min(LONGEST_FRAME, (now - this.last) / 1000);
    this.last = now;
    const { view } = this.options;
    if (view.own !== null) countRounds(view.own);
    view.frame(now, sampler.sample(this.aiming));
    picture.draw(now, seconds, sampler.reach);
    this.bloom?.watch(seconds);
    this.aimFrom(picture);
  }

  /** Where one's own skimmer is on the screen: the mouse aims from there in the next frame. */
  private aimFrom(picture: ArenaView): void {
    const { rig } = picture;
    this.aiming.ownX = ((rig.x - rig.box.left) * rig.zoom) / this.options.ratio;
    this.aiming.ownY = ((rig.y - rig.box.top) * rig.zoom) / this.options.ratio;
  }

  private readonly dispose = (): void => {
    this.picture?.dispose();
    this.stopFeeling?.();
    this.sampler?.dispose();
    this.picture = null;
    this.sampler = null;
  };
}
