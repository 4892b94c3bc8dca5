// How joins went in a part of a trial.
// Owns: those sums. Must not: join.
import { atMost, type Figure, percentile, told } from "./figures.ts";
import type { Joined } from "./joins.ts";

/** Of honest newcomers, what they were refused with on the way included: limit 1 s at the 99th percentile. */
export function joinFigures(joined: readonly Joined[]): Figure[] {
  const took = joined.flatMap(({ tookMs }) => (tookMs === null ? [] : [tookMs]));
  const why = joined.flatMap(({ refusals }) => refusals.map((refusal) => refusal.why));
  return [
    atMost("joins that never got in", joined.length - took.length, 0, ""),
    atMost("join until in the game, p99", percentile(took, 99), 1000, " ms"),
    told(
      "  joins, p50, max",
      `${took.length}, ${percentile(took, 50).toFixed(0)} ms, ${percentile(took, 100).toFixed(0)} ms`,
    ),
    told("  refused on the way", why.length === 0 ? "0" : `${why.length}: ${[...new Set(why)].join(", ")}`),
  ];
}
