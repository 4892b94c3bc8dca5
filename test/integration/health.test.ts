// GET /health: figures of the process and its rooms, and nothing about people.
import assert from "node:assert/strict";
import { joinPlayer } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Health {
  status: string;
  rooms: {
    id: string;
    tick: number;
    people: number;
    skimmers: number;
    tickMs: { p50: number; p99: number };
  }[];
}

describe("GET /health", () => {
  let server: TestServer;
  const health = async (query = ""): Promise<Health> =>
    (await (await fetch(`${server.endpoint}/health${query}`)).json()) as Health;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "5" });
  });
  after(() => server.close());

  it("answers without rooms", async () => {
    const { status, rooms } = await health();
    assert.equal(status, "ok");
    assert.deepEqual(rooms, []);
  });

  it("tells of a live room, and not who is in it", async () => {
    const player = await joinPlayer(server.endpoint, "Somebody");
    await player.until((s) => s.state.tick > 30);
    const answer = await health("?seconds=1");
    const [room] = answer.rooms;
    assert.equal(room.id, player.session.live.room.roomId);
    assert.equal(room.people, 1);
    assert.equal(room.skimmers, 5);
    assert.ok(room.tick > 30 && room.tickMs.p50 > 0 && room.tickMs.p99 >= room.tickMs.p50);
    assert.doesNotMatch(JSON.stringify(answer), /Somebody/);
    await player.leave();
  });
});
