// `npm run matchsim`: the rated queue with made-up people, and how it went.
// Owns: the command line and exit codes. Must not: simulate or judge.
import { TEAM_SIZE } from "../../shared/tunables/queue.ts";
import { type LeagueRow, playLeague } from "./league.ts";
import { HELP, readOptions } from "./options.ts";
import { inWords, makeReport } from "./report.ts";
import { simulate } from "./simulate.ts";

const LEAGUE_PLAYERS = 400;
/** The league is told of after this many matches, and at its end. */
const TOLD = new Set([1, 3, 10, 30, 100]);

async function main(args: string[]): Promise<void> {
  const { league, json, help, ...options } = readOptions(args);
  if (help) return console.log(HELP);
  const run = simulate(options);
  const rows: LeagueRow[] = await playLeague(TEAM_SIZE[options.mode], LEAGUE_PLAYERS, league, options.seed);
  const told = rows.filter(({ matches }) => TOLD.has(matches) || matches === league);
  const report = makeReport(options, run, told);
  console.log(json ? JSON.stringify(report, null, 2) : inWords(report));
  if (run.seatedTwice > 0 || run.violations.length > 0) process.exitCode = 99;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`matchsim: ${error instanceof Error ? error.message : String(error)} (--help tells more)`);
  process.exitCode = 1;
});
