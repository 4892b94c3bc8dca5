// What operators do to rooms, through the framework: it reaches each in whichever process it runs.
// Owns: the calls. Must not: know HTTP.

import type { Mode } from "../../shared/tunables/modes.ts";
import { Refusal } from "../http/refusal.ts";
import { callRoom } from "./far-room.ts";
import { LobbyRoom } from "./lobby-room.ts";
import type { RoomActs } from "./room-acts.ts";
import { makingOf, type RoomMaking } from "./room-making.ts";
import type { RoomLook, RoomRow, RoomsQuery, STATES } from "./room-shapes.ts";
import { cardOf, findRoom, type Listing, listings, openRoom } from "./rooms-wiring.ts";

const PAGE = 50;

function stateOf({ locked, people, seats }: ReturnType<typeof cardOf>): (typeof STATES)[number] {
  if (locked) return "locked";
  if (people >= seats) return "full";
  return people === 0 ? "waiting" : "open";
}

export function rowOf(listing: Listing): RoomRow {
  const card = cardOf(listing);
  const { code = "", owner = "" } = listing.metadata ?? {};
  return { ...card, code, owner, state: stateOf(card) };
}

/** A page of the rooms that fit, by their ids. */
export async function pageOfRooms({ mode, listed, state, limit = PAGE, after = "" }: RoomsQuery) {
  const fits = (row: RoomRow): boolean =>
    (mode === undefined || row.mode === mode) &&
    (listed === undefined || row.listed === listed) &&
    (state === undefined || row.state === state);
  const all = (await listings()).map(rowOf).filter(fits);
  const rest = all.filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const rooms = rest.slice(0, limit);
  return { rooms, total: all.length, next: rest.length > limit ? (rooms.at(-1)?.id ?? null) : null };
}

/** Rejects with Refusal 404 `gone`. */
async function known(id: string): Promise<Listing> {
  const listing = await findRoom(id);
  if (listing === null) throw gone();
  return listing;
}

const gone = (): Refusal => new Refusal(404, "gone");

/** An act of a room (room-acts.ts). Rejects with Refusal 404 `gone` where there is none. */
async function act<A extends keyof RoomActs>(
  id: string,
  name: A,
  ...args: Parameters<RoomActs[A]>
): Promise<Awaited<ReturnType<RoomActs[A]>>> {
  await known(id);
  const answer = callRoom(id, "act", [name, ...args]).catch(async (error: Error) => {
    // It may have ended in between.
    await known(id);
    throw error;
  });
  return answer as Promise<Awaited<ReturnType<RoomActs[A]>>>;
}

export async function orderRoom(making: Parameters<typeof makingOf>[0], more: Partial<RoomMaking>) {
  return rowOf(await openRoom(makingOf(making, more)));
}

/** Opens rooms ahead of need until there are `count` or no place for more; rejects when there is for none. */
export async function openSpares(
  { mode, count }: { mode: Mode; count: number },
  patienceSeconds: number,
): Promise<RoomRow[]> {
  const rooms: RoomRow[] = [];
  const wish = { mode, bots: true, listed: true, title: "" };
  while (rooms.length < count) {
    const row = await orderRoom(wish, { patienceSeconds, spare: true }).catch((error: unknown) => {
      if (rooms.length > 0 && error instanceof Refusal) return null;
      throw error;
    });
    if (row === null) break;
    rooms.push(row);
  }
  return rooms;
}

export async function lookAt(id: string): Promise<RoomLook> {
  const look = await act(id, "look");
  return { room: rowOf(await known(id)), ...look };
}

export async function setLocked(id: string, locked: boolean): Promise<RoomRow> {
  await known(id);
  await callRoom(id, locked ? "lock" : "unlock", []);
  return rowOf(await known(id));
}

export async function closeRoom(id: string): Promise<void> {
  await act(id, "close");
}

/** Rejects with Refusal 409 `full` when there are not as many places left. */
export async function keepPlaces(id: string, players: string[], seconds: number): Promise<RoomLook["kept"]> {
  if (!(await act(id, "keep", players, seconds))) throw new Refusal(409, "full");
  return (await act(id, "look")).kept;
}

/** Lets an operator, as whom they play, come in to look on within `seconds`. */
export async function lookInto(id: string, player: string, seconds: number): Promise<RoomRow> {
  await act(id, "lookIn", player, seconds);
  return rowOf(await known(id));
}

/** Keyed hash of the address that a player in a room comes from; "" for who is not in. */
export const addressIn = (id: string, player: string): Promise<string> => act(id, "address", player);

export async function announceIn(id: string, text: string): Promise<void> {
  await act(id, "announce", text);
}

/** Tells the lobby and every room; resolves to how many rooms were told. */
export async function announceEverywhere(text: string): Promise<number> {
  LobbyRoom.chat.announce(text);
  const told = (await listings()).map(({ roomId }) =>
    act(roomId, "announce", text).then(
      () => 1,
      () => 0,
    ),
  );
  return (await Promise.all(told)).reduce((sum: number, one) => sum + one, 0);
}
