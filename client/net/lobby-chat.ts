// The chat over the lobby's connection: a link that outlives each of them.
// Owns: the way between the two. Must not: know what is said.
import { type ChatEvent, type ChatHello, ChatType } from "../../shared/protocol/chat.ts";
import { type ChatConnection, ChatLink } from "./chat.ts";
import type { Lobby } from "./lobby.ts";

/** Before the lobby is opened. */
export function chatOver(lobby: Lobby): ChatLink {
  const link = new ChatLink();
  let hearers = new Map<string, (message: never) => void>();
  const connection = {
    get isOpen() {
      return lobby.state === "here";
    },
  };
  lobby.add({
    types: {
      [ChatType.hello]: (hello: ChatHello) => hearers.get(ChatType.hello)?.(hello as never),
      [ChatType.event]: (event: ChatEvent) => hearers.get(ChatType.event)?.(event as never),
    },
    connected() {
      // A new one each time: what the last connection still says is not heard.
      const mine = new Map<string, (message: never) => void>();
      hearers = mine;
      const room: ChatConnection = {
        connection,
        onMessage: (type, hear) => void mine.set(type, hear as (message: never) => void),
        send: (type, payload) => void lobby.send(type, payload),
      };
      link.attach(room);
    },
  });
  return link;
}
