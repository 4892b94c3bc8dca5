// One connection's worth of game: decoded state, prediction, interpolation, shots, motes.
// Owns: everything that a new connection must make anew. Must not: outlive its connection.
import { Callbacks, Predict, type Room } from "colyseus.js";
import type { BankMessage } from "../../shared/protocol/messages.ts";
import {
  type HurtMessage,
  type KillMessage,
  Message,
  type WelcomeMessage,
} from "../../shared/protocol/messages.ts";
import type { ArenaSchema, MoteSchema } from "../../shared/schema/arena-schema.ts";
import { InputSchema } from "../../shared/schema/input-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { makeArena } from "../../shared/sim/arena.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { arenaSeed } from "../../shared/sim/world.ts";
import { TICK_MS } from "../../shared/tunables.ts";
import type { Emitter } from "./emitter.ts";
import type { GameEvents } from "./game-view.ts";
import { MoteField } from "./mote-field.ts";
import { Prediction } from "./prediction.ts";
import { Shots } from "./shots.ts";
import { SkimmerPoses } from "./skimmer-poses.ts";
import { RENDER_DELAY_MS, TickClock } from "./tick-clock.ts";

export type ArenaConnection = Room<unknown, ArenaSchema>;

/** A sample further than this from the last, u, is a respawn: drawn at once, not glided to. */
const SNAP = 200;

export class LiveRoom {
  readonly room: ArenaConnection;
  readonly clock = new TickClock();
  readonly predict: Predict<ArenaSchema>;
  readonly shots: Shots;
  readonly poses: SkimmerPoses;
  readonly input;
  arena!: Arena;
  motes!: MoteField;
  slot = -1;
  prediction: Prediction | null = null;
  private nowMs = 0;
  private steppedMs = 0;
  private readonly events: Emitter<GameEvents>;

  /** `room` has joined; its first state may still be on the way. */
  constructor(room: ArenaConnection, events: Emitter<GameEvents>) {
    this.room = room;
    this.events = events;
    this.predict = Predict.get(room, { mode: "lerp", delay: RENDER_DELAY_MS });
    this.input = room.input<InputSchema>({ type: InputSchema, mode: "reliable" });
    this.listen();
    this.shots = new Shots({
      room,
      predict: this.predict,
      clock: this.clock,
      events,
      arena: () => this.arena,
      slot: () => this.slot,
      inputTime: () => this.inputTime(),
      own: () => this.prediction?.now ?? null,
    });
    this.poses = new SkimmerPoses(this, events);
  }

  /** Sends the inputs that are due and moves everything on to `nowMs`. */
  frame(nowMs: number, controls: (input: InputSchema) => void): void {
    this.nowMs = nowMs;
    const due = this.predict.tick(nowMs);
    for (let i = 0; i < due; i++) {
      controls(this.input.data);
      this.input.send();
      this.steppedMs = nowMs;
    }
    this.poses.frame(nowMs);
  }

  dispose(): void {
    this.predict.dispose();
  }

  /** Newest own input plus the share of the next that has passed. */
  private inputTime(): number {
    return this.input.sentCount + Math.min(1, (this.nowMs - this.steppedMs) / TICK_MS);
  }

  private listen(): void {
    const { room, events } = this;
    room.onMessage<WelcomeMessage>(Message.welcome, (m) => {
      this.slot = m.slot;
    });
    room.onMessage<KillMessage>(Message.kill, (m) => events.emit("kill", m));
    room.onMessage<HurtMessage>(Message.hurt, (m) => events.emit("hurt", m));
    room.onMessage<BankMessage>(Message.bank, (m) => events.emit("banked", m));
    this.predict.attachAll("skimmers", {
      x: { mode: "lerp", delay: RENDER_DELAY_MS, snap: SNAP },
      y: { mode: "lerp", delay: RENDER_DELAY_MS, snap: SNAP },
    });
    room.onStateChange((state) => this.stateChanged(state));
    const callbacks = Callbacks.get(room);
    callbacks.onAdd("motes", (mote, key) => this.moteAdded(mote as MoteSchema, String(key)));
    callbacks.onRemove("motes", (mote, key) => this.moteRemoved(mote as MoteSchema, String(key)));
  }

  private stateChanged(state: ArenaSchema): void {
    this.followArena(state);
    this.clock.sample(state.tick, performance.now(), this.input.pendingCount);
    const me =
      this.slot === -1 ? undefined : (state.skimmers.get(String(this.slot)) as SkimmerSchema | undefined);
    if (this.prediction !== null || me === undefined) return;
    this.prediction = new Prediction({
      predict: this.predict,
      input: this.input,
      state,
      me,
      arena: () => this.arena,
      motes: () => this.motes,
      fire: (seq, ...shot) => this.shots.fire(seq, ...shot),
    });
  }

  /** The map of the state's round, made when it changes. Entities of a patch may be told of before its end. */
  private followArena(state: ArenaSchema): void {
    const seed = arenaSeed(state.seed, state.round);
    if (this.arena?.seed === seed && this.arena.side > 0) return;
    this.arena = makeArena(seed, state.size);
    const field = new MoteField(this.arena.side);
    for (const mote of state.motes.values()) field.add(mote as MoteSchema);
    this.motes = field;
    this.events.emit("arena", { arena: this.arena });
    for (const [key, mote] of state.motes.entries()) this.tellMote(mote as MoteSchema, key);
  }

  private moteAdded(mote: MoteSchema, key: string): void {
    if (
      this.motes === undefined ||
      this.arena.seed !== arenaSeed(this.room.state.seed, this.room.state.round)
    )
      return;
    this.motes.add(mote);
    this.tellMote(mote, key);
  }

  private tellMote(mote: MoteSchema, key: string): void {
    this.events.emit("moteAdded", { key, x: mote.x, y: mote.y, value: mote.value });
  }

  private moteRemoved(mote: MoteSchema, key: string): void {
    this.motes?.remove(mote);
    this.events.emit("moteRemoved", { key, x: mote.x, y: mote.y, by: this.poses.gathererOf(mote) });
  }
}
