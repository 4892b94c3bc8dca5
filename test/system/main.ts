// `npm run system`: many simulated stories, one after the other.
// Owns: the command's words, its progress and its exit code. Must not: judge a run.
import "./stage.ts";

import { wallMs } from "./clock.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { type Outcome, runSeed, warmUp } from "./run.ts";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    print(HELP);
    return 0;
  }
  return (await tell(options)) === 0 ? 0 : 99;
}

/** Runs them all; resolves to how many differ. */
async function tell({ seeds, seconds, plant, trace, json }: Options): Promise<number> {
  await warmUp();
  const startMs = wallMs();
  const differing: number[] = [];
  let deliveries = 0;
  let compared = 0;
  let simulatedMs = 0;
  const happened: Record<string, number> = {};
  for (const [done, seed] of seeds.entries()) {
    const outcome = await runSeed({ seed, seconds, plant, tell: trace ? print : null });
    if (outcome.differences.length > 0) differing.push(seed);
    deliveries += outcome.figures.deliveries;
    compared += outcome.figures.compared;
    simulatedMs += outcome.figures.simulatedMs;
    for (const [what, times] of Object.entries(outcome.happened))
      happened[what] = (happened[what] ?? 0) + times;
    if (json) print(JSON.stringify(outcome));
    else tellOutcome(outcome, `${done + 1}/${seeds.length}`);
  }
  if (json) return differing.length;
  const [took, simulated] = [(wallMs() - startMs) / 1000, simulatedMs / 1000];
  print(
    `${seeds.length} stories of ${simulated.toFixed(0)} simulated seconds in ${took.toFixed(1)} s: ` +
      `${deliveries} deliveries, ${compared} views compared, ${differing.length} stories differ` +
      (differing.length > 0 ? `: ${differing.join(", ")}` : ""),
  );
  const all = Object.entries(happened).sort(([, a], [, b]) => b - a);
  print(`It happened: ${all.map(([what, times]) => `${what} ${times}`).join(", ")}`);
  return differing.length;
}

function tellOutcome({ seed, hash, differences, figures }: Outcome, progress: string): void {
  const { people, deliveries, compared, wallMs: took } = figures;
  const state = differences.length === 0 ? "same" : "DIFFERS";
  print(
    `${progress.padEnd(8)} seed ${String(seed).padEnd(6)} ${state.padEnd(8)} ${hash} ` +
      `${people} people, ${deliveries} deliveries, ${compared} views, ${(took / 1000).toFixed(1)} s`,
  );
  for (const line of differences) print(`  ${line.slice(0, 300)}`);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `system: ${error instanceof Error ? error.message : String(error)} (--help tells more)\n`,
    );
    process.exit(1);
  },
);
