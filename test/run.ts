// `npm test`: the page is built once, then three lanes run beside each other: the browser's tests, those that compute and
// after them clusters of processes and attacks, and all others. One after the other they take half as long again, mostly waiting.
// Files that the command line names run alone, in one lane.
// Owns: the lanes, and the last line that adds them up. Must not: know what is tested.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { preparePage } from "../server/ops/page.ts";

const MOCHA = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const EVERYTHING = "test/**/*.test.ts";
const BROWSER = "test/browser/**/*.test.ts";
const COMPUTED = "test/{unit,determinism,architecture,matchsim}/**/*.test.ts";
/** Each starts several servers, or attacks one. */
const CLUSTERS = "test/{attack,cluster,system}/**/*.test.ts";

interface Lane {
  name: string;
  args: string[];
}

interface Outcome {
  lane: Lane;
  output: string;
  code: number;
}

/** Runs Mocha with `args`; what it prints is told line by line, and kept. A lane killed by a signal has code 1. */
function runLane(lane: Lane, tell: (chunk: string) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MOCHA, ...lane.args], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      tell(chunk);
    });
    child.on("error", reject).on("close", (code) => resolve({ lane, output, code: code ?? 1 }));
  });
}

/** The reporter's last line as numbers; a lane that did not get to it has failed once. */
function counts({ output, code }: Outcome): { passed: number; failed: number; skipped: number } {
  const line = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output);
  if (line === null) return { passed: 0, failed: 1, skipped: 0 };
  const [passed, failed, skipped] = line.slice(1).map((digits) => Number(digits ?? 0));
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

/** What a lane says of its failures, to be read at the end of a long log, whose beginning is often cut. */
function failures({ output }: Outcome): string {
  return /\n {2}\d+ failing\n[\s\S]*?(?=\n {2}Longest)/.exec(output)?.[0] ?? "";
}

async function runAll(): Promise<number> {
  await preparePage((line) => console.log(line));
  const others = [BROWSER, COMPUTED, CLUSTERS].flatMap((files) => ["--ignore", files]);
  const first: Lane = { name: "everything else", args: [EVERYTHING, ...others] };
  // The first lane is seen as it goes; the others are held back until their end, or its lines would stand among the first's.
  const held = (name: string, files: string): Promise<Outcome> => runLane({ name, args: [files] }, () => {});
  const computed = held("what computes", COMPUTED);
  const outcomes = await Promise.all([
    runLane(first, (chunk) => process.stdout.write(chunk)),
    computed,
    computed.then(() => held("clusters", CLUSTERS)),
    held("the browser", BROWSER),
  ]);
  for (const { lane, output } of outcomes.slice(1)) process.stdout.write(`\n== ${lane.name}\n${output}`);
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of outcomes.map(counts)) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  for (const outcome of outcomes) {
    const said = failures(outcome);
    if (said !== "") process.stdout.write(`\n== failed in ${outcome.lane.name}${said}`);
  }
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : "";
  process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed${skipped}\n`);
  return sum.failed > 0 ? 1 : 0;
}

const args = process.argv.slice(2);
if (args.length === 0) {
  process.exitCode = await runAll();
} else {
  const child = spawn(process.execPath, [MOCHA, ...args], { stdio: "inherit" });
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}
