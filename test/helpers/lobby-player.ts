// Somebody in the lobby, as a page would be: identity, connection, queue and party.
// Owns: the waiting for what happens. Must not: know the server.
import type { GameSession } from "../../client/net/game-session.ts";
import { Identity } from "../../client/net/identity.ts";
import { takeSeat } from "../../client/net/join.ts";
import { Lobby } from "../../client/net/lobby.ts";
import { PartyClient, type PartyEvents } from "../../client/net/party.ts";
import { QueueClient, type QueueEvents, type QueueStanding } from "../../client/net/queue.ts";
import type { PartyState } from "../../shared/protocol/party.ts";

export class LobbyPlayer {
  readonly endpoint: string;
  readonly identity: Identity;
  readonly lobby: Lobby;
  readonly queue: QueueClient;
  readonly party: PartyClient;

  constructor(endpoint: string, name: string, identity = new Identity(endpoint)) {
    this.endpoint = endpoint;
    this.identity = identity;
    this.lobby = new Lobby(() => ({ endpoint, identity, name, hue: 0 }));
    this.queue = new QueueClient(this.lobby);
    this.party = new PartyClient(this.lobby);
  }

  get id(): string {
    return this.identity.player?.id ?? "";
  }

  /** Resolves when the connection is there and the server has said where one stands. */
  async open(): Promise<this> {
    const told = new Promise<void>((resolve) => {
      const stop = this.queue.on("standing", () => {
        stop();
        resolve();
      });
    });
    this.lobby.open();
    await told;
    return this;
  }

  /** Resolves with the first standing of a kind, at once if it is that now. */
  stands<K extends QueueStanding["kind"]>(
    kind: K,
    holds: (standing: QueueStanding & { kind: K }) => boolean = () => true,
  ): Promise<QueueStanding & { kind: K }> {
    return new Promise((resolve) => {
      const look = (now: QueueStanding): boolean => {
        if (now.kind !== kind || !holds(now as QueueStanding & { kind: K })) return false;
        resolve(now as QueueStanding & { kind: K });
        return true;
      };
      if (look(this.queue.standing)) return;
      const stop = this.queue.on("standing", (now) => {
        if (look(now)) stop();
      });
    });
  }

  /** Resolves with the next event. */
  hears<K extends keyof QueueEvents>(name: K): Promise<QueueEvents[K]> {
    return new Promise((resolve) => {
      const stop = this.queue.on(name, (event) => {
        stop();
        resolve(event);
      });
    });
  }

  hearsParty<K extends keyof PartyEvents>(
    name: K,
    holds: (event: PartyEvents[K]) => boolean = () => true,
  ): Promise<PartyEvents[K]> {
    return new Promise((resolve) => {
      const stop = this.party.on(name, (event) => {
        if (!holds(event)) return;
        stop();
        resolve(event);
      });
    });
  }

  /** Resolves with the party once it has so many members. */
  async partyOf(size: number): Promise<PartyState> {
    const now = this.party.state;
    if (now?.members.length === size) return now;
    return (await this.hearsParty("state", (state) => state?.members.length === size)) as PartyState;
  }

  /** Says yes to the next check and takes the seat that follows. */
  async play(): Promise<GameSession> {
    const seat = this.hears("seat");
    await this.stands("asked", ({ said }) => said === null);
    this.queue.answer(true);
    return takeSeat(this.endpoint, (await seat).seat);
  }
}
