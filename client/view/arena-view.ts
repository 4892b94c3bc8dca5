// The picture of the running game: puts the layers together and draws them once per frame, in order.
// Owns: the layers. Must not: read input or write state.
import type Phaser from "phaser";
import { beaconAt } from "../../shared/sim/banking.ts";
import { BANK, lightRadius } from "../../shared/tunables.ts";
import type { GameView, SkimmerPose } from "../net/game-view.ts";
import { makeAtlas, WHITE_COLOUR } from "./atlas.ts";
import { Beams } from "./beams.ts";
import { CameraRig } from "./camera-rig.ts";
import { CoreField } from "./core-field.ts";
import { Dust } from "./dust.ts";
import { showEffects } from "./effects.ts";
import { Ghosts } from "./ghosts.ts";
import { Ground } from "./ground.ts";
import { Growths } from "./growths.ts";
import { Land } from "./land.ts";
import { LightMap } from "./light-map.ts";
import { Mines } from "./mines.ts";
import { Motes } from "./motes.ts";
import { OwnSigns } from "./own-signs.ts";
import { Particles } from "./particles.ts";
import { Places } from "./places.ts";
import type { Look, Preset } from "./preset.ts";
import { radians } from "./radians.ts";
import { RockShadows } from "./rock-shadows.ts";
import { Roster } from "./roster.ts";
import { Shots } from "./shots.ts";
import { Skimmers } from "./skimmers.ts";
import type { Stage } from "./stage.ts";
import { Volleys } from "./volleys.ts";

export class ArenaView {
  readonly rig: CameraRig;
  private readonly view: GameView;
  private readonly scene: Phaser.Scene;
  private readonly ground: Ground;
  private readonly places: Places;
  private readonly growths: Growths;
  private readonly core: CoreField;
  private readonly land: Land;
  private readonly dust: Dust;
  private readonly lights: LightMap;
  private readonly shadows: RockShadows;
  private showsShadows: boolean;
  private readonly stage: Stage;
  private readonly motes: Motes;
  private readonly particles: Particles;
  private readonly skimmers: Skimmers;
  private readonly shots: Shots;
  private readonly mines: Mines;
  private readonly volleys: Volleys;
  private readonly beams: Beams;
  private readonly ghosts: Ghosts;
  private readonly signs: OwnSigns;
  private readonly stops: (() => void)[];
  /** Slot of whom one sees through; -1 for a camera by itself. */
  private watched = -1;
  private watchedLight = lightRadius(0);
  /** One's own pose this frame, the last one while it is not seen; its place is the camera's while one looks on. */
  private readonly own = {
    x: 0,
    y: 0,
    aim: 0,
    embers: 0,
    alive: false,
    lantern: false,
    light: lightRadius(0),
  };

  constructor(scene: Phaser.Scene, view: GameView, look: Look, preset: Preset, ratio: number) {
    makeAtlas(scene.textures, look.tints);
    const roster = new Roster(view);
    this.scene = scene;
    this.view = view;
    this.rig = new CameraRig(scene.cameras.main, look.still);
    this.ground = new Ground(scene, view.arena, preset.ground, preset.grain);
    this.places = new Places(scene, view);
    this.growths = new Growths(scene, look.still);
    this.core = new CoreField(scene, view);
    this.land = new Land(scene, view, look.still);
    this.dust = new Dust(scene, preset.dust);
    this.lights = new LightMap(scene, look.tints, look.renderer);
    this.shadows = new RockShadows(this.lights);
    this.showsShadows = preset.shadows;
    this.motes = new Motes(scene);
    const particles = new Particles(scene, preset.particles);
    this.particles = particles;
    this.skimmers = new Skimmers(scene, view, roster, particles, ratio, look);
    this.shots = new Shots(scene, view, roster, particles);
    this.mines = new Mines(scene, view, roster);
    this.volleys = new Volleys(scene, particles);
    this.beams = new Beams(scene, look.still);
    this.ghosts = new Ghosts(scene, view, roster, this.skimmers);
    this.signs = new OwnSigns(scene, view);
    const { motes, skimmers, beams, volleys, rig } = this;
    this.stage = { view, particles, motes, skimmers, beams, volleys, rig, roster, plenty: preset.plenty };
    this.stops = [
      showEffects(this.stage),
      view.on("arena", ({ arena }) => this.changeArena(arena)),
      view.on("link", ({ link }) => {
        if (link.kind === "playing") this.layMotes();
      }),
    ];
    this.layMotes();
  }

  /** Draws the frame at `now`, ms; `reach`: how far the pointer is from the centre, 0..1. */
  draw(now: number, seconds: number, reach: number): void {
    const { rig, lights, own } = this;
    this.places.progress.fill(0);
    const { slot, x, y } = this.view.watching;
    this.watched = slot;
    this.view.eachSkimmer(this.look);
    if (!own.alive) Object.assign(own, { x, y });
    const light = this.lightHere();
    own.light += (light - own.light) * (1 - Math.exp(-seconds * 6));
    rig.follow(own.x, own.y, radians(own.aim), reach, own.light, seconds);
    this.ground.show(rig.box, own.x, own.y, own.light);
    const { width, height } = this.scene.scale;
    lights.begin(rig.box, width, height);
    this.lightOwn(light);
    this.places.draw(now, rig.box, lights);
    this.growths.draw(now, this.view.arena, rig.box, lights);
    this.land.draw(now, rig.box, lights, this.stage.plenty);
    this.core.draw(now, rig.box, lights);
    this.dust.draw(now, rig.box);
    this.motes.draw(now, seconds, rig.box, lights);
    this.mines.draw(now, lights);
    this.skimmers.draw(now, seconds, rig.zoom, lights);
    this.signs.draw(now, own.x, own.y, own.embers, own.light, own.alive);
    this.shots.draw(now, seconds, lights);
    this.volleys.draw(seconds, lights, this.skimmers.xs, this.skimmers.ys);
    this.beams.draw(seconds, lights);
    this.ghosts.draw();
    this.particles.move(seconds, this.skimmers.xs, this.skimmers.ys);
    lights.end();
  }

  /** Draws by another preset from now on; `ratio`: device pixels per CSS pixel. */
  setPreset(preset: Preset, ratio: number): void {
    this.ground.setFineness(this.view.arena, preset.ground, preset.grain);
    this.dust.setCount(preset.dust);
    this.particles.setLimit(preset.particles);
    this.showsShadows = preset.shadows;
    this.stage.plenty = preset.plenty;
    this.skimmers.setRatio(ratio);
  }

  dispose(): void {
    for (const stop of this.stops) stop();
  }

  /** Radius of the light that one sees by: one's own, or that of whom one follows. */
  private lightHere(): number {
    const { own, watched } = this;
    const { glow } = this.view.state;
    if (own.alive) return lightRadius(own.embers, own.lantern, glow);
    if (watched === this.view.slot) return lightRadius(0) * 0.8;
    return watched === -1 ? lightRadius(0) : this.watchedLight;
  }

  private readonly look = (pose: SkimmerPose): void => {
    if (pose.slot === this.watched)
      this.watchedLight = lightRadius(pose.embers, pose.lantern, this.view.state.glow);
    if (pose.own) {
      this.own.x = pose.x;
      this.own.y = pose.y;
      this.own.aim = pose.aim;
      this.own.embers = pose.embers;
      this.own.alive = pose.alive;
      this.own.lantern = pose.lantern;
    }
    if (pose.bankTicks === 0 || !pose.alive) return;
    const beacon = beaconAt(this.view.arena, pose.x, pose.y);
    if (beacon < 0) return;
    const share = pose.bankTicks / BANK.channelTicks;
    this.places.progress[beacon] = Math.max(this.places.progress[beacon], share);
  };

  private lightOwn(light: number): void {
    const { own, lights } = this;
    // The lamp is white for oneself: colours on the ground tell of others.
    const radius = own.alive ? own.light : own.light * 0.9;
    const colour = WHITE_COLOUR;
    if (this.showsShadows && light > 0) this.shadows.add(this.view.arena, own.x, own.y, radius, colour);
    else lights.add(own.x, own.y, radius, colour, 1);
  }

  /** Embers that came before anybody listened; those that went while the connection was gone are let go. */
  private layMotes(): void {
    this.motes.clear();
    this.view.state.motes.forEach((mote, key) => {
      this.motes.add(String(key), mote.x, mote.y, mote.kind, mote.value);
    });
  }

  private changeArena(arena: GameView["arena"]): void {
    this.ground.setArena(arena);
    this.motes.clear();
    this.particles.clear();
    this.beams.clear();
    this.volleys.clear();
  }
}
