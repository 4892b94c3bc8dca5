// Two results side by side: what got better or worse, beyond what a run differs from its repetition.
// Owns: the arithmetic of the noise and the table. Must not: run anything.
import { type FigureKind, KINDS, shortTitle } from "./figures.ts";
import { columns, digits } from "./print.ts";
import type { LoadResult } from "./result.ts";

export interface ComparedRow {
  name: string;
  title: string;
  before: number;
  /** Null: it was measured before, and is not any more. */
  now: number | null;
  ratio: number | null;
  /** How far apart two runs of the same may be, in the figure's unit. */
  noise: number;
  verdict: "better" | "worse" | "same";
}

export interface Comparison {
  before: string;
  now: string;
  rows: ComparedRow[];
  notes: string[];
}

/** Compared of a spread; the maximum is one value, and luck. */
const STATS = ["p50", "p99"] as const;
/** Told, but no reason to fail: they are not the server's, or tell how much was asked of it. */
const NEUTRAL = new Set([
  "clients",
  "bytes_out",
  "late_sends",
  "generator_busy",
  "generator_cpu",
  "generator_delay",
]);
/** Of these none at all is none to tell of, not something that nobody measured. */
const EVENTS = new Set(["correction"]);
/** Runs of the same differ by this share even where their seconds agree: other maps of the scheduler, other fights. */
const SHARE = 0.1;
const BLOCKS = 8;
/** Two standard errors, of both runs. */
const SIGMAS = 2;

export function compareResults(before: LoadResult, now: LoadResult): Comparison {
  const rows: ComparedRow[] = [];
  for (const [name, kind] of Object.entries(KINDS)) {
    const stats = before.figures[name]?.value === undefined ? STATS : (["value"] as const);
    for (const stat of stats) {
      const [was, is] = [before.figures[name]?.[stat], now.figures[name]?.[stat]];
      if (was === undefined || (is === undefined && EVENTS.has(name))) continue;
      const noise = is === undefined ? 0 : noiseOf(before, now, name, stat);
      rows.push(rowOf(name, stat, kind, was, is ?? null, noise));
    }
  }
  return { before: labelOf(before), now: labelOf(now), rows, notes: differences(before, now) };
}

function rowOf(
  name: string,
  stat: string,
  kind: FigureKind,
  before: number,
  now: number | null,
  measured: number,
): ComparedRow {
  const noise = Math.max(kind.grain, SHARE * Math.max(before, now ?? 0), measured);
  // Who does not tell any more how it does is not believed to do as before.
  const grows = now === null ? Infinity : kind.higherIsBetter === true ? before - now : now - before;
  const verdict = NEUTRAL.has(name) || Math.abs(grows) <= noise ? "same" : grows > 0 ? "worse" : "better";
  const what = stat === "value" ? "" : ` ${stat}`;
  return {
    name: stat === "value" ? name : `${name}.${stat}`,
    title: `${shortTitle(name)}${what}`,
    before,
    now,
    ratio: before === 0 || now === null ? null : now / before,
    noise,
    verdict,
  };
}

/** From the spread of the second-by-second values within each run, where there are some: 0 otherwise. */
function noiseOf(before: LoadResult, now: LoadResult, name: string, stat: string): number {
  const key = stat === "value" ? name : `${name}_${stat}`;
  const errors = [before, now].map(({ series, measuredSeconds }) => {
    const last = series.t?.at(-1) ?? 0;
    const values = (series[key] ?? []).filter(
      (value, i) => value !== null && (series.t[i] ?? 0) > last - measuredSeconds,
    );
    return standardError(values as number[]);
  });
  return SIGMAS * Math.hypot(...errors);
}

/** Of the mean, from the means of a few blocks: seconds that follow each other are alike. */
export function standardError(values: readonly number[]): number {
  const size = Math.floor(values.length / BLOCKS);
  if (size === 0) return 0;
  const means = Array.from({ length: BLOCKS }, (_, i) => {
    const block = values.slice(i * size, (i + 1) * size);
    return block.reduce((sum, value) => sum + value, 0) / size;
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / BLOCKS;
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (BLOCKS - 1);
  return Math.sqrt(variance / BLOCKS);
}

const labelOf = ({ name, startedAt }: LoadResult): string =>
  `${name === "" ? "" : `${name}, `}${startedAt.slice(0, 16).replace("T", " ")}`;

/** What makes the comparison worth less. */
function differences(before: LoadResult, now: LoadResult): string[] {
  const notes: string[] = [];
  for (const [which, { invalid }] of [
    ["first", before],
    ["second", now],
  ] as const)
    if ((invalid ?? []).length > 0) notes.push(`The ${which} run is not valid: ${invalid.join("; ")}.`);
  for (const field of ["stages", "rooms", "mode", "way", "fill", "net", "size"]) {
    const [was, is] = [before, now].map(({ scenario }) => String(scenario?.[field]));
    if (was !== is) notes.push(`Not the same run: ${field} was ${was}, is ${is}.`);
  }
  const [was, is] = [before, now].map(({ machine }) => `${machine?.model}, ${machine?.cores} cores`);
  if (was !== is) notes.push(`Not the same machine: ${was}; ${is}.`);
  return notes;
}

export function formatComparison({ before, now, rows, notes }: Comparison): string {
  const table = rows.map(({ title, before: was, now: is, ratio, noise, verdict }) => [
    title,
    digits(was),
    is === null ? "not measured" : digits(is),
    ratio === null ? "" : `${ratio.toFixed(2)} x`,
    `± ${digits(noise)}`,
    verdict === "same" ? "" : verdict.toUpperCase(),
  ]);
  const worse = rows.filter(({ verdict }) => verdict === "worse").length;
  return [
    `  ${worse === 0 ? "Nothing got worse beyond the noise." : `${worse} figure(s) got worse beyond the noise.`}`,
    columns([["Compared", before, now, "ratio", "noise", ""], ...table]),
    ...notes.map((note) => `  ${note}`),
  ].join("\n");
}
