// The chat as the lobby's clients speak of it.
// Owns: which connection is which person's. Must not: decide who hears what (server/chat does).
import type { Client, Room } from "@colyseus/core";
import { ChatType, isMutes, isReport, isSay, isSince } from "../../shared/protocol/chat.ts";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import type { LobbyChat } from "../chat/lobby-chat.ts";
import { playerName } from "../chat/names.ts";
import type { Caller } from "../http/route.ts";
import { hearIn } from "./hear-in.ts";

/** The newest connection of everybody who is in a lobby of this process. */
const newest = new Map<string, Client>();

export class LobbyTalk {
  private readonly chat: LobbyChat;

  constructor(room: Pick<Room, "onMessage">, chat: LobbyChat) {
    this.chat = chat;
    const { desk } = chat;
    hearIn(room, ChatType.say, isSay, (client, said) => desk.say(idOf(client), said));
    hearIn(room, ChatType.report, isReport, (client, said) => desk.report(idOf(client), said));
    hearIn(room, ChatType.mutes, isMutes, (client, said) => chat.mute(idOf(client), said));
    const heard = new WeakSet<Client>();
    hearIn(room, ChatType.since, isSince, (client, said) => {
      const id = idOf(client);
      if (heard.has(client) || newest.get(id) !== client) return;
      heard.add(client);
      desk.since(id, said, (type, payload) => client.send(type, payload));
    });
  }

  join(client: Client, { name, hue }: JoinOptions): void {
    const id = idOf(client);
    newest.set(id, client);
    this.chat.join({ slot: -1, id, name: playerName(name, id), hue });
  }

  /** A letter has come: who may be talked to may have changed. */
  told(client: Client, type: string): void {
    if (type.startsWith("party:")) this.chat.desk.greet(idOf(client));
  }

  leave(client: Client): void {
    const id = idOf(client);
    if (newest.get(id) !== client) return;
    newest.delete(id);
    this.chat.drop(id);
  }
}

/** A seat in the lobby is given to who is signed in (seat-routes.ts). */
const idOf = ({ auth }: Client): string => (auth as Caller).id;
