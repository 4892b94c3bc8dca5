// Ways into a game: a new seat, or one's own again.
// Owns: the requests. Must not: keep anything.
import { Client } from "colyseus.js";
import { makeJoinRequest } from "../../shared/protocol/join-request.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { GameSession } from "./game-session.ts";
import type { TokenStore } from "./lifeline.ts";
import type { ArenaConnection } from "./live-room.ts";

/**
 * Takes a seat in the best open arena, or opens one; `watch`: to look on. Resolves when the game can be drawn.
 * Rejects with an Error that carries a numeric `code` (protocol/close-codes.ts JoinError, or the framework's).
 */
export async function joinGame(
  endpoint: string,
  name: string,
  hue: number,
  store: TokenStore | null = null,
  watch = false,
): Promise<GameSession> {
  const client = new Client(endpoint);
  const request = makeJoinRequest(name, hue, watch);
  const room = await client.joinOrCreate<ArenaSchema>("arena", request, ArenaSchema);
  return start(client, room as ArenaConnection, store);
}

/** Takes one's own seat again after a reload. Rejects when it is gone. */
export async function rejoinGame(
  endpoint: string,
  token: string,
  store: TokenStore | null = null,
): Promise<GameSession> {
  const client = new Client(endpoint);
  const room = await client.reconnect<ArenaSchema>(token, ArenaSchema);
  return start(client, room as ArenaConnection, store);
}

async function start(client: Client, room: ArenaConnection, store: TokenStore | null): Promise<GameSession> {
  const session = new GameSession(client, room, store);
  await session.ready();
  return session;
}
