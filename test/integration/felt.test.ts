// What pages tell of how the game feels: summed up, bounded, believed by nobody.
import assert from "node:assert/strict";
import FakeTimers from "@sinonjs/fake-timers";
import { FeltReport } from "../../client/net/felt-report.ts";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { FELT_EVERY_MS, FELT_MOST, isFelt } from "../../shared/protocol/felt.ts";
import { Message } from "../../shared/protocol/messages.ts";
import { joinPlayer } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const FELT = { inputs: 300, wrong: 2, corrections: 3, worst: 4.5, gapMs: 120 };

describe("how a game feels", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
  });
  after(() => server.close());

  async function figure(name: string): Promise<number> {
    const text = await (await fetch(`${server.endpoint}/metrics`)).text();
    return Number(new RegExp(`^emberline_client_${name} (\\S+)$`, "m").exec(text)?.[1]);
  }

  it("[M7] is summed up by the server, and a second report within 5 s is not heard", async () => {
    const player = await joinPlayer(server.endpoint, "Ann");
    const { room } = player.session.live;
    room.send(Message.felt, FELT);
    room.send(Message.felt, { ...FELT, inputs: 1000 });
    // What was said before an input has been heard when that is acknowledged.
    const { sentCount } = player.session.live.input;
    await player.until(({ live }) => live.input.lastProcessed > sentCount);
    assert.deepEqual(
      [
        await figure("reports_total"),
        await figure("inputs_total"),
        await figure("wrong_inputs_total"),
        await figure("corrections_total"),
        await figure("correction_units_sum"),
        await figure("patch_gap_seconds_sum"),
      ],
      [1, 300, 2, 3, 4.5, 0.12],
    );
    await player.leave();
  });

  it("[M7] costs its sender the seat in any other shape", async () => {
    const player = await joinPlayer(server.endpoint, "Ben");
    const closed = player.until(({ link }) => link.kind === "left");
    player.session.live.room.send(Message.felt, { ...FELT, worst: "much" });
    await closed;
    const { link } = player.session;
    assert.equal(link.kind === "left" && link.code, CloseCode.badMessage);
    player.stop();
  });

  it("has bounds for every figure", () => {
    assert.ok(isFelt(FELT) && isFelt({ ...FELT, ...FELT_MOST }));
    const worse = [
      ...Object.entries(FELT_MOST).map(([name, most]) => ({ ...FELT, [name]: most + 1 })),
      ...Object.keys(FELT).flatMap((name) =>
        [-1, Number.NaN, Number.POSITIVE_INFINITY, "1", null, undefined].map((bad) => ({
          ...FELT,
          [name]: bad,
        })),
      ),
      { ...FELT, wrong: 0.5 },
      null,
      [],
      "felt",
    ];
    for (const bad of worse) assert.ok(!isFelt(bad), JSON.stringify(bad));
  });

  it("is told by a page every ten seconds, with what has come since", () => {
    const clock = FakeTimers.createClock(0);
    const report = new FeltReport();
    const stats = { compared: 0, wrong: 0, worst: 0 };
    assert.equal(report.due(clock.now, stats), null);
    for (const ms of [50, 50, 170, 50]) {
      clock.tick(ms);
      report.patch(clock.now);
    }
    report.corrected(3);
    report.corrected(1);
    Object.assign(stats, { compared: 290, wrong: 1 });
    clock.tick(FELT_EVERY_MS);
    assert.deepEqual(report.due(clock.now, stats), {
      inputs: 290,
      wrong: 1,
      corrections: 2,
      worst: 3,
      gapMs: 170,
    });
    Object.assign(stats, { compared: 580 });
    assert.equal(report.due(clock.now, stats), null);
    clock.tick(FELT_EVERY_MS);
    assert.deepEqual(report.due(clock.now, stats), {
      inputs: 290,
      wrong: 0,
      corrections: 0,
      worst: 0,
      gapMs: 0,
    });
  });
});
