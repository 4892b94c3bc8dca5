// GET /health: figures of the process and its rooms, and nothing about people.
import assert from "node:assert/strict";
import { Button } from "../../shared/sim/input.ts";
import { IDLE, joinPlayer } from "../helpers/player.ts";
import { strangerAt } from "../helpers/raw-http.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

interface Health {
  status: string;
  rooms: {
    id: string;
    tick: number;
    people: number;
    skimmers: number;
    tickMs: { p50: number; p99: number; max: number };
    starvedTicks: number;
    outages: number;
    droppedInputs: number;
    lances: number;
    clampedViews: number;
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

  it("tells how the process does, and what was refused", async () => {
    const answer = (await health("?seconds=5")) as unknown as Record<string, Record<string, number>>;
    assert.ok(Number(answer.heapBytes) > 1e6 && Number(answer.rssBytes) > Number(answer.heapBytes));
    const { p50, p99, max } = answer.eventLoopDelayMs;
    assert.ok(p50 >= 0 && p99 >= p50 && max >= p99);
    assert.ok(answer.gc.count >= 0 && answer.gc.totalMs >= answer.gc.maxMs);
    assert.deepEqual([answer.sockets, answer.sendBufferBytes, answer.saves], [0, { max: 0, total: 0 }, 0]);
    assert.deepEqual(answer.refused, {});
    const long = await fetch(`${server.endpoint}/api/seats`, { method: "POST", body: "x".repeat(20_000) });
    assert.equal(long.status, 413);
    assert.deepEqual(((await health()) as { refused?: object }).refused, { bodyBytes: 1 });
  });

  it("tells a stranger that it is up, and no more", async () => {
    const stranger = strangerAt(server.port);
    assert.deepEqual((await stranger.ask("GET /health")).body, { status: "ok" });
    stranger.close();
  });

  it("tells of a live room, and not who is in it", async () => {
    const player = await joinPlayer(server.endpoint, "Somebody");
    await player.until((s) => s.state.tick > 30);
    // Of more than the last second: this machine may have stood still in that.
    const answer = await health("?seconds=30");
    const [room] = answer.rooms;
    assert.equal(room.id, player.session.live.room.roomId);
    assert.equal(room.people, 1);
    // Five bots, of whom one goes for the person when it dies.
    assert.ok(room.skimmers === 5 || room.skimmers === 6, `${room.skimmers} skimmers`);
    assert.ok(room.tick > 30 && room.tickMs.p50 > 0 && room.tickMs.p99 >= room.tickMs.p50);
    assert.ok(room.tickMs.max >= room.tickMs.p99);
    assert.doesNotMatch(JSON.stringify(answer), /Somebody/);
    await player.leave();
  });

  it("counts what players lack and what is not believed: the gate's and the Lances' own counts", async () => {
    const player = await joinPlayer(server.endpoint, "Ann", () => ({ ...IDLE, buttons: Button.alternate }));
    const { roomId } = player.session.live.room;
    const { gate, shots, world } = server.room(roomId).game;
    await player.until(() => shots.lances > 0);
    Object.assign(gate, { starvedTicks: 1001, outages: 1002, droppedInputs: 1003 });
    Object.assign(shots, { lances: 1004, clamped: 1005 });
    const { tick } = world;
    const { rooms } = await health();
    const room = rooms.find(({ id }) => id === roomId);
    assert.ok(room !== undefined);
    const found = [room.starvedTicks, room.outages, room.droppedInputs, room.lances, room.clampedViews];
    // A tick or two may have gone by meanwhile.
    const grown = found.map((count, i) => count - 1001 - i);
    assert.ok(
      grown.every((by) => by >= 0 && by <= (world.tick - tick) * 6),
      found.join(" "),
    );
    await player.leave();
  });
});
