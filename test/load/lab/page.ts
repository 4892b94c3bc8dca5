// What runs in the report's page: plots that follow the size of the page and its light or dark theme.
// Owns: the drawing. Must not: import anything or use a name of this file's own: each function travels as its source.
import type uPlotType from "uplot";

/** One line of a plot; `dash` for the quieter one of a pair. */
export interface PlotLine {
  label: string;
  values: (number | null)[];
  colour: "a" | "b" | "c";
  dash?: boolean;
}

export interface PlotSpec {
  title: string;
  unit: string;
  /** Seconds, or nines of a percentile. */
  x: (number | null)[];
  lines: PlotLine[];
  /** A limit to be seen against. */
  limit?: number | null;
  nines?: boolean;
}

declare const uPlot: typeof uPlotType;

function colours(): Record<string, string> {
  const style = getComputedStyle(document.documentElement);
  const named = ["a", "b", "c", "grid", "soft", "bad"];
  return Object.fromEntries(named.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** 0 is 0%, 1 is 90%, 2 is 99%. */
function percentName(nines: number): string {
  return nines === 0 ? "0%" : `${+(100 - 100 * 10 ** -nines).toFixed(Math.max(0, Math.ceil(nines) - 2))}%`;
}

function timeName(seconds: number): string {
  const whole = Math.round(seconds);
  const tail = String(whole % 60).padStart(2, "0");
  return `${Math.floor(whole / 60)}:${tail}`;
}

function drawLimit(limit: number, colour: string): (plot: uPlotType) => void {
  return ({ ctx, bbox, valToPos }) => {
    const y = valToPos(limit, "y", true);
    if (!(y >= bbox.top && y <= bbox.top + bbox.height)) return;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.setLineDash([2, 4]);
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  };
}

function axesOf(spec: PlotSpec, palette: Record<string, string>): uPlotType.Axis[] {
  const font = "11px system-ui, sans-serif";
  const shared = {
    stroke: palette.soft,
    font,
    ticks: { show: false },
    grid: { stroke: palette.grid, width: 1 },
  };
  const named = spec.nines === true ? percentName : timeName;
  return [
    {
      ...shared,
      size: 26,
      values: (_plot, at) => at.map((value) => (spec.nines === true && value % 1 !== 0 ? "" : named(value))),
    },
    {
      ...shared,
      size: 46,
      values: (_plot, at) => at.map((value) => (value === null ? "" : value.toLocaleString("en"))),
    },
  ];
}

function optionsOf(spec: PlotSpec, width: number, height: number): uPlotType.Options {
  const palette = colours();
  const { limit = null, nines = false, unit } = spec;
  const named = nines ? percentName : timeName;
  const shown = (value: number | null): string =>
    value === null ? "–" : `${+value.toFixed(value < 10 ? 2 : 1)} ${unit}`.trim();
  const positive = (_plot: uPlotType, _min: number, max: number): [number, number] => [
    0,
    Math.max(max, limit ?? 0, 1e-3) * 1.08,
  ];
  return {
    width,
    height,
    scales: { x: { time: false }, y: nines ? { distr: 3, log: 10 } : { range: positive } },
    axes: axesOf(spec, palette),
    series: [
      {
        label: nines ? "percentile" : "time",
        value: (_plot, value) => (value === null ? "–" : named(value)),
      },
      ...spec.lines.map(({ label, colour, dash = false }) => ({
        label,
        stroke: palette[colour],
        width: dash ? 1 : 1.75,
        dash: dash ? [5, 4] : undefined,
        points: { show: false },
        value: (_plot: uPlotType, value: number | null) => shown(value),
      })),
    ],
    cursor: { points: { size: 6 }, drag: { x: true, y: false } },
    legend: { live: true },
    hooks: { draw: limit === null ? [] : [drawLimit(limit, palette.bad)] },
  };
}

function drawAll(specs: PlotSpec[]): void {
  for (const [i, spec] of specs.entries()) {
    const place = document.getElementById(`plot-${i}`);
    if (place === null) continue;
    place.textContent = "";
    const data = [spec.x, ...spec.lines.map(({ values }) => values)] as uPlotType.AlignedData;
    new uPlot(optionsOf(spec, place.clientWidth, spec.nines === true ? 320 : 170), data, place);
  }
}

function start(specs: PlotSpec[]): void {
  let drawn = 0;
  const draw = (): void => {
    drawn = innerWidth;
    drawAll(specs);
  };
  draw();
  let later: ReturnType<typeof setTimeout> | undefined;
  addEventListener("resize", () => {
    clearTimeout(later);
    if (innerWidth !== drawn) later = setTimeout(draw, 100);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}

/** The page's script, without its data: call `start(specs)`. */
export const pageScript = (): string =>
  [colours, percentName, timeName, drawLimit, axesOf, optionsOf, drawAll, start].map(String).join("\n");
