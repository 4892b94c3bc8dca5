// Queue and parties as the lobby's clients speak of them.
// Owns: which client is which person. Must not: decide anything (server/matchmaking does).
import type { Client, Room } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import type { Caller } from "../http/route.ts";
import type { PlayDesk } from "../matchmaking/play-desk.ts";
import { linkOf } from "../transport/guarded-transport.ts";
import { hearIn } from "./hear-in.ts";

export class LobbyPlay {
  private readonly desk: PlayDesk;

  constructor(room: Pick<Room, "onMessage">, desk: PlayDesk) {
    this.desk = desk;
    for (const { type, isOne, act } of desk.wishes)
      hearIn(room, type, isOne, (client, said) => act(idOf(client), said));
  }

  join(client: Client, options: JoinOptions): void {
    const link = linkOf(client.ref);
    const pingMs = (): number => link.pingMs;
    this.desk.here({ caller: client.auth as Caller, options, connection: client.sessionId, pingMs });
  }

  leave(client: Client, code: number | undefined): void {
    this.desk.gone(idOf(client), client.sessionId, code === CloseCode.consented);
  }
}

/** A seat in the lobby is given to who is signed in (seat-routes.ts). */
const idOf = ({ auth }: Client): string => (auth as Caller).id;
