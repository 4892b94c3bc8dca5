// What a connection brings to the game.
// Owns: the making of a seat. Must not: know the room.
import type { Client } from "@colyseus/core";
import type { Seat } from "../game/ports.ts";
import { linkOf } from "../transport/guarded-transport.ts";
import { ClientView } from "./client-view.ts";
import { SeatQueue } from "./seat-queue.ts";

/** Its inputs, eyes that have seen nothing yet, and its measured link. */
export function seatFor(client: Client, inputs: ConstructorParameters<typeof SeatQueue>[0]): Seat {
  const view = new ClientView();
  client.view = view.stateView;
  const link = linkOf(client.ref);
  return { queue: new SeatQueue(inputs, link), view, link };
}
