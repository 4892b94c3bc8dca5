// `npm run slo`: half a minute of load with the limits of slo.json, for the build: 0, 1 an error, 98, 99 a limit is broken.
// Owns: which run that is, and that a spoilt one is repeated once. Must not: have limits of its own.
import { join } from "node:path";
import { endChildrenAtExit } from "./children.ts";
import { digits, sloTable, verdictOf } from "./lab/print.ts";
import type { LoadResult } from "./lab/result.ts";
import { runLoad } from "./lab/run.ts";
import { makeScenario, readScenarioFile } from "./lab/scenario.ts";

const FILE = join(import.meta.dirname, "slo.json");
const ERROR = 1;
const SATURATED = 98;
const BROKEN = 99;

async function once(): Promise<LoadResult> {
  const result = await runLoad(makeScenario(readScenarioFile(FILE)), {
    url: null,
    profile: null,
    env: {},
    workerArgs: [],
    signal: new AbortController().signal,
    say: () => {},
    told: () => {},
  });
  const { figures, machine } = result;
  console.log(`${result.name}: ${verdictOf(result)}`);
  console.log(sloTable(result));
  console.log(
    `  server CPU ${digits(figures.server_cpu?.value)}% of ${machine.model}; generator late p99 ${digits(figures.late_sends?.p99)} ms`,
  );
  for (const note of result.notes) console.log(`  ${note}`);
  return result;
}

async function main(): Promise<number> {
  let result = await once();
  if (result.invalid.length > 0) {
    console.log("  Once more: the generator was the limit, which says nothing of the server.");
    result = await once();
  }
  if (result.invalid.length > 0) return SATURATED;
  return result.slo.every(({ kept }) => kept) ? 0 : BROKEN;
}

endChildrenAtExit();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`slo: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(ERROR);
  },
);
