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
import { judge, type Pace, startPace, WINDOW_MS } from "../view/pace.ts";
import { LEVELS, type Look, type Preset, presetOf } from "../view/preset.ts";
import { flyCamera } from "./free-camera.ts";

/** A frame longer than this, s, is a stall: the picture does not jump over it. */
const LONGEST_FRAME = 0.1;

export interface ArenaSceneOptions {
  view: GameView;
  look: Look;
  surface: HTMLElement;
  /** Makes the canvas as fine as a preset draws; returns its device pixels per CSS pixel. */
  fit: (preset: Preset) => number;
}

export class ArenaScene extends Phaser.Scene {
  private readonly options: ArenaSceneOptions;
  private readonly aiming: Aiming = { ownX: 0, ownY: 0 };
  private picture: ArenaView | null = null;
  private sampler: ControlsSampler | null = null;
  private bloom: Bloom | null = null;
  private stopFeeling: (() => void) | null = null;
  private last = 0;
  private ratio = 1;
  private pace: Pace;
  /** Frames of the running window, and how long they took, ms. */
  private frames = 0;
  private spentMs = 0;

  constructor(options: ArenaSceneOptions) {
    super("arena");
    this.options = options;
    this.pace = startPace(LEVELS.indexOf(options.look.name));
  }

  create(): void {
    const { view, look, surface } = this.options;
    const preset = presetOf(look.name, look.still);
    this.ratio = this.options.fit(preset);
    this.sampler = new ControlsSampler(surface, () => settings.bindings.value);
    this.stopFeeling = view.on("hurt", ({ damage }) => this.sampler?.rumble(damage));
    this.picture = new ArenaView(this, view, look, preset, this.ratio);
    if (preset.bloom && look.renderer === "webgl") this.bloom = new Bloom(this.cameras.main);
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
    const { own } = view;
    if (own !== null) countRounds(own);
    const controls = sampler.sample(this.aiming);
    view.frame(now, controls);
    flyCamera(view, controls, seconds);
    picture.draw(now, seconds, sampler.reach);
    if (this.options.look.guessed) this.watch(seconds * 1000);
    this.aimFrom(picture);
  }

  /** Takes the time from one frame to the next: script and drawing. A preset that nobody asked for gives way to speed. */
  private watch(ms: number): void {
    this.frames += 1;
    this.spentMs += ms;
    if (this.spentMs < WINDOW_MS) return;
    const { level } = this.pace;
    this.pace = judge(this.pace, (this.frames * 1000) / this.spentMs, this.spentMs);
    this.frames = 0;
    this.spentMs = 0;
    if (this.pace.level === level) return;
    const preset = presetOf(LEVELS[this.pace.level], this.options.look.still);
    this.ratio = this.options.fit(preset);
    this.bloom?.show(preset.bloom);
    this.picture?.setPreset(preset, this.ratio);
  }

  /** Where one's own skimmer is on the screen: the mouse aims from there in the next frame. */
  private aimFrom(picture: ArenaView): void {
    const { rig } = picture;
    this.aiming.ownX = ((rig.x - rig.box.left) * rig.zoom) / this.ratio;
    this.aiming.ownY = ((rig.y - rig.box.top) * rig.zoom) / this.ratio;
  }

  private readonly dispose = (): void => {
    this.picture?.dispose();
    this.stopFeeling?.();
    this.sampler?.dispose();
    this.picture = null;
    this.sampler = null;
  };
}
