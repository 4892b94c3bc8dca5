// One's own skimmer, ahead of the server: the shared step on the inputs that are not acknowledged yet.
// Owns: the reconciler and the truth about how well it predicts. Must not: draw or sample devices.
import type { InputHandle, Predict, Reconciler } from "colyseus.js";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { InputSchema } from "../../shared/schema/input-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { stepBanking } from "../../shared/sim/banking.ts";
import type { Input } from "../../shared/sim/input.ts";
import {
  PREDICTED_FIELDS,
  type PredictedSkimmer,
  type ShotSink,
  stepSkimmer,
} from "../../shared/sim/movement.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { Phase } from "../../shared/sim/world.ts";
import { PATCH_HZ } from "../../shared/tunables.ts";
import type { MoteField } from "./mote-field.ts";

/** A correction further than this, u, is a teleport (respawn) and is not glided over. */
const SNAP = 200;
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

export interface PredictionParts {
  predict: Predict<ArenaSchema>;
  input: InputHandle<InputSchema>;
  state: ArenaSchema;
  me: SkimmerSchema;
  arena: () => Arena;
  motes: () => MoteField;
  /** Gets the shots of live steps; `seq` is the input that fired. */
  fire: (seq: number, ...shot: Parameters<ShotSink>) => void;
}

export class Prediction {
  readonly stats: PredictionStats = { compared: 0, wrong: 0, worst: 0 };
  readonly reconciler: Reconciler<PredictedSkimmer>;
  private readonly parts: PredictionParts;
  /** Position right after the live step of an input, by input modulo HISTORY. */
  private readonly seqs = new Float64Array(HISTORY);
  private readonly xs = new Float64Array(HISTORY);
  private readonly ys = new Float64Array(HISTORY);
  private replaying = false;

  constructor(parts: PredictionParts) {
    this.parts = parts;
    this.reconciler = parts.predict.reconciler<PredictedSkimmer, InputSchema>(parts.me, {
      input: parts.input,
      fields: PREDICTED_FIELDS,
      smoothMs: 1000 / PATCH_HZ,
      snap: SNAP,
      step: (ctx, skimmer, input) => this.step(ctx.tick, ctx.isReplay, skimmer, input as Input),
      onReconcile: (acked) => this.settle(acked),
    });
  }

  /** The predicted state at the newest input. */
  get now(): PredictedSkimmer {
    return this.reconciler.state;
  }

  private step(seq: number, isReplay: boolean, skimmer: PredictedSkimmer, input: Input): void {
    const { state, arena, motes, fire } = this.parts;
    if (isReplay && !this.replaying) motes().release(seq - 1, false);
    this.replaying = isReplay;
    if (state.phase === Phase.playing) {
      const sink: ShotSink | null = isReplay ? null : (...shot) => fire(seq, ...shot);
      stepSkimmer(arena(), skimmer, input, sink);
      motes().gather(skimmer, seq);
      stepBanking(arena(), skimmer);
    }
    if (isReplay) return;
    const at = seq % HISTORY;
    // What was predicted while dead (or between rounds) says nothing about prediction.
    this.seqs[at] = skimmer.alive && state.phase === Phase.playing ? seq : -1;
    this.xs[at] = skimmer.x;
    this.ys[at] = skimmer.y;
  }

  /** The server has decided input `acked`: what it says against what was predicted when the input was made. */
  private settle(acked: number): void {
    const { motes, me } = this.parts;
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
