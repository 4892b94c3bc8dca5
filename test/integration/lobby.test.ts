// The lobby over real sockets: the list that lives, letters to a player, one place per player.
import assert from "node:assert/strict";
import { matchMaker } from "@colyseus/core";
import { Identity } from "../../client/net/identity.ts";
import { Lobby, type LobbyEvents } from "../../client/net/lobby.ts";
import { mail } from "../../server/session/player-topic.ts";
import type { RoomCard } from "../../shared/protocol/seats.ts";
import { joinPlayer } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("the lobby", () => {
  let server: TestServer;
  const open: Lobby[] = [];

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "2" });
  });
  afterEach(() => {
    for (const lobby of open.splice(0)) lobby.leave();
  });
  after(() => server.close());

  function lobbyOf(identity: Identity, name = "Ann"): Lobby {
    const { endpoint } = server;
    const lobby = new Lobby(() => ({ endpoint, identity, name, hue: 0 }));
    open.push(lobby);
    return lobby;
  }

  /** Resolves with the first event that `holds` is true of. */
  function heard<K extends keyof LobbyEvents>(
    lobby: Lobby,
    name: K,
    holds: (event: LobbyEvents[K]) => boolean,
  ): Promise<LobbyEvents[K]> {
    return new Promise((resolve) => {
      const stop = lobby.on(name, (event) => {
        if (!holds(event)) return;
        stop();
        resolve(event);
      });
    });
  }

  async function here(lobby: Lobby): Promise<void> {
    const connected = heard(lobby, "state", (state) => state === "here");
    lobby.open();
    await connected;
  }

  it("[L1] tells of public rooms as they open, fill and close, and of no others", async () => {
    const lobby = lobbyOf(new Identity(server.endpoint));
    await here(lobby);
    const has = (people: number) => (rooms: readonly RoomCard[]) =>
      rooms.some((room) => room.people === people);
    const first = heard(lobby, "rooms", has(1));
    const ann = await joinPlayer(server.endpoint, "Ann");
    const [card] = await first;
    assert.deepEqual([card.mode, card.listed, card.bots], ["swarm", true, true]);
    const second = heard(lobby, "rooms", has(2));
    const ben = await joinPlayer(server.endpoint, "Ben");
    await second;
    const own = await joinPlayer(server.endpoint, "Cat", undefined, {
      kind: "create",
      room: { title: "Quiet" },
    });
    const gone = heard(lobby, "rooms", (rooms) => rooms.length === 0);
    await Promise.all([ann.leave(), ben.leave()]);
    await gone;
    await own.leave();
  });

  it("[L2] gives a player one place: the newer connection has it", async () => {
    const identity = new Identity(server.endpoint);
    const first = lobbyOf(identity);
    await here(first);
    const over = heard(first, "state", (state) => state === "over");
    const second = lobbyOf(identity);
    await here(second);
    await over;
    assert.deepEqual([first.state, second.state], ["over", "here"]);
  });

  it("[L3] brings letters to their player, and to nobody else", async () => {
    const [ann, ben] = [new Identity(server.endpoint), new Identity(server.endpoint)];
    const letters: string[] = [];
    const [annsLobby, bensLobby] = [lobbyOf(ann), lobbyOf(ben, "Ben")];
    const arrived = new Promise<void>((resolve) => {
      annsLobby.add({ types: { news: (text: string) => resolve(void letters.push(`ann ${text}`)) } });
    });
    bensLobby.add({ types: { news: (text: string) => letters.push(`ben ${text}`) } });
    await Promise.all([here(annsLobby), here(bensLobby)]);
    mail(matchMaker.presence, ann.player?.id ?? "", "news", "hello");
    await arrived;
    assert.deepEqual(letters, ["ann hello"]);
  });

  it("comes back by itself after a cut", async () => {
    const lobby = lobbyOf(new Identity(server.endpoint));
    await here(lobby);
    const [listing] = await matchMaker.query({ name: "lobby" });
    const away = heard(lobby, "state", (state) => state === "away");
    const back = heard(lobby, "state", (state) => state === "here");
    const { clients } = matchMaker.getLocalRoomById(listing.roomId);
    for (const client of clients) (client as unknown as { ref: { terminate(): void } }).ref.terminate();
    await away;
    await back;
  });

  it("[L4] closes who says what it does not know with 4101", async () => {
    const lobby = lobbyOf(new Identity(server.endpoint));
    await here(lobby);
    const away = heard(lobby, "state", (state) => state === "away");
    assert.equal(lobby.send("nonsense", {}), true);
    await away;
  });
});
