// What a trial came to: figures against their limits.
// Owns: their form, and how they are printed. Must not: measure.

export interface Figure {
  what: string;
  /** As it is printed, with its unit. */
  value: string;
  /** The limit in words; "" where there is none. */
  limit: string;
  kept: boolean;
}

/** `value` at most `most`. */
export function atMost(what: string, value: number, most: number, unit: string): Figure {
  return { what, value: `${short(value)}${unit}`, limit: `at most ${most}${unit}`, kept: value <= most };
}

export function atLeast(what: string, value: number, least: number, unit: string): Figure {
  return { what, value: `${short(value)}${unit}`, limit: `at least ${least}${unit}`, kept: value >= least };
}

/** Told, and held to nothing. */
export const told = (what: string, value: string): Figure => ({ what, value, limit: "", kept: true });

const short = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);

/** The smallest value that `percent` of them do not exceed; 0 of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

export function formatFigures(name: string, figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ what }) => what.length));
  const lines = figures.map(({ what, value, limit, kept }) =>
    `  ${kept ? "      " : "BROKEN"} ${what.padEnd(width)}  ${value}${limit === "" ? "" : ` (${limit})`}`.trimEnd(),
  );
  const broken = figures.filter(({ kept }) => !kept).length;
  const limits = figures.filter(({ limit }) => limit !== "").length;
  const verdict = broken === 0 ? `all ${limits} limits kept` : `${broken} of ${limits} limits BROKEN`;
  return [`${name}: ${verdict}`, ...lines].join("\n");
}
