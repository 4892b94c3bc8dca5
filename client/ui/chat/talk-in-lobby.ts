// The lobby's chat for as long as the page has a lobby: followed in the menu and in play.
// Owns: which lobby that is, and what the server is told of who is muted. Must not: draw.
import { effect } from "@preact/signals";
import { ChatType, mutesOf } from "../../../shared/protocol/chat.ts";
import type { Lobby } from "../../net/lobby.ts";
import { chatOver } from "../../net/lobby-chat.ts";
import { followChat } from "./chat-box.ts";
import { mutes } from "./mutes.ts";

let stop: () => void = () => {};

/** Before the lobby is opened; the one before is talked in no more. */
export function talkInLobby(lobby: Lobby): void {
  stop();
  const link = chatOver(lobby);
  // Whispers of who is muted are not to be sent at all.
  const tell = (): void => {
    for (const message of mutesOf([...mutes.value.keys()])) lobby.send(ChatType.mutes, message);
  };
  const stops = [link.on("hello", tell), effect(tell), followChat(link, true)];
  stop = () => {
    for (const each of stops.splice(0)) each();
  };
  // Another tab has the place.
  stops.push(lobby.on("state", (state) => state === "over" && stop()));
}
