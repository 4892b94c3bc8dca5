// What the contenders did, as aligned tables: one for each size of the crowd, medians of the rounds.
// Owns: columns and notes. Must not: measure.
import type { Outcome } from "./run.ts";

/** Beyond these the clients, not the server, may be what was slow. */
const SATURATED_PERCENT = 90;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

const COLUMNS: [title: string, of: (outcome: Outcome) => number, digits: number][] = [
  ["CPU ms/client/s", (o) => o.cpuPerClient, 2],
  ["CPU %", (o) => o.cpuPercent, 0],
  ["KB/s/client", (o) => o.kilobytes, 2],
  ["patches/s", (o) => o.delivered, 1],
  ["gap p99 ms", (o) => o.intervalP99Ms, 0],
  ["loop p99 ms", (o) => o.serverLoopP99Ms, 1],
  ["RSS MB", (o) => o.rssMegabytes, 0],
  ["clients' CPU %", (o) => o.generatorPercent, 0],
  ["lost", (o) => o.lost, 0],
];

/** By size and contender, the outcomes of all rounds. */
export function formatTable(results: ReadonlyMap<number, ReadonlyMap<string, readonly Outcome[]>>): string {
  const parts: string[] = [];
  for (const [clients, contenders] of results) {
    const rows = [...contenders].map(([name, outcomes]) => [
      name,
      ...COLUMNS.map(([, of, digits]) => median(outcomes.map(of)).toFixed(digits)),
    ]);
    parts.push(`\n${clients} clients`, ...aligned([["", ...COLUMNS.map(([title]) => title)], ...rows]));
    for (const [name, outcomes] of contenders)
      if (median(outcomes.map((o) => o.generatorPercent)) > SATURATED_PERCENT)
        parts.push(`  ${name}: the clients were saturated; what was delivered may be their doing.`);
  }
  return parts.join("\n");
}

/** The first column is aligned to the left, the others to the right. */
function aligned(rows: string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join("  "),
  );
}
