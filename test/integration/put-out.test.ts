// Who is put out in a moment when no room hears of it: between a seat and its connection, or while a room is moved.
import assert from "node:assert/strict";
import type { WebSocket } from "ws";
import type { GameSession } from "../../client/net/game-session.ts";
import { Identity } from "../../client/net/identity.ts";
import { askSeat, joinGame, rejoinGame, takeSeat } from "../../client/net/join.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { OPERATOR_TOKEN, operatorOf } from "../helpers/operator.ts";
import { drive, type Player, SWARM } from "../helpers/player.ts";
import { openSocket } from "../helpers/raw-client.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("who was put out while nobody listened", () => {
  let server: TestServer;
  const players: Player[] = [];

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", OPERATOR_TOKEN });
  });
  afterEach(() => Promise.all(players.splice(0).map((player) => player.leave())));
  after(() => server.close());

  const operate = (path: string, body: object): Promise<unknown> =>
    operatorOf(server.endpoint)("POST", path, body);
  const ban = (player: string): Promise<unknown> => operate("/api/bans", { player, minutes: 5 });

  const driven = (session: GameSession): Player => {
    const player = drive(session);
    players.push(player);
    return player;
  };

  async function somebody(name: string) {
    const identity = new Identity(server.endpoint);
    await identity.access();
    return { joining: { endpoint: server.endpoint, identity, name, hue: 0 }, id: identity.player?.id ?? "" };
  }

  /** Plays, is cut off, and does not come back by itself; resolves to the seat's token once the room knows. */
  async function away(player: Player): Promise<string> {
    const { live, slot } = player.session;
    const { roomId, sessionId, reconnectionToken } = live.room;
    const room = server.room(roomId);
    const client = room.clients.getById(sessionId) as unknown as { ref: WebSocket };
    const cut = player.until(({ link }) => link.kind !== "playing");
    client.ref.terminate();
    await cut;
    await player.leave();
    while (!room.game.skimmer(slot).absent) await new Promise((wake) => setImmediate(wake));
    return reconnectionToken;
  }

  it("[C7] banned after the room has moved, the old token leads to no seat", async () => {
    const { joining, id } = await somebody("Ann");
    const ann = driven(await joinGame(joining, SWARM));
    const old = server.room(ann.session.live.room.roomId);
    const token = await away(ann);
    assert.equal(await old.act("move"), true);
    await ban(id);
    await assert.rejects(rejoinGame(server.endpoint, token), { code: CloseCode.banned });
  });

  it("[C7] put out before the room has moved, the old token leads to no seat", async () => {
    const { joining, id } = await somebody("Ann");
    const ann = driven(await joinGame(joining, SWARM));
    const ben = driven(await joinGame((await somebody("Ben")).joining, SWARM));
    const old = server.room(ann.session.live.room.roomId);
    const token = await away(ann);
    await operate("/api/kicks", { player: id });
    assert.equal(await old.act("move"), true);
    await ben.until((s) => s.link.kind === "playing" && s.live.room.roomId !== old.roomId);
    await assert.rejects(rejoinGame(server.endpoint, token));
  });

  for (const want of [SWARM, { kind: "lobby" }] as SeatWant[])
    it(`[C7] banned before a seat is taken, that of ${want.kind === "lobby" ? "the lobby" : "a game"} is no way in`, async () => {
      const { joining, id } = await somebody("Ann");
      const { seat } = await askSeat(joining, want);
      await ban(id);
      const { socket } = openSocket(server.endpoint, { status: 200, body: seat });
      const code = await new Promise<number>((resolve) => socket.once("close", resolve));
      assert.equal(code, CloseCode.banned);
    });

  it("[C7] banned before a seat is taken, the page is told so", async () => {
    const { joining, id } = await somebody("Ann");
    const { seat } = await askSeat(joining, SWARM);
    await ban(id);
    await assert.rejects(takeSeat(server.endpoint, seat), { code: CloseCode.banned });
  });
});
