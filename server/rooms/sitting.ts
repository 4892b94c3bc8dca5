// Who sits in a slot of an arena over which connection, and what ends that from elsewhere.
// Owns: a connection's place in its room, and the lines about its coming and going. Must not: know the game.
import { type Client, matchMaker } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { Caller } from "../http/route.ts";
import type { Log } from "../ops/log.ts";
import type { Bans } from "../session/bans.ts";
import { enter, type Presence } from "../session/player-topic.ts";
import { refuse } from "../transport/guarded-transport.ts";
import { endBanned } from "./banned.ts";

const NOT_YET: Presence = { listening: Promise.resolve(), leave: () => {} };

export interface Sitting {
  slot: number;
  /** What takes the seat back. */
  token: string;
  /** It has been taken back at least once. */
  returned: boolean;
  /** An operator has put the player out meanwhile: with which close code; 0 for who may come back. */
  barred: number;
  presence: Presence;
}

export type ArenaClient = Client<{ userData: Sitting; auth: Caller }>;

interface Place {
  roomId: string;
  log: Log;
}

interface House extends Place {
  readonly parts: { readonly bans: Pick<Bans, "until"> };
}

/** The client has a slot: a newer connection of the player ends it, and so does an operator, now or before. */
export function sit(client: ArenaClient, slot: number, { roomId, log, parts }: House): void {
  const sitting = { slot, token: client.reconnectionToken, returned: false, barred: 0, presence: NOT_YET };
  // First: should the rest fail, the slot is freed with the client.
  client.userData = sitting;
  const ended = (code: number): void => {
    sitting.barred = code;
    refuse(client.ref, code, "put out");
  };
  sitting.presence = enter(matchMaker.presence, (client.auth as Caller).id, "arena", {
    replaced: () => refuse(client.ref, CloseCode.replaced, "replaced"),
    ended,
  });
  endBanned(client, sitting.presence, parts.bans, ended);
  log.info({ room: roomId, session: client.sessionId, slot }, "somebody came");
}

/** Tells of the end; `code`: of the connection. */
export function rise(
  { userData, sessionId }: ArenaClient,
  code: number | undefined,
  { roomId, log }: Place,
): void {
  userData?.presence.leave();
  log.info({ room: roomId, session: sessionId, code }, "somebody left");
}
