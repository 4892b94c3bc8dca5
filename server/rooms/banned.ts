// A ban from before a connection was there to hear of it: while its seat was held, or its room was moved.
// Owns: that look. Must not: decide who is banned.
import type { Client } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { Caller } from "../http/route.ts";
import type { Bans } from "../session/bans.ts";
import type { Presence } from "../session/player-topic.ts";
import { addressOf } from "../transport/guarded-transport.ts";

/** `end` hears the close code for who is banned, once the client has joined: a page that has not is told no code. */
export function endBanned(
  { auth, ref }: Client,
  { listening }: Presence,
  bans: Pick<Bans, "until">,
  end: (code: number) => void,
): void {
  const { id, guest } = auth as Caller;
  const look = (): void => {
    if (bans.until(id, guest ? addressOf(ref) : null) > 0) end(CloseCode.banned);
  };
  // Not before: of a ban in between neither the look nor the presence would know.
  void listening.then(() => setImmediate(look));
}
