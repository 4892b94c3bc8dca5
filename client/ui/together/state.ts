// Where one stands with others: in the queue, in a party, and the last word about either.
// Owns: the signals, and who speaks for them to the server. Must not: be heavy (the menu loads this file).
import { signal } from "@preact/signals";
import type { PartyState } from "../../../shared/protocol/party.ts";
import type { RatedMessage } from "../../../shared/protocol/rating.ts";
import type { PartyClient } from "../../net/party.ts";
import type { QueueClient, QueueStanding } from "../../net/queue.ts";

export const standing = signal<QueueStanding>({ kind: "out" });
export const party = signal<PartyState | null>(null);

/** Something that one is told once. */
export type Note =
  | { about: "out" | "refused"; of: "queue" | "party"; reason: string }
  | { about: "rating"; told: RatedMessage };
export const note = signal<Note | null>(null);

/** Over the lobby's newest connection; null before the first. */
export const over: { queue: QueueClient | null; party: PartyClient | null } = { queue: null, party: null };
