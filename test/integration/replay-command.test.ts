// `npm run replay` as a user runs it: a child process, real files, its words and its exit code.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLog } from "../../server/persistence/log-files.ts";
import { GOLDEN_MATCHES, readGolden } from "../golden/matches.ts";

const COMMAND = join(import.meta.dirname, "../../server/ops/replay.ts");
const GOLDEN = join(import.meta.dirname, "../golden", GOLDEN_MATCHES[0]);

/** Runs the command; resolves whatever its exit code. */
function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe("npm run replay", function () {
  this.timeout(60_000);
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
});
