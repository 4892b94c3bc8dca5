// What is printed of an attack: a row for each case as it ends, and the sum.
// Owns: the words and columns. Must not: judge.
import type { Case } from "./case.ts";
import type { Outcome } from "./suite.ts";

const NAME = 9;
const VERDICT = 6;
const GAPS = 16;
const TIME = 7;
const WIDTH = 100;

const row = (...cells: [string, number][]): string =>
  cells.map(([cell, width]) => cell.padEnd(width)).join("");

export const HEADER = `${row(["case", NAME], ["", VERDICT], ["others' p99/max", GAPS], ["took", TIME])}  sent`;

const gapsOf = ({ felt }: Outcome): string =>
  felt === null ? "-" : `${felt.p99.toFixed(0)} / ${felt.max.toFixed(0)} ms`;

const clip = (line: string): string => (line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line);

/** A row, and under it what was required and found; of a case that failed everything, else one line. */
export function formatOutcome(outcome: Outcome): string {
  const { name, passed, sent, required, findings, seconds } = outcome;
  const indent = " ".repeat(NAME);
  const head = row(
    [name, NAME],
    [passed ? "pass" : "FAIL", VERDICT],
    [gapsOf(outcome), GAPS],
    [`${seconds.toFixed(1)} s`, TIME],
  );
  const found = passed
    ? [`${indent}found     ${clip(findings.map(({ what }) => what).join("; "))}`]
    : findings.map(({ ok, what }) => `${indent}${ok ? "ok     " : "NOT OK "}   ${what}`);
  return [`${head}  ${sent}`, `${indent}required  ${required}`, ...found].join("\n");
}

export const formatList = (cases: readonly Case[]): string =>
  cases
    .map(({ name, sent, required }) => `${name.padEnd(NAME)}${sent}\n${" ".repeat(NAME)}${required}`)
    .join("\n");

export function formatSum(outcomes: readonly Outcome[], exits: number): string {
  const failed = outcomes.filter(({ passed }) => !passed);
  const worst = Math.max(0, ...outcomes.map(({ felt }) => felt?.p99 ?? 0));
  const names = failed.length > 0 ? `: ${failed.map(({ name }) => name).join(", ")}` : "";
  return `\n${outcomes.length - failed.length} passed, ${failed.length} failed${names}; the server ended ${exits} times; the others' worst p99 patch gap was ${worst.toFixed(0)} ms`;
}
