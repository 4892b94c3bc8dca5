// What one player's screen and link show, frame by frame: corrections, keys to pixels, hand-overs, inputs waiting.
// Owns: the measurement of one pilot. Must not: steer it.

import type { GameSession } from "../../client/net/game-session.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { cos, sin } from "../../shared/sim/math.ts";
import { DT, PULSE, REPORT_TICKS, SEAT } from "../../shared/tunables.ts";
import type { Hand } from "./hand.ts";
import type { Pilot } from "./pilot.ts";

const SPEED = PULSE.speed * DT;
/** A correction that is seen as a jump, u. */
const LARGE = 16;
/** A correction follows its stall within so many reports: 3 s. */
const STALL_REPORTS = 15;
/** At rest for so many frames, it is the key that moves it. */
const STILL_FRAMES = 6;
/** A key that has not shown after so many frames is counted as this many. */
const MOST_FRAMES = 60;

interface Drawn {
  x: number;
  y: number;
  time: number;
}

export class Screen {
  /** Moves of one's own newest position by the server's word, u. */
  readonly corrections: number[] = [];
  unexplained = 0;
  /** Own inputs whose outcome was compared with the server's. */
  inputs = 0;
  /** Frames from a key after a rest to the first own pixel that moved. */
  readonly keyFrames: number[] = [];
  /** Largest step of an own shot beside its flight, u. */
  handOver = 0;
  ownShots = 0;
  /** Inputs that waited, report by report, with the time, ms. */
  readonly depths: { atMs: number; depth: number }[] = [];
  readonly delays: number[] = [];
  private readonly pilot: Pilot;
  private readonly hand: Hand;
  private readonly shots = new Map<number, Drawn>();
  private readonly startMs: number;
  private waiting = 0;
  private restX = Number.NaN;
  private restY = Number.NaN;
  /** `starved` of the last reports. */
  private readonly starvedAt: number[] = [];
  private stillFrames = 0;
  private live: GameSession["live"] | null = null;
  private comparedBefore = 0;
  private report = -1;

  constructor(pilot: Pilot, hand: Hand, startMs: number) {
    this.pilot = pilot;
    this.hand = hand;
    this.startMs = startMs;
    const { session } = pilot;
    session.on("corrected", ({ off }) => {
      if (performance.now() < startMs) return;
      this.corrections.push(off);
      if (off > LARGE && !this.wasStalled()) this.unexplained += 1;
    });
  }

  look(nowMs: number): void {
    if (this.isBetweenConnections()) return;
    this.watchKey();
    this.watchShots();
    if (nowMs < this.startMs) return;
    const { session } = this.pilot;
    const report = Math.floor(session.state.tick / REPORT_TICKS);
    if (report === this.report) return;
    this.report = report;
    const me = session.state.skimmers.get(String(session.slot)) as SkimmerSchema | undefined;
    if (me !== undefined) {
      this.depths.push({ atMs: nowMs, depth: me.inputDepth / 16 });
      this.starvedAt.push(me.starved);
      if (this.starvedAt.length > STALL_REPORTS) this.starvedAt.shift();
    }
    this.delays.push(session.live.view.delay);
  }

  /** Whether more ticks in a row had no input, lately, than a player may catch up with. */
  private wasStalled(): boolean {
    const { session } = this.pilot;
    const me = session.state.skimmers.get(String(session.slot)) as SkimmerSchema | undefined;
    if (me === undefined) return false;
    return this.starvedAt.some((then) => ((me.starved - then) & 255) > SEAT.creditTicks);
  }

  /** While the link is down nothing is drawn anew; with a new connection shots are counted anew. */
  private isBetweenConnections(): boolean {
    const { session } = this.pilot;
    const compared = session.stats?.compared ?? 0;
    if (session.live !== this.live) {
      this.live = session.live;
      this.comparedBefore = 0;
      this.shots.clear();
    }
    if (performance.now() >= this.startMs) this.inputs += Math.max(0, compared - this.comparedBefore);
    this.comparedBefore = compared;
    const down = session.link.kind !== "playing";
    if (down) this.waiting = this.stillFrames = 0;
    return down;
  }

  /** After a rest, the frame in which the key goes down is the first. */
  private watchKey(): void {
    const { session } = this.pilot;
    session.eachSkimmer(({ own, x, y }) => {
      if (!own) return;
      const moved = Math.abs(x - this.restX) + Math.abs(y - this.restY) > 0.001;
      if (this.hand.pressed && this.stillFrames >= STILL_FRAMES) this.waiting = 1;
      else if (this.waiting > 0) this.waiting += 1;
      if (this.waiting > 0 && (moved || this.waiting === MOST_FRAMES)) {
        this.keyFrames.push(this.waiting);
        this.waiting = 0;
      }
      this.stillFrames = moved ? 0 : this.stillFrames + 1;
      this.restX = x;
      this.restY = y;
    });
  }

  private watchShots(): void {
    const { session } = this.pilot;
    const { input, pacer } = session.live;
    const time = input.sentCount + pacer.phase;
    session.eachShot(({ key, own, x, y, aim }) => {
      if (!own) return;
      const last = this.shots.get(key);
      if (last === undefined) this.ownShots += 1;
      else {
        const way = (time - last.time) * SPEED;
        const step = Math.hypot(x - last.x - cos(aim) * way, y - last.y - sin(aim) * way);
        this.handOver = Math.max(this.handOver, step);
      }
      this.shots.set(key, { x, y, time });
    });
    if (this.shots.size > 400) this.shots.clear();
  }
}
