// Where the seats of a room that was left have gone, for whoever comes back to them by an old token.
// Owns: the notes, which every process can read. Must not: give a seat.
import { matchMaker } from "@colyseus/core";
import type { JoinOptions } from "../../shared/protocol/join-options.ts";
import type { Caller } from "../http/route.ts";

/** Rooms that a token may lead through: each was left while its player was away. */
const MOST_HOPS = 4;

/** Who may have a seat, in a room where a place is kept for it. */
export interface Forwarded {
  roomId: string;
  auth: Caller;
  options: JoinOptions;
}

const seatKey = (room: string, secret: string): string => `emberline:moved:${room}:${secret}`;
const roomKey = (room: string): string => `emberline:moved:${room}`;

/** A note that cannot be written is missed by who is away, and by nobody else. */
export async function leaveNotes(
  from: string,
  to: string,
  seats: readonly (Omit<Forwarded, "roomId"> & { token: string })[],
  seconds: number,
): Promise<void> {
  const { presence } = matchMaker;
  const notes = seats.map(async ({ token, ...who }) =>
    presence.setex(seatKey(from, token), JSON.stringify(who), seconds),
  );
  await Promise.allSettled([...notes, presence.setex(roomKey(from), to, seconds)]);
}

/** Where the seat of a token is now; null when it has not been moved. */
export async function forwarded(token: string): Promise<Forwarded | null> {
  const [from, secret] = token.split(":");
  const said = await read(seatKey(from, secret));
  if (said === null) return null;
  let roomId = from;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const next = await read(roomKey(roomId));
    if (next === null) break;
    roomId = next;
  }
  return { ...(JSON.parse(said) as Omit<Forwarded, "roomId">), roomId };
}

async function read(key: string): Promise<string | null> {
  const said: unknown = await matchMaker.presence.get(key);
  return typeof said === "string" ? said : null;
}
