// The rated queue among people: who may come in, what they are told, rooms for those who are matched.
// Owns: the queue of this process and the rooms of its matches. Must not: know Colyseus, or decide who plays whom.
import type { PartyState } from "../../shared/protocol/party.ts";
import {
  type QueueAnswered,
  type QueueBack,
  type QueueCheck,
  type QueueReady,
  type QueueRefusal,
  type QueueSeat,
  type QueueState,
  QueueType,
} from "../../shared/protocol/queue.ts";
import type { RoomCard, SeatReservation } from "../../shared/protocol/seats.ts";
import { QUEUE, RATED_MODES, type RatedMode } from "../../shared/tunables/queue.ts";
import { Histogram, WAITS } from "../ops/histogram.ts";
import type { Log } from "../ops/log.ts";
import { NEW_RATING } from "../persistence/records.ts";
import type { People, Person } from "./people.ts";
import { type Effect, Queue } from "./queue.ts";

/** A room for a match, and the seats in it by player; who is not in `seats` could not be given one. */
export interface Opened {
  room: RoomCard;
  seats: ReadonlyMap<string, SeatReservation>;
}

export interface QueuePorts {
  log: Log;
  nowMs(): number;
  tell(player: string, type: string, payload: object): void;
  /** Rejects when the records are away. */
  ratings(players: string[], mode: RatedMode): Promise<ReadonlyMap<string, { mu: number }>>;
  /** Rejects when there is no room to be had. */
  open(mode: RatedMode, teams: [Person[], Person[]]): Promise<Opened>;
  /** Ends a room whose match is off. */
  close(room: string): Promise<void>;
  partyOf(player: string): PartyState | undefined;
}

export class QueueDesk {
  /** How long those waited who have got seats, s. */
  readonly waits = new Map<string, Histogram>(RATED_MODES.map((mode) => [mode, new Histogram(WAITS)]));
  private readonly people: People;
  private readonly ports: QueuePorts;
  private readonly queue = new Queue();
  /** Players whose ratings are being asked for. */
  private readonly joining = new Set<string>();
  private readonly opened = new Map<number, Opened>();
  private readonly byRoom = new Map<string, number>();
  private toldMs = 0;

  constructor(people: People, ports: QueuePorts) {
    this.people = people;
    this.ports = ports;
  }

  /** Somebody wants in, with the party. */
  join(player: string, mode: RatedMode): void {
    this.later(this.enter(player, mode));
  }

  private async enter(player: string, mode: RatedMode): Promise<void> {
    const group = this.groupOf(player);
    if (typeof group === "string") return this.refuse(player, group);
    if (this.joining.has(player)) return this.refuse(player, "queued");
    this.joining.add(player);
    const ratings = await this.ports.ratings(group, mode).catch((error: Error) => {
      // Records that are away stop nobody: one plays as a newcomer would, and is rated as oneself when they are back.
      this.ports.log.warn({ err: error.message }, "queue without ratings");
      return new Map<string, { mu: number }>();
    });
    this.joining.delete(player);
    const still = this.groupOf(player);
    if (typeof still === "string" || still.join() !== group.join()) return this.refuse(player, "away");
    const members = group.map((id) => ({
      id,
      mu: ratings.get(id)?.mu ?? NEW_RATING.mu,
      pingMs: this.people.get(id)?.pingMs() ?? 0,
    }));
    const refusal = this.queue.join(mode, members, this.ports.nowMs());
    if (refusal !== null) return this.refuse(player, refusal);
    for (const id of group) this.tellState(id, null);
  }

  leave(player: string): void {
    this.act(this.queue.leave(player));
  }

  answer(player: string, { match, yes }: QueueReady): void {
    this.act(this.queue.answer(player, match, yes, this.ports.nowMs()));
  }

  refuse(player: string, reason: QueueRefusal): void {
    this.ports.tell(player, QueueType.refused, { reason });
  }

  /** A player's connection is new and knows nothing: where it stands is told again. */
  resume(player: string): void {
    const standing = this.queue.standing(player);
    if (standing === undefined || standing.stage === "playing") {
      this.ports.tell(player, QueueType.idle, {});
      return;
    }
    this.tellState(player, null);
    const { stage, match, mode, endsAtMs, people } = standing;
    if (stage === "checking") this.tellCheck(player, { match, mode, endsAtMs, people });
    const opened = this.opened.get(match);
    if (stage === "arriving" && opened !== undefined) this.tellSeat(player, match, mode, opened);
  }

  /** A player has taken the seat in a rated room, has left it for good; its match is over, or the room gone. */
  came(room: string, player: string): void {
    const match = this.byRoom.get(room);
    if (match !== undefined) this.act(this.queue.came(player, match, this.ports.nowMs()));
  }

  went(room: string, player: string): void {
    const match = this.byRoom.get(room);
    if (match !== undefined) this.act(this.queue.went(player, match));
  }

  /** The match of a room goes on in another. */
  moved(from: string, to: string): void {
    const match = this.byRoom.get(from);
    if (match === undefined) return;
    this.byRoom.delete(from);
    this.byRoom.set(to, match);
  }

  ended(room: string): void {
    const match = this.byRoom.get(room);
    if (match === undefined) return;
    this.forget(match);
    this.act(this.queue.ended(match));
  }

  /** People of a mode who wait. */
  waiting(mode: RatedMode): number {
    return this.queue.waiting(mode);
  }

  tick(): void {
    const nowMs = this.ports.nowMs();
    this.act(this.queue.tick(nowMs));
    if (nowMs - this.toldMs < QUEUE.tellMs) return;
    this.toldMs = nowMs;
    for (const id of this.people.ids())
      if (this.queue.standing(id)?.stage === "waiting") this.tellState(id, null);
  }

  /** Who would come in with a player, or why they may not. */
  private groupOf(player: string): string[] | QueueRefusal {
    const party = this.ports.partyOf(player);
    if (party !== undefined && party.members.length > 1 && party.leader !== player) return "notLeader";
    const group = party?.members.map(({ id }) => id) ?? [player];
    return group.every((id) => this.people.isHere(id)) ? group : "away";
  }

  private act(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "check")
        for (const id of effect.players) this.tellCheck(id, { ...effect, people: effect.players.length });
      else if (effect.kind === "ready") this.tellReady(effect);
      else if (effect.kind === "seat") this.later(this.seat(effect));
      else if (effect.kind === "begin") this.begin(effect);
      else if (effect.kind === "callOff") this.callOff(effect.match);
      else if (effect.kind === "back") this.tellState(effect.player, effect.reason);
      else this.ports.tell(effect.player, QueueType.out, { reason: effect.reason });
    }
  }

  /** What fails on the way is told, and runs out in the queue by itself. */
  private later(work: Promise<void>): void {
    work.catch((error: Error) => this.ports.log.error({ err: String(error.stack) }, "the queue failed"));
  }

  /** Opens a room and hands its seats out; whatever fails goes back to the queue. */
  private async seat({ match, mode, teams }: Effect & { kind: "seat" }): Promise<void> {
    const absent = teams.flat().filter((id) => this.people.get(id) === undefined);
    if (absent.length > 0) return this.act(this.queue.failed(match, absent));
    const folk = teams.map((ids) => ids.map((id) => this.people.get(id) as Person)) as [Person[], Person[]];
    const opened = await this.ports.open(mode, folk).catch((error: Error) => {
      this.ports.log.warn({ mode, err: error.message }, "no room for a rated match");
      return null;
    });
    if (opened === null) return this.act(this.queue.failed(match, []));
    this.opened.set(match, opened);
    this.byRoom.set(opened.room.id, match);
    const seatless = teams.flat().filter((id) => !opened.seats.has(id));
    if (seatless.length > 0) return this.act(this.queue.failed(match, seatless));
    const nowMs = this.ports.nowMs();
    for (const id of teams.flat())
      this.waits.get(mode)?.add((nowMs - (this.queue.standing(id)?.sinceMs ?? nowMs)) / 1000);
    this.act(this.queue.seated(match, nowMs));
    if (this.opened.has(match)) for (const id of teams.flat()) this.tellSeat(id, match, mode, opened);
  }

  private begin({ match, players }: Effect & { kind: "begin" }): void {
    this.opened.delete(match);
    for (const id of players) this.ports.tell(id, QueueType.begun, { match });
  }

  private callOff(match: number): void {
    const opened = this.opened.get(match);
    this.forget(match);
    if (opened !== undefined) this.later(this.ports.close(opened.room.id));
  }

  private forget(match: number): void {
    this.opened.delete(match);
    for (const [room, its] of this.byRoom) if (its === match) this.byRoom.delete(room);
  }

  private tellState(player: string, back: QueueBack | null): void {
    const standing = this.queue.standing(player);
    if (standing === undefined) return;
    const { mode, sinceMs } = standing;
    const waitedMs = this.ports.nowMs() - sinceMs;
    const state: QueueState = { mode, waitedMs, waiting: this.queue.waiting(mode), back };
    this.ports.tell(player, QueueType.state, state);
  }

  private tellCheck(
    player: string,
    { match, mode, endsAtMs, people }: { match: number; mode: RatedMode; endsAtMs: number; people: number },
  ): void {
    const check: QueueCheck = { match, mode, endsInMs: endsAtMs - this.ports.nowMs(), people };
    this.ports.tell(player, QueueType.check, check);
  }

  private tellReady({ match, players, ready }: Effect & { kind: "ready" }): void {
    const answered: QueueAnswered = { match, ready, people: players.length };
    for (const id of players) this.ports.tell(id, QueueType.answered, answered);
  }

  private tellSeat(player: string, match: number, mode: RatedMode, { room, seats }: Opened): void {
    const seat = seats.get(player);
    if (seat !== undefined)
      this.ports.tell(player, QueueType.seat, { match, mode, seat, room } satisfies QueueSeat);
  }
}
