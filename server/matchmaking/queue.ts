// The rated queue as a state machine: what happens goes in with its time, what must be done comes out as effects.
// Owns: who waits, who is asked, who is being seated and who plays; nobody is in two of these. Must not: know sockets, rooms or the clock.
import type { QueueBack, QueueOut, QueueRefusal } from "../../shared/protocol/queue.ts";
import { QUEUE, RATED_MODES, type RatedMode, TEAM_SIZE } from "../../shared/tunables/queue.ts";
import { form } from "./form.ts";
import { type Member, makeTicket, type Ticket } from "./ticket.ts";

export type Effect =
  /** Ask these whether they are ready. */
  | { kind: "check"; match: number; mode: RatedMode; players: string[]; endsAtMs: number }
  /** Another of these is ready. */
  | { kind: "ready"; match: number; players: string[]; ready: number }
  /** All are ready: make a room and reserve a seat for each, then call `seated` or `failed`. */
  | { kind: "seat"; match: number; mode: RatedMode; teams: [string[], string[]] }
  /** All have taken their seats: let the match begin. */
  | { kind: "begin"; match: number; players: string[] }
  /** The match will not be: close its room if it has one. */
  | { kind: "callOff"; match: number }
  | { kind: "back"; player: string; mode: RatedMode; sinceMs: number; reason: QueueBack }
  | { kind: "out"; player: string; mode: RatedMode; reason: QueueOut };

type Stage = "checking" | "seating" | "arriving" | "playing";

export interface Standing {
  mode: RatedMode;
  stage: Stage | "waiting";
  /** When the player came into the queue; 0 for who plays. */
  sinceMs: number;
  /** 0 for who waits for one. */
  match: number;
  /** When the stage's time is up. */
  endsAtMs: number;
  /** In the match. */
  people: number;
}

interface Waiting {
  mode: RatedMode;
  ticket: Ticket;
  /** Number of its match; 0 while it waits for one. */
  match: number;
  failures: number;
}

interface Pairing {
  match: number;
  mode: RatedMode;
  teams: [Ticket[], Ticket[]];
  stage: Stage;
  endsAtMs: number;
  /** Who has said yes, or has come, in the stage that it is in. */
  here: Set<string>;
}

const playersOf = (tickets: readonly Ticket[]): string[] =>
  tickets.flatMap(({ members }) => members.map(({ id }) => id));
const everybody = ({ teams }: Pairing): string[] => playersOf(teams.flat());

export class Queue {
  private readonly waitings = new Map<number, Waiting>();
  private readonly byPlayer = new Map<string, Waiting>();
  private readonly pairings = new Map<number, Pairing>();
  private readonly playing = new Map<string, number>();
  private tickets = 0;
  private matches = 0;

  /** People of a mode who wait for a match or are asked about one. */
  waiting(mode: RatedMode): number {
    let people = 0;
    for (const each of this.waitings.values()) if (each.mode === mode) people += each.ticket.members.length;
    return people;
  }

  /** Where a player stands; undefined for who is neither in the queue nor in a match. */
  standing(player: string): Standing | undefined {
    const waiting = this.byPlayer.get(player);
    const pairing = this.pairings.get(waiting?.match ?? this.playing.get(player) ?? 0);
    const mode = waiting?.mode ?? pairing?.mode;
    if (mode === undefined) return undefined;
    return {
      mode,
      stage: pairing?.stage ?? "waiting",
      sinceMs: waiting?.ticket.sinceMs ?? 0,
      match: pairing?.match ?? 0,
      endsAtMs: pairing?.endsAtMs ?? 0,
      people: pairing === undefined ? 0 : everybody(pairing).length,
    };
  }

  /** One player or one party comes; the answer is why it may not, or null. */
  join(mode: RatedMode, members: readonly Member[], nowMs: number): QueueRefusal | null {
    const most = TEAM_SIZE[mode];
    if (members.length === 0 || members.length > most) return "size";
    if (new Set(members.map(({ id }) => id)).size < members.length) return "size";
    if (members.some(({ id }) => this.byPlayer.has(id))) return "queued";
    if (members.some(({ id }) => this.playing.has(id))) return "playing";
    if (this.waitings.size >= QUEUE.tickets) return "full";
    this.tickets += 1;
    const waiting = { mode, ticket: makeTicket(this.tickets, members, nowMs), match: 0, failures: 0 };
    this.waitings.set(this.tickets, waiting);
    for (const { id } of members) this.byPlayer.set(id, waiting);
    return null;
  }

  /** A player wants out, or is gone: the party goes too, and a match that was being made is off. */
  leave(player: string): Effect[] {
    const waiting = this.byPlayer.get(player);
    if (waiting === undefined) return [];
    const pairing = this.pairings.get(waiting.match);
    if (pairing !== undefined) return this.callOff(pairing, [player], "left");
    return this.drop(waiting, [player], "left");
  }

  /** An answer to `check`; one that comes late or twice, or of somebody else, counts for nothing. */
  answer(player: string, match: number, yes: boolean, nowMs: number): Effect[] {
    const pairing = this.pairings.get(match);
    if (pairing?.stage !== "checking" || this.byPlayer.get(player)?.match !== match) return [];
    if (!yes) return this.callOff(pairing, [player], "declined");
    if (pairing.here.has(player)) return [];
    pairing.here.add(player);
    const players = everybody(pairing);
    const told: Effect = { kind: "ready", match, players, ready: pairing.here.size };
    if (pairing.here.size < players.length) return [told];
    this.enter(pairing, "seating", nowMs + QUEUE.roomMs);
    const teams: [string[], string[]] = [playersOf(pairing.teams[0]), playersOf(pairing.teams[1])];
    return [told, { kind: "seat", match, mode: pairing.mode, teams }];
  }

  /** The room is there and its seats have been told. A match that is off by now is called off again, so that its room closes. */
  seated(match: number, nowMs: number): Effect[] {
    const pairing = this.pairings.get(match);
    if (pairing?.stage !== "seating") return pairing === undefined ? [{ kind: "callOff", match }] : [];
    this.enter(pairing, "arriving", nowMs + QUEUE.seatMs);
    return [];
  }

  /** No room, or no seat for these: they leave the queue; where it is nobody's fault, all wait again. As for `seated`, a match may be off by now. */
  failed(match: number, missing: readonly string[]): Effect[] {
    const pairing = this.pairings.get(match);
    if (pairing?.stage !== "seating") return pairing === undefined ? [{ kind: "callOff", match }] : [];
    const theirs = missing.filter((id) => this.byPlayer.get(id)?.match === match);
    return this.callOff(pairing, theirs, theirs.length > 0 ? "absent" : "noRoom");
  }

  /** A player has taken the seat. */
  came(player: string, match: number, nowMs: number): Effect[] {
    const pairing = this.pairings.get(match);
    if (pairing?.stage !== "arriving" || this.byPlayer.get(player)?.match !== match) return [];
    pairing.here.add(player);
    if (pairing.here.size < everybody(pairing).length) return [];
    this.enter(pairing, "playing", nowMs);
    for (const each of pairing.teams.flat()) this.forget(each);
    for (const id of everybody(pairing)) this.playing.set(id, match);
    return [{ kind: "begin", match, players: everybody(pairing) }];
  }

  /** A player has left the match's room for good: before it begins it is off; later it goes on, and the player is free. */
  went(player: string, match: number): Effect[] {
    if (this.playing.get(player) === match) this.playing.delete(player);
    const pairing = this.pairings.get(match);
    if (pairing?.stage !== "arriving" || this.byPlayer.get(player)?.match !== match) return [];
    return this.callOff(pairing, [player], "absent");
  }

  /** The match is over, or its room gone: everybody is free, or waits again when it had not begun. */
  ended(match: number): Effect[] {
    const pairing = this.pairings.get(match);
    if (pairing === undefined) return [];
    if (pairing.stage !== "playing") return this.callOff(pairing, [], "noRoom");
    for (const id of everybody(pairing)) if (this.playing.get(id) === match) this.playing.delete(id);
    this.pairings.delete(match);
    return [];
  }

  /** Time passes: who has not answered or not come is out, and who fits is matched. */
  tick(nowMs: number): Effect[] {
    const effects: Effect[] = [];
    for (const pairing of [...this.pairings.values()])
      if (pairing.stage !== "playing" && nowMs >= pairing.endsAtMs) effects.push(...this.expire(pairing));
    for (const mode of RATED_MODES) effects.push(...this.match(mode, nowMs));
    return effects;
  }

  private match(mode: RatedMode, nowMs: number): Effect[] {
    const free = [...this.waitings.values()].filter((each) => each.mode === mode && each.match === 0);
    const groups = form(
      free.map(({ ticket }) => ticket),
      nowMs,
      TEAM_SIZE[mode],
    );
    return groups.map(({ teams }) => {
      this.matches += 1;
      const match = this.matches;
      const endsAtMs = nowMs + QUEUE.readyMs;
      this.pairings.set(match, { match, mode, teams, stage: "checking", endsAtMs, here: new Set() });
      for (const { id } of teams.flat()) (this.waitings.get(id) as Waiting).match = match;
      return { kind: "check", match, mode, players: playersOf(teams.flat()), endsAtMs };
    });
  }

  private expire(pairing: Pairing): Effect[] {
    if (pairing.stage === "seating") return this.callOff(pairing, [], "noRoom");
    const missing = everybody(pairing).filter((id) => !pairing.here.has(id));
    return this.callOff(pairing, missing, pairing.stage === "checking" ? "silent" : "absent");
  }

  private enter(pairing: Pairing, stage: Stage, endsAtMs: number): void {
    pairing.stage = stage;
    pairing.endsAtMs = endsAtMs;
    pairing.here.clear();
  }

  /** Ends a match before it began: tickets with one of `faulty` leave the queue, the others wait again with their place kept. */
  private callOff(pairing: Pairing, faulty: readonly string[], reason: QueueBack): Effect[] {
    this.pairings.delete(pairing.match);
    const effects: Effect[] = [];
    if (pairing.stage !== "checking") effects.push({ kind: "callOff", match: pairing.match });
    for (const { id } of pairing.teams.flat()) {
      const waiting = this.waitings.get(id) as Waiting;
      const { members, sinceMs } = waiting.ticket;
      if (reason === "noRoom") waiting.failures += 1;
      const theirFault = members.some((member) => faulty.includes(member.id));
      if (theirFault || waiting.failures >= QUEUE.tries) {
        effects.push(...this.drop(waiting, faulty, reason));
        continue;
      }
      waiting.match = 0;
      for (const member of members)
        effects.push({ kind: "back", player: member.id, mode: waiting.mode, sinceMs, reason });
    }
    return effects;
  }

  /** Takes a ticket out; whose fault it is not hears that it was a partner's. */
  private drop({ ticket, mode }: Waiting, faulty: readonly string[], reason: QueueOut): Effect[] {
    this.forget(ticket);
    return ticket.members.map(({ id }) => {
      const own = reason === "noRoom" || faulty.includes(id);
      return { kind: "out", player: id, mode, reason: own ? reason : "partner" };
    });
  }

  private forget(ticket: Ticket): void {
    this.waitings.delete(ticket.id);
    for (const { id } of ticket.members) this.byPlayer.delete(id);
  }
}
