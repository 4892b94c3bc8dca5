// What a simulated run says of the queue, in figures and in words.
// Owns: percentiles and lines. Must not: simulate.
import { predictWin } from "openskill";
import { NEW_RATING } from "../../server/persistence/records.ts";
import { RATING } from "../../shared/tunables/queue.ts";
import { quantile } from "../feel/quantile.ts";
import type { LeagueRow } from "./league.ts";
import type { Person } from "./population.ts";
import type { MatchMade, Run, RunOptions } from "./simulate.ts";

interface Spread {
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

export interface Report {
  options: RunOptions;
  /** From joining to the ready check of the match that came about; to its first tick. Seconds. */
  foundS: Spread;
  beganS: Spread;
  matches: number;
  people: number;
  checks: Run["checks"];
  out: Run["out"];
  /** Between the teams' mean ratings, and within a match between its best and worst, as people see them. */
  teamDifference: Spread;
  widest: Spread;
  /** That the better team wins, by openskill, %: 50 is even. */
  favourite: Spread;
  waiting: number;
  seatedTwice: number;
  violations: string[];
  mostWaiting: number;
  lookMs: Spread;
  league: LeagueRow[];
}

const spread = (values: readonly number[], scale = 1): Spread => ({
  p50: quantile(values, 0.5) / scale,
  p90: quantile(values, 0.9) / scale,
  p99: quantile(values, 0.99) / scale,
  max: quantile(values, 1) / scale,
});

export function makeReport(options: RunOptions, run: Run, league: LeagueRow[]): Report {
  const points = run.matches.map(pointsApart);
  return {
    options,
    foundS: spread(run.foundMs, 1000),
    beganS: spread(run.beganMs, 1000),
    matches: run.matches.length,
    people: run.foundMs.length,
    checks: run.checks,
    out: run.out,
    teamDifference: spread(points.map(({ teams }) => teams)),
    widest: spread(points.map(({ widest }) => widest)),
    favourite: spread(run.matches.map(favourite)),
    waiting: run.waiting,
    seatedTwice: run.seatedTwice,
    violations: run.violations,
    mostWaiting: run.mostWaiting,
    lookMs: spread(run.lookMs),
    league,
  };
}

const mean = (team: readonly Person[]): number => team.reduce((sum, { mu }) => sum + mu, 0) / team.length;

function pointsApart({ teams }: MatchMade): { teams: number; widest: number } {
  const all = teams.flat().map(({ mu }) => mu);
  return {
    teams: RATING.shownPerPoint * Math.abs(mean(teams[0]) - mean(teams[1])),
    widest: RATING.shownPerPoint * (Math.max(...all) - Math.min(...all)),
  };
}

/** With the doubt of somebody who has played a while. */
function favourite({ teams }: MatchMade): number {
  const rated = teams.map((team) => team.map(({ mu }) => ({ mu, sigma: NEW_RATING.sigma / 4 })));
  return 100 * Math.max(...predictWin(rated));
}

export function inWords(report: Report): string {
  const { options, checks, league } = report;
  const named = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ") || "none";
  const row = (name: string, { p50, p90, p99, max }: Spread, digits: number): string =>
    name.padEnd(46) + [p50, p90, p99, max].map((value) => value.toFixed(digits).padStart(9)).join("");
  const lines = [
    `${options.tickets} tickets for ${options.mode}, ${options.rate} a second, ${100 * options.parties}% parties, seed ${options.seed}`,
    `${report.matches} matches of ${report.people} people; at most ${report.mostWaiting} in the queue`,
    "",
    "".padEnd(46) + ["p50", "p90", "p99", "max"].map((name) => name.padStart(9)).join(""),
    row("wait until the match is found, s", report.foundS, 2),
    row("wait until it begins (people's answers in it), s", report.beganS, 2),
    row("difference of the teams' ratings, shown points", report.teamDifference, 0),
    row("best to worst in a match, shown points", report.widest, 0),
    row("the better team wins, %", report.favourite, 1),
    row("one look at the queue, real ms", report.lookMs, 3),
    "",
    `ready checks: ${checks.asked} asked, ${checks.begun} begun; called off: ${named(checks.calledOff)}`,
    `people who left without a match: ${named(report.out)}`,
    `seated twice: ${report.seatedTwice}; still waiting at the end, for want of people: ${report.waiting}`,
  ];
  for (const { matches, correlation, sigma } of league)
    lines.push(
      `after ${matches} matches each, rating and skill correlate ${correlation.toFixed(3)}, doubt ${sigma.toFixed(2)}`,
    );
  for (const violation of report.violations) lines.push(`BROKEN: ${violation}`);
  return lines.join("\n");
}
