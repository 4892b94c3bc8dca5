// Who plays together: parties of up to four, with a leader and an invitation.
// Owns: who is in which party, and what becomes of it when somebody goes. Must not: know sockets, the queue or the clock.
import type { PartyMember, PartyOut, PartyRefusal, PartyState } from "../../shared/protocol/party.ts";
import { PARTY } from "../../shared/tunables/queue.ts";

export type PartyEffect =
  | { kind: "state"; to: string[]; state: PartyState }
  | { kind: "out"; player: string; reason: PartyOut }
  | { kind: "refused"; player: string; reason: PartyRefusal }
  /** These were together and are not any more, or somebody has come to them: what they wait for as a party is off. */
  | { kind: "regrouped"; players: string[] };

export type Person = Pick<PartyMember, "id" | "name" | "hue">;

interface Seat extends Person {
  /** Since when the member is without a connection; null: is here. */
  awaySinceMs: number | null;
}

interface Party {
  code: string;
  leader: string;
  seats: Seat[];
}

/** Codes that are tried for one that nobody has. */
const TRIES = 16;

const idsOf = ({ seats }: Party): string[] => seats.map(({ id }) => id);
const refused = (player: string, reason: PartyRefusal): PartyEffect[] => [
  { kind: "refused", player, reason },
];

export class Parties {
  private readonly newCode: () => string;
  private readonly byCode = new Map<string, Party>();
  private readonly byPlayer = new Map<string, Party>();

  /** `newCode`: another at every call, hard to guess. */
  constructor(newCode: () => string) {
    this.newCode = newCode;
  }

  /** The party that a player is in. */
  of(player: string): PartyState | undefined {
    const party = this.byPlayer.get(player);
    return party && stateOf(party);
  }

  all(): PartyState[] {
    return [...this.byCode.values()].map(stateOf);
  }

  /** These instead of those that there are; nobody is here yet. */
  restore(states: readonly PartyState[], nowMs: number): void {
    this.byCode.clear();
    this.byPlayer.clear();
    for (const { code, leader, members } of states) {
      const seats = members.map(({ id, name, hue }) => ({ id, name, hue, awaySinceMs: nowMs }));
      const party: Party = { code, leader, seats };
      this.byCode.set(code, party);
      for (const { id } of seats) this.byPlayer.set(id, party);
    }
  }

  /** A party of one, to invite others to. Who is in one keeps it. */
  make(person: Person): PartyEffect[] {
    const own = this.byPlayer.get(person.id);
    if (own !== undefined) return [stateTo(own)];
    const code = this.byCode.size < PARTY.parties ? this.freeCode() : undefined;
    if (code === undefined) return refused(person.id, "busy");
    const party: Party = { code, leader: person.id, seats: [] };
    this.byCode.set(code, party);
    return this.enter(party, person);
  }

  /** Into another's party, by its code; one's own is left for it. */
  join(person: Person, code: string): PartyEffect[] {
    const party = this.byCode.get(code);
    if (party === undefined) return refused(person.id, "gone");
    if (this.byPlayer.get(person.id) === party) return [stateTo(party)];
    if (party.seats.length >= PARTY.size) return refused(person.id, "full");
    const left = this.remove(person.id, "left");
    return [...left, ...this.enter(party, person), { kind: "regrouped", players: idsOf(party) }];
  }

  leave(player: string): PartyEffect[] {
    return this.remove(player, "left");
  }

  /** The leader puts a member out; the invitation changes with it, so that it does not lead back in. */
  putOut(leader: string, player: string): PartyEffect[] {
    const party = this.byPlayer.get(leader);
    if (party === undefined || !idsOf(party).includes(player) || player === leader)
      return refused(leader, "gone");
    if (party.leader !== leader) return refused(leader, "notLeader");
    this.renew(party);
    return this.remove(player, "putOut");
  }

  /** The leader lets another lead. */
  lead(leader: string, player: string): PartyEffect[] {
    const party = this.byPlayer.get(leader);
    if (party === undefined || !idsOf(party).includes(player)) return refused(leader, "gone");
    if (party.leader !== leader) return refused(leader, "notLeader");
    party.leader = player;
    return [stateTo(party)];
  }

  /** A member's connection is gone: the place is kept. */
  away(player: string, nowMs: number): PartyEffect[] {
    const party = this.byPlayer.get(player);
    const seat = party?.seats.find(({ id }) => id === player);
    if (party === undefined || seat === undefined || seat.awaySinceMs !== null) return [];
    seat.awaySinceMs = nowMs;
    return [stateTo(party)];
  }

  /** A connection of somebody is there, perhaps of a member's. */
  here(person: Person): PartyEffect[] {
    const party = this.byPlayer.get(person.id);
    const seat = party?.seats.find(({ id }) => id === person.id);
    if (party === undefined || seat === undefined) return [];
    Object.assign(seat, { name: person.name, hue: person.hue, awaySinceMs: null });
    return [stateTo(party)];
  }

  /** Time passes: who has been away too long is out. */
  tick(nowMs: number): PartyEffect[] {
    const late = [...this.byCode.values()].flatMap(({ seats }) =>
      seats.filter(({ awaySinceMs }) => awaySinceMs !== null && nowMs - awaySinceMs >= PARTY.awayMs),
    );
    return late.flatMap(({ id }) => this.remove(id, "away"));
  }

  private enter(party: Party, { id, name, hue }: Person): PartyEffect[] {
    party.seats.push({ id, name, hue, awaySinceMs: null });
    this.byPlayer.set(id, party);
    return [stateTo(party)];
  }

  /** Takes a player out; who came first of the others leads where the leader goes, and the last one ends the party. */
  private remove(player: string, reason: PartyOut): PartyEffect[] {
    const party = this.byPlayer.get(player);
    if (party === undefined) return [];
    const players = idsOf(party);
    this.byPlayer.delete(player);
    party.seats = party.seats.filter(({ id }) => id !== player);
    const effects: PartyEffect[] = [
      { kind: "out", player, reason },
      { kind: "regrouped", players },
    ];
    if (party.seats.length === 0) {
      this.byCode.delete(party.code);
      return effects;
    }
    if (party.leader === player)
      party.leader = (party.seats.find(({ awaySinceMs }) => awaySinceMs === null) ?? party.seats[0]).id;
    return [...effects, stateTo(party)];
  }

  private renew(party: Party): void {
    const code = this.freeCode();
    if (code === undefined) return;
    this.byCode.delete(party.code);
    party.code = code;
    this.byCode.set(code, party);
  }

  private freeCode(): string | undefined {
    for (let i = 0; i < TRIES; i++) {
      const code = this.newCode();
      if (!this.byCode.has(code)) return code;
    }
    return undefined;
  }
}

function stateOf({ code, leader, seats }: Party): PartyState {
  const members = seats.map(({ id, name, hue, awaySinceMs }) => ({
    id,
    name,
    hue,
    away: awaySinceMs !== null,
  }));
  return { code, leader, members };
}

const stateTo = (party: Party): PartyEffect => ({ kind: "state", to: idsOf(party), state: stateOf(party) });
