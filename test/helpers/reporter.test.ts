// A run's last line and exit code, also for the ways to end that Mocha itself passes over in silence.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MOCHA = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const REPORTER = join(import.meta.dirname, "reporter.ts");

/** Runs one planted test file; its last line and exit code. */
function run(source: string): { last: string | undefined; status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), "emberline-reporter-"));
  const file = join(folder, "planted.test.ts");
  writeFileSync(file, source);
  const args = [
    MOCHA,
    "--no-config",
    "--no-package",
    "--reporter",
    REPORTER,
    "--reporter-option",
    "leakAfterMs=300",
    file,
  ];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return { last: stdout.trimEnd().split("\n").at(-1), status, output: stdout };
}

describe("reporter", () => {
  const cases: [title: string, source: string, last: string, status: number][] = [
    [
      "counts what passed and was skipped",
      'it("a", () => {}); it.skip("b");',
      "1 passed, 0 failed, 1 skipped",
      0,
    ],
    ["fails with a failing test", 'it("a", () => { throw new Error("planted"); });', "0 passed, 1 failed", 1],
    ["fails without any test", "", "0 passed, 1 failed", 1],
    ["fails when every test is skipped", 'it.skip("a");', "0 passed, 1 failed, 1 skipped", 1],
    ["fails when a file does not load", 'import "./absent.ts";', "0 passed, 1 failed", 1],
    ["fails when a test ends the process", 'it("a", () => process.exit(0));', "0 passed, 1 failed", 1],
    [
      "fails on an error after the last test",
      'it("a", () => { setTimeout(() => { throw new Error("planted"); }, 50); });',
      "1 passed, 1 failed",
      1,
    ],
  ];
  for (const [title, source, last, status] of cases) {
    it(title, () => {
      const result = run(source);
      assert.deepEqual([result.last, result.status], [last, status], result.output);
    });
  }

  it("fails the test in which a rejection goes unhandled", () => {
    const wait = "await new Promise((resolve) => setTimeout(resolve, 50));";
    const result = run(`it("a", async () => { void Promise.reject(new Error("planted")); ${wait} });`);
    assert.match(result.output, /Uncaught Error: planted/);
    assert.equal(result.status, 1);
  });

  it("names what stays open after the last test, and does not hang", () => {
    const result = run('import net from "node:net"; it("a", () => { net.createServer().listen(0); });');
    assert.match(result.output, /Still open 300 ms after the last test:.*TCPServerWrap/);
    assert.deepEqual([result.last, result.status], ["1 passed, 1 failed", 1]);
  });
});
