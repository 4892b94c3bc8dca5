// A process that is as busy as it may be: games that run go on, and take people; none begins.
import assert from "node:assert/strict";
import { once } from "node:events";
import { Headroom } from "../../../server/ops/headroom.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/version.ts";
import { joinPlayer } from "../../helpers/player.ts";
import { askSeat, openSocket, type RawClient } from "../../helpers/raw-client.ts";
import { startServer } from "../../helpers/server.ts";

describe("headroom", () => {
  it("counts games that were begun until they show in the measurement", () => {
    let refused = 0;
    const count = (): void => {
      refused += 1;
    };
    const headroom = new Headroom({ loadPercent: 1000 }, count, () => 0);
    const nowMs = performance.now();
    const before = headroom.percent(nowMs);
    for (let i = 0; i < 10; i++) assert.ok(headroom.take(1, nowMs));
    const full = headroom.percent(nowMs);
    assert.ok(full - before > 40);
    assert.ok(headroom.percent(nowMs + 3001) < full - 40);
    for (let i = 0; i < 400; i++) headroom.take(1, nowMs + 4000);
    assert.ok(refused > 195 && refused < 225, `${refused} of 400 were refused`);
    assert.ok(headroom.take(0, nowMs + 4000), "the first game always may begin");
    headroom.close();
  });

  it("S5: lets games begin however busy the process is with something else", () => {
    let gameSeconds = 0;
    const headroom = new Headroom(
      { loadPercent: 20 },
      () => {},
      () => gameSeconds,
    );
    const untilMs = performance.now() + 600;
    while (performance.now() < untilMs || headroom.percent(performance.now()) <= 20);
    assert.ok(headroom.take(1, performance.now()));
    gameSeconds = 0.5;
    assert.ok(!headroom.take(1, performance.now()), "busy with games");
    headroom.close();
  });

  it("X15: no game begins in a process that is too busy, and those that run take people", async function () {
    this.timeout(120_000);
    // Twenty games are made at once: on a slow machine that takes longer than a seat, a join or a page's patience waits.
    const patient = { LIMIT_SEAT_SECONDS: "60", LIMIT_JOIN_SECONDS: "60" };
    const server = await startServer({ LIMIT_LOAD_PERCENT: "100", ARENA_BOTS_FILL_TO: "0", ...patient });
    const ann = await joinPlayer(server.endpoint, "Ann");
    const games = (): number => server.rooms().filter(({ begun }) => begun).length;
    const own = { kind: "create", room: { mode: "swarm", bots: false } } as const;
    const body = JSON.stringify({ version: PROTOCOL_VERSION, want: own });
    const sockets: RawClient["socket"][] = [];
    const crowd = Array.from({ length: 30 }, async () => {
      const answer = await askSeat(server.endpoint, body);
      if (answer.body.error !== undefined) return [answer.body.error];
      const { socket } = openSocket(server.endpoint, answer);
      sockets.push(socket);
      // The seat is taken, or an error says why not: its code, and words.
      const [said] = (await once(socket, "message")) as [Buffer];
      return said[0] === 11 ? [/busy$/.exec(String(said))?.[0] ?? String(said)] : [];
    });
    const reasons = (await Promise.all(crowd)).flat();
    assert.ok(reasons.length > 5, `${reasons.length} of 30 were refused`);
    assert.deepEqual([...new Set(reasons)], ["busy"]);
    assert.equal(games(), 31 - reasons.length);
    const ben = await joinPlayer(server.endpoint, "Ben");
    assert.equal(games(), 31 - reasons.length);
    for (const socket of sockets) socket.terminate();
    await ben.leave();
    await ann.leave();
    await server.close();
  });
});
