// What follows from what the lobby says: a seat of the queue is taken, the party's leader is followed.
// Owns: those steps, for one connection. Must not: draw.
import type { Lobby } from "../../net/lobby.ts";
import { PartyClient } from "../../net/party.ts";
import { QueueClient } from "../../net/queue.ts";
import { playInstead, playSeat } from "../playing.ts";
import { note, over, party, standing } from "./state.ts";

/** Before the connection is opened. */
export function follow(lobby: Lobby): void {
  followQueue(new QueueClient(lobby));
  followParty(new PartyClient(lobby));
  lobby.on("state", (state) => {
    if (state !== "over") return;
    standing.value = { kind: "out" };
    party.value = null;
  });
}

function followQueue(queue: QueueClient): void {
  over.queue = queue;
  queue.on("standing", (now) => {
    if (now.kind !== "out") note.value = null;
    standing.value = now;
  });
  queue.on("seat", ({ seat }) => void playSeat(seat));
  queue.on("rated", (told) => (note.value = { about: "rating", told }));
  queue.on("out", ({ reason }) => (note.value = { about: "out", of: "queue", reason }));
  queue.on("refused", ({ reason }) => (note.value = { about: "refused", of: "queue", reason }));
}

function followParty(client: PartyClient): void {
  over.party = client;
  client.on("state", (state) => (party.value = state));
  client.on("out", ({ reason }) => {
    if (reason !== "left") note.value = { about: "out", of: "party", reason };
  });
  client.on("refused", ({ reason }) => (note.value = { about: "refused", of: "party", reason }));
  client.on(
    "called",
    ({ id, code }) => void playInstead(code === null ? { kind: "room", id } : { kind: "code", code }),
  );
}
