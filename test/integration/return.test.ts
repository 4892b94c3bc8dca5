// A broken connection keeps the seat and the embers for 20 s; a meant goodbye does not.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import { rejoinGame } from "../../client/net/join.ts";
import { drive, joinPlayer } from "../helpers/player.ts";
import { openSocket, post, rawJoin } from "../helpers/raw-client.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** A map where nobody is carried off, pulled or blocked at a spawn point: at one of 15 there is a lane, at one of 40 a well. */
const CALM = "41";

/** Cuts a player's connection without a word, as a lost network does. */
function cut(server: TestServer, { live }: GameSession): void {
  const { sessionId, roomId } = live.room;
  const client = server.room(roomId).clients.getById(sessionId) as unknown as { ref: { terminate(): void } };
  client.ref.terminate();
}

describe("coming back", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: CALM });
  });
  after(() => server.close());

  it("[C1] [C2] keeps slot, place and embers over a cut, and shows what is there now", async () => {
    const player = await joinPlayer(server.endpoint, "Ann");
    const other = await joinPlayer(server.endpoint, "Ben");
    const { session } = player;
    const { slot } = session;
    const { game } = server.room(session.live.room.roomId);
    const first = session.live;
    game.skimmer(slot).embers = 17;
    await player.until((s) => (s.own?.embers ?? 0) >= 17);
    const { embers } = game.skimmer(slot);
    const links: string[] = [];
    session.on("link", ({ link }) => links.push(link.kind));
    cut(server, session);
    await player.until((s) => s.link.kind === "dropped");
    await other.until(() => game.skimmer(slot).absent);
    await player.until((s) => s.link.kind === "playing");
    assert.deepEqual(links, ["dropped", "playing"]);
    assert.notEqual(session.live, first);
    assert.equal(session.slot, slot);
    assert.equal(game.skimmer(slot).absent, false);
    assert.ok((session.own?.embers ?? 0) >= embers);
    assert.equal(session.state.roster.get(String(slot))?.name, "Ann");
    const before = game.skimmer(slot).x;
    player.act = () => ({ moveX: before > 2560 ? -1 : 1, moveY: 0, aim: 0, buttons: 0, weapon: 0 });
    await player.until(() => Math.abs(game.skimmer(slot).x - before) > 60);
    assert.equal(session.stats?.wrong, 0);
    await player.leave();
    await other.leave();
  });

  it("[I5] brakes the skimmer of an absent player", async () => {
    const player = await joinPlayer(server.endpoint, "Ann", () => ({
      moveX: 1,
      moveY: 0,
      aim: 0,
      buttons: 0,
      weapon: 0,
    }));
    const other = await joinPlayer(server.endpoint, "Ben");
    const { game } = server.room(player.session.live.room.roomId);
    const skimmer = game.skimmer(player.session.slot);
    await other.until(() => skimmer.vx !== 0 || skimmer.vy !== 0);
    cut(server, player.session);
    // It may be back within 100 ms, and goes on then: what counts is that it stood while it was away.
    await player.leave();
    await other.until(() => skimmer.vx === 0 && skimmer.vy === 0);
    await other.leave();
  });

  it("[C3] frees the slot and leaves the embers on the ground after a goodbye", async () => {
    const player = await joinPlayer(server.endpoint, "Cleo");
    const other = await joinPlayer(server.endpoint, "Ben");
    const { game } = server.room(player.session.live.room.roomId);
    const { slot } = player.session;
    const skimmer = game.skimmer(slot);
    skimmer.embers = 9;
    const { x, y } = skimmer;
    const near = () =>
      game.world.motes.filter((m) => m !== null && Math.hypot(m.x - x, m.y - y) < 100).length;
    await player.leave();
    await other.until((s) => ![...s.state.roster.values()].some((r) => r.name === "Cleo"));
    assert.ok(near() >= 6, `${near()} motes lie there`);
    await other.leave();
  });

  it("[C1] frees the seat of a player who does not come back within 20 s", async function () {
    this.timeout(90_000);
    const player = await joinPlayer(server.endpoint, "Dora");
    const other = await joinPlayer(server.endpoint, "Ben");
    const has = (name: string) => [...other.session.state.roster.values()].some((r) => r.name === name);
    await other.until(() => has("Dora"));
    const { game } = server.room(player.session.live.room.roomId);
    const { tick } = game.world;
    const cutMs = performance.now();
    cut(server, player.session);
    await player.leave();
    await other.until(() => !has("Dora"));
    // Not sooner by the clock; not later by the ticks, of which a machine that stalls loses some.
    const waitedMs = performance.now() - cutMs;
    const seconds = (game.world.tick - tick) / 30;
    assert.ok(waitedMs > 18_000 && seconds < 24, `after ${waitedMs} ms, ${seconds} s of ticks`);
    await other.leave();
  });

  it("[C6] closes the first of two connections on one seat, with a code of its own", async () => {
    const first = await joinPlayer(server.endpoint, "Twin");
    const { slot, live } = first.session;
    const second = drive(await rejoinGame(server.endpoint, live.room.reconnectionToken));
    await first.until((s) => s.link.kind === "left");
    assert.deepEqual(first.session.link, { kind: "left", code: 4103 });
    assert.equal(second.session.slot, slot);
    const { tick } = second.session.state;
    await second.until((s) => s.state.tick > tick + 10);
    first.stop();
    await second.leave();
  });

  it("[C1] keeps the seat when the connection breaks again before the return is acknowledged", async () => {
    const other = await joinPlayer(server.endpoint, "Ben");
    const first = await rawJoin(server.endpoint, { name: "Ella" });
    const { game } = server.room(first.roomId);
    const roster = [...server.room(first.roomId).state.roster.values()];
    const slot = roster.find((r) => r.name === "Ella")?.slot ?? -1;
    game.skimmer(slot).embers = 11;
    first.socket.terminate();
    await other.until(() => game.skimmer(slot).absent);
    // Takes the seat as far as the socket, acknowledges nothing, and is cut.
    const body = JSON.stringify({ token: `${first.roomId}:${first.token}` });
    const half = openSocket(
      server.endpoint,
      await post(server.endpoint, "/api/seats/back", body),
      first.token,
    );
    await half.opened;
    await other.until(() => !game.skimmer(slot).absent);
    half.socket.terminate();
    await other.until(() => game.skimmer(slot).absent);
    const back = drive(await rejoinGame(server.endpoint, `${first.roomId}:${first.token}`));
    assert.equal(back.session.slot, slot);
    assert.ok((back.session.own?.embers ?? 0) >= 11);
    await back.leave();
    await other.leave();
  });

  it("[C3] takes a goodbye that is said during the return", async () => {
    const player = await joinPlayer(server.endpoint, "Fay");
    const other = await joinPlayer(server.endpoint, "Ben");
    const has = () => [...other.session.state.roster.values()].some((r) => r.name === "Fay");
    await other.until(has);
    const links: string[] = [];
    player.session.on("link", ({ link }) => links.push(link.kind));
    cut(server, player.session);
    await player.until((s) => s.link.kind === "dropped");
    const { game } = server.room(player.session.live.room.roomId);
    // The server has the player back; the player has not been told yet.
    await other.until(() => !game.skimmer(player.session.slot).absent);
    await player.leave();
    await other.until(() => !has());
    assert.deepEqual(
      links.filter((kind) => kind !== "playing"),
      ["dropped", "left"],
    );
    assert.equal(player.session.link.kind, "left");
    await other.leave();
  });

  it("[C1] notices a connection that has gone silent, and makes it anew", async () => {
    const player = await joinPlayer(server.endpoint, "Gil");
    const room = server.room(player.session.live.room.roomId);
    const client = room.clients.getById(player.session.live.room.sessionId) as unknown as { raw(): void };
    // The socket stays open and says nothing more, as after a pulled cable.
    client.raw = () => {};
    await player.until((s) => s.link.kind === "dropped");
    await player.until((s) => s.link.kind === "playing");
    assert.equal(player.session.state.roster.get(String(player.session.slot))?.name, "Gil");
    await player.leave();
  });
});
