// `npm run feel`: is the game the same at 20 and at 250 ms?
// Owns: the exit code: 0 when everything required is kept, 99 when something is not, 1 on an error.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endChildrenAtExit } from "../load/children.ts";
import { fly } from "./flights.ts";
import { judge } from "./limits.ts";
import { type FeelOptions, HELP, readOptions } from "./options.ts";
import { report } from "./report.ts";

const BROKEN = 99;
const PREFACE = join(import.meta.dirname, "preface.md");

async function main(options: FeelOptions): Promise<number> {
  const startMs = performance.now();
  const say = (line: string): void => {
    console.log(`[${((performance.now() - startMs) / 1000).toFixed(0).padStart(3)} s] ${line}`);
  };
  const flights = await fly(options, say);
  const verdicts = judge(flights);
  const tables = report(options, flights, verdicts);
  console.log(`\n${tables}`);
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ options, verdicts, ...flights })}\n`);
  if (options.markdown !== null)
    writeFileSync(options.markdown, `${readFileSync(PREFACE, "utf8")}\n${tables}\n`);
  return verdicts.every(({ kept }) => kept) ? 0 : BROKEN;
}

function start(): void {
  let options: FeelOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`feel: ${(error as Error).message}`);
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
      console.error(`feel: ${error instanceof Error ? error.stack : String(error)}`);
      process.exit(1);
    },
  );
}

start();
