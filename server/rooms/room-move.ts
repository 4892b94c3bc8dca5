// Moves everybody of an arena into a room of another process, with all that they have reached; the arena is left.
// Owns: the steps of a move. Must not: decide when, or what is carried.
import { matchMaker, type Room } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { Message, type MovedMessage } from "../../shared/protocol/messages.ts";
import { SEAT } from "../../shared/tunables.ts";
import type { ArenaGame } from "../game/arena-game.ts";
import type { QueueDesk } from "../matchmaking/queue-desk.ts";
import type { Log } from "../ops/log.ts";
import { callRoom } from "./far-room.ts";
import { leaveNotes } from "./move-notes.ts";
import { targetsOf } from "./move-targets.ts";
import type { RoomDoor } from "./room-door.ts";
import type { ArenaListing, RoomMaking } from "./room-making.ts";
import type { Carrying, RoomPassage } from "./room-passage.ts";
import { cardOf, type Listing, leadCode, listings, openRoom } from "./rooms-wiring.ts";

/** For one answer of the other room: it may have to make a game first. */
const ANSWER_MS = 3000;
/** Who has not gone by then is closed, and comes back to the new room by the old token. */
const GOING_MS = 4000;

/** What this needs of the arena. */
export interface Leaving extends Pick<Room, "roomId" | "disconnect" | "setMatchmaking"> {
  readonly making: RoomMaking;
  readonly game: ArenaGame;
  readonly passage: RoomPassage;
  readonly door: Pick<RoomDoor, "looksOn">;
  readonly metadata: unknown;
  readonly clients: { getById(id: string): Leaver | undefined };
  /** `rated` hears that the match of a rated room goes on in another. */
  readonly parts: { readonly rated: Pick<QueueDesk, "moved">; readonly log: Log };
}

interface Leaver {
  userData?: { presence: { leave(): void } };
  send(type: string, payload: object): void;
}

/** False: no room was to be had, and everybody is still here. Resolves when everybody has gone. */
export async function moveRoom(arena: Leaving): Promise<boolean> {
  const { making, game, roomId } = arena;
  const { log } = arena.parts;
  const { code } = arena.metadata as ArenaListing;
  const goesOn = {
    ...making,
    seed: game.world.seed,
    code,
    spare: false,
    patienceSeconds: SEAT.returnSeconds,
  };
  const opened = await openRoom(goesOn).catch(() => null);
  const there = (opened && (await intoNew(arena, opened))) ?? (await joinOthers(arena));
  if (there === null) {
    log.warn({ room: roomId }, "nobody takes the people of this arena");
    return false;
  }
  log.info({ room: roomId, to: there.roomId }, "arena moved");
  await arena.passage.untilEmpty(GOING_MS);
  // What is left to do takes as long as it takes; nobody is here any more.
  arena.disconnect(CloseCode.moved).catch(() => {});
  return true;
}

/** Into a room that was opened for them; it is closed when it cannot have them, or says too late that it can. */
async function intoNew(arena: Leaving, opened: Listing): Promise<Listing | null> {
  const there = await handOver(arena, opened, true);
  // Whether it hears of it or not: nobody waits for it, and without people it ends by itself.
  if (there === null) callRoom(opened.roomId, "act", ["close"]).catch(() => {});
  return there;
}

/** Into a room that is open; not a rated match, which is nobody else's. */
async function joinOthers(arena: Leaving): Promise<Listing | null> {
  const { mode, rated } = arena.making;
  if (rated) return null;
  const places = arena.passage.everybody().filter(({ auth }) => !arena.door.looksOn(auth.id)).length;
  const rooms = await listings().catch(() => []);
  const elsewhere = rooms.filter(({ processId }) => processId !== matchMaker.processId);
  for (const room of targetsOf(elsewhere, { mode, places }, cardOf)) {
    const there = await handOver(arena, room, false);
    if (there !== null) return there;
  }
  return null;
}

/** Everybody, and the round too if it `goesOn`, into `to`; null, and all is as before, when it cannot have them. */
async function handOver(arena: Leaving, to: Listing, goesOn: boolean): Promise<Listing | null> {
  const { passage } = arena;
  const { code } = arena.metadata as ArenaListing;
  passage.held = true;
  const carrying = passage.carrying(goesOn, code);
  const sitting = passage.everybody();
  const sessions = await expectIn(to, carrying).catch((error: Error) => {
    arena.parts.log.warn({ room: arena.roomId, to: to.roomId, err: error.message }, "a room takes nobody");
    return null;
  });
  if (sessions === null) {
    passage.held = false;
    return null;
  }
  passage.left = true;
  // Only now: one that answers too late must not have it. It is not to be forgotten with this room.
  // Redis may be away: then nobody new finds them, and they go on all the same.
  if (code !== "") await leadCode(code, to.roomId).catch(() => {});
  arena.setMatchmaking({ metadata: { ...(arena.metadata as ArenaListing), code: "" } }).catch(() => {});
  if (arena.making.rated) arena.parts.rated.moved(arena.roomId, to.roomId);
  const seats = sitting.map(({ token, auth }, i) => ({ token, auth, options: carrying.movers[i].options }));
  await leaveNotes(arena.roomId, to.roomId, seats, SEAT.returnSeconds + GOING_MS / 1000);
  for (const [i, { sessionId }] of sitting.entries()) tell(arena, sessionId, to, sessions[i]);
  return to;
}

function expectIn(to: Listing, carrying: Carrying): Promise<string[]> {
  return callRoom(to.roomId, "act", ["expect", carrying], ANSWER_MS) as Promise<string[]>;
}

function tell(arena: Leaving, sessionId: string, to: Listing, session: string): void {
  const client = arena.clients.getById(sessionId);
  // Its player's connection to the other room is newer, and must not close this one.
  client?.userData?.presence.leave();
  if (session === "") return;
  const seat = matchMaker.buildSeatReservation(to, session);
  client?.send(Message.moved, { seat } satisfies MovedMessage);
}
