// The authority over one arena, without transport: who is in, one tick, what everyone sees.
// Owns: world, input gate, interest, bots and the log of the running round. Must not: know sockets or rooms.
import type { WatchMessage } from "../../shared/protocol/messages.ts";
import type { ArenaSchema, RosterSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { type CarriedPlayer, carryPlayer, carryRound } from "../../shared/sim/carry.ts";
import type { SimEvents } from "../../shared/sim/events.ts";
import { hash } from "../../shared/sim/hash.ts";
import { type InputLog, InputLogWriter } from "../../shared/sim/input-log.ts";
import { begin } from "../../shared/sim/match.ts";
import { recordPoses } from "../../shared/sim/pose-history.ts";
import { isResting } from "../../shared/sim/respawn.ts";
import { joinAt, leave, rest, startRound, wake } from "../../shared/sim/round.ts";
import { step } from "../../shared/sim/step.ts";
import { makeWorld, Phase, type RoundLengths, type World } from "../../shared/sim/world.ts";
import { MODES, type Mode } from "../../shared/tunables/modes.ts";
import { type ArenaSize, sizeFor } from "../../shared/tunables.ts";
import { Ballot } from "./ballot.ts";
import { BotSquad } from "./bot-squad.ts";
import type { CarriedGame } from "./carrying.ts";
import { InputGate } from "./input-gate.ts";
import { Interest } from "./interest.ts";
import { logHead } from "./log-head.ts";
import { uniqueName } from "./names.ts";
import { Onlookers } from "./onlookers.ts";
import type { Link, Notices, Seat } from "./ports.ts";
import { publish } from "./publishing.ts";
import { Roll } from "./roll.ts";
import { type RoundResult, resultOf } from "./round-result.ts";
import { type Identity, SchemaSpawner } from "./schema-spawner.ts";
import { makeSeat, mayBegin } from "./seating.ts";
import { type ShotCounts, Telling } from "./telling.ts";

export interface ArenaOptions {
  seed: number;
  mode?: Mode;
  /** Size of every map; without one, each round's goes by how many are in. */
  size?: ArenaSize;
  /** How long a round is played and its scores are shown; what is not given is the mode's. */
  lengths?: Partial<RoundLengths>;
  /** Bots fill the arena up to this many skimmers. */
  fillTo: number;
  /** The log takes the world's hash after every tick. */
  hashes?: boolean;
  /** A round of another room that goes on in this one. */
  from?: CarriedGame;
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
  /** Gets each round that is played to its end. */
  onRoundOver: (result: RoundResult) => void = () => {};
  /** Of those who were to come from another room nobody is waited for any more. */
  allHere = false;
  readonly mode: Mode;
  readonly roll = new Roll();
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
    this.mode = options.mode ?? "swarm";
    const rules = MODES[this.mode];
    this.fixedSize = rules.size ?? options.size ?? null;
    const size = this.fixedSize ?? sizeFor(options.fillTo);
    const { lengthTicks = rules.lengthTicks, scoresTicks = rules.scoresTicks } = options.lengths ?? {};
    this.world = makeWorld(options.seed, size, this.spawner, { lengthTicks, scoresTicks }, this.mode);
    this.onlookers = new Onlookers(this.world);
    this.interest = new Interest(this.world, this.onlookers);
    this.spawner.comings = this.interest;
    const most = rules.teams === 0 ? options.fillTo : rules.teams * rules.seats;
    this.bots = new BotSquad(this, Math.min(options.fillTo, most));
    this.events = new Telling(this, notices);
    this.hashes = options.hashes ?? false;
    state.seed = this.world.seed;
    state.mode = this.mode;
    state.wins.push(...this.world.match.wins);
    state.votes.push(...this.ballot.counts);
    this.layOut(options.from);
    this.bots.refill();
    this.publish();
  }

  /** The first round, or one that goes on from elsewhere: on the same map, at the same tick. */
  private layOut(from: CarriedGame | undefined): void {
    const { world } = this;
    world.tick = from?.tick ?? 0;
    startRound(world, from?.round ?? 0, from);
    this.startLog();
    if (from === undefined) return;
    this.roll.adopt(from.left);
    if (from.course === null) return;
    carryRound(world, from.course);
    this.log.carryRound(from.course);
  }

  /**
   * Lets a player in, with what was `brought` from another room. Returns the slot, or -1 when every slot, or every seat
   * of the team, is taken by people. A bot makes room when the arena, or the team, is as full as may be; who comes to
   * look on (`resting`) needs none.
   */
  join(identity: Identity, seat: Seat, resting = false, brought: CarriedPlayer | null = null): number {
    const { world } = this;
    const isMatch = world.rules.teams > 0;
    const team = isMatch && !resting ? makeSeat(world, identity, this.bots) : -1;
    if (isMatch && !resting && team === -1) return -1;
    if (!isMatch && !identity.bot && !(resting && world.skimmers.includes(null))) this.bots.makeRoom();
    const slot = world.skimmers.indexOf(null);
    if (slot === -1) return -1;
    const names = new Set(Array.from(this.state.roster.values(), ({ name }) => name));
    this.spawner.identity = { ...identity, team, name: uniqueName(identity.name, names) };
    joinAt(world, slot, team);
    this.log.join(slot, team);
    this.roll.join(slot, this.spawner.identity);
    this.onlookers.sit(slot);
    this.sit(slot, seat);
    if (brought !== null) {
      carryPlayer(world, slot, brought);
      this.log.carry(slot, brought);
    }
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
    const looks = wish.mode === "follow" || wish.mode === "free";
    // In a match who plays plays on, and who came to look on has no seat.
    if (this.world.rules.teams > 0 && !looks) return;
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
    this.roll.leave(slot, this.entry(slot));
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
    this.world.next.map = this.ballot.winner();
    if (mayBegin(this.world, this.allHere)) {
      begin(this.world);
      this.log.begin();
    }
    const { phase, round } = this.world;
    step(this.world, this.gate, this.events);
    this.log.endTick(this.hashes ? hash(this.world) : undefined);
    if (phase !== this.world.phase && this.world.phase === Phase.scores) this.endRound();
    if (round !== this.world.round) {
      this.ballot.clear();
      this.roll.clear();
      this.startLog();
    }
    this.publish();
  }

  /** A round was played to its end: its log is whole, and the maps of the next one are put to the vote. */
  private endRound(): void {
    this.lastLog = this.log.finish();
    this.onRoundOver(this.result(this.lastLog));
    const present = this.world.skimmers.filter((skimmer) => skimmer !== null).length;
    this.world.next.size = this.fixedSize ?? sizeFor(present);
  }

  private result(log: InputLog): RoundResult {
    const { world, mode } = this;
    const { seed, round, size } = log;
    const players = resultOf(this.roll.players(world.scores), world);
    return { mode, seed, round, size, ticks: world.tick - log.startTick, players, log };
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

  /** A round is under way: it has begun, and has not come to its end. */
  get running(): boolean {
    const { phase } = this.world;
    return phase !== Phase.scores && phase !== Phase.warmup;
  }

  /** The room's match is finished for good. */
  get over(): boolean {
    const { rules, phase, phaseEndsTick, tick } = this.world;
    return rules.teams > 0 && phase === Phase.scores && tick >= phaseEndsTick;
  }

  /** The synced skimmer of a slot; the slot must be taken. */
  skimmer(slot: number): SkimmerSchema {
    return this.world.skimmers[slot] as SkimmerSchema;
  }

  /** What the running round has come to so far, and its log. */
  runningResult(): RoundResult {
    return this.result(this.log.finish());
  }

  /** A round was laid out in this tick, in which nothing else happened: its log begins with the next one. */
  private startLog(): void {
    this.log = new InputLogWriter(logHead(this.world));
    this.gate.record(this.log);
  }

  private publish(): void {
    publish(this.state, this.world, this.ballot.counts, this.links, this.gate);
  }
}
