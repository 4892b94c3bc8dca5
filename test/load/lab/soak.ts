// What a long run says about staying as one was: memory that grows, connections that break, latencies that drift.
// Owns: the slopes and their limits. Must not: run anything.
import { columns, digits } from "./print.ts";
import type { LoadResult } from "./result.ts";

export interface SoakRow {
  what: string;
  measured: string;
  limit: string;
  kept: boolean;
}

export interface Slope {
  perHour: number;
  /** Half of the interval that holds the true slope in 95 of 100 cases. */
  sure: number;
}

const BLOCKS = 20;
/** Student's t for 18 degrees of freedom, two-sided 95%. */
const T_95 = 2.1;
/** Less than this in a whole run is no leak yet, MB: code is still being compiled, pages of memory are touched. */
const SETTLING_MB = 16;
/** Latencies of the last third against those of the first: more is drift, with 2 ms that are nothing. */
const DRIFT = 1.25;
const DRIFT_MS = 2;
/** Fewer have no thirds to speak of. */
const LEAST_VALUES = 6;
const NOT_TOLD = "not told";

/**
 * Least squares over the lowest value of each of 20 blocks: a heap goes up and down with its collections, a leak lifts its
 * floor. Null when there are too few values.
 */
export function slopeOf(times: readonly number[], values: readonly number[]): Slope | null {
  const size = Math.floor(values.length / BLOCKS);
  if (size === 0) return null;
  const points = Array.from({ length: BLOCKS }, (_, i) => {
    const from = i * size;
    return {
      t: (times[from] + times[from + size - 1]) / 7200,
      v: Math.min(...values.slice(from, from + size)),
    };
  });
  const mean = (of: (point: { t: number; v: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / BLOCKS;
  const [t0, v0] = [mean(({ t }) => t), mean(({ v }) => v)];
  const spread = points.reduce((sum, { t }) => sum + (t - t0) ** 2, 0);
  const perHour = points.reduce((sum, { t, v }) => sum + (t - t0) * (v - v0), 0) / spread;
  const rest = points.reduce((sum, { t, v }) => sum + (v - v0 - perHour * (t - t0)) ** 2, 0);
  return { perHour, sure: T_95 * Math.sqrt(rest / (BLOCKS - 2) / spread) };
}

/** `growth`: MB an hour that are too much. */
export function judgeSoak(result: LoadResult, growth: number): SoakRow[] {
  const { series, figures, measuredSeconds } = result;
  const last = series.t.at(-1) ?? 0;
  const from = series.t.findIndex((t) => (t ?? 0) > last - measuredSeconds);
  const measured = (name: string): { times: number[]; values: number[] } => {
    const values = (series[name] ?? []).slice(from);
    const known = values.map((value, i) => [series.t[from + i] ?? 0, value] as const);
    const whole = known.filter((pair): pair is readonly [number, number] => pair[1] !== null);
    return { times: whole.map(([t]) => t), values: whole.map(([, value]) => value) };
  };
  const rows: SoakRow[] = [];
  for (const [name, words] of [
    ["rss", "the server's memory (RSS)"],
    ["heap", "the server's heap"],
  ]) {
    const { times, values } = measured(name);
    const slope = slopeOf(times, values);
    rows.push(
      slope === null
        ? untold(`growth of ${words}`, values, `${growth} MB/h`)
        : growthRow(words, slope, growth, measuredSeconds / 3600),
    );
  }
  for (const name of ["drops", "ended", "refused"]) {
    const count = figures[name]?.value;
    rows.push({ what: name, measured: String(count ?? NOT_TOLD), limit: "0", kept: count === 0 });
  }
  for (const name of ["tick_p50", "input_echo_p50", "patch_interval_p50", "server_cpu"]) {
    const { values } = measured(name);
    rows.push(driftRow(name, values));
  }
  return rows;
}

/** Broken only when it grows for sure, and by more than a process does while it settles; not sure either way is said. */
function growthRow(what: string, { perHour, sure }: Slope, growth: number, hours: number): SoakRow {
  const open = perHour - sure <= growth && perHour + sure > growth ? ", not sure: run longer" : "";
  return {
    what: `growth of ${what}`,
    measured: `${digits(perHour)} ± ${digits(sure)} MB/h${open}`,
    limit: `${growth} MB/h`,
    kept: perHour - sure <= growth || perHour * hours < SETTLING_MB,
  };
}

/** What nobody told, or too seldom, is not kept: a server that says nothing of its memory may be losing all of it. */
const untold = (what: string, values: readonly number[], limit: string): SoakRow => ({
  what,
  measured: values.length === 0 ? NOT_TOLD : `told ${values.length} times: run longer`,
  limit,
  kept: false,
});

function driftRow(name: string, values: readonly number[]): SoakRow {
  const what = `drift of ${name}, first to last third`;
  const limit = `${DRIFT} x + ${DRIFT_MS}`;
  if (values.length < LEAST_VALUES) return untold(what, values, limit);
  const third = Math.floor(values.length / 3);
  const middle = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1];
  const [first, last] = [middle(values.slice(0, third)), middle(values.slice(-third))];
  return {
    what,
    measured: `${digits(first)} to ${digits(last)}`,
    limit,
    kept: last <= first * DRIFT + DRIFT_MS,
  };
}

export const formatSoak = (rows: readonly SoakRow[]): string =>
  columns([
    ["Soak", "measured", "limit", ""],
    ...rows.map(({ what, measured, limit, kept }) => [what, measured, limit, kept ? "kept" : "BROKEN"]),
  ]);
