// A result as text: the verdict, the limits, every figure.
// Owns: the words and columns. Must not: compute.
import { type Figure, KINDS, shortTitle } from "./figures.ts";
import type { ProcessRow } from "./process-group.ts";
import type { LoadResult } from "./result.ts";

/** Numbers with as many digits as they deserve. */
export function digits(value: number | undefined | null): string {
  if (value === undefined || value === null) return "";
  const size = Math.abs(value);
  if (size >= 1000 || Number.isInteger(value)) return Math.round(value).toLocaleString("en");
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** Lines of columns, each as wide as its widest cell; the first is aligned to the left. */
export function columns(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join("\n");
}

export function verdictOf({ invalid, slo, interrupted }: LoadResult): string {
  const broken = slo.filter(({ kept }) => !kept).length;
  const early = interrupted ? " (ended early)" : "";
  if (invalid.length > 0) return `NOT VALID${early}: ${invalid.join("; ")}`;
  if (slo.length === 0) return `measured, nothing was demanded${early}`;
  return broken === 0
    ? `all ${slo.length} limits kept${early}`
    : `${broken} of ${slo.length} limits BROKEN${early}`;
}

export function sloTable({ slo }: Pick<LoadResult, "slo">): string {
  const rows = slo.map(({ text, value, unit, kept }) => [
    text,
    value === null ? "not measured" : `${digits(value)} ${unit}`.trim(),
    kept ? "kept" : "BROKEN",
  ]);
  return columns([["Limit", "measured", ""], ...rows]);
}

export function formatResult(result: LoadResult): string {
  const { figures, machine, measuredSeconds, scenario, url } = result;
  const spread = (name: string, { p50, p90, p99, p999, max }: Figure): string[] => [
    titled(name),
    ...[p50, p90, p99, p999, max].map(digits),
  ];
  const spreads = Object.entries(figures).filter(([, figure]) => figure.value === undefined);
  const scalars = Object.entries(figures).filter(([, figure]) => figure.value !== undefined);
  const kinds = Object.entries(result.kinds).flatMap(([way, counts]) =>
    Object.entries(counts).map(([kind, { messages, bytes }]) => [
      `${way === "in" ? "to clients" : "from clients"}: ${kind}`,
      digits(messages),
      digits(bytes / 1000),
    ]),
  );
  return [
    `${result.name === "" ? "Load" : result.name}, ${result.startedAt.slice(0, 16).replace("T", " ")} UTC: ${verdictOf(result)}`,
    `${scenario.stages} in ${scenario.rooms} room(s), ${scenario.mode}, ${scenario.net}, seed ${scenario.seed}; ${measuredSeconds} s measured${url === null ? "" : ` at ${url}`}`,
    `${machine.model}, ${machine.cores} cores, Node ${machine.node}; server on core ${machine.serverCore ?? "any"}, ${machine.workers} worker(s) on ${machine.loadCores ?? "any"}`,
    "",
    ...(result.slo.length === 0 ? [] : [sloTable(result), ""]),
    columns([
      ["Spread", "p50", "p90", "p99", "p99.9", "max"],
      ...spreads.map(([name, f]) => spread(name, f)),
    ]),
    "",
    columns([["Figure", ""], ...scalars.map(([name, { value }]) => [titled(name), digits(value)])]),
    "",
    ...(result.processes === undefined ? [] : [columns(processTable(result.processes)), ""]),
    ...(kinds.length === 0 ? [] : [columns([["Messages", "number", "KB"], ...kinds]), ""]),
    ...listed("Joins refused", result.refused),
    ...listed("Games ended early", result.ended),
    ...listed("Server's limits that struck", result.limits),
    ...result.notes.map((note) => `  ${note}`),
  ].join("\n");
}

/** Heads and rows, for text and for the page. */
export function processTable(processes: readonly ProcessRow[]): string[][] {
  const rows = processes.map(({ name, cpu, rss, tick, rooms, people, silent, restarts }) => [
    name,
    ...[cpu, rss, tick, rooms, people, silent, restarts].map(digits),
  ]);
  const heads = ["CPU, %", "RSS, MB", "tick p99, ms", "rooms", "people", "unanswered", "restarts"];
  return [["Process", ...heads], ...rows];
}

const titled = (name: string): string =>
  `${shortTitle(name)}${KINDS[name].unit === "" ? "" : `, ${KINDS[name].unit}`}`;

function listed(title: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  return entries.length === 0
    ? []
    : [`  ${title}: ${entries.map(([why, count]) => `${why} ${count}`).join(", ")}`];
}
