// Mocha's spec reporter, closed by one plain line: "123 passed, 0 failed", with ", 4 skipped" if there were any.
// It also fails a run that executes no test, that ends early, or that leaves something open after the last test.
import { createRequire } from "node:module";
import { relative } from "node:path";
import type { MochaOptions, Runner } from "mocha";

// Mocha loads a reporter with require(), and must get the very class that its own copy exports.
const { Spec } = (createRequire(import.meta.url)("mocha") as typeof import("mocha")).reporters;

/** How long the event loop may stay alive after the last test before what keeps it alive is a failure; more than
 * the 5 s for which HTTP keeps an idle connection. The reporter option `leakAfterMs` overrides it. */
const LEAK_AFTER_MS = 8_000;

/** As many files are named as the longest. */
const SLOWEST = 12;

const run = { stats: { passes: 0, failures: 0, pending: 0 }, otherFailures: 0, ended: false };

export default class SummaryReporter extends Spec {
  readonly #leakAfterMs: number;

  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    run.stats = this.stats;
    runner.on("test end", ({ file, duration }) => addTime(file, duration));
    this.#leakAfterMs = Number(options.reporterOptions?.leakAfterMs ?? LEAK_AFTER_MS);
    // Mocha 12 swallows a rejection that nobody handles; thrown again, it fails the test that is running.
    process.on("unhandledRejection", (reason) => {
      throw reason;
    });
  }

  /** Mocha calls this after the last hook; `finish` lets it set the exit code when the process ends. */
  override done(failures: number, finish?: (failures: number) => void): void {
    run.ended = true;
    if (run.stats.passes + failures === 0) fail("No test was executed.");
    finish?.(failures + run.otherFailures);
    // Fires only while something else keeps the process alive: the timer itself does not.
    setTimeout(exitOnLeak, this.#leakAfterMs, this.#leakAfterMs).unref();
    process.prependListener("uncaughtException", exitOnLateError);
    // After Mocha's own exit handler, which would turn a late crash into success.
    process.once("exit", close);
  }
}

// For the runs in which Mocha never gets to done(): a file that does not load, a test that ends the process.
process.once("exit", () => {
  if (!run.ended) close(1);
});

function exitOnLeak(afterMs: number): void {
  const open = [...new Set(process.getActiveResourcesInfo())].join(", ");
  fail(`Still open ${afterMs} ms after the last test: ${open}. Close it in an after hook.`);
  process.exit(1);
}

/** Ahead of Mocha's listener, which throws again and so ends the process without a closing line. */
function exitOnLateError(error: unknown): void {
  fail(`Thrown after the last test: ${error instanceof Error ? error.stack : String(error)}`);
  process.exit(1);
}

/** Where a run's time goes, so that a suite that grew slow is seen. */
const seconds = new Map<string, number>();

function addTime(file: string | undefined, durationMs: number | undefined): void {
  const name = relative(process.cwd(), file ?? "");
  seconds.set(name, (seconds.get(name) ?? 0) + (durationMs ?? 0) / 1000);
}

function tellSlowest(): void {
  const slowest = [...seconds].sort((a, b) => b[1] - a[1]).slice(0, SLOWEST);
  const times = slowest.map(([name, time]) => `${time.toFixed(0)} s ${name}`);
  process.stdout.write(`  Longest, hooks aside: ${times.join(", ")}\n\n`);
}

function close(code: number): void {
  const { passes, failures, pending } = run.stats;
  if (code !== 0 && failures + run.otherFailures === 0) fail("The process ended early or with an error.");
  const failed = failures + run.otherFailures;
  if (failed > 0) process.exitCode = 1;
  if (seconds.size > SLOWEST) tellSlowest();
  process.stdout.write(`${passes} passed, ${failed} failed${pending > 0 ? `, ${pending} skipped` : ""}\n`);
}

function fail(text: string): void {
  run.otherFailures += 1;
  process.stdout.write(`\n  FAILED: ${text}\n\n`);
}
