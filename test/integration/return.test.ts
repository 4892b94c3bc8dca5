// A broken connection keeps the seat and the embers for 20 s; a meant goodbye does not.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import { joinPlayer } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** Cuts a player's connection without a word, as a lost network does. */
function cut(server: TestServer, { live }: GameSession): void {
  const { sessionId, roomId } = live.room;
  const client = server.room(roomId).clients.getById(sessionId) as unknown as { ref: { terminate(): void } };
  client.ref.terminate();
}

describe("coming back", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
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
    player.act = () => ({ moveX: before > 2560 ? -1 : 1, moveY: 0, aim: 0, buttons: 0 });
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
    this.timeout(40_000);
    const player = await joinPlayer(server.endpoint, "Dora");
    const other = await joinPlayer(server.endpoint, "Ben");
    const has = (name: string) => [...other.session.state.roster.values()].some((r) => r.name === name);
    await other.until(() => has("Dora"));
    const { game } = server.room(player.session.live.room.roomId);
    const { tick } = game.world;
    cut(server, player.session);
    await player.leave();
    await other.until(() => !has("Dora"));
    const seconds = (game.world.tick - tick) / 30;
    assert.ok(seconds > 18 && seconds < 24, `after ${seconds} s`);
    await other.leave();
  });
});
