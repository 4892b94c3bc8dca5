// The command `npm run load`, as a person or a script calls it.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { madeResult } from "../helpers/load-result.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { Crowd } from "../load/crowd.ts";
import { readResult } from "../load/lab/result.ts";
import { Meters } from "../load/meters.ts";

const MAIN = fileURLToPath(new URL("../load/main.ts", import.meta.url));
/** Tests run beside others: a generator that is late is no failure here. */
const PATIENT = ["--late", "60000", "--busy", "100"];
/** Blocks the worker's event loop for 60 of every 100 ms. */
const STALL =
  'if (process.argv[1]?.endsWith("worker.ts")) setInterval(() => { const end = performance.now() + 60; while (performance.now() < end); }, 100);';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function begin(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    said.err += String(chunk);
  });
  return { child, ended: once(child, "close").then(([code]) => ({ code: code as number | null, ...said })) };
}

const load = (...args: string[]): Promise<Ended> => begin(args).ended;

describe("npm run load", function () {
  this.timeout(120_000);
  let server: TestServer;
  let folder: string;
  /** Runs take their time, most of it waiting: they begin together. */
  let runs: Record<"own" | "broken" | "search", Promise<Ended>>;
  const file = (name: string): string => join(folder, name);

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "4" });
    folder = await mkdtemp(join(tmpdir(), "load-"));
    const short = (clients: number): string[] => [
      "--stages",
      `1s:${clients},9s:${clients}`,
      "--warm-up",
      "2",
    ];
    const written = ["--json", file("a.json"), "--csv", file("a.csv"), "--html", file("a.html")];
    const own = ["--rooms", "2", "--fill", "4", "--whole", "2", "--slo", "refused<=0"];
    const there = ["--url", server.endpoint, "--slo", "input_echo.p99<1"];
    const level = ["--from", "2", "--to", "2", "--step", "1", "--repeats", "1", "--seconds", "2"];
    runs = {
      own: load(...short(4), ...own, ...written, ...PATIENT),
      broken: load(...short(2), ...there, "--net", "4g", ...PATIENT),
      search: load("find-max", ...level, "--slo", "refused<=0", ...PATIENT),
    };
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await server.close();
  });

  it("measures a server of its own, writes what it was asked for, and ends with 0", async () => {
    const { code, out, err } = await runs.own;
    assert.equal(code, 0, out + err);
    assert.match(out, /all 1 limits kept/);
    const result = readResult(file("a.json"));
    const { figures, kinds, series } = result;
    for (const name of ["seat", "socket", "first_state", "input_echo", "patch_interval", "state_age"])
      assert.ok((figures[name]?.count ?? 0) > 0, name);
    assert.ok((figures.seat.p50 ?? 0) > 0 && (figures.input_echo.p50 ?? 0) > 0);
    assert.deepEqual([figures.clients.value, figures.whole_clients.value], [4, 2]);
    // All four take patches, whether they read them or not.
    assert.ok((figures.patch_interval.count ?? 0) > 1.5 * (figures.state_age.count ?? 0));
    assert.ok((figures.tick?.p99 ?? 0) > 0 && (figures.server_cpu?.value ?? 0) > 0);
    assert.ok(kinds.in.patch.messages > 0 && kinds.out.input.bytes > 0);
    assert.deepEqual([result.invalid, result.interrupted, result.refused], [[], false, {}]);
    assert.ok(series.t.length >= 3);
    assert.equal(readFileSync(file("a.csv"), "utf8").trimEnd().split("\n").length, series.t.length + 1);
    assert.match(readFileSync(file("a.html"), "utf8"), /All 1 limits kept/);
  });

  it("goes to a server that runs already, through a bad network, and ends with 99 when a limit is broken", async () => {
    const { code, out } = await runs.broken;
    assert.equal(code, 99, out);
    assert.match(out, /1 of 1 limits BROKEN/);
    assert.match(out, /input_echo\.p99<1 .* BROKEN/);
  });

  it("declares a run void and ends with 98 when the generator was the limit", async () => {
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(STALL)}` };
    const { code, out } = await begin(["--clients", "2", "--seconds", "4", "--url", server.endpoint], env)
      .ended;
    assert.equal(code, 98, out);
    assert.match(out, /NOT VALID: the generator /);
  });

  it("ends with 1 and one line that names what is wrong", async () => {
    writeFileSync(file("bad.json"), JSON.stringify({ rooms: "two" }));
    const bad: [RegExp, string[]][] = [
      [/^load: scenario: rooms: /, ["--scenario", file("bad.json")]],
      [/^load: --clients must be a number/, ["--clients", "x"]],
      [/^load: no server answers at http:\/\/127\.0\.0\.1:9$/, ["--url", "http://127.0.0.1:9"]],
      [/^load: .*none\.json/, ["--compare", file("none.json")]],
    ];
    const ended = await Promise.all(bad.map(([, args]) => load(...args)));
    for (const [i, { code, err }] of ended.entries()) {
      assert.equal(code, 1, err);
      assert.match(err.trimEnd(), bad[i][0]);
      assert.equal(err.trimEnd().split("\n").length, 1, err);
    }
  });

  it("tells what was measured when it is interrupted", async () => {
    const stages = ["--stages", "1s:2,300s:2", "--warm-up", "2", "--url", server.endpoint];
    const { child, ended } = begin([...stages, ...PATIENT]);
    let out = "";
    child.stdout?.on("data", (chunk) => {
      out += String(chunk);
      if (/2 clients, tick/.test(out)) child.kill("SIGINT");
    });
    const { code, out: report } = await ended;
    assert.equal(code, 0, report);
    assert.match(report, /ended early/);
    assert.match(report, /Input echo, ms +\d/);
  });

  it("compares two results, and ends with 99 when the second is worse, 98 when one is void", async () => {
    writeFileSync(file("before.json"), JSON.stringify(madeResult({})));
    writeFileSync(file("now.json"), JSON.stringify(madeResult({ scale: 2 })));
    const same = await load("compare", file("before.json"), file("before.json"));
    assert.equal(same.code, 0, same.err);
    assert.match(same.out, /Nothing got worse/);
    const worse = await load("compare", file("before.json"), file("now.json"));
    assert.equal(worse.code, 99, worse.err);
    assert.match(worse.out, /Input echo p99 .* 2\.00 x .* WORSE/);
    const spoilt = { ...madeResult({ scale: 2 }), invalid: ["the generator was late"] };
    writeFileSync(file("void.json"), JSON.stringify(spoilt));
    for (const two of [
      ["before.json", "void.json"],
      ["void.json", "before.json"],
    ])
      assert.equal((await load("compare", ...two.map(file))).code, 98, two.join());
  });

  it("finds the largest crowd, as far as it was asked to look", async () => {
    const { code, out } = await runs.search;
    assert.equal(code, 0, out);
    assert.match(
      out,
      /2 clients in 1 room\(s\) \(refused<=0, drops<=0, ended<=0, clients>=1\.5\), the most that was asked for/,
    );
  });

  it("explains itself", async () => {
    const { code, out } = await load("--help");
    assert.equal(code, 0);
    assert.match(out, /find-max/);
  });
});

describe("a crowd of simulated clients", function () {
  this.timeout(60_000);
  let server: TestServer;
  let crowd: Crowd;

  beforeEach(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    crowd = new Crowd();
  });
  afterEach(async () => {
    await crowd.leave();
    await server.close();
  });

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((wake) => setTimeout(wake, 10));
  };

  /** Calls so many; resolves when each has got patches in play. */
  async function called(count: number): Promise<void> {
    const way = { endpoint: server.endpoint, to: { kind: "quick", mode: "swarm" } } as const;
    for (let n = 0; n < count; n++) void crowd.call(way, n, 1, performance.now());
    await until(() => crowd.size === count);
    const [room] = server.rooms();
    const tick = room.state.tick + 30;
    // A machine that stands still catches up with five ticks to a patch.
    let patches = 0;
    const { broadcastPatch } = room;
    room.broadcastPatch = () => {
      patches += 1;
      return broadcastPatch.call(room);
    };
    await until(() => room.state.tick >= tick && patches >= 20);
  }

  it("counts what those measured last who are thrown out, or dismissed", async () => {
    await called(2);
    server.rooms()[0].clients[0].leave(CloseCode.badMessage);
    await until(() => crowd.size === 1);
    for (const number of [0, 1]) crowd.dismiss(number);
    await until(() => crowd.size === 0);
    const { histograms, sums } = crowd.take().taken;
    // About 20 patches and 30 inputs of each.
    assert.ok(sums["in.patch.messages"] > 20, JSON.stringify(sums));
    assert.ok(histograms.patch_interval !== undefined && histograms.input_echo !== undefined);
    // Who goes because it was told to breaks no connection.
    assert.deepEqual([sums[`ended.${CloseCode.badMessage}`], sums.drops], [1, 1]);
  });

  it("knows every frame that its process was late for, not one for each stall", async () => {
    await called(2);
    crowd.take();
    const end = performance.now() + 1000;
    while (performance.now() < end);
    const meters = new Meters();
    const { late } = meters.histograms;
    await until(() => {
      meters.put(crowd.take().taken);
      return late.totalCount > 0;
    });
    // 30 frames of each client were due; those of the first half were late by more than half a second.
    assert.ok(late.totalCount >= 58, String(late.totalCount));
    assert.ok(late.getValueAtPercentile(50) > 300_000, String(late.getValueAtPercentile(50)));
  });
});
