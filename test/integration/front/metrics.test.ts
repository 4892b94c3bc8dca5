// GET /metrics: for operators and trusted addresses, and for nobody else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LIMIT_NAMES } from "../../../server/limits.ts";
import { OPERATOR_TOKEN } from "../../helpers/operator.ts";
import { joinPlayer, type Player } from "../../helpers/player.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

describe("GET /metrics", () => {
  let server: TestServer;
  afterEach(() => server.close());

  const metrics = (headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.endpoint}/metrics`, { headers });

  it("is read from a trusted address, with a count of refusals for every limit from the start", async () => {
    server = await startServer();
    const response = await metrics();
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    for (const name of LIMIT_NAMES)
      assert.match(text, new RegExp(`^emberline_refused_total\\{limit="${name}"\\} 0$`, "m"));
  });

  it("is not there for strangers, whatever they claim", async () => {
    server = await startServer({ TRUSTED_ADDRESSES: "", OPERATOR_TOKEN });
    const strangers: Record<string, string>[] = [
      {},
      { authorization: "Bearer guess" },
      { "x-forwarded-for": "127.0.0.1" },
    ];
    for (const headers of strangers) {
      const response = await metrics(headers);
      assert.deepEqual([response.status, await response.json()], [404, { error: "noRoute" }]);
    }
    assert.equal((await metrics({ authorization: `Bearer ${OPERATOR_TOKEN}` })).status, 200);
  });

  it("is not there for an empty token where no operators are", async () => {
    server = await startServer({ TRUSTED_ADDRESSES: "" });
    assert.equal((await metrics({ authorization: "Bearer " })).status, 404);
  });

  /** Reads the metrics; the returned function looks one up by its name and labels as they are written. */
  async function figures(): Promise<(name: string) => number> {
    const text = await (await metrics()).text();
    const lines = new Map(
      [...text.matchAll(/^(\w+(?:\{.*\})?) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]),
    );
    return (name) => {
      const value = lines.get(name);
      assert.ok(value !== undefined, `${name} is not there`);
      return value;
    };
  }

  it("tells of rooms, people, sockets, ticks, patches, traffic and Node itself", async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    const player = await joinPlayer(server.endpoint, "Ann");
    let patches = 0;
    player.session.live.room.onStateChange(() => {
      patches += 1;
    });
    // A machine that stands still catches up with five ticks to a patch.
    await player.until(({ state }) => state.tick > 20 && patches > 6);
    const value = await figures();
    for (const name of ["rooms", "players"]) {
      assert.equal(value(`emberline_${name}{mode="swarm"}`), 1);
      assert.equal(value(`emberline_${name}{mode="duel"}`), 0);
    }
    assert.equal(value("emberline_sockets"), 1);
    assert.deepEqual(
      ["draining", "leader", "ready", "rooms_waiting", "saves_waiting"].map((name) =>
        value(`emberline_${name}`),
      ),
      [0, 1, 1, 0, 0],
    );
    assert.ok(value("emberline_tick_seconds_count") > 5 && value("emberline_tick_seconds_sum") > 0);
    assert.equal(value('emberline_tick_seconds_bucket{le="+Inf"}'), value("emberline_tick_seconds_count"));
    assert.ok(value("emberline_patch_seconds_count") > 5 && value("emberline_tick_overruns_total") >= 0);
    for (const [way, kinds] of [
      ["sent", ["patch", "state", "message"]],
      ["received", ["input", "join"]],
    ] as const)
      for (const kind of kinds) {
        const frames = value(`emberline_${way}_frames_total{kind="${kind}"}`);
        assert.ok(frames > 0 && value(`emberline_${way}_bytes_total{kind="${kind}"}`) >= frames, kind);
      }
    assert.ok(
      value('emberline_http_requests_total{status="201"}') >= 1 &&
        value("emberline_seat_seconds_count") === 1,
    );
    assert.ok(value("emberline_send_buffer_bytes") >= 0 && value("emberline_busy_ratio") > 0);
    assert.ok(value("nodejs_eventloop_lag_seconds") >= 0 && value("process_resident_memory_bytes") > 1e6);
    assert.ok(value('emberline_round_trip_seconds{quantile="0.5"}') >= 0);
    await player.leave();
  });

  it("keeps what a room has counted when the room is gone", async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    const player = await joinPlayer(server.endpoint, "Ann");
    await player.until(({ stats }) => (stats?.compared ?? 0) > 5);
    // No input any more: ticks starve.
    player.stop();
    const room = server.rooms()[0];
    const { starvedTicks } = room.game.gate;
    await until(() => room.game.gate.starvedTicks > starvedTicks + 5);
    await player.session.leave();
    await until(() => server.rooms().length === 0);
    const value = await figures();
    assert.ok(value("emberline_starved_ticks_total") > starvedTicks + 5);
    assert.equal(value('emberline_closed_total{code="4000"}'), 1);
  });

  it("names nobody, and stands in docs/operations.md as it is", async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    const player: Player = await joinPlayer(server.endpoint, "Ann");
    const text = await (await metrics()).text();
    assert.doesNotMatch(text, /Ann|127\.0\.0\.1|\bu_\w{20}/);
    const told = [...text.matchAll(/^# HELP (emberline_\w+) (.*)\n# TYPE \w+ (\w+)$/gm)];
    const handbook = readFileSync(join(import.meta.dirname, "../../../docs/operations.md"), "utf8");
    assert.deepEqual(
      handbook.match(/^\| `emberline_\w+` .*$/gm),
      told.map(([, name, help, type]) => `| \`${name}\` | ${type} | ${help} |`),
    );
    await player.leave();
  });

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setImmediate(resolve));
  }
});
