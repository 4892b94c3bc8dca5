// The authority over one arena, without transport: who is in, one tick, what everyone sees.
// Owns: world, input gate, interest, bots and the log of the running round. Must not: know sockets or rooms.
import { Message } from "../../shared/protocol/messages.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { type InputLog, InputLogWriter } from "../../shared/sim/input-log.ts";
import { joinAt, leave, startRound } from "../../shared/sim/round.ts";
import { step } from "../../shared/sim/step.ts";
import { makeWorld, type SimEvents, type Skimmer, type World } from "../../shared/sim/world.ts";
import type { ArenaSize } from "../../shared/tunables.ts";
import { BotSquad } from "./bot-squad.ts";
import { InputGate } from "./input-gate.ts";
import { Interest } from "./interest.ts";
import { uniqueName } from "./names.ts";
import type { InputQueue, Notices, View } from "./ports.ts";
import { type Identity, SchemaSpawner } from "./schema-spawner.ts";

export interface ArenaOptions {
  seed: number;
  size: ArenaSize;
  /** Bots fill the arena up to this many skimmers. */
  fillTo: number;
}

export class ArenaGame {
  readonly world: World;
  readonly gate = new InputGate();
  readonly interest: Interest;
  readonly bots: BotSquad;
  /** The log of the last round that was played to its end. */
  lastLog: InputLog | null = null;
  /** Gets the log of each round that is played to its end. */
  onRoundOver: (log: InputLog) => void = () => {};
  private log!: InputLogWriter;
  private readonly state: ArenaSchema;
  private readonly spawner: SchemaSpawner;
  private readonly events: SimEvents;

  constructor(state: ArenaSchema, options: ArenaOptions, notices: Notices) {
    this.state = state;
    this.spawner = new SchemaSpawner(state);
    this.world = makeWorld(options.seed, options.size, this.spawner);
    this.interest = new Interest(this.world);
    this.spawner.comings = this.interest;
    this.bots = new BotSquad(this, options.fillTo);
    this.events = makeEvents(notices);
    state.seed = this.world.seed;
    state.size = options.size;
    startRound(this.world, 0);
    this.startLog();
    this.bots.refill();
    this.publish();
  }

  /**
   * Lets a player in. Returns the slot, or -1 when every slot is taken by people.
   * A bot makes room when the arena is as full as bots may fill it.
   */
  join(identity: Identity, queue: InputQueue, view: View | null): number {
    if (!identity.bot) this.bots.makeRoom();
    const slot = this.world.skimmers.indexOf(null);
    if (slot === -1) return -1;
    this.spawner.identity = { ...identity, name: uniqueName(identity.name, this.names()) };
    joinAt(this.world, slot);
    this.log.join(slot);
    this.gate.open(slot, queue);
    this.interest.open(slot, view);
    return slot;
  }

  /** A person is gone for good; a bot takes the place. */
  leave(slot: number): void {
    this.remove(slot);
    this.bots.refill();
  }

  /** Takes a skimmer out of the arena. */
  remove(slot: number): void {
    if (this.world.skimmers[slot] === null) return;
    leave(this.world, slot);
    this.log.leave(slot);
    this.gate.close(slot);
    this.interest.close(slot);
  }

  /** The player's connection is gone; the skimmer brakes and its seat waits. */
  setAbsent(slot: number): void {
    this.gate.setAbsent(slot);
    this.interest.close(slot);
    this.skimmer(slot).absent = true;
  }

  /** The player is back, with a fresh queue and a view that knows nothing yet. */
  resume(slot: number, queue: InputQueue, view: View): void {
    this.gate.open(slot, queue);
    this.interest.open(slot, view);
    this.skimmer(slot).absent = false;
  }

  /** One tick, top to bottom. `lostTicks`: those that the server could not run just before it. */
  tick(lostTicks = 0): void {
    this.bots.think();
    this.gate.beginTick(lostTicks);
    const { phase, round } = this.world;
    step(this.world, this.gate, this.events);
    this.log.endTick();
    if (phase !== this.world.phase && round === this.world.round) {
      this.lastLog = this.log.finish();
      this.onRoundOver(this.lastLog);
    }
    if (round !== this.world.round) this.startLog();
    this.publish();
  }

  /** Before a patch: views are refreshed on the very state that is about to be sent. */
  beforePatch(): void {
    this.interest.refresh();
  }

  /** What those who are in are called. */
  private names(): Set<string> {
    return new Set(Array.from(this.state.roster.values(), (entry) => entry.name));
  }

  /** The synced skimmer of a slot; the slot must be taken. */
  skimmer(slot: number): SkimmerSchema {
    return this.world.skimmers[slot] as SkimmerSchema;
  }

  /** The log of the running round so far. */
  runningLog(): InputLog {
    return this.log.finish();
  }

  /** A round was laid out in this tick, in which nothing else happened: its log begins with the next one. */
  private startLog(): void {
    const { seed, size, round, tick, skimmers } = this.world;
    const slots = skimmers.filter((s): s is Skimmer => s !== null).map((s) => s.slot);
    this.log = new InputLogWriter({ seed, size, round, startTick: tick, slots });
    this.gate.record(this.log);
  }

  private publish(): void {
    const { world, state } = this;
    state.tick = world.tick;
    state.round = world.round;
    state.phase = world.phase;
    state.phaseEndsTick = world.phaseEndsTick;
  }
}

/** What the simulation tells, turned into messages to those whom it concerns. */
function makeEvents(notices: Notices): SimEvents {
  return {
    hurt: (victim, by, damage, aim) => notices.toSlot(victim.slot, Message.hurt, { by, damage, aim }),
    killed: (victim, by) => notices.toAll(Message.kill, { victim: victim.slot, by }),
    banked: (slot, embers) => notices.toSlot(slot, Message.bank, { embers }),
  };
}
