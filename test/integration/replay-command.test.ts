// `npm run replay` as a user runs it: a child process, real files, its words and its exit code.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../server/config.ts";
import { makeLog } from "../../server/ops/log.ts";
import { writeLog } from "../../server/persistence/log-files.ts";
import { packLog } from "../../server/persistence/log-form.ts";
import { openRecords } from "../../server/persistence/open-records.ts";
import { GOLDEN_MATCHES, readGolden } from "../golden/matches.ts";
import { match, NOON, person } from "./persistence/made-matches.ts";

const COMMAND = join(import.meta.dirname, "../../server/ops/replay.ts");
const GOLDEN = join(import.meta.dirname, "../golden", GOLDEN_MATCHES[0]);

/** Runs the command; resolves whatever its exit code. */
function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return runWith({}, ...args);
}

function runWith(env: Record<string, string>, ...args: string[]): ReturnType<typeof run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...env } }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe("npm run replay", function () {
  this.timeout(120_000);
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "replay-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("[D1] finds no difference in a golden match, and tells what happened in it", async () => {
    const { code, out } = await run(GOLDEN);
    assert.equal(code, 0);
    assert.match(out, /hashes compared, 0 differ/);
    assert.match(out, /[1-9]\d* of them judged in the past/);
  });

  it("names the ticks whose hash differs, and ends with 99", async () => {
    const log = await readGolden(GOLDEN_MATCHES[0]);
    log.hashes[99] ^= 1;
    const file = await writeLog(folder, "one-bit", log);
    const { code, out } = await run(file);
    assert.equal(code, 99);
    assert.match(out, /1 DIFFER, in tick 100\b/);
  });

  it("says what is wrong with what it cannot replay, and goes on with the rest", async () => {
    const junk = join(folder, "junk.emberlog");
    await writeFile(junk, "no log");
    const { code, out, err } = await run(junk, join(folder, "gone.emberlog"), GOLDEN);
    assert.equal(code, 1);
    assert.match(err, /junk\.emberlog is not an input log/);
    assert.match(err, /gone\.emberlog/);
    assert.match(out, /0 differ/);
  });

  it("refuses a log of another version", async () => {
    const log = await readGolden(GOLDEN_MATCHES[0]);
    const { code, err } = await run(await writeLog(folder, "old", { ...log, version: 1 }));
    assert.equal(code, 1);
    assert.match(err, /version 1/);
  });

  it("asks for a file when none is named, and helps", async () => {
    assert.equal((await run()).code, 1);
    const { code, out } = await run("--help");
    assert.equal(code, 0);
    assert.match(out, /npm run replay/);
  });

  describe("with the records", () => {
    const log = makeLog("silent");
    let env: Record<string, string>;
    const played = match([person(0, "u_a", { score: 7 })]);
    const gone = match([person(0, "u_b")], { endedAtMs: NOON + 1 });
    before(async () => {
      env = { DATA_FILE: join(folder, "records.sqlite"), DATABASE_URL: "" };
      const records = await openRecords(readConfig(env).records, log);
      const golden = await packLog(await readGolden(GOLDEN_MATCHES[0]));
      await records.saveMatch({ ...played, log: golden }, null);
      await records.saveMatch(gone, null);
      await records.close();
    });

    it("replays a match by its id, beside files", async () => {
      const { code, out } = await runWith(env, played.id, GOLDEN);
      assert.equal(code, 0);
      assert.equal(out.match(/hashes compared, 0 differ/g)?.length, 2);
    });

    it("says whether a match is unknown or its log is gone", async () => {
      const unknown = randomUUID();
      const { code, err } = await runWith(env, gone.id, unknown);
      assert.equal(code, 1);
      assert.match(err, new RegExp(`${gone.id}: its log is gone`));
      assert.match(err, new RegExp(`${unknown}: no such match`));
    });

    it("lists the newest matches, of all or of a player", async () => {
      const all = await runWith(env, "--list");
      assert.equal(all.code, 0);
      assert.match(
        all.out,
        new RegExp(`^${gone.id}.*; log gone\n${played.id}  2026-11-21T12:00Z  swarm, 1 s`),
      );
      const one = await runWith(env, "--list", "u_a");
      assert.match(one.out, new RegExp(`^${played.id}.*; Name of u_a: place 1, score 7\n$`));
      assert.equal((await runWith(env, "--list", "u_c")).out, "no matches\n");
    });

    it("makes no records where there are none", async () => {
      const missing = join(folder, "missing", "records.sqlite");
      const { code, err } = await runWith({ ...env, DATA_FILE: missing }, "--list");
      assert.equal(code, 1);
      assert.match(err, /^replay: cannot open the records in .*DATA_FILE\?\n$/);
      assert.equal(existsSync(join(folder, "missing")), false);
    });
  });
});
