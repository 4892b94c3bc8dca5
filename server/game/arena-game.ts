// The authority over one arena, without transport: who is in, one tick, what everyone sees.
// Owns: world, input gate, interest, bots and the log of the running round. Must not: know sockets or rooms.
import type { WatchMessage } from "../../shared/protocol/messages.ts";
import type { ArenaSchema, RosterSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import type { SimEvents } from "../../shared/sim/events.ts";
import { hash } from "../../shared/sim/hash.ts";
import { type InputLog, InputLogWriter } from "../../shared/sim/input-log.ts";
import { recordPoses } from "../../shared/sim/pose-history.ts";
import { isResting } from "../../shared/sim/respawn.ts";
import { joinAt, leave, rest, startRound, wake } from "../../shared/sim/round.ts";
import { step } from "../../shared/sim/step.ts";
import { makeWorld, Phase, type RoundLengths, type Skimmer, type World } from "../../shared/sim/world.ts";
import { type ArenaSize, REPORT_TICKS, sizeFor, TICK_HZ } from "../../shared/tunables.ts";
import { Ballot } from "./ballot.ts";
import { BotSquad } from "./bot-squad.ts";
import { InputGate } from "./input-gate.ts";
import { Interest } from "./interest.ts";
import { uniqueName } from "./names.ts";
import { Onlookers } from "./onlookers.ts";
import type { Link, Notices, Seat } from "./ports.ts";
import { type Identity, SchemaSpawner } from "./schema-spawner.ts";
import { type ShotCounts, Telling } from "./telling.ts";

/** The roster's round trips are renewed this often. */
const PING_TICKS = 2 * TICK_HZ;

export interface ArenaOptions {
  seed: number;
  /** Size of every map; without one, each round's goes by how many are in. */
  size?: ArenaSize;
  /** How long a round is played and its scores are shown; ROUND's lengths if not given. */
  lengths?: RoundLengths;
  /** Bots fill the arena up to this many skimmers. */
  fillTo: number;
  /** The log takes the world's hash after every tick. */
  hashes?: boolean;
}

export class ArenaGame {
  readonly world: World;
  readonly gate = new InputGate();
  readonly interest: Interest;
  readonly onlookers: Onlookers;
  readonly bots: BotSquad;
  readonly shots: ShotCounts = { lances: 0, clamped: 0 };
  /** The log of the last round that was played to its end. */
  lastLog: InputLog | null = null;
  /** Gets the log of each round that is played to its end. */
  onRoundOver: (log: InputLog) => void = () => {};
  private log!: InputLogWriter;
  private readonly state: ArenaSchema;
  private readonly spawner: SchemaSpawner;
  /** What the world tells, to whom it concerns. */
  readonly events: SimEvents;
  private readonly links: (Link | null)[] = [];
  private readonly hashes: boolean;
  private readonly fixedSize: ArenaSize | null;
  private readonly ballot = new Ballot();

  constructor(state: ArenaSchema, options: ArenaOptions, notices: Notices) {
    this.state = state;
    this.spawner = new SchemaSpawner(state);
    this.fixedSize = options.size ?? null;
    const size = this.fixedSize ?? sizeFor(options.fillTo);
    this.world = makeWorld(options.seed, size, this.spawner, options.lengths);
    this.onlookers = new Onlookers(this.world);
    this.interest = new Interest(this.world, this.onlookers);
    this.spawner.comings = this.interest;
    this.bots = new BotSquad(this, options.fillTo);
    this.events = new Telling(this, notices);
    this.hashes = options.hashes ?? false;
    state.seed = this.world.seed;
    state.votes.push(...this.ballot.counts);
    startRound(this.world, 0);
    this.startLog();
    this.bots.refill();
    this.publish();
  }

  /**
   * Lets a player in. Returns the slot, or -1 when every slot is taken by people.
   * A bot makes room when the arena is as full as bots may fill it; who comes to look on (`resting`) needs none.
   */
  join(identity: Identity, seat: Seat, resting = false): number {
    if (!identity.bot && !(resting && this.world.skimmers.includes(null))) this.bots.makeRoom();
    const slot = this.world.skimmers.indexOf(null);
    if (slot === -1) return -1;
    this.spawner.identity = { ...identity, name: uniqueName(identity.name, this.names()) };
    joinAt(this.world, slot);
    this.log.join(slot);
    this.onlookers.sit(slot);
    this.sit(slot, seat);
    if (resting) this.rest(slot);
    return slot;
  }

  /** Sits a player out. The place in the air stays free for a return: no bot takes it meanwhile. */
  private rest(slot: number): void {
    if (isResting(this.skimmer(slot))) return;
    rest(this.world, slot, this.events);
    this.log.rest(slot);
    this.entry(slot).resting = true;
  }

  /** Lets a player who sat out come back; a bot makes room for it, as for a newcomer. */
  private wake(slot: number): void {
    if (!isResting(this.skimmer(slot))) return;
    this.bots.makeRoom();
    wake(this.world, slot);
    this.log.wake(slot);
    this.entry(slot).resting = false;
  }

  /** A player looks on from elsewhere, sits out or comes back; too many wishes are not heard. */
  watch(slot: number, wish: WatchMessage): void {
    if (!this.onlookers.hears(slot)) return;
    if (wish.mode === "rest") this.rest(slot);
    else if (wish.mode === "play") this.wake(slot);
    else this.onlookers.watch(slot, wish);
  }

  /** What everybody knows of who is in a slot; the slot must be taken. */
  private entry(slot: number): RosterSchema {
    return this.world.scores[slot] as RosterSchema;
  }

  private sit(slot: number, { queue, view, link }: Seat): void {
    this.links[slot] = link;
    this.gate.open(slot, queue, link);
    // What the last connection's inputs did says nothing about this one's.
    Object.assign(this.skimmer(slot), { inputSlack: 0, inputDepth: 0, starved: 0, queued: 0 });
    this.interest.open(slot, view);
  }

  /** The connection of who flies in a slot; null for bots. */
  link(slot: number): Link | null {
    return this.links[slot] ?? null;
  }

  /** A person is gone for good; a bot takes the place. */
  leave(slot: number): void {
    this.remove(slot);
    this.bots.refill();
  }

  /** Takes a skimmer out of the arena. */
  remove(slot: number): void {
    if (this.world.skimmers[slot] === null) return;
    this.onlookers.leaves(slot);
    leave(this.world, slot);
    this.log.leave(slot);
    this.links[slot] = null;
    this.ballot.vote(slot, -1);
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
  resume(slot: number, seat: Seat): void {
    this.sit(slot, seat);
    this.skimmer(slot).absent = false;
  }

  /** One tick, top to bottom. `lostTicks`: those that the server could not run just before it. */
  tick(lostTicks = 0): void {
    this.bots.think();
    this.gate.beginTick(this.world.tick + 1, lostTicks);
    const { phase, round } = this.world;
    this.world.next.map = this.ballot.winner();
    step(this.world, this.gate, this.events);
    this.log.endTick(this.hashes ? hash(this.world) : undefined);
    if (phase !== this.world.phase && round === this.world.round) this.endRound();
    if (round !== this.world.round) {
      this.ballot.clear();
      this.startLog();
    }
    this.publish();
  }

  /** A round was played to its end: its log is whole, and the maps of the next one are put to the vote. */
  private endRound(): void {
    this.lastLog = this.log.finish();
    this.onRoundOver(this.lastLog);
    const present = this.world.skimmers.filter((skimmer) => skimmer !== null).length;
    this.world.next.size = this.fixedSize ?? sizeFor(present);
  }

  /** Votes for one of the next round's maps; between rounds only. */
  vote(slot: number, choice: number): void {
    if (this.world.phase === Phase.scores) this.ballot.vote(slot, choice);
  }

  /** Before a patch: views are refreshed on the very state that is about to be sent, and what it shows is taken down. */
  beforePatch(): void {
    this.interest.refresh();
    recordPoses(this.world);
    this.log.patch();
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
    const { seed, size, round, map, lengths, tick, skimmers } = this.world;
    const present = skimmers.filter((s): s is Skimmer => s !== null);
    const slots = present.map((s) => s.slot);
    const resting = present.filter(isResting).map((s) => s.slot);
    this.log = new InputLogWriter({ seed, size, round, map, lengths, startTick: tick, slots, resting });
    this.gate.record(this.log);
  }

  private publish(): void {
    const { world, state } = this;
    state.tick = world.tick;
    state.round = world.round;
    state.map = world.map;
    state.size = world.size;
    state.nextSize = world.next.size;
    state.phase = world.phase;
    state.phaseEndsTick = world.phaseEndsTick;
    state.crown = world.crown;
    publishList(state.coldUntil, world.coldUntil);
    publishList(state.votes, this.ballot.counts);
    state.motherTick = world.motherTick;
    if (world.tick % REPORT_TICKS === 0) this.report();
    if (world.tick % PING_TICKS === 0) this.publishPings();
  }

  /** Everybody may know how far away the others are. */
  private publishPings(): void {
    for (let slot = 0; slot < this.links.length; slot++) {
      const link = this.links[slot];
      if (link === null || link === undefined) continue;
      this.entry(slot).pingMs = Math.min(1020, Math.round(link.pingMs / 4) * 4);
    }
  }

  /** Tells every client how its own inputs keep pace, within its view. */
  private report(): void {
    for (let slot = 0; slot < this.links.length; slot++) {
      const link = this.links[slot];
      const meter = this.gate.meter(slot);
      if (link === null || link === undefined || meter === null) continue;
      const skimmer = this.skimmer(slot);
      skimmer.inputSlack = Math.max(-128, Math.min(127, Math.round(meter.slackMs / 2)));
      skimmer.inputDepth = Math.min(255, Math.round(meter.depth * 16));
      skimmer.starved = meter.starved & 255;
      skimmer.queued = Math.min(255, link.queuedBytes >> 12);
    }
  }
}

/** Brings a list of the state up to date, element by element: what is the same is not sent again. */
function publishList(into: number[], from: readonly number[]): void {
  for (const [i, value] of from.entries()) if (into[i] !== value) into[i] = value;
}
