// A rated match from the queue to the board, over real sockets.
import assert from "node:assert/strict";
import { call } from "../../client/net/calls.ts";
import { RATED, type RatedMessage } from "../../shared/protocol/rating.ts";
import { Phase } from "../../shared/sim/world.ts";
import { LobbyPlayer } from "../helpers/lobby-player.ts";
import { drive } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Board {
  rows: { rank: number; playerId: string; value: number }[];
}

describe("a rated match", () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({ SCORES_SECONDS: "1" });
  });
  after(() => server.close());

  /** Two who have met in the queue, and what they are told of their ratings. */
  async function duel() {
    const people = ["Ann", "Ben"].map((name) => new LobbyPlayer(server.endpoint, name));
    const letters = people.map(
      ({ lobby }) =>
        new Promise<RatedMessage>((resolve) =>
          lobby.add({ types: { [RATED]: (said: RatedMessage) => resolve(said) } }),
        ),
    );
    await Promise.all(people.map((player) => player.open()));
    for (const { queue } of people) queue.join("duel");
    const sessions = await Promise.all(people.map((player) => player.play()));
    return { people, letters, players: sessions.map((session) => drive(session)) };
  }

  it("[Q8] that was won changes both ratings, is told to both, and leads the board; then its room is over", async function () {
    this.timeout(60_000);
    const { people, letters, players } = await duel();
    const [winner, loser] = players;
    await winner.until(({ state }) => state.phase === Phase.playing);
    await loser.leave();
    const [won, lost] = await Promise.all(letters);
    assert.deepEqual([won.before, lost.before, won.mode], [1000, 1000, "duel"]);
    assert.ok(won.after > 1000 && lost.after < 1000, `${won.after}, ${lost.after}`);
    assert.equal(won.match, lost.match);
    const { rows } = await call<Board>(server.endpoint, "GET", "/api/boards/duel/all");
    assert.deepEqual(
      rows.map(({ rank, playerId }) => [rank, playerId]),
      people.map(({ id }, i) => [i + 1, id]),
    );
    const match = await server.records.match(won.match);
    assert.deepEqual(
      match?.players.map(({ name, place, left, playerId }) => ({ name, place, left, playerId })),
      people.map(({ id }, i) => ({ name: ["Ann", "Ben"][i], place: i + 1, left: i === 1, playerId: id })),
    );
    await winner.until(({ link }) => link.kind === "left");
    assert.deepEqual(winner.session.link, { kind: "left", code: 4106 });
    winner.stop();
    for (const { lobby } of people) lobby.leave();
  });

  it("[Q8] that was called off before it began changes none and is in nobody's history", async function () {
    this.timeout(60_000);
    const [ann, ben] = ["Ann", "Ben"].map((name) => new LobbyPlayer(server.endpoint, name));
    await Promise.all([ann.open(), ben.open()]);
    ann.queue.join("duel");
    ben.queue.join("duel");
    const out = ben.hears("out");
    await ben.stands("asked");
    ben.queue.answer(true);
    const player = drive(await ann.play());
    // Ben never takes the seat that is kept.
    assert.equal((await out).reason, "absent");
    await player.until(({ link }) => link.kind === "left");
    player.stop();
    assert.deepEqual(await server.records.history(ann.id, { limit: 10 }), []);
    for (const { lobby } of [ann, ben]) lobby.leave();
  });
});
