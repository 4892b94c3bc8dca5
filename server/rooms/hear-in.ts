// Messages of one shape, heard in a room beside those that its class lists.
// Owns: what a message of another shape costs. Must not: know any message.
import type { Client, Room } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { refuse } from "../transport/guarded-transport.ts";

/** Calls `act` with what is said as `type`; who says something that is not `isOne` is closed. */
export function hearIn<T>(
  room: Pick<Room, "onMessage">,
  type: string,
  isOne: (said: unknown) => said is T,
  act: (client: Client, said: T) => void,
): void {
  room.onMessage(type, (client: Client, said: unknown) => {
    if (isOne(said)) act(client, said);
    else refuse(client.ref, CloseCode.badMessage, "bad message");
  });
}
