// The core of a rush as one's own present has it: the server's, moved on by the inputs that it has not decided yet.
// Owns: its predicted pose and how that is drawn. Must not: know who else pushes: what they do comes with the patches.
import { driftCore, pushCore } from "../../shared/sim/core.ts";
import type { PredictedSkimmer } from "../../shared/sim/movement.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { DT } from "../../shared/tunables.ts";

interface Pose {
  x: number;
  y: number;
  vx: number;
  vy: number;
}

/** A correction further than this, u, is a new kick-off and is not glided over; less is drawn over this time: 63% of it, ms. */
const SNAP = 250;
const SMOOTH_MS = 110;
/** Inputs whose ticks are remembered: two seconds. */
const HISTORY = 64;

export class CoreTrack {
  /** Where it is drawn, u. */
  readonly drawn = { x: 0, y: 0 };
  /** At the newest input. */
  private readonly now: Pose = { x: 0, y: 0, vx: 0, vy: 0 };
  private readonly next: Pose = { x: 0, y: 0, vx: 0, vy: 0 };
  /** After the tick of each input, by input modulo HISTORY. */
  private readonly past: (Pose & { seq: number })[] = [];
  private newest = 0;
  private errorX = 0;
  private errorY = 0;

  /** From here on it is the server's again, as of the newest patch: inputs are about to be replayed. */
  rewind({ x, y, vx, vy }: Readonly<Pose>): void {
    Object.assign(this.now, { x, y, vx, vy });
  }

  /** The tick of input `seq`, which `skimmer` has just taken. */
  step(seq: number, arena: Arena, skimmer: PredictedSkimmer): void {
    const { now } = this;
    advance(arena, now, skimmer);
    this.newest = seq;
    const { x, y, vx, vy } = now;
    this.past[seq % HISTORY] = { seq, x, y, vx, vy };
  }

  /**
   * The server has decided input `acked`, and nothing was replayed since one's own skimmer is where it was predicted:
   * what the others did to the core is added to all that was predicted since.
   */
  decided(acked: number, server: Readonly<Pose>): void {
    const then = this.past[acked % HISTORY];
    if (then?.seq !== acked) {
      this.rewind(server);
      return;
    }
    const vx = server.vx - then.vx;
    const vy = server.vy - then.vy;
    const x = server.x - then.x;
    const y = server.y - then.y;
    if (x === 0 && y === 0 && vx === 0 && vy === 0) return;
    for (let seq = acked; seq <= this.newest; seq++) {
      const pose = this.past[seq % HISTORY];
      if (pose?.seq === seq) shift(pose, x, y, vx, vy, (seq - acked) * DT);
    }
    shift(this.now, x, y, vx, vy, (this.newest - acked) * DT);
  }

  /** Call round what rewinds and replays it: where it was before is left in a glide. */
  correct(replay: () => void): void {
    const { x, y } = this.now;
    replay();
    this.errorX += x - this.now.x;
    this.errorY += y - this.now.y;
    if (this.errorX * this.errorX + this.errorY * this.errorY > SNAP * SNAP) this.errorX = this.errorY = 0;
  }

  /** `phase` of the way to the next tick, in which one's own skimmer will have become `skimmer`: it is pushed with it. */
  draw(arena: Arena, skimmer: PredictedSkimmer, phase: number, passedMs: number): void {
    const keep = Math.exp(-passedMs / SMOOTH_MS);
    this.errorX *= keep;
    this.errorY *= keep;
    const { now, next } = this;
    Object.assign(next, now);
    advance(arena, next, skimmer);
    this.drawn.x = now.x + (next.x - now.x) * phase + this.errorX;
    this.drawn.y = now.y + (next.y - now.y) * phase + this.errorY;
  }

  /** It rests: as it is told, so it is drawn. */
  rest(): void {
    this.drawn.x = this.now.x + this.errorX;
    this.drawn.y = this.now.y + this.errorY;
  }
}

function shift(pose: Pose, x: number, y: number, vx: number, vy: number, seconds: number): void {
  pose.x += x + vx * seconds;
  pose.y += y + vy * seconds;
  pose.vx += vx;
  pose.vy += vy;
}

function advance(arena: Arena, core: Pose, skimmer: PredictedSkimmer): void {
  driftCore(arena, core);
  if (skimmer.alive) pushCore(arena, core, skimmer);
}
