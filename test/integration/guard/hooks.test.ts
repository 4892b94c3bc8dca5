// A throw in any hook, timer or letter ends the room it happens in, or the one client; the process and the others go on.
import assert from "node:assert/strict";
import { matchMaker } from "@colyseus/core";
import type { ArenaRoom } from "../../../server/rooms/arena-room.ts";
import { LobbyPlayer } from "../../helpers/lobby-player.ts";
import { joinPlayer, type Player } from "../../helpers/player.ts";
import { rawJoin } from "../../helpers/raw-client.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const planted = (): never => {
  throw new Error("planted");
};
const rejected = async (): Promise<never> => planted();

describe("K5: errors", () => {
  let server: TestServer;
  let witness: Player;
  const strays: unknown[] = [];
  const stray = (error: unknown): void => void strays.push(error);

  before(async () => {
    // Two to a room: the witness has the first for itself and whoever else comes.
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_MAX_CLIENTS: "1" });
    witness = await joinPlayer(server.endpoint, "Witness");
    process.on("unhandledRejection", stray);
  });
  after(async () => {
    process.off("unhandledRejection", stray);
    await witness.leave();
    await server.close();
  });

  /** The witness gets 20 more patches over the same connection, and no error has got as far as the process. */
  async function othersGoOn(): Promise<void> {
    const { live, state } = witness.session;
    const { tick } = state;
    await witness.until((s) => s.state.tick > tick + 30);
    assert.deepEqual([witness.session.live, witness.session.link.kind], [live, "playing"]);
    assert.deepEqual(strays, []);
  }

  const roomOf = (player: Player): ArenaRoom => server.room(player.session.live.room.roomId);
  /** Resolves when the room is no more. */
  async function gone(room: ArenaRoom): Promise<void> {
    await witness.until(() => matchMaker.getLocalRoomById(room.roomId) === undefined);
  }

  const endings: [string, (room: ArenaRoom) => void][] = [
    ["the clock's timeout", (room) => void room.clock.setTimeout(planted, 10)],
    ["the clock's interval", (room) => void room.clock.setInterval(planted, 10)],
    ["an async timeout", (room) => void room.clock.setTimeout(rejected, 10)],
    ["the view before a patch", (room) => Object.assign(room.game.interest, { refresh: planted })],
    ["the figures of a patch", (room) => Object.assign(room.meter, { measurePatch: planted })],
  ];
  for (const [what, plant] of endings) {
    it(`[C5] end the room, and it alone: ${what}`, async () => {
      const doomed = await joinPlayer(server.endpoint, "Doomed");
      const room = roomOf(doomed);
      plant(room);
      await doomed.until((s) => s.link.kind === "left");
      assert.deepEqual(doomed.session.link, { kind: "left", code: 4100 });
      doomed.stop();
      await gone(room);
      await othersGoOn();
    });
  }

  it("[C5] end the room, and it alone: its goodbye to somebody (onLeave)", async () => {
    const doomed = await joinPlayer(server.endpoint, "Doomed");
    const room = roomOf(doomed);
    room.game.leave = planted;
    await doomed.leave();
    await gone(room);
    await othersGoOn();
  });

  it("[C5] end the room, and it alone: a cut connection (onDrop), and the goodbye after it", async () => {
    for (const plant of ["setAbsent", "leave"] as const) {
      const client = await rawJoin(server.endpoint);
      const room = server.room(client.roomId);
      room.game[plant] = planted as never;
      if (plant === "leave") client.send(255);
      else client.socket.terminate();
      await gone(room);
      await othersGoOn();
    }
  });

  it("[C5] end the room, and it alone: its end (onDispose)", async () => {
    for (const plant of [planted, rejected]) {
      const doomed = await joinPlayer(server.endpoint, "Doomed");
      const room = roomOf(doomed);
      Object.assign(room, { keeper: { keep: plant } });
      await doomed.leave();
      await gone(room);
      await othersGoOn();
    }
  });

  it("[C5] refuse the seat, and leave the room as it was: onJoin, onAuth", async () => {
    const first = await rawJoin(server.endpoint);
    const room = server.room(first.roomId);
    room.maxClients = 2;
    for (const plant of [{ onAuth: planted }, { onAuth: rejected }, { game: { join: planted } }]) {
      const before = room.game;
      const { join } = room.game;
      if ("game" in plant) room.game.join = planted;
      else Object.assign(room, plant);
      await assert.rejects(joinPlayer(server.endpoint, "Refused"));
      Object.assign(room, { onAuth: () => true });
      room.game.join = join;
      assert.equal(room.game, before);
      assert.equal(room.clients.length, 1);
      await othersGoOn();
    }
    first.socket.terminate();
  });

  it("[C5] refuse the return, and leave the room as it was: onReconnect", async () => {
    const player = await joinPlayer(server.endpoint, "Back");
    const room = roomOf(player);
    const { resume } = room.game;
    let tries = 0;
    room.game.resume = (...args) => {
      tries += 1;
      if (tries === 1) planted();
      resume.apply(room.game, args);
    };
    const [client] = room.clients;
    (client.ref as unknown as { terminate(): void }).terminate();
    await player.until(() => tries >= 1);
    await othersGoOn();
    await player.leave();
  });

  it("cost the one client: a letter that cannot be handed over", async () => {
    const ann = await new LobbyPlayer(server.endpoint, "Ann").open();
    const lobby = matchMaker.getLocalRoomById(
      (ann.lobby as unknown as { room: { roomId: string } }).room.roomId,
    );
    const [client] = lobby.clients;
    client.send = planted;
    const away = new Promise<void>((resolve) => {
      const stop = ann.lobby.on("state", (state) => {
        if (state !== "away") return;
        stop();
        resolve();
      });
    });
    matchMaker.presence.publish(`player:${ann.id}`, { type: "x", payload: {} });
    await away;
    await othersGoOn();
    ann.lobby.leave();
  });

  it("end a lobby, and it alone: news of rooms that cannot be told", async () => {
    const ann = await new LobbyPlayer(server.endpoint, "Ann").open();
    const lobby = matchMaker.getLocalRoomById(
      (ann.lobby as unknown as { room: { roomId: string } }).room.roomId,
    );
    lobby.broadcast = planted;
    const another = await joinPlayer(server.endpoint, "News");
    await witness.until(() => matchMaker.getLocalRoomById(lobby.roomId) === undefined);
    await another.leave();
    await othersGoOn();
    ann.lobby.leave();
  });
});
