// Which plots a report has, and what is in them.
// Owns: the choice. Must not: draw.
import { SPREADS, shortTitle } from "./figures.ts";
import type { PlotLine, PlotSpec } from "./page.ts";
import type { LoadResult, Series } from "./result.ts";

/** On the plot over percentiles; joins are few and have tables. */
const CURVES = [
  ["input_echo", "a"],
  ["patch_interval", "b"],
  ["state_age", "c"],
] as const;

/** The first is the one over percentiles, the others are over time. */
export function plotsOf(result: LoadResult): PlotSpec[] {
  const { series } = result;
  const limitOf = (figure: string): number | null => {
    const found = result.slo
      .map(({ text }) => /^(\w+)\.p99<=?([\d.]+)$/.exec(text))
      .find((m) => m?.[1] === figure);
    return found ? Number(found[2]) : null;
  };
  const pair = (title: string, name: string, unit: string, figure: string | null = null): PlotSpec => ({
    title,
    unit,
    x: series.t,
    lines: [line(series, `${name}_p99`, "p99", "a"), line(series, `${name}_p50`, "p50", "a", true)],
    limit: figure === null ? null : limitOf(figure),
  });
  return [
    overPercentiles(result),
    { title: "Clients", unit: "", x: series.t, lines: [line(series, "clients", "clients", "a")] },
    pair("Input echo", "input_echo", "ms", "input_echo"),
    pair("Patch interval", "patch_interval", "ms", "patch_interval"),
    pair("Server: tick, the worst room's", "tick", "ms", "tick"),
    {
      title: "CPU, of one core",
      unit: "%",
      x: series.t,
      lines: [line(series, "server_cpu", "server", "a"), line(series, "generator_cpu", "generator", "b")],
    },
    {
      title: "Payload, all clients",
      unit: "KB/s",
      x: series.t,
      lines: [line(series, "kb_in", "to clients", "a"), line(series, "kb_out", "from clients", "b")],
    },
    {
      title: "Server: memory",
      unit: "MB",
      x: series.t,
      lines: [line(series, "rss", "RSS", "a"), line(series, "heap", "heap", "b")],
    },
    pair("Generator: how late its frames are", "late_sends", "ms"),
  ].map((spec) => ({
    ...spec,
    lines: spec.lines.filter(({ values }) => values.some((value) => value !== null)),
  }));
}

const line = (
  series: Series,
  name: string,
  label: string,
  colour: PlotLine["colour"],
  dash = false,
): PlotLine => ({ label, values: series[name] ?? [], colour, dash });

function overPercentiles({ curves }: LoadResult): PlotSpec {
  const known = CURVES.filter(([name]) => curves[name] !== undefined);
  const longest = known.map(([name]) => curves[name]).sort((a, b) => b.length - a.length)[0] ?? [];
  return {
    title: "From when it was due; each step to the right is a tenth of what is left",
    unit: SPREADS.input_echo.unit,
    nines: true,
    x: longest.map(([nines]) => nines),
    lines: known.map(([name, colour]) => ({
      label: shortTitle(name),
      colour,
      // A logarithm has no zero.
      values: longest.map((_, i) => (curves[name][i] === undefined ? null : Math.max(1, curves[name][i][1]))),
    })),
  };
}
