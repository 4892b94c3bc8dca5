// The party that this page's player is in.
// Owns: what is known of it. Must not: know the DOM, word anything, or follow a call (whoever listens does).
import {
  type PartyCall,
  type PartyOut,
  type PartyRefusal,
  type PartyState,
  PartyType,
} from "../../shared/protocol/party.ts";
import { Emitter } from "./emitter.ts";
import type { Lobby } from "./lobby.ts";

export interface PartyEvents {
  /** null: one is in none. */
  state: PartyState | null;
  out: { reason: PartyOut };
  refused: { reason: PartyRefusal };
  /** The leader has a seat in a room: ask for one there, by the code if there is one. */
  called: PartyCall;
}

export class PartyClient {
  private readonly lobby: Lobby;
  private readonly events = new Emitter<PartyEvents>();
  private now: PartyState | null = null;

  /** Before the lobby's connection is opened. */
  constructor(lobby: Lobby) {
    this.lobby = lobby;
    lobby.add({
      types: {
        [PartyType.state]: (state: PartyState) => this.set(state),
        [PartyType.out]: ({ reason }: { reason: PartyOut }) => {
          this.set(null);
          this.events.emit("out", { reason });
        },
        [PartyType.refused]: ({ reason }: { reason: PartyRefusal }) =>
          this.events.emit("refused", { reason }),
        [PartyType.called]: (call: PartyCall) => this.events.emit("called", call),
        [PartyType.none]: () => this.set(null),
      },
    });
  }

  get state(): PartyState | null {
    return this.now;
  }

  on<K extends keyof PartyEvents>(name: K, listener: (event: PartyEvents[K]) => void): () => void {
    return this.events.on(name, listener);
  }

  /** These are false when there is no connection. */
  make(): boolean {
    return this.lobby.send(PartyType.make, {});
  }

  /** `code`: as it was typed, or as the link says. */
  join(code: string): boolean {
    return this.lobby.send(PartyType.join, { code });
  }

  leave(): boolean {
    return this.lobby.send(PartyType.leave, {});
  }

  /** As the leader: somebody must go, somebody else leads. */
  putOut(player: string): boolean {
    return this.lobby.send(PartyType.putOut, { player });
  }

  lead(player: string): boolean {
    return this.lobby.send(PartyType.lead, { player });
  }

  private set(state: PartyState | null): void {
    this.now = state;
    this.events.emit("state", state);
  }
}
