// `npm run attack`: options -> ground -> cases -> table. Its exit code says whether every case passed.
// Owns: the order, and what is printed when. Must not: know a case.
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { endChildrenAtExit } from "../load/children.ts";
import type { Effort } from "./case.ts";
import { CASES } from "./cases.ts";
import { Ground } from "./ground.ts";
import { type AttackOptions, HELP, readOptions } from "./options.ts";
import { formatList, formatOutcome, formatSum, HEADER } from "./report.ts";
import { attempt, type Outcome, STRICT } from "./suite.ts";

/** On a machine of two cores the others' gaps would measure the attacker: it yields to them. */
const YIELDING = 10;

async function attack(options: AttackOptions): Promise<number> {
  const unknown = options.cases.filter((name) => !CASES.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`no such case: ${unknown.join(", ")}; --list lists them`);
  const chosen = CASES.filter(({ name }) => options.cases.length === 0 || options.cases.includes(name));
  const { stdout } = process;
  const progress = (line: string): void => {
    if (stdout.isTTY) stdout.write(`\r\x1b[K${line}`);
  };
  const effort: Effort = { ...options, progress };
  const ground = await Ground.prepare();
  setPriority(YIELDING);
  const outcomes: Outcome[] = [];
  console.log(HEADER);
  for (const [i, one] of chosen.entries()) {
    progress(`${one.name}: ${one.sent} (${i + 1} of ${chosen.length})`);
    const outcome = await attempt(one, ground, effort, STRICT);
    outcomes.push(outcome);
    progress("");
    console.log(formatOutcome(outcome));
  }
  await ground.revive();
  await ground.stop();
  console.log(formatSum(outcomes, ground.exits));
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ options, exits: ground.exits, outcomes }, null, 2)}\n`);
  return outcomes.every(({ passed }) => passed) ? 0 : 99;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(HELP);
  else if (options.list) console.log(formatList(CASES));
  else {
    endChildrenAtExit();
    return attack(options);
  }
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`attack: ${error.message}`);
    process.exit(1);
  },
);
