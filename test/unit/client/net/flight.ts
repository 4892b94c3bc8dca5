// A player's side of the game in memory, and the server's word on it: what prediction is tested with.
// Owns: nothing. Must not: assert what is tested.
import assert from "node:assert/strict";
import { Decoder } from "@colyseus/schema";
import { Predict } from "colyseus.js";
import { Crystal } from "../../../../client/net/crystal.ts";
import { MoteField } from "../../../../client/net/mote-field.ts";
import { Prediction } from "../../../../client/net/prediction.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import { InputSchema } from "../../../../shared/schema/input-schema.ts";
import { SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import { showCrystal } from "../../../../shared/sim/crystal.ts";
import type { Input } from "../../../../shared/sim/input.ts";
import { stepSkimmer } from "../../../../shared/sim/movement.ts";
import type { Broken } from "../../../../shared/sim/things.ts";
import { DASH, DT, TICK_HZ, TICK_MS } from "../../../../shared/tunables.ts";
import { flatArena, press } from "../../../helpers/world.ts";

export const START = { x: 1500, y: 1500 };
export const FRAME_MS = 1000 / 60;
export const EAST = press(1, 0);

/** What the framework's input channel is to a prediction, without a socket: what is sent is kept until it is acknowledged. */
class Channel {
  readonly data = new InputSchema();
  readonly mode = "reliable";
  readonly stepMs = TICK_MS;
  readonly stepSeconds = DT;
  readonly tickRate = TICK_HZ;
  readonly subSteps = 1;
  readonly replayBufferSize = 64;
  readonly epoch = 0;
  sentCount = 0;
  lastProcessed = 0;
  readonly sent: Input[] = [];
  private readonly listeners: ((seq: number) => void)[] = [];

  get pendingCount(): number {
    return this.sentCount - this.lastProcessed;
  }

  at(seq: number): InputSchema | undefined {
    return seq > this.lastProcessed ? (this.sent[seq] as InputSchema | undefined) : undefined;
  }

  send(): number {
    this.sentCount += 1;
    const { move, aim, buttons, view } = this.data;
    this.sent[this.sentCount] = { move, aim, buttons, view };
    for (const listener of this.listeners) listener(this.sentCount);
    return this.sentCount;
  }

  onSend(listener: (seq: number) => void): () => void {
    this.listeners.push(listener);
    return () => {};
  }

  reckonTimeAt(): number {
    return 0;
  }

  reset(): void {}
}

/** A player's side of the game in memory, and the server's word on it. */
export class Flight {
  readonly channel = new Channel();
  readonly me = Object.assign(new SkimmerSchema(), {
    ...START,
    slot: 2,
    alive: true,
    hitPoints: 100,
    dashCharges: DASH.charges,
    hop: 1,
  });
  readonly state = new ArenaSchema();
  readonly corrections: number[] = [];
  readonly fired: string[] = [];
  glides = true;
  readonly prediction: Prediction;
  readonly arena = flatArena("small");
  readonly crystal = new Crystal({ arena: () => this.arena, changed() {}, broke() {} });
  /** What the server knows to be broken. */
  readonly broken: Broken[] = [];
  private readonly field = new MoteField(this.arena.side);
  private clockMs = 0;

  constructor() {
    this.prediction = new Prediction({
      predict: Predict.get(new Decoder(new ArenaSchema())) as unknown as Predict<ArenaSchema>,
      input: this.channel,
      state: this.state,
      me: this.me,
      arena: () => this.arena,
      crystal: this.crystal,
      motes: () => this.field,
      shots: {
        pulse: (seq, _owner, shot) => this.fired.push(`pulse ${shot} by ${seq}`),
        lance: (seq, _owner, shot) => this.fired.push(`lance ${shot} by ${seq}`),
        scatter: (seq, _owner, shot) => this.fired.push(`scatter ${shot} by ${seq}`),
        orb: (seq, _owner, shot) => this.fired.push(`orb ${shot} by ${seq}`),
        mine: (seq, _owner, shot) => this.fired.push(`mine ${shot} by ${seq}`),
      },
      corrected: (off) => this.corrections.push(off),
      glides: () => this.glides,
    });
  }

  /** Makes one input. */
  send(input: Input): void {
    Object.assign(this.channel.data, input);
    this.channel.send();
  }

  /** The server takes the next `count` inputs, and moves the skimmer by (x, y); the client has not looked yet. */
  shove(count: number, x: number, y: number): void {
    this.take(count);
    this.me.x += x;
    this.me.y += y;
  }

  /** The server takes the next `count` inputs, and changes the skimmer; the client has not looked yet. */
  take(count: number, change: Partial<SkimmerSchema> = {}): void {
    for (let n = 0; n < count; n++) {
      const input = this.channel.sent[this.channel.lastProcessed + 1];
      this.state.tick += 1;
      for (const tile of this.broken) showCrystal(this.arena, tile, this.state.tick);
      stepSkimmer(this.arena, this.me, input, null, this.state.tick);
      this.channel.lastProcessed += 1;
    }
    Object.assign(this.me, change);
  }

  reconcile(): void {
    this.clockMs += FRAME_MS;
    this.prediction.reconcile(this.clockMs);
  }

  /** Where it is drawn at `phase`, `passedMs` after the last time. */
  draw(input: Input, phase: number, passedMs = 0): { x: number; y: number } {
    this.prediction.draw(input, phase, passedMs);
    return { ...this.prediction.drawn };
  }
}

/** A flight that has flown east for `count` inputs, of which the server has taken all but `pending`. */
export function flying(count = 20, pending = 4): Flight {
  const flight = new Flight();
  for (let n = 0; n < count; n++) flight.send(EAST);
  flight.take(count - pending);
  flight.reconcile();
  assert.deepEqual(flight.corrections, []);
  return flight;
}
