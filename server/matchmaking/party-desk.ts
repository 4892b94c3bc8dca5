// Parties among people: what they wish for, what they are told, and whom a leader takes along.
// Owns: the parties of this process. Must not: know Colyseus, or who may do what in a party (parties.ts does).
import {
  type PartyCall,
  type PartyRefusal,
  type PartyState,
  PartyType,
} from "../../shared/protocol/party.ts";
import { cleanCode } from "../../shared/protocol/seats.ts";
import { type Person as Member, Parties, type PartyEffect } from "./parties.ts";
import type { People } from "./people.ts";

export interface PartyPorts {
  nowMs(): number;
  tell(player: string, type: string, payload: object): void;
  newCode(): string;
  /** These do not wait for anything together any more. */
  regrouped(players: readonly string[]): void;
}

export class PartyDesk {
  private readonly people: People;
  private readonly ports: PartyPorts;
  private readonly parties: Parties;
  /** Another whenever a party has changed. */
  version = 0;

  constructor(people: People, ports: PartyPorts) {
    this.people = people;
    this.ports = ports;
    this.parties = new Parties(ports.newCode);
  }

  of(player: string): PartyState | undefined {
    return this.parties.of(player);
  }

  all(): PartyState[] {
    return this.parties.all();
  }

  /** What another desk had. Who is here already is told. */
  restore(parties: readonly PartyState[]): void {
    this.parties.restore(parties, this.ports.nowMs());
    for (const id of this.people.ids()) if (this.people.isHere(id)) this.here(id);
  }

  make(player: string): void {
    const member = this.memberOf(player);
    if (member !== undefined) this.act(this.parties.make(member));
  }

  join(player: string, code: string): void {
    const member = this.memberOf(player);
    if (member !== undefined) this.act(this.parties.join(member, cleanCode(code)));
  }

  leave(player: string): void {
    this.act(this.parties.leave(player));
  }

  putOut(leader: string, player: string): void {
    this.act(this.parties.putOut(leader, player));
  }

  lead(leader: string, player: string): void {
    this.act(this.parties.lead(leader, player));
  }

  /** People whom a player brings along, itself included: a leader the party, anybody else nobody. */
  sizeOf(player: string): number {
    const party = this.parties.of(player);
    return party?.leader === player ? party.members.length : 1;
  }

  /** A player has a seat: whom it leads is called after. */
  follow(leader: string, call: PartyCall): void {
    const party = this.parties.of(leader);
    if (party?.leader !== leader) return;
    for (const { id } of party.members) if (id !== leader) this.ports.tell(id, PartyType.called, call);
  }

  refuse(player: string, reason: PartyRefusal): void {
    this.ports.tell(player, PartyType.refused, { reason });
  }

  /** A player's connection is new; its own page knows nothing yet. */
  here(player: string): void {
    const member = this.memberOf(player);
    if (this.parties.of(player) === undefined) this.ports.tell(player, PartyType.none, {});
    else if (member !== undefined) this.act(this.parties.here(member));
  }

  away(player: string): void {
    this.act(this.parties.away(player, this.ports.nowMs()));
  }

  tick(): void {
    this.act(this.parties.tick(this.ports.nowMs()));
  }

  private memberOf(player: string): Member | undefined {
    const person = this.people.get(player);
    return person && { id: player, name: person.options.name, hue: person.options.hue };
  }

  private act(effects: readonly PartyEffect[]): void {
    if (effects.length > 0) this.version += 1;
    for (const effect of effects) {
      if (effect.kind === "state")
        for (const id of effect.to) this.ports.tell(id, PartyType.state, effect.state);
      else if (effect.kind === "out")
        this.ports.tell(effect.player, PartyType.out, { reason: effect.reason });
      else if (effect.kind === "refused") this.refuse(effect.player, effect.reason);
      else this.ports.regrouped(effect.players);
    }
  }
}
