// Which of one's own blows struck somebody, where nobody says so: Scatters, and bursts of Orbs and mines.
// Owns: the guess, from who loses hit points near them soon after. Must not: mix, or write to the game.
import { cos, sin } from "../../shared/sim/math.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { MINE, ORB, SCATTER } from "../../shared/tunables/arsenal.ts";
import { MAX_SLOTS, SKIMMER } from "../../shared/tunables.ts";
import type { GameView, SkimmerPose } from "../net/game-view.ts";
import type { Place } from "./mix.ts";
import type { Play } from "./player.ts";

/** A blow is known by what it did within this and a round trip, s: pellets fly for 0.2, a patch waits for 0.05. */
const AWAITED = 0.4;
/** The others are drawn where they were up to 0.15 s ago, at their top speed, u. */
const SLACK = SKIMMER.radius + 64;

interface Blow extends Place {
  reach: number;
  until: number;
}

export class Blows {
  private readonly view: GameView;
  private readonly play: Play;
  private readonly stops: (() => void)[];
  private blows: Blow[] = [];
  private seconds = 0;
  private reading = 0;
  /** Hit points and overshield of each slot, and the reading at which it had them. */
  private readonly had = new Float64Array(MAX_SLOTS);
  private readonly seenAt = new Uint32Array(MAX_SLOTS);

  constructor(view: GameView, play: Play) {
    this.view = view;
    this.play = play;
    const half = SCATTER.reach / 2;
    this.stops = [
      view.on("scatterFired", ({ own, x, y, aim }) => {
        if (own) this.strike(x + half * cos(aim), y + half * sin(aim), half);
      }),
      view.on("burst", ({ by, weapon, x, y }) => {
        if (by === view.slot) this.strike(x, y, (weapon === Weapon.orb ? ORB : MINE).splash);
      }),
    ];
  }

  /** `seconds`: of any clock. */
  read(seconds: number): void {
    this.seconds = seconds;
    this.reading += 1;
    this.blows = this.blows.filter(({ until }) => until >= seconds);
    this.view.eachSkimmer(this.readSkimmer);
  }

  dispose(): void {
    for (const stop of this.stops) stop();
  }

  private strike(x: number, y: number, reach: number): void {
    const until = this.seconds + AWAITED + this.view.pingMs / 1000;
    this.blows.push({ x, y, reach: reach + SLACK, until });
  }

  private readonly readSkimmer = (pose: SkimmerPose): void => {
    const { slot, own, x, y, hitPoints, overshield } = pose;
    const has = hitPoints + overshield;
    const lost = this.seenAt[slot] === this.reading - 1 && has < this.had[slot];
    this.had[slot] = has;
    this.seenAt[slot] = this.reading;
    if (!lost || own) return;
    if (this.blows.some((blow) => Math.hypot(blow.x - x, blow.y - y) < blow.reach)) this.play("hit");
  };
}
