// The list of rooms as an operator sees it through the one address.
// Owns: asking for it. Must not: change a room.
import { setTimeout as sleep } from "node:timers/promises";
import { call } from "../../../client/net/calls.ts";
import { OPERATOR_TOKEN } from "../../helpers/operator.ts";

export interface ListedRoom {
  id: string;
  people: number;
  /** Public address of its process, as `127.0.0.1:2567/p1`. */
  home: string;
}

const EVERY_MS = 200;
const PATIENCE_MS = 2000;

/** Null when nobody says: Redis is away, or a process has just died. */
export async function listRooms(endpoint: string): Promise<ListedRoom[] | null> {
  const asked = { token: OPERATOR_TOKEN, patienceMs: PATIENCE_MS };
  return call<{ rooms: ListedRoom[] }>(endpoint, "GET", "/api/rooms?limit=200", asked).then(
    ({ rooms }) => rooms,
    () => null,
  );
}

/** How long it took from now until the list was as wanted, ms; `patienceMs` when it was not by then. */
export async function untilListed(
  endpoint: string,
  isSo: (rooms: ListedRoom[]) => boolean,
  patienceMs: number,
): Promise<number> {
  const startMs = performance.now();
  for (;;) {
    const rooms = await listRooms(endpoint);
    const passedMs = performance.now() - startMs;
    if ((rooms !== null && isSo(rooms)) || passedMs > patienceMs) return passedMs;
    await sleep(EVERY_MS);
  }
}
