// What sounds while it lasts, read from the game thirty times a second: charges, channels, guards, the heart,
// the light, and from where it is all heard.
// Owns: what was so at the last reading. Must not: mix, or write to the game.
import { lightOf } from "../../shared/sim/light.ts";
import { Phase } from "../../shared/sim/world.ts";
import { LIGHT, MAX_SLOTS } from "../../shared/tunables.ts";
import type { GameView, SkimmerPose } from "../net/game-view.ts";
import type { Ambience } from "./ambience.ts";
import { Blows } from "./blows.ts";
import { beatSeconds } from "./mix.ts";
import type { Play, Player, Voice } from "./player.ts";
import type { SoundName } from "./recipes.ts";
import { Things } from "./things.ts";

/** With fewer hit points the heart is heard. */
const LOW_HIT_POINTS = 30;
/** How much of the drone is left while one is dead. */
const DEAD_PRESENCE = 0.4;

/** For every slot, whether something lasts; its sound begins with it and, where it is `held`, ends with it. */
class Lasting {
  private readonly since = new Uint32Array(MAX_SLOTS);
  private readonly voices: (Voice | null)[] = new Array(MAX_SLOTS).fill(null);
  private readonly name: SoundName;
  private readonly play: Play;
  private readonly held: boolean;

  constructor(play: Play, name: SoundName, held: boolean) {
    this.play = play;
    this.name = name;
    this.held = held;
  }

  /** At reading number `reading`, from 1. */
  lasts(pose: SkimmerPose, reading: number): void {
    const { slot } = pose;
    if (this.since[slot] === 0) this.voices[slot] = this.play(this.name, pose);
    this.since[slot] = reading;
  }

  /** What was not said to last at this reading is over. */
  sweep(reading: number): void {
    for (let slot = 0; slot < MAX_SLOTS; slot++) {
      if (this.since[slot] === 0 || this.since[slot] === reading) continue;
      this.since[slot] = 0;
      if (this.held) this.voices[slot]?.stop();
      this.voices[slot] = null;
    }
  }
}

export class Readings {
  private readonly view: GameView;
  private readonly player: Player;
  private readonly ambience: Ambience;
  private readonly charges: Lasting;
  private readonly channels: Lasting;
  private readonly guards: Lasting;
  private readonly things: Things;
  private readonly blows: Blows;
  private reading = 0;
  private phase: number;
  private beatAt = 0;

  constructor(view: GameView, player: Player, ambience: Ambience) {
    this.view = view;
    this.player = player;
    this.ambience = ambience;
    this.charges = new Lasting(player.play, "lanceCharge", true);
    this.channels = new Lasting(player.play, "bankChannel", true);
    this.guards = new Lasting(player.play, "guard", false);
    this.things = new Things(view, player.play);
    this.blows = new Blows(view, player.play);
    this.phase = view.state.phase;
  }

  /** `seconds`: of any clock. */
  read(seconds: number): void {
    const { view, player, reading } = this;
    const { own, watching } = view;
    this.reading = reading + 1;
    if (own !== null) {
      player.ear.x = watching.x;
      player.ear.y = watching.y;
      this.ambience.set(this.light(), own.alive ? 1 : DEAD_PRESENCE);
      this.beat(own, seconds);
    }
    this.blows.read(seconds);
    this.readPhase();
    this.things.read();
    view.eachSkimmer(this.readSkimmer);
    for (const lasting of [this.charges, this.channels, this.guards]) lasting.sweep(this.reading);
  }

  dispose(): void {
    this.blows.dispose();
  }

  /** Of whom one looks with, 0..1; the dead and the free camera have none. */
  private light(): number {
    const { state, watching } = this.view;
    const eyes = state.skimmers.get(String(watching.slot));
    if (!eyes?.alive) return 0;
    return Math.min(1, (lightOf(eyes, state.tick) - LIGHT.base) / (LIGHT.max - LIGHT.base));
  }

  private readonly readSkimmer = (pose: SkimmerPose): void => {
    if (!pose.alive) return;
    if (pose.chargeTicks > 0) this.charges.lasts(pose, this.reading);
    if (pose.bankTicks > 0) this.channels.lasts(pose, this.reading);
    if (pose.guardTicks > 0) this.guards.lasts(pose, this.reading);
  };

  private readPhase(): void {
    const { phase } = this.view.state;
    if (phase === this.phase) return;
    this.phase = phase;
    this.player.play(phase === Phase.scores ? "roundOver" : "nextRound");
  }

  private beat({ alive, hitPoints }: { alive: boolean; hitPoints: number }, seconds: number): void {
    if (!alive || hitPoints > LOW_HIT_POINTS || seconds < this.beatAt) return;
    this.beatAt = seconds + beatSeconds(hitPoints);
    this.player.play("heartbeat");
  }
}
