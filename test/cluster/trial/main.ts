// `npm run cluster:trial`: options -> trials -> figures against their limits.
// Owns: the command line and exit codes: 0, 1 an error, 99 a limit is broken.
import { writeFileSync } from "node:fs";
import { endChildrenAtExit } from "../../load/children.ts";
import { type Figure, formatFigures } from "./figures.ts";
import { type Asked, HELP, readOptions } from "./options.ts";
import { runTrial } from "./trials.ts";

/** Ends the process with one line when the command line is wrong. */
function options(): Asked | null {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`cluster:trial: ${(error as Error).message.split("\n")[0]}`);
    process.exit(1);
  }
}

async function main(): Promise<number> {
  const asked = options();
  if (asked === null) {
    console.log(HELP);
    return 0;
  }
  endChildrenAtExit();
  const results: Record<string, Figure[]> = {};
  for (const trial of asked.trials) {
    const settings = asked.optionsOf(trial);
    console.log(`${trial}: ${settings.clients} clients on ${settings.processes} processes`);
    results[trial] = await runTrial(trial, { ...settings, say: (line) => console.log(`  ${line}`) });
    console.log(formatFigures(trial, results[trial]));
  }
  if (asked.json !== null) writeFileSync(asked.json, `${JSON.stringify(results, null, 2)}\n`);
  return Object.values(results)
    .flat()
    .every(({ kept }) => kept)
    ? 0
    : 99;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`cluster:trial: ${error.stack}`);
    process.exit(1);
  },
);
