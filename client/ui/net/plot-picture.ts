// Draws a minute of samples: scale, grid, band, lines.
// Owns: how a plot looks. Must not: allocate per sample, or know where the samples come from.
import { type NetTrace, SAMPLES } from "../../net/net-trace.ts";
import type { PlotKind, PlotLine } from "./plots.ts";

const GRID = "rgb(130 160 255 / .13)";
const ZERO = "rgb(130 160 255 / .4)";
const BAND = "rgb(125 255 112 / .13)";
const LABEL = "rgb(170 190 235 / .8)";
/** Grid lines stand this many samples apart: ten seconds. */
const GRID_SAMPLES = 100;

export interface Scale {
  low: number;
  high: number;
  /** There are samples above the scale: it ends before them, so that the others can be told apart. */
  cut: boolean;
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next of 1, 1.5, 2, 3 … 10, 15, 20 … that is not below `value`. */
export function roundUp(value: number): number {
  let power = 1;
  while (power * 10 < value) power *= 10;
  return power * (STEPS.find((step) => step * power >= value) ?? 1);
}

/** From the least to the most that the plot should show, and further where its samples go further. */
export function scaleOf(
  { least, most, cap = Infinity, lines }: PlotKind,
  samples: NetTrace["samples"],
): Scale {
  let [low, high] = [least, most];
  for (const { series, times = 1 } of lines) {
    for (const sample of samples[series]) {
      low = Math.min(low, sample * times);
      high = Math.max(high, sample * times);
    }
  }
  const cut = high > cap;
  return {
    low: low < least ? -roundUp(-low) : least,
    high: cut ? cap : high > most ? roundUp(high) : most,
    cut,
  };
}

/** Draws over all of `pen`'s canvas, `width` × `height` CSS pixels; the newest sample is at the right edge. */
export function drawPlot(
  pen: CanvasRenderingContext2D,
  kind: PlotKind,
  samples: NetTrace["samples"],
  width: number,
  height: number,
): void {
  const scale = scaleOf(kind, samples);
  const y = (value: number): number =>
    height - 1.5 - ((value - scale.low) / (scale.high - scale.low)) * (height - 3);
  pen.clearRect(0, 0, width, height);
  drawGrid(pen, width, height);
  if (kind.band !== undefined) {
    pen.fillStyle = BAND;
    pen.fillRect(0, y(kind.band[1]), width, y(kind.band[0]) - y(kind.band[1]));
  }
  drawLevel(pen, ZERO, y(0), width);
  for (const line of kind.lines) drawLine(pen, line, samples[line.series], width, y);
  drawScale(pen, scale, height);
}

function drawGrid(pen: CanvasRenderingContext2D, width: number, height: number): void {
  pen.fillStyle = GRID;
  for (let at = GRID_SAMPLES; at < SAMPLES; at += GRID_SAMPLES) {
    pen.fillRect(Math.round((at / SAMPLES) * width), 0, 1, height);
  }
  drawLevel(pen, GRID, 0.5, width);
  drawLevel(pen, GRID, height / 2, width);
}

function drawLevel(pen: CanvasRenderingContext2D, colour: string, y: number, width: number): void {
  pen.fillStyle = colour;
  pen.fillRect(0, Math.floor(y), width, 1);
}

function drawLine(
  pen: CanvasRenderingContext2D,
  { colour, filled = false, times = 1 }: PlotLine,
  list: readonly number[],
  width: number,
  y: (value: number) => number,
): void {
  if (list.length === 0) return;
  const step = width / SAMPLES;
  const left = width - list.length * step;
  pen.beginPath();
  pen.moveTo(left, y(list[0] * times));
  for (let i = 0; i < list.length; i++) pen.lineTo(left + (i + 1) * step, y(list[i] * times));
  pen.strokeStyle = colour;
  pen.lineWidth = 1.25;
  pen.lineJoin = "round";
  pen.stroke();
  if (!filled) return;
  pen.lineTo(width, y(0));
  pen.lineTo(left, y(0));
  pen.globalAlpha = 0.28;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
}

/** The ends of the scale, on a shadow: lines run behind them. */
function drawScale(pen: CanvasRenderingContext2D, { low, high, cut }: Scale, height: number): void {
  pen.font = "10px system-ui, sans-serif";
  pen.lineWidth = 3;
  pen.strokeStyle = "rgb(5 8 22 / .85)";
  pen.fillStyle = LABEL;
  for (const [text, y] of [
    [cut ? `> ${high}` : String(high), 11],
    [String(low), height - 4],
  ] as const) {
    pen.strokeText(text, 3, y);
    pen.fillText(text, 3, y);
  }
}
