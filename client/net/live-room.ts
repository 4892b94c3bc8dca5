// One connection's worth of game: decoded state, prediction, interpolation, shots, motes.
// Owns: everything that a new connection must make anew. Must not: outlive its connection.
import { Callbacks, Predict, type Room } from "colyseus.js";
import { Message } from "../../shared/protocol/messages.ts";
import type { SeatReservation } from "../../shared/protocol/seats.ts";
import type { ArenaSchema, BrokenSchema, MoteSchema } from "../../shared/schema/arena-schema.ts";
import { InputSchema } from "../../shared/schema/input-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import type { makeArena } from "../../shared/sim/arena.ts";
import { Button, packView, snapView } from "../../shared/sim/input.ts";
import { Flying } from "../../shared/sim/things.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { arenaSeed } from "../../shared/sim/world.ts";
import { REPORT_TICKS, TICK_MS } from "../../shared/tunables.ts";
import { Beams } from "./beams.ts";
import { Crystal } from "./crystal.ts";
import type { Emitter } from "./emitter.ts";
import { eyesOf } from "./eyes.ts";
import { FeltReport } from "./felt-report.ts";
import type { GameEvents, LabSwitches } from "./game-view.ts";
import { InputPacer } from "./input-pacer.ts";
import { LinkWatch } from "./link-watch.ts";
import { MoteField } from "./mote-field.ts";
import type { NetRecorder } from "./net-recorder.ts";
import { Prediction } from "./prediction.ts";
import { hearMessages } from "./room-messages.ts";
import { Shots } from "./shots.ts";
import { SkimmerPoses } from "./skimmer-poses.ts";
import { TickClock } from "./tick-clock.ts";
import { Timeline } from "./timeline.ts";
import { ViewClock } from "./view-clock.ts";

export type ArenaConnection = Room<unknown, ArenaSchema>;

/** What outlives a connection and is used by each. */
export interface LiveParts {
  arenaOf: typeof makeArena;
  /** Somebody looks. */
  drawn: boolean;
  events: Emitter<GameEvents>;
  lab: LabSwitches;
  recorder: NetRecorder;
  pingMs: () => number;
  glides: () => boolean;
  /** The server has put the seat into another room. */
  moved: (from: ArenaConnection, seat: SeatReservation) => void;
}

/** A longer gap between two ticks, ms, and the server has lost some: it catches up with five. */
const LOST_MS = 6 * TICK_MS;

/** The present follows by so many ticks per ms, and at once when it is off by more than LEAD_JUMP. */
const LEAD_SLEW = 0.003;
const LEAD_JUMP = 6;

/** In the future of every server: a Lance with this view is judged where its target is. */
const NO_REWIND_TICKS = 200;

export class LiveRoom {
  readonly room: ArenaConnection;
  readonly clock = new TickClock();
  readonly view = new ViewClock(this.clock);
  readonly timeline = new Timeline();
  readonly pacer = new InputPacer(this.clock);
  readonly predict: Predict<ArenaSchema>;
  readonly shots: Shots;
  readonly beams: Beams;
  readonly poses: SkimmerPoses;
  readonly crystal: Crystal;
  readonly input;
  arena!: Arena;
  motes!: MoteField;
  slot = -1;
  code = "";
  prediction: Prediction | null = null;
  /** The tick of the last picture: what the hand has answered to, in the very parts that its input tells. */
  drawnTick = 0;
  /** One's own present as a tick of the world, fractional: the one that the skimmer is drawn at. */
  presentTick = 0;
  private nowMs = -1;
  private phase = -1;
  /** What the present is ahead of the count of inputs, ticks. */
  private presentLead = 0;
  /** Whose samples the timeline holds, by slot. */
  private readonly shown: (SkimmerSchema | undefined)[] = [];
  private readonly parts: LiveParts;
  private readonly watch: LinkWatch;
  private readonly felt = new FeltReport();

  /** `room` has joined; its first state may still be on the way. */
  constructor(room: ArenaConnection, parts: LiveParts) {
    this.room = room;
    this.parts = parts;
    this.watch = new LinkWatch(parts.recorder, this.clock);
    this.predict = Predict.get(room);
    this.input = room.input<InputSchema>({ type: InputSchema, mode: "reliable" });
    const shared = {
      events: parts.events,
      arena: () => this.arena,
      slot: () => this.slot,
      drawnTick: () => this.drawnTick,
    };
    this.shots = new Shots({
      room,
      predict: this.predict,
      clock: this.clock,
      inputTime: () => this.input.sentCount + this.pacer.phase,
      own: () => (this.prediction?.now.alive ? this.prediction.now : null),
      eyes: () => eyesOf(room.state, this.slot, this.prediction?.now ?? null),
      ...shared,
    });
    this.beams = new Beams({
      state: () => room.state,
      timeline: this.timeline,
      ping: parts.pingMs,
      receipts: parts.recorder.trace.receipts,
      ...shared,
    });
    this.poses = new SkimmerPoses(this, parts.events);
    this.crystal = new Crystal({
      arena: () => this.arena,
      changed: () => this.arenaChanged(),
      broke: (event) => parts.events.emit("crystalBroken", event),
    });
    this.listen();
  }

  get predicts(): boolean {
    return this.parts.lab.prediction;
  }

  /** Sends the inputs that are due and moves everything on to `nowMs`. */
  frame(nowMs: number, controls: (input: InputSchema) => void): void {
    const { pacer, prediction, input } = this;
    const passedMs = this.nowMs < 0 ? 0 : nowMs - this.nowMs;
    this.nowMs = nowMs;
    pacer.paced = this.parts.lab.pacing;
    const due = pacer.due(nowMs);
    prediction?.reconcile(pacer.clockMs);
    controls(input.data);
    this.tellView(input.data);
    for (let i = 0; i < due && prediction !== null; i++) pacer.sent(input.send());
    if (this.parts.drawn) prediction?.draw(input.data, pacer.phase, passedMs);
    this.crystal.show(prediction?.tickOf(input.sentCount) ?? this.room.state.tick);
    this.keepPresent(passedMs);
    this.tellFelt(nowMs);
    const lateTicks = this.view.frame(nowMs);
    this.drawnTick = snapView(this.parts.lab.interpolation ? this.view.tick : this.view.newest);
    if (!this.parts.drawn) return;
    this.poses.frame(nowMs);
    this.watch.frame(nowMs, passedMs, lateTicks, this);
  }

  dispose(): void {
    this.predict.dispose();
  }

  /** An input that comes late shifts the ticks of those after it: a gate is drawn turning on, not jerking. */
  private keepPresent(passedMs: number): void {
    const { input, pacer, room } = this;
    const off = room.state.tick - input.lastProcessed - this.presentLead;
    const most = Math.abs(off) > LEAD_JUMP ? Number.MAX_VALUE : passedMs * LEAD_SLEW;
    this.presentLead += Math.max(-most, Math.min(most, off));
    this.presentTick = input.sentCount + pacer.phase + this.presentLead;
  }

  /** While a Lance is charged the input says which picture it answers; else nothing asks, and nothing is sent. */
  private tellView(input: InputSchema): void {
    if ((input.buttons & Button.alternate) === 0) return;
    const rewinds = this.parts.lab.lagCompensation;
    input.view = packView(rewinds ? this.drawnTick : this.clock.ahead(this.nowMs) + NO_REWIND_TICKS);
  }

  private tellFelt(nowMs: number): void {
    const felt = this.prediction && this.felt.due(nowMs, this.prediction.stats);
    if (felt !== null) this.room.send(Message.felt, felt);
  }

  private listen(): void {
    const { room } = this;
    hearMessages(this, this.parts.events, (seat) => this.parts.moved(room, seat));
    const { ws } = room.connection.transport as unknown as { ws: WebSocket };
    ws.addEventListener("message", ({ data }) => {
      this.parts.recorder.add("bytesIn", (data as ArrayBuffer).byteLength);
    });
    room.onStateChange((state) => this.stateChanged(state));
    const callbacks = Callbacks.get(room);
    callbacks.onAdd("motes", (mote, key) => this.moteAdded(mote as MoteSchema, String(key)));
    callbacks.onAdd("broken", (broken) => this.crystalBroke(broken as BrokenSchema));
    callbacks.onRemove("motes", (mote, key) => this.moteRemoved(mote as MoteSchema, String(key)));
  }

  private stateChanged(state: ArenaSchema): void {
    const nowMs = performance.now();
    this.felt.patch(nowMs);
    this.followArena(state);
    if (state.mode !== "swarm" && state.phase !== this.phase)
      this.parts.events.emit("matchPhase", { phase: state.phase });
    this.phase = state.phase;
    if (state.tickGapMs > LOST_MS) this.clock.rebase();
    this.view.arrived(state.tick, nowMs);
    this.clock.sample(state.tick, nowMs, this.input.pendingCount);
    for (const skimmer of state.skimmers.values()) this.follow(state.tick, skimmer as SkimmerSchema);
    const me =
      this.slot === -1 ? undefined : (state.skimmers.get(String(this.slot)) as SkimmerSchema | undefined);
    if (me === undefined) return;
    this.watch.patch(nowMs, state, me);
    if (state.tick >= REPORT_TICKS) this.pacer.heard(state.tick, me.inputSlack * 2, this.input.lastProcessed);
    this.prediction ??= this.startPrediction(state, me);
  }

  /** Who takes a slot next does not glide in from where the last one was. */
  private follow(tick: number, skimmer: SkimmerSchema): void {
    const { slot } = skimmer;
    if (this.shown[slot] !== skimmer) this.timeline.forget(slot);
    this.shown[slot] = skimmer;
    this.timeline.add(tick, skimmer);
  }

  private startPrediction(state: ArenaSchema, me: SkimmerSchema): Prediction {
    return new Prediction({
      predict: this.predict,
      input: this.input,
      state,
      me,
      arena: () => this.arena,
      crystal: this.crystal,
      motes: () => this.motes,
      shots: {
        pulse: (seq, ...shot) => this.shots.fire(seq, Flying.pulse, ...shot),
        orb: (seq, ...shot) => this.shots.fire(seq, Flying.orb, ...shot),
        scatter: (_seq, owner, shot, x, y, aim) =>
          this.parts.events.emit("scatterFired", { owner, own: true, shot, x, y, aim }),
        mine: (_seq, owner, _shot, x, y) => this.parts.events.emit("mineLaid", { owner, own: true, x, y }),
        lance: (_seq, owner, shot, x, y, aim) => this.beams.fire(owner, shot, x, y, aim),
      },
      glides: this.parts.glides,
      corrected: (off) => {
        this.parts.recorder.peak("correction", off);
        this.felt.corrected(off);
        this.parts.events.emit("corrected", { off });
      },
    });
  }

  /** The map of the state's round, made when it changes. Entities of a patch may be told of before its end. */
  private followArena(state: ArenaSchema): void {
    const seed = arenaSeed(state.seed, state.round, state.map);
    if (this.arena?.seed === seed && this.arena.side > 0) return;
    this.arena = this.parts.arenaOf(seed, state.size);
    this.crystal.clear();
    for (const tile of state.broken.values()) this.crystal.add(tile as BrokenSchema);
    const field = new MoteField(this.arena.side);
    for (const mote of state.motes.values()) field.add(mote as MoteSchema);
    this.motes = field;
    this.timeline.clear();
    this.parts.events.emit("arena", { arena: this.arena });
    for (const [key, mote] of state.motes.entries()) this.tellMote(mote as MoteSchema, key);
  }

  /** Entities of a patch may be told of before the map of their round is made. */
  private isOfRound({ seed }: Arena): boolean {
    const { state } = this.room;
    return seed === arenaSeed(state.seed, state.round, state.map);
  }

  private moteAdded(mote: MoteSchema, key: string): void {
    if (this.motes === undefined || !this.isOfRound(this.arena)) return;
    this.motes.add(mote);
    this.tellMote(mote, key);
  }

  private arenaChanged(): void {
    this.shots.lookAgain();
    this.parts.events.emit("arenaChanged", { arena: this.arena });
  }

  private crystalBroke(tile: BrokenSchema): void {
    if (this.arena !== undefined && this.isOfRound(this.arena)) this.crystal.add(tile);
  }

  private tellMote(mote: MoteSchema, key: string): void {
    const { x, y, kind, value } = mote;
    this.parts.events.emit("moteAdded", { key, x, y, kind, value });
  }

  private moteRemoved(mote: MoteSchema, key: string): void {
    this.motes?.remove(mote);
    const by = this.poses.gathererOf(mote);
    const { x, y, kind, value } = mote;
    this.parts.events.emit("moteRemoved", { key, x, y, kind, value, by });
  }
}
