// An error ends the room it happens in, or the client that caused it; other rooms miss no patch.
import assert from "node:assert/strict";
import { matchMaker } from "@colyseus/core";
import { joinPlayer } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("containment", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "2", ARENA_MAX_CLIENTS: "1" });
  });
  after(() => server.close());

  const breakages: [string, (game: { tick(): void; beforePatch(): void }) => void][] = [
    [
      "a throw in the tick",
      (game) => {
        game.tick = () => {
          throw new Error("planted in the tick");
        };
      },
    ],
    [
      "a throw before a patch",
      (game) => {
        game.beforePatch = () => {
          throw new Error("planted before the patch");
        };
      },
    ],
  ];
  for (const [what, plant] of breakages) {
    it(`[C5] ends one room with 4100: ${what}`, async () => {
      const doomed = await joinPlayer(server.endpoint, "Doomed");
      const other = await joinPlayer(server.endpoint, "Other");
      assert.notEqual(doomed.session.live.room.roomId, other.session.live.room.roomId);
      plant(server.room(doomed.session.live.room.roomId).game);
      await doomed.until((s) => s.link.kind === "left");
      assert.deepEqual(doomed.session.link, { kind: "left", code: 4100 });
      doomed.stop();
      const { tick } = other.session.state;
      await other.until((s) => s.state.tick > tick + 30);
      assert.equal(other.session.link.kind, "playing");
      await other.leave();
    });
  }

  it("gives the next player a working room after one has failed", async () => {
    const player = await joinPlayer(server.endpoint, "Next");
    const { tick } = player.session.state;
    await player.until((s) => s.state.tick > tick + 5);
    await player.leave();
  });

  it("closes a room when the last player has left", async () => {
    const player = await joinPlayer(server.endpoint, "Last");
    const { roomId } = player.session.live.room;
    const room = server.room(roomId);
    const gone = new Promise<void>((resolve) => {
      const dispose = room.onDispose.bind(room);
      room.onDispose = async () => {
        await dispose();
        resolve();
      };
    });
    await player.leave();
    await gone;
    assert.equal(matchMaker.getLocalRoomById(roomId)?.clients.length ?? 0, 0);
  });
});
