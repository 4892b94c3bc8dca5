// Histograms as figures and as curves over percentiles.
// Owns: the arithmetic. Must not: record values (meters.ts does).
import type { Histogram } from "hdr-histogram-js";
import { PATCH_HZ } from "../../../shared/tunables.ts";
import type { Measure } from "../meters.ts";
import { STEPS } from "../meters.ts";
import type { Figure } from "./figures.ts";

/** Nines of the percentile (1 is 90%, 2 is 99%), and the value there. */
export type CurvePoint = [nines: number, value: number];

const MOST_NINES = 5;
const POINTS_PER_NINE = 8;

/**
 * A patch that is late hides those that should have come meanwhile: they are counted as well, or a stall of a second
 * would be one value among thousands (coordinated omission).
 */
export function corrected(measure: Measure, histogram: Histogram): Histogram {
  if (measure !== "patch_interval") return histogram;
  return histogram.copyCorrectedForCoordinatedOmission((1000 / PATCH_HZ) * STEPS[measure]);
}

/** Null when nothing was recorded. */
export function figureOf(measure: Measure, histogram: Histogram): Figure | null {
  if (histogram.totalCount === 0) return null;
  const at = (percentile: number): number =>
    round(histogram.getValueAtPercentile(percentile) / STEPS[measure]);
  return {
    p50: at(50),
    p90: at(90),
    p99: at(99),
    p999: at(99.9),
    max: round(histogram.maxValue / STEPS[measure]),
    mean: round(histogram.mean / STEPS[measure]),
    count: histogram.totalCount,
  };
}

/** As far as there are values for: one in a hundred needs a hundred. */
export function curveOf(measure: Measure, histogram: Histogram): CurvePoint[] {
  const points: CurvePoint[] = [];
  const last = Math.min(MOST_NINES, Math.log10(Math.max(1, histogram.totalCount)));
  for (let i = 0; i / POINTS_PER_NINE <= last; i++) {
    const nines = i / POINTS_PER_NINE;
    const value = histogram.getValueAtPercentile(100 * (1 - 10 ** -nines));
    points.push([nines, round(value / STEPS[measure])]);
  }
  return points;
}

export const round = (value: number): number => Math.round(value * 1000) / 1000;
