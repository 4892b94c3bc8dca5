// The rated queue, as it is talked about over the lobby's connection.
// Owns: names and shapes, and whether what a client said has one. Must not: import a validator (the menu loads this file).
import { type RatedMode, TEAM_SIZE } from "../tunables/queue.ts";
import type { RoomCard, SeatReservation } from "./seats.ts";

export const QueueType = {
  /** Client to server: in, alone or with the party that one leads; out; whether one is ready. */
  join: "queue:join",
  leave: "queue:leave",
  ready: "queue:ready",
  /** Server to client. */
  state: "queue:state",
  check: "queue:check",
  answered: "queue:answered",
  seat: "queue:seat",
  begun: "queue:begun",
  /** A new connection of somebody who is not in the queue. */
  idle: "queue:idle",
  out: "queue:out",
  refused: "queue:refused",
} as const;

export interface QueueJoin {
  mode: RatedMode;
}

export interface QueueReady {
  match: number;
  yes: boolean;
}

/** Why a match that was being made is off, and whoever hears it waits on. */
export type QueueBack = "left" | "declined" | "silent" | "absent" | "noRoom";
/** Why one is out of the queue: `partner`: somebody of one's own party did it. */
export type QueueOut = QueueBack | "partner";
/**
 * Why one may not come in: `size`: as many do not play that mode together; `queued`, `playing`: one of the party does
 * already; `away`: one of it is not here; `full`: as many wait as may.
 */
export type QueueRefusal = "size" | "queued" | "playing" | "full" | "notLeader" | "away" | "tooFast";

/** One waits for a match: told when that begins, and whenever it is told anew. */
export interface QueueState {
  mode: RatedMode;
  waitedMs: number;
  /** People in the queue of this mode. */
  waiting: number;
  /** Why one waits again; null: one has come, or nothing has happened. */
  back: QueueBack | null;
}

/** There is a match: say whether you are ready. */
export interface QueueCheck {
  match: number;
  mode: RatedMode;
  endsInMs: number;
  people: number;
}

/** So many are ready. */
export interface QueueAnswered {
  match: number;
  ready: number;
  people: number;
}

/** All are ready: a seat, to be taken within 5 s. */
export interface QueueSeat {
  match: number;
  mode: RatedMode;
  seat: SeatReservation;
  room: RoomCard;
}

const isObject = (said: unknown): said is Record<string, unknown> =>
  typeof said === "object" && said !== null;

export const isQueueJoin = (said: unknown): said is QueueJoin =>
  isObject(said) && typeof said.mode === "string" && Object.hasOwn(TEAM_SIZE, said.mode);
export const isQueueReady = (said: unknown): said is QueueReady =>
  isObject(said) && Number.isSafeInteger(said.match) && typeof said.yes === "boolean";
