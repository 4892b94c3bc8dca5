// The samples of a run as CSV: a line for each, a column for each series.
// Owns: the form. Must not: round or leave out.
import type { LoadResult } from "./result.ts";

export function formatCsv({ series }: Pick<LoadResult, "series">): string {
  const names = Object.keys(series);
  const lines = series.t.map((_, i) => names.map((name) => series[name][i] ?? "").join(","));
  return `${[names.join(","), ...lines].join("\n")}\n`;
}
