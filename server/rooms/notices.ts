// What a game tells, on its way to the clients of a room.
// Owns: when it leaves. Must not: know what it says.
import type { Client } from "@colyseus/core";
import type { Notices } from "../game/ports.ts";

/** With the next patch: fewer writes, and a client hears of a death when it sees it. */
const LATER = { afterNextPatch: true };

interface Hall {
  broadcast(type: string, payload: object, options: typeof LATER): void;
}

export function noticesTo(hall: Hall, clientOf: (slot: number) => Client | undefined): Notices {
  return {
    toAll: (type, payload) => hall.broadcast(type, payload, LATER),
    toSlot: (slot, type, payload) => clientOf(slot)?.send(type, payload, LATER),
  };
}
