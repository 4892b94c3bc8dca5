// The time for which a seat waits for a connection that broke.
// Owns: the framework's reconnection, as it has to be handled. Must not: know the game.
import type { Client, Room } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { SEAT } from "../../shared/tunables.ts";
import { refuse } from "../transport/guarded-transport.ts";

/** Resolves when the client is back, or its time is up. `returned`: it has been back before. */
export async function waitForReturn(room: Room, client: Client, returned: boolean): Promise<void> {
  const { ref } = client;
  // Private to the framework: with messages queued it takes nobody back, but who has come back once may break again
  // before the acknowledgement, and must not lose the seat for it.
  if (returned) delete (client as { _enqueuedMessages?: unknown })._enqueuedMessages;
  // The framework's own time-out would keep the process alive after the room has ended; the clock's does not.
  const seat = room.allowReconnection(client, "manual");
  const late = (): void => seat.reject(new Error("too late"));
  const patience = room.clock.setTimeout(late, SEAT.returnSeconds * 1000);
  await seat.catch(() => {});
  patience.clear();
  // Taken over while the old connection was still open (another tab, a reload): the framework leaves that one open.
  if (client.ref !== ref) refuse(ref, CloseCode.replaced, "taken over");
}
