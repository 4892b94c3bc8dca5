// What one wishes of queue and party: said as soon as the lobby's connection is there.
// Owns: that wait. Must not: know what comes of it (follow.ts does).
import type { RatedMode } from "../../../shared/tunables/queue.ts";
import { lobbyHere } from "../lobby-link.ts";
import { over } from "./state.ts";

/** Into the queue, alone or with the party that one leads. */
export async function queueFor(mode: RatedMode): Promise<void> {
  await lobbyHere();
  over.queue?.join(mode);
}

export async function makeParty(): Promise<void> {
  await lobbyHere();
  over.party?.make();
}

/** Into another's party, by the code of its invitation. */
export async function joinParty(code: string): Promise<void> {
  await lobbyHere();
  over.party?.join(code);
}
