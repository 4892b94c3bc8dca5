// The framework's matchmaker as the rest of the server uses it: rooms as cards, seats as reservations.
// Owns: the calls to it, the codes of private rooms. Must not: decide who gets which seat.
import { randomInt } from "node:crypto";
import { generateId, type IRoomCache, matchMaker } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import {
  CODE_ALPHABET,
  CODE_LENGTH,
  type RoomCard,
  type SeatReservation,
} from "../../shared/protocol/seats.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { RedisAway } from "../cluster/cluster.ts";
import { CODES } from "../cluster/undertaker.ts";
import { Refusal } from "../http/refusal.ts";
import type { Caller } from "../http/route.ts";
import type { Rooms } from "../matchmaking/seat-desk.ts";
import { type Forwarded, forwarded } from "./move-notes.ts";
import { type ArenaListing, makingOf, type RoomMaking } from "./room-making.ts";

export type Listing = IRoomCache<ArenaListing>;

const ARENA = "arena";
const LOBBY = "lobby";
/** A lobby that is being opened: those who come meanwhile share it. */
let openingLobby: Promise<IRoomCache> | null = null;
/** Processes that are asked for one room: others may have filled them meanwhile. */
const TRIES = 3;

/** Given once by the app, before any room is made. */
let cluster: Cluster;
/** Where a room is to be made, by what it is made with. */
const chosen = new WeakMap<object, string>();

export function joinCluster(joined: Cluster): void {
  cluster = joined;
}

/** The framework asks this for every room that is made: the lobby's are where the lead is. */
export async function chooseProcess(name: string, options: object): Promise<string> {
  const id = name === LOBBY ? cluster.leaderId : (chosen.get(options) ?? (await cluster.place(new Set())));
  if (id === null) throw busy();
  return id;
}

const busy = (): Refusal => new Refusal(503, "busy", { retryAfterS: 2 });

export function cardOf({ roomId, clients, maxClients, locked, publicAddress, metadata }: Listing): RoomCard {
  const { mode, title, size, bots, listed, rated, version } = metadata as ArenaListing;
  return {
    id: roomId,
    mode,
    title,
    size,
    bots,
    people: clients,
    seats: maxClients,
    // The framework locks a room that is full, too.
    locked: locked === true && clients < maxClients,
    listed,
    rated,
    version,
    home: publicAddress ?? "",
  };
}

const isArena = ({ name, metadata }: IRoomCache): boolean => name === ARENA && metadata !== undefined;

/** Whether it is in the public list: one that was opened ahead of need is not before somebody is in. */
export const isShown = (listing: IRoomCache): boolean =>
  isArena(listing) && listing.metadata.listed && (!listing.metadata.spare || listing.clients > 0);

/** Every arena there is, in whichever process. */
export async function listings(): Promise<Listing[]> {
  return (await matchMaker.query({ name: ARENA })).filter(isArena);
}

export const shownRooms = async (): Promise<RoomCard[]> => (await listings()).filter(isShown).map(cardOf);

/** Rooms that a player has made and that are still there. */
async function roomsOf(owner: string): Promise<number> {
  return (await listings()).filter(({ metadata }) => metadata?.owner === owner).length;
}

/** A room's listing; null when there is none. */
export async function findRoom(id: string): Promise<Listing | null> {
  const listing = (await matchMaker.findRoomsByIds([id])).get(id) as Listing | undefined;
  return listing !== undefined && isArena(listing) && !cluster.isHidden(listing.processId) ? listing : null;
}

/** The room that a code leads to; null when it is gone. */
async function findByCode(code: string): Promise<Listing | null> {
  const id = await matchMaker.presence.hget(CODES, code);
  return id === null || id === undefined ? null : findRoom(id);
}

/** A code, hard to guess. */
export const drawCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join("");

/** A code that nobody has. It leads to `roomId` until `forgetCode`. */
export async function makeCode(roomId: string): Promise<string> {
  for (;;) {
    const code = drawCode();
    if ((await matchMaker.presence.hget(CODES, code)) != null) continue;
    await matchMaker.presence.hset(CODES, code, roomId);
    return code;
  }
}

/** From now on a code leads to this room. */
export async function leadCode(code: string, roomId: string): Promise<void> {
  await matchMaker.presence.hset(CODES, code, roomId);
}

/** Unless it leads to another room by now. */
export async function forgetCode(code: string, roomId: string): Promise<void> {
  if (code === "" || (await matchMaker.presence.hget(CODES, code)) !== roomId) return;
  await matchMaker.presence.hdel(CODES, code);
}

/** Whether a process has no place for one more room, or is about to end. Of what fails in another only the words come back. */
const isFull = (error: unknown): boolean => /^busy$|shutting down$/.test((error as Error).message);

/** Opens an arena where there is most place. Rejects with Refusal 503 `busy` when no process has any. */
export async function openRoom(making: RoomMaking): Promise<Listing> {
  const tried = new Set<string>();
  for (let i = 0; i < TRIES; i++) {
    const id = await cluster.place(tried);
    if (id === null) break;
    const asked = { ...making };
    chosen.set(asked, id);
    try {
      const opened = (await matchMaker.createRoom(ARENA, asked)) as Listing;
      if (opened.processId === id) return opened;
      // Nobody has answered there for 2 s, and the framework has opened it here: well, unless this process ends.
      cluster.missed(id);
      if (!cluster.draining) return opened;
      matchMaker
        .getLocalRoomById(opened.roomId)
        ?.disconnect(CloseCode.closed)
        .catch(() => {});
      tried.add(id);
    } catch (error) {
      if (!isFull(error)) throw error;
      tried.add(id);
    }
  }
  throw new Refusal(503, "busy", { retryAfterS: 10 });
}

const keepsPlace = ({ metadata }: Pick<Listing, "metadata">, playerId: string): boolean =>
  metadata?.kept.includes(playerId) === true;

/** Calls a room, in whichever process; rejects when it does not answer in time. */
async function call(
  listing: Pick<Listing, "roomId" | "processId">,
  method: string,
  args: unknown[],
): Promise<unknown> {
  try {
    return await matchMaker.remoteRoomCall(listing.roomId, method as never, args, cluster.millis);
  } catch (error) {
    if (!cluster.ready) throw new RedisAway();
    if (/ipc_timeout|timed out/.test((error as Error).message)) cluster.missed(listing.processId);
    throw error;
  }
}

/** A seat in a room, to be taken within 5 s; null when it has none left or is gone. Rejects with RedisAway. */
export async function reserve(
  listing: IRoomCache,
  options: object,
  auth: Caller,
): Promise<SeatReservation | null> {
  if (!cluster.ready) throw new RedisAway();
  const sessionId = generateId();
  const given = async (method: string, args: unknown[]): Promise<boolean> =>
    call(listing, method, args).then(
      (answer) => answer === true,
      (error: unknown) => {
        if (error instanceof RedisAway) throw error;
        return false;
      },
    );
  const kept = listing.name === ARENA && keepsPlace(listing as Listing, auth.id);
  const has =
    (kept && (await given("act", ["claim", sessionId, options, auth]))) ||
    (await given("_reserveSeat", [sessionId, options, auth]));
  return has ? matchMaker.buildSeatReservation(listing, sessionId) : null;
}

function openLobby(): Promise<IRoomCache> {
  const opening =
    openingLobby ??
    matchMaker.createRoom(LOBBY, {}).catch((error: unknown) => {
      throw isFull(error) ? busy() : error;
    });
  openingLobby = opening;
  return opening.finally(() => {
    openingLobby = null;
  });
}

/** A place in a lobby, where the lead is; one opens where none has any left. Rejects with Refusal 503 `busy`. */
async function lobbySeat(options: object, auth: Caller): Promise<SeatReservation> {
  for (let i = 0; i < TRIES; i++) {
    const open = await matchMaker.query({ name: LOBBY, locked: false, private: false });
    const lobby = open.find(({ processId }) => processId === cluster.leaderId) ?? (await openLobby());
    const seat = await reserve(lobby, options, auth);
    if (seat !== null) return seat;
  }
  throw busy();
}

/**
 * One's own seat again, by the token that the connection had, wherever it is now; without a seat where it is gone, with
 * the room as far as it is known. Rejects with RedisAway.
 */
async function takeBack(token: string): Promise<{ seat: SeatReservation | null; room: Listing | null }> {
  const moved = await forwarded(token).catch(() => null);
  if (moved !== null) return takeMoved(moved);
  const [roomId, secret] = token.split(":");
  const listing = (await matchMaker.findRoomsByIds([roomId])).get(roomId) as Listing | undefined;
  if (listing === undefined) return { seat: null, room: null };
  const room = isArena(listing) ? listing : null;
  if (cluster.isHidden(listing.processId)) return { seat: null, room };
  const sessionId = await call(listing, "checkReconnectionToken", [secret]).catch((error: unknown) => {
    if (error instanceof RedisAway) throw error;
    return null;
  });
  if (typeof sessionId !== "string") return { seat: null, room };
  return {
    seat: { ...matchMaker.buildSeatReservation(listing, sessionId), reconnectionToken: secret },
    room,
  };
}

/** The place that is kept there, or any other. */
async function takeMoved({ roomId, auth, options }: Forwarded): ReturnType<typeof takeBack> {
  const room = await findRoom(roomId);
  return { seat: room && (await reserve(room, options, auth)), room };
}

/** The seat desk's rooms are the framework's. */
export const rooms: Rooms<Listing> = {
  all: listings,
  card: cardOf,
  code: ({ metadata }) => metadata?.code ?? "",
  keepsPlace,
  byId: findRoom,
  byCode: findByCode,
  countOf: roomsOf,
  openAlone: (wish) => cluster.alone(`open:${wish.mode}`, () => openRoom(makingOf(wish))),
  open: (wish, owner) => openRoom(makingOf(wish, { owner })),
  reserve,
  lobby: lobbySeat,
  back: takeBack,
};
