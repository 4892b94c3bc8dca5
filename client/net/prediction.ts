// One's own skimmer, ahead of the server: the shared step on the inputs that are not acknowledged yet.
// Owns: the reconciler, the drawn pose, and the truth about how well it predicts. Must not: draw or sample devices.
import type { InputHandle, Predict, Reconciler } from "colyseus.js";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { InputSchema } from "../../shared/schema/input-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { stepBanking } from "../../shared/sim/banking.ts";
import type { Input } from "../../shared/sim/input.ts";
import { PREDICTED_FIELDS, type PredictedSkimmer, stepSkimmer } from "../../shared/sim/movement.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import type { ShotSink } from "../../shared/sim/weapons.ts";
import { Phase } from "../../shared/sim/world.ts";
import { DT } from "../../shared/tunables.ts";
import { CoreTrack } from "./core-track.ts";
import type { Crystal } from "./crystal.ts";
import type { MoteField } from "./mote-field.ts";

/** A correction further than this, u, is a teleport and is not glided over. */
const SNAP = 200;
/** A correction is drawn over this time: 63% of it, ms. */
const SMOOTH_MS = 60;
const HISTORY = 256;

/** Predicted against decided positions of the same inputs. */
export interface PredictionStats {
  /** Inputs whose predicted position was compared with the server's. */
  compared: number;
  /** Those that differed by more than 0.01 u. */
  wrong: number;
  /** The largest difference, u, teleports left out. */
  worst: number;
}

/** Receives the shots of live steps; `seq` is the input that fired. */
export interface LiveShots {
  pulse(seq: number, ...shot: Parameters<ShotSink["pulse"]>): void;
  lance(seq: number, ...shot: Parameters<ShotSink["lance"]>): void;
  scatter(seq: number, ...shot: Parameters<ShotSink["scatter"]>): void;
  orb(seq: number, ...shot: Parameters<ShotSink["orb"]>): void;
  mine(seq: number, ...shot: Parameters<ShotSink["mine"]>): void;
}

export interface PredictionParts {
  predict: Predict<ArenaSchema>;
  input: InputHandle<InputSchema>;
  state: ArenaSchema;
  me: SkimmerSchema;
  arena: () => Arena;
  crystal: Crystal;
  motes: () => MoteField;
  shots: LiveShots;
  /** The newest position was moved by `off` u because the server decided otherwise. */
  corrected: (off: number) => void;
  /** Corrections are glided over. */
  glides: () => boolean;
}

export class Prediction {
  readonly stats: PredictionStats = { compared: 0, wrong: 0, worst: 0 };
  /** Where one's own skimmer is drawn, u. */
  readonly drawn = { x: 0, y: 0 };
  private readonly reconciler: Reconciler<PredictedSkimmer>;
  private readonly parts: PredictionParts;
  /** Position right after the live step of an input, by input modulo HISTORY. */
  private readonly seqs = new Float64Array(HISTORY);
  private readonly xs = new Float64Array(HISTORY);
  private readonly ys = new Float64Array(HISTORY);
  private readonly next = {} as PredictedSkimmer;
  private replaying = false;
  /** The core, where one is played with. */
  private readonly core = new CoreTrack();
  /** What is left to draw of the corrections, u. */
  private errorX = 0;
  private errorY = 0;

  constructor(parts: PredictionParts) {
    this.parts = parts;
    this.reconciler = parts.predict.reconciler<PredictedSkimmer, InputSchema>(parts.me, {
      input: parts.input,
      fields: PREDICTED_FIELDS,
      smoothMs: 0,
      step: (ctx, skimmer, input) => this.step(ctx.tick, ctx.isReplay, skimmer, input as Input),
      onReconcile: (acked) => this.settle(acked),
    });
  }

  /** The predicted state at the newest input. */
  get now(): PredictedSkimmer {
    return this.reconciler.state;
  }

  /** Adopts what the server has decided, replaying what is newer; `clockMs`: the input clock. */
  reconcile(clockMs: number): void {
    const { x, y, hop } = this.now;
    this.core.correct(() => this.parts.predict.tick(clockMs));
    const dx = x - this.now.x;
    const dy = y - this.now.y;
    const hopped = this.now.hop !== hop;
    const off = Math.sqrt(dx * dx + dy * dy);
    if (off === 0) return;
    if (!hopped) this.parts.corrected(off);
    const glides = !hopped && off < SNAP && this.parts.glides();
    this.errorX = glides ? this.errorX + dx : 0;
    this.errorY = glides ? this.errorY + dy : 0;
  }

  /**
   * Works out where the skimmer is drawn: `phase` of the way from the newest input to the one that would follow if the
   * hand stayed as it is in `input`, so that a key shows in the very next frame. `passedMs`: since the last call.
   */
  draw(input: Input, phase: number, passedMs: number): void {
    const keep = Math.exp(-passedMs / SMOOTH_MS);
    this.errorX *= keep;
    this.errorY *= keep;
    const { now, next } = this;
    for (const field of PREDICTED_FIELDS) (next as unknown as Record<string, unknown>)[field] = now[field];
    const following = this.tickOf(this.parts.input.sentCount + 1);
    if (this.parts.state.phase === Phase.playing) {
      this.parts.crystal.at(following);
      stepSkimmer(this.parts.arena(), next, input, null, following);
      if (this.parts.state.core !== undefined) this.core.draw(this.parts.arena(), next, phase, passedMs);
    } else this.core.rest();
    // Into a portal it flies on as it did: what lies between that and its partner is no way.
    const jumps = next.hop !== now.hop;
    const goesX = jumps ? now.vx * DT : next.x - now.x;
    const goesY = jumps ? now.vy * DT : next.y - now.y;
    this.drawn.x = now.x + goesX * phase + this.errorX;
    this.drawn.y = now.y + goesY * phase + this.errorY;
  }

  /** Where the core is drawn, u; null where none is played with. */
  get drawnCore(): Readonly<{ x: number; y: number }> | null {
    return this.parts.state.core === undefined ? null : this.core.drawn;
  }

  /** The tick that will consume (or has consumed) input `seq`: from the newest patch on, each tick consumes one. */
  tickOf(seq: number): number {
    return this.parts.state.tick + seq - this.parts.input.lastProcessed;
  }

  private step(seq: number, isReplay: boolean, skimmer: PredictedSkimmer, input: Input): void {
    const { state, arena, crystal, motes } = this.parts;
    if (isReplay && !this.replaying) {
      motes().release(seq - 1, false);
      if (state.core !== undefined) this.core.rewind(state.core);
    }
    this.replaying = isReplay;
    if (state.phase === Phase.playing) {
      const tick = this.tickOf(seq);
      crystal.at(tick);
      stepSkimmer(arena(), skimmer, input, isReplay ? null : this.sinkFor(seq), tick);
      if (state.core !== undefined) this.core.step(seq, arena(), skimmer);
      motes().gather(skimmer, seq);
      stepBanking(arena(), skimmer, state.coldUntil, tick);
    }
    if (isReplay) return;
    const at = seq % HISTORY;
    // What was predicted while dead (or between rounds) says nothing about prediction.
    this.seqs[at] = skimmer.alive && state.phase === Phase.playing ? seq : -1;
    this.xs[at] = skimmer.x;
    this.ys[at] = skimmer.y;
  }

  private sinkFor(seq: number): ShotSink {
    const { shots } = this.parts;
    return {
      pulse: (...shot) => shots.pulse(seq, ...shot),
      lance: (...shot) => shots.lance(seq, ...shot),
      scatter: (...shot) => shots.scatter(seq, ...shot),
      orb: (...shot) => shots.orb(seq, ...shot),
      mine: (...shot) => shots.mine(seq, ...shot),
    };
  }

  /** The server has decided input `acked`: what it says against what was predicted when the input was made. */
  private settle(acked: number): void {
    const { motes, me, state } = this.parts;
    if (state.core !== undefined && !this.replaying) this.core.decided(acked, state.core);
    this.replaying = false;
    motes().release(acked, true);
    const at = acked % HISTORY;
    if (this.seqs[at] !== acked || !me.alive) return;
    const dx = me.x - this.xs[at];
    const dy = me.y - this.ys[at];
    const off = Math.sqrt(dx * dx + dy * dy);
    this.stats.compared += 1;
    if (off <= 0.01) return;
    this.stats.wrong += 1;
    if (off < SNAP) this.stats.worst = Math.max(this.stats.worst, off);
  }
}
