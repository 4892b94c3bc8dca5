// `npm run load`: simulated clients against a server, measured; and what is done with such runs.
// Owns: the command line, signals and exit codes: 0, 1 an error, 98 the generator was the limit, 99 a limit is broken.
import { mkdirSync, writeFileSync } from "node:fs";
import { endChildrenAtExit } from "./children.ts";
import { compareResults, formatComparison } from "./lab/compare.ts";
import { formatCsv } from "./lab/csv.ts";
import { findMax, formatFound } from "./lab/find-max.ts";
import { formatHtml } from "./lab/html.ts";
import { HELP, type LoadOptions, readOptions } from "./lab/options.ts";
import { formatResult } from "./lab/print.ts";
import { type LoadResult, readResult } from "./lab/result.ts";
import { type RunOptions, runLoad } from "./lab/run.ts";
import type { Scenario } from "./lab/scenario.ts";
import { formatSoak, judgeSoak } from "./lab/soak.ts";
import { makeTeller } from "./lab/teller.ts";

const ERROR = 1;
const SATURATED = 98;
const BROKEN = 99;

const over = new AbortController();

async function main(options: LoadOptions): Promise<number> {
  if (options.command === "compare") return compare(options.files[0], readResult(options.files[1]));
  const teller = makeTeller(process.stdout);
  const baseline = options.compare === null ? null : readResult(options.compare);
  const run = (scenario: Scenario): Promise<LoadResult> => runLoad(scenario, runOptions(options, teller));
  if (options.command === "find-max") {
    const found = await findMax(options.scenario, options.find, run, over.signal, teller.say.bind(teller));
    teller.done();
    console.log(formatFound(found));
    if (found.best !== null) write(options, found.best);
    return found.limit === "generator" ? SATURATED : found.best === null ? BROKEN : 0;
  }
  const result = await run(options.scenario);
  teller.done();
  console.log(formatResult(result));
  const soak = options.command === "soak" ? judgeSoak(result, options.growth) : null;
  if (soak !== null) console.log(`\n${formatSoak(soak)}`);
  write(options, result);
  if (result.figures.clients?.value === 0 && !result.interrupted && result.invalid.length === 0) {
    console.error("load: no client got in");
    return ERROR;
  }
  const worse = baseline === null ? 0 : compare(String(options.compare), result, baseline);
  if (result.invalid.length > 0) return SATURATED;
  const kept =
    result.slo.every((verdict) => verdict.kept) && (soak === null || soak.every((row) => row.kept));
  return kept ? worse : BROKEN;
}

function runOptions(
  { url, profile, cpuProf }: LoadOptions,
  teller: ReturnType<typeof makeTeller>,
): RunOptions {
  return {
    url,
    profile,
    env: {},
    workerArgs: cpuProf === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${cpuProf}`],
    signal: over.signal,
    say: (line) => teller.say(line),
    told: (row, total) => teller.row(row, total),
  };
}

function compare(file: string, now: LoadResult, before = readResult(file)): number {
  const comparison = compareResults(before, now);
  console.log(`\n${formatComparison(comparison)}`);
  // A run that is void is neither better nor worse, and neither is one that is compared with it.
  if ([before, now].some(({ invalid }) => (invalid ?? []).length > 0)) return SATURATED;
  return comparison.rows.some(({ verdict }) => verdict === "worse") ? BROKEN : 0;
}

function write({ json, csv, html }: LoadOptions, result: LoadResult): void {
  if (json !== null) writeFileSync(json, `${JSON.stringify(result)}\n`);
  if (csv !== null) writeFileSync(csv, formatCsv(result));
  if (html !== null) writeFileSync(html, formatHtml(result));
  for (const file of [json, csv, html]) if (file !== null) console.log(`  written: ${file}`);
}

function start(): void {
  let options: LoadOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`load: ${(error as Error).message.split("\n")[0]}`);
    process.exitCode = ERROR;
    return;
  }
  if (options.command === "help") {
    console.log(HELP);
    return;
  }
  for (const folder of [options.profile, options.cpuProf])
    if (folder !== null) mkdirSync(folder, { recursive: true });
  endChildrenAtExit(() => {
    const first = !over.signal.aborted;
    over.abort();
    return first;
  });
  main(options).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(`load: ${error instanceof Error ? error.message : String(error)}`);
      process.exit(ERROR);
    },
  );
}

start();
