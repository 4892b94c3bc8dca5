// Whether players have decoded what the server has and they may see, field by field.
// Owns: the waiting for it. Must not: judge what may be seen (the server's views do).
import assert from "node:assert/strict";
import { differences, plainOf } from "../system/views.ts";
import type { Player } from "./player.ts";
import type { TestServer } from "./server.ts";

/** Patches in which a world that stands still must have been told. */
const PATCHES = 60;

/** Stops the world of the players' room for a moment, in which all of them come to have what the server has; fails otherwise. */
export async function untilSame(server: TestServer, players: Player[]): Promise<void> {
  const room = server.room(players[0].session.live.room.roomId);
  const { tick } = room.game;
  room.game.tick = () => {};
  for (const player of players) {
    const { live, state } = player.session;
    const view = room.clients.getById(live.room.sessionId)?.view;
    assert.ok(view !== undefined);
    let patches = 0;
    live.room.onStateChange(() => {
      patches += 1;
    });
    const now = (): string[] => differences(plainOf(state, null), plainOf(room.state, view));
    await player.until(() => patches > 1 && (now().length === 0 || patches > PATCHES));
    assert.deepEqual(now(), []);
  }
  room.game.tick = tick;
}
