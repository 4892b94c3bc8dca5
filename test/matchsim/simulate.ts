// A synthetic population in the queue, in simulated time: the rules are the server's own, the people are made up.
// Owns: one run and what is counted in it. Must not: print, or keep a rule of the queue.
import { type Effect, Queue } from "../../server/matchmaking/queue.ts";
import type { RandomState } from "../../shared/sim/random.ts";
import { QUEUE, type RatedMode, TEAM_SIZE } from "../../shared/tunables/queue.ts";
import { Agenda } from "./agenda.ts";
import { Ledger } from "./ledger.ts";
import { chance, exponential, makePerson, type Person, partySize } from "./population.ts";

export interface RunOptions {
  mode: RatedMode;
  tickets: number;
  /** Tickets a second. */
  rate: number;
  seed: number;
  /** Share of the tickets that are parties. */
  parties: number;
}

export interface MatchMade {
  teams: [Person[], Person[]];
}

export interface Run {
  /** By person who played: from joining to the check of the match that came about, and to its beginning, ms. */
  foundMs: number[];
  beganMs: number[];
  matches: MatchMade[];
  checks: { asked: number; begun: number; calledOff: Record<string, number> };
  /** People who left the queue without a match, by reason. */
  out: Record<string, number>;
  /** People for whom nobody was left at the end. */
  waiting: number;
  seatedTwice: number;
  violations: string[];
  /** How long each look at the queue took, real ms, and how many people waited at most. */
  lookMs: number[];
  mostWaiting: number;
  simulatedMs: number;
}

/** Rooms that cannot be made: a busy server. */
const NO_ROOM = 0.005;
/** A room is made and its seats are told within this, ms. */
const ROOM_MS = 60;

/** Runs until everybody has come, and has played, has gone or has nobody left to play with. */
export function simulate(options: RunOptions): Run {
  const play = new Play(options);
  let at = 0;
  for (let i = 0; i < options.tickets; i++) {
    at += exponential(play.random, 1000 / options.rate);
    play.comes(at);
  }
  const endsAt = at + QUEUE.anybodyMs + 10 * QUEUE.readyMs;
  for (let now = 0; now < endsAt; now += QUEUE.tickMs) play.look(now);
  return play.finish(endsAt);
}

class Play {
  readonly random: RandomState;
  private readonly options: RunOptions;
  private readonly queue = new Queue();
  private readonly ledger = new Ledger(this.queue);
  private readonly agenda = new Agenda();
  private readonly people = new Map<string, Person>();
  private readonly foundAt = new Map<number, number>();
  private readonly teams = new Map<number, [string[], string[]]>();
  private readonly clock = { nowMs: 0 };
  private named = 0;
  private readonly run: Run = {
    foundMs: [],
    beganMs: [],
    matches: [],
    checks: { asked: 0, begun: 0, calledOff: {} },
    out: {},
    waiting: 0,
    seatedTwice: 0,
    violations: [],
    lookMs: [],
    mostWaiting: 0,
    simulatedMs: 0,
  };

  constructor(options: RunOptions) {
    this.options = options;
    this.random = { random: options.seed >>> 0 };
  }

  /** One ticket's people come at a time. */
  comes(atMs: number): void {
    const { mode, parties } = this.options;
    const size = partySize(this.random, parties, TEAM_SIZE[mode]);
    const party = Array.from({ length: size }, () => {
      this.named += 1;
      return makePerson(this.random, `u${this.named}`);
    });
    for (const person of party) {
      this.people.set(person.id, person);
      const { patienceMs, id } = person;
      if (patienceMs < Infinity) this.agenda.at(atMs + patienceMs, () => this.take(this.queue.leave(id)));
    }
    this.agenda.at(atMs, () => {
      const ids = party.map(({ id }) => id);
      const refusal = this.queue.join(mode, party, this.clock.nowMs);
      if (refusal === null) this.ledger.joined(mode, ids, this.clock.nowMs);
      else this.run.out[refusal] = (this.run.out[refusal] ?? 0) + size;
    });
  }

  look(nowMs: number): void {
    this.agenda.runUntil(nowMs, this.clock);
    this.run.mostWaiting = Math.max(this.run.mostWaiting, this.queue.waiting(this.options.mode));
    const startMs = performance.now();
    const effects = this.queue.tick(nowMs);
    this.run.lookMs.push(performance.now() - startMs);
    this.take(effects);
    this.ledger.lookForStarved(nowMs);
  }

  finish(nowMs: number): Run {
    this.ledger.compare();
    const waiting = this.queue.waiting(this.options.mode);
    const { violations, seatedTwice } = this.ledger;
    return { ...this.run, waiting, violations, seatedTwice, simulatedMs: nowMs };
  }

  /** Does what the queue asks for, as the server and the people would. */
  private take(effects: readonly Effect[]): void {
    this.countCalledOff(effects);
    this.ledger.book(effects);
    for (const effect of effects) {
      if (effect.kind === "check") this.ask(effect);
      else if (effect.kind === "seat") this.seat(effect);
      else if (effect.kind === "begin") this.begin(effect.match);
      else if (effect.kind === "out") this.run.out[effect.reason] = (this.run.out[effect.reason] ?? 0) + 1;
    }
  }

  /** Every match that is off is counted once, by the reason of it. Call before the effects are booked. */
  private countCalledOff(effects: readonly Effect[]): void {
    const reasons = new Map<number, string>();
    for (const effect of effects) {
      if ((effect.kind !== "back" && effect.kind !== "out") || effect.reason === "partner") continue;
      const match = this.ledger.entries.get(effect.player)?.match ?? 0;
      if (match !== 0) reasons.set(match, effect.reason);
    }
    const { calledOff } = this.run.checks;
    for (const reason of reasons.values()) calledOff[reason] = (calledOff[reason] ?? 0) + 1;
  }

  private ask({ match, players }: Effect & { kind: "check" }): void {
    this.run.checks.asked += 1;
    this.foundAt.set(match, this.clock.nowMs);
    for (const id of players) {
      const { yes, afterMs } = (this.people.get(id) as Person).answer;
      if (yes === null) continue;
      this.agenda.at(this.clock.nowMs + afterMs, () => {
        if (yes) this.ledger.saidYes(id, match);
        this.take(this.queue.answer(id, match, yes, this.clock.nowMs));
      });
    }
  }

  private seat({ match, teams }: Effect & { kind: "seat" }): void {
    this.teams.set(match, teams);
    this.agenda.at(this.clock.nowMs + ROOM_MS, () => {
      if (chance(this.random) < NO_ROOM) return this.take(this.queue.failed(match, []));
      this.take(this.queue.seated(match, this.clock.nowMs));
      for (const id of teams.flat()) {
        const { comesAfterMs } = this.people.get(id) as Person;
        if (comesAfterMs === null) continue;
        this.agenda.at(this.clock.nowMs + comesAfterMs, () => {
          this.ledger.came(id, match);
          this.take(this.queue.came(id, match, this.clock.nowMs));
        });
      }
    });
  }

  private begin(match: number): void {
    this.run.checks.begun += 1;
    const teams = this.teams.get(match) as [string[], string[]];
    const folk = (ids: string[]): Person[] => ids.map((id) => this.people.get(id) as Person);
    this.run.matches.push({ teams: [folk(teams[0]), folk(teams[1])] });
    for (const id of teams.flat()) {
      const sinceMs = this.ledger.entries.get(id)?.sinceMs ?? 0;
      this.run.foundMs.push((this.foundAt.get(match) as number) - sinceMs);
      this.run.beganMs.push(this.clock.nowMs - sinceMs);
    }
  }
}
