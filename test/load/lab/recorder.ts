// Takes down a run: second by second for the plots, and as a whole for the figures.
// Owns: the sums. Must not: ask workers or servers (run.ts does).
import type { CrowdReport } from "../crowd.ts";
import { MEASURES, Meters } from "../meters.ts";
import { corrected, curveOf, figureOf, round } from "./curve.ts";
import type { Figures, SpreadName } from "./figures.ts";
import type { Count, LoadResult, Series } from "./result.ts";
import type { ServerSample } from "./server-watch.ts";

/** How one figure of the meters is called in a result. */
const nameOf = (measure: (typeof MEASURES)[number]): SpreadName =>
  measure === "late" ? "late_sends" : measure;

/** One sample, for the panel and the plots. */
export type Row = Record<string, number | null>;

export class Recorder {
  readonly series: Series = {};
  /** Joins, over the whole run; all else since the warm-up. */
  private readonly joins = new Meters();
  private readonly all = new Meters();
  private samples = 0;
  private clients = 0;
  private whole = 0;
  private readonly peaks = { busy: 0, cpu: 0, delay: 0 };
  private readonly sums = { busy: 0, cpu: 0 };

  /** A sample at `t` s of the last `passed` s; counts for the figures when `measuring`. */
  add(
    t: number,
    passed: number,
    reports: CrowdReport[],
    server: ServerSample | null,
    measuring: boolean,
  ): Row {
    const now = new Meters();
    for (const { taken } of reports) now.put(taken);
    const taken = reports.map((report) => report.taken);
    for (const one of taken) (measuring ? this.all : this.joins).put(measuring ? one : joinsOf(one));
    const clients = reports.reduce((sum, report) => sum + report.clients, 0);
    const busy = Math.max(...reports.map((report) => report.busy));
    const cpu = reports.reduce((sum, report) => sum + report.cpuPercent, 0);
    const delay = Math.max(...reports.map((report) => report.loopDelayP99Ms));
    if (measuring) {
      this.samples += 1;
      this.clients += clients;
      this.whole += reports.reduce((sum, report) => sum + report.whole, 0);
      this.sums.busy += busy;
      this.sums.cpu += cpu;
      this.peaks.delay = Math.max(this.peaks.delay, delay);
    }
    const row: Row = {
      t: round(t),
      clients,
      ...spreadsOf(now),
      kb_in: round(bytesOf(now.sums, "in.") / 1000 / passed),
      kb_out: round(bytesOf(now.sums, "out.") / 1000 / passed),
      drops: now.sums.drops ?? 0,
      refused: sumOf(now.sums, "refused."),
      generator_busy: round(100 * busy),
      generator_cpu: round(cpu),
      ...server,
    };
    for (const [name, value] of Object.entries(row)) {
      this.series[name] ??= Array.from({ length: this.series.t?.length ?? 0 }, () => null);
      this.series[name].push(value);
    }
    for (const list of Object.values(this.series)) if (list.length < this.series.t.length) list.push(null);
    return row;
  }

  /** Inputs that were never acknowledged, after the last sample. */
  addLast(reports: CrowdReport[]): void {
    for (const { taken } of reports) this.all.put(taken);
  }

  get meanClients(): number {
    return this.clients / Math.max(1, this.samples);
  }

  /** What the clients measured in `seconds`. */
  figures(measuredSeconds: number): Figures {
    const seconds = Math.max(0.001, measuredSeconds);
    const { all, joins } = this;
    const figures: Figures = {};
    for (const measure of MEASURES) {
      const { [measure]: histogram } = all.histograms;
      histogram.add(joins.histograms[measure]);
      const figure = figureOf(measure, corrected(measure, histogram));
      if (figure !== null) figures[nameOf(measure)] = figure;
    }
    const { sums } = all;
    const clients = this.meanClients;
    const whole = this.whole / Math.max(1, this.samples);
    const scalars = {
      clients,
      whole_clients: whole,
      patches_per_second: all.histograms.patch_interval.totalCount / seconds / Math.max(1, clients),
      corrections_per_minute: ((sums.corrections ?? 0) / Math.max(1, whole) / seconds) * 60,
      wrong_percent: (100 * (sums.wrong ?? 0)) / Math.max(1, sums.compared ?? 0),
      drops: sums.drops ?? 0,
      reconnects: sums.returns ?? 0,
      ended: sumOf(sums, "ended."),
      refused: sumOf(sums, "refused.") + sumOf(joins.sums, "refused."),
      generator_busy: (100 * this.sums.busy) / Math.max(1, this.samples),
      generator_cpu: this.sums.cpu / Math.max(1, this.samples),
      generator_delay: this.peaks.delay,
    };
    for (const [name, value] of Object.entries(scalars)) figures[name] = { value: round(value) };
    return figures;
  }

  /** Call after `figures`. */
  curves(): LoadResult["curves"] {
    const curves: LoadResult["curves"] = {};
    for (const measure of MEASURES) {
      const histogram = corrected(measure, this.all.histograms[measure]);
      if (histogram.totalCount > 0) curves[nameOf(measure)] = curveOf(measure, histogram);
    }
    return curves;
  }

  counts(): Pick<LoadResult, "kinds" | "refused" | "ended"> {
    const { sums } = this.all;
    const refused = { ...under(this.joins.sums, "refused.") };
    for (const [why, count] of Object.entries(under(sums, "refused.")))
      refused[why] = (refused[why] ?? 0) + count;
    return {
      kinds: { in: kindsOf(sums, "in."), out: kindsOf(sums, "out.") },
      refused,
      ended: under(sums, "ended."),
    };
  }
}

const JOINS = ["seat", "socket", "first_state", "matchmaking"] as const;

/** What of a sample of the warm-up counts. */
function joinsOf({ histograms, sums }: CrowdReport["taken"]): CrowdReport["taken"] {
  const kept: CrowdReport["taken"]["histograms"] = {};
  for (const name of JOINS) if (histograms[name] !== undefined) kept[name] = histograms[name];
  return {
    histograms: kept,
    sums: Object.fromEntries(Object.entries(sums).filter(([name]) => name.startsWith("refused."))),
    maxima: {},
  };
}

/** The middle and the 99th percentile of what is plotted. */
function spreadsOf({ histograms }: Meters): Row {
  const row: Row = {};
  for (const measure of ["input_echo", "patch_interval", "state_age", "late"] as const) {
    const figure = figureOf(measure, corrected(measure, histograms[measure]));
    row[`${nameOf(measure)}_p50`] = figure?.p50 ?? null;
    row[`${nameOf(measure)}_p99`] = figure?.p99 ?? null;
  }
  return row;
}

const under = (sums: Record<string, number>, prefix: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(sums)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );

const sumOf = (sums: Record<string, number>, prefix: string): number =>
  Object.values(under(sums, prefix)).reduce((sum, value) => sum + value, 0);

const bytesOf = (sums: Record<string, number>, prefix: string): number =>
  Object.values(kindsOf(sums, prefix)).reduce((sum, { bytes }) => sum + bytes, 0);

function kindsOf(sums: Record<string, number>, prefix: string): Record<string, Count> {
  const kinds: Record<string, Count> = {};
  for (const [name, value] of Object.entries(under(sums, prefix))) {
    const [kind, what] = name.split(".") as [string, keyof Count];
    kinds[kind] ??= { messages: 0, bytes: 0 };
    kinds[kind][what] += value;
  }
  return kinds;
}
