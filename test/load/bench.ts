// `npm run bench`: is one room with 100 clients and 24 bots within its limits on one core?
// Owns: the exit code: 0 within the limits, 99 when one is broken, 1 on an error.
import { mkdirSync, writeFileSync } from "node:fs";
import { endChildrenAtExit } from "./children.ts";
import { formatProfile } from "./cpu-profile.ts";
import { judge } from "./limits.ts";
import { type BenchOptions, HELP, readOptions } from "./options.ts";
import { formatReport } from "./report.ts";
import { run } from "./run.ts";

const BROKEN = 99;

async function main(options: BenchOptions): Promise<number> {
  const startMs = performance.now();
  const say = (line: string): void => {
    console.log(`[${((performance.now() - startMs) / 1000).toFixed(0).padStart(3)} s] ${line}`);
  };
  if (options.profile !== null) mkdirSync(options.profile, { recursive: true });
  const figures = await run(options, say);
  const verdicts = judge(figures.server, figures.clients, options.clients);
  console.log(formatReport(options, figures, verdicts));
  if (options.profile !== null) console.log(`\n${formatProfile(options.profile, options.seconds)}`);
  if (options.json !== null) {
    const { model } = (await import("node:os")).cpus()[0];
    const machine = { model, node: process.version, date: new Date().toISOString() };
    writeFileSync(options.json, `${JSON.stringify({ machine, options, verdicts, ...figures }, null, 2)}\n`);
  }
  return verdicts.every(({ kept }) => kept) ? 0 : BROKEN;
}

function start(): void {
  let options: BenchOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`bench: ${(error as Error).message}`);
    process.exitCode = 1;
    return;
  }
  if (options.help) {
    console.log(HELP);
    return;
  }
  endChildrenAtExit();
  main(options).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(`bench: ${error instanceof Error ? error.stack : String(error)}`);
      process.exit(1);
    },
  );
}

start();
