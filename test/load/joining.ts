// How a simulated client gets its seat, and what each step of it takes.
// Owns: those steps, timed from when the client was meant to come. Must not: try again.
import { CallError } from "../../client/net/calls.ts";
import type { GameSession } from "../../client/net/game-session.ts";
import { Identity } from "../../client/net/identity.ts";
import { askSeat, takeSeat } from "../../client/net/join.ts";
import { Lobby } from "../../client/net/lobby.ts";
import { QueueClient } from "../../client/net/queue.ts";
import type { SeatReservation, SeatWant } from "../../shared/protocol/seats.ts";
import type { RatedMode } from "../../shared/tunables/queue.ts";
import { HUES } from "../../shared/tunables.ts";
import { arenaOf } from "./arenas.ts";
import type { Meters } from "./meters.ts";

/** A match that is not found by then is not waited for any more. */
const QUEUE_PATIENCE_MS = 120_000;

export interface Way {
  endpoint: string;
  /** A room by its id, quick play, or the rated queue of a mode. */
  to: SeatWant | { kind: "queue"; mode: RatedMode };
  /** On the wire alone (wire-client.ts), not with the browser's whole net code. */
  wire?: boolean;
}

/** Takes a seat for client `number`, who was meant to come at `dueMs`. Rejects with whatever refused it. */
export async function join(way: Way, number: number, dueMs: number, meters: Meters): Promise<GameSession> {
  const { endpoint, to } = way;
  const identity = new Identity(endpoint);
  const who = { endpoint, identity, name: `Sim ${number}`, hue: number % HUES.length };
  const { seat, lobby = null } =
    to.kind === "queue"
      ? await queued(who, to.mode, meters)
      : await askSeat(who, to).then(({ seat }) => ({ seat, lobby: null }));
  const seatedMs = performance.now();
  if (to.kind !== "queue") meters.note("seat", seatedMs - dueMs);
  let openedMs = seatedMs;
  const opened = (): void => {
    openedMs = performance.now();
    meters.note("socket", openedMs - seatedMs);
  };
  // Whose room is gone with its process goes to another, as the page does; a rated match is nobody else's.
  const joining = to.kind === "queue" ? undefined : who;
  const parts = { arenaOf, drawn: false, opened, ...(joining && { joining }) };
  const session = await takeSeat(endpoint, seat, parts).catch((error: unknown) => {
    lobby?.leave();
    throw error;
  });
  meters.note("first_state", performance.now() - openedMs);
  // As the page does it: who is not in the lobby any more has left the queue, and the match is off.
  session.on("link", ({ link }) => link.kind === "left" && lobby?.leave());
  return session;
}

/** Through the lobby and the rated queue to a seat of a match. */
function queued(
  who: Parameters<typeof askSeat>[0],
  mode: RatedMode,
  meters: Meters,
): Promise<{ seat: SeatReservation; lobby: Lobby | null }> {
  const lobby = new Lobby(() => who);
  const queue = new QueueClient(lobby);
  let joinedMs = 0;
  const found = new Promise<SeatReservation>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("queueTimeout")), QUEUE_PATIENCE_MS);
    lobby.on("state", (state) => {
      if (state !== "here" || queue.standing.kind !== "out") return;
      joinedMs = performance.now();
      queue.join(mode);
    });
    queue.on("standing", (standing) => {
      if (standing.kind === "asked" && standing.said === null) queue.answer(true);
    });
    queue.on("seat", ({ seat }) => {
      clearTimeout(late);
      meters.note("matchmaking", performance.now() - joinedMs);
      resolve(seat);
    });
    for (const name of ["out", "refused"] as const)
      queue.on(name, ({ reason }) => {
        clearTimeout(late);
        reject(new Error(`queue.${reason}`));
      });
  });
  lobby.open();
  return found.then(
    (seat) => ({ seat, lobby }),
    (error: unknown) => {
      lobby.leave();
      throw error;
    },
  );
}

/** Why a seat was refused, in a word: the server's code, a status, or the first word of an error. */
export function reasonOf(error: unknown): string {
  if (error instanceof CallError) return error.code;
  const { code, message = "unknown" } = error as { code?: unknown; message?: string };
  return typeof code === "number" ? `closed ${code}` : message.slice(0, 40);
}
