// Limits as people write them: "input_echo.p99<150", "refused<=0".
// Owns: the grammar and the verdict. Must not: measure.
import { type Figures, KINDS, SCALARS, STATS } from "./figures.ts";

export interface Slo {
  text: string;
  figure: string;
  stat: string;
  compare: "<" | "<=" | ">" | ">=";
  limit: number;
}

export interface Verdict {
  text: string;
  /** Null when it was not measured, which breaks the limit. */
  value: number | null;
  unit: string;
  kept: boolean;
}

const GRAMMAR = /^\s*([a-z_]+)(?:\.([a-z0-9]+))?\s*(<=|>=|<|>)\s*(\d+(?:\.\d+)?)\s*$/;

/** Throws an Error that says what is wrong with it. */
export function parseSlo(text: string): Slo {
  const [, figure, stat, compare, limit] = GRAMMAR.exec(text) ?? [];
  if (figure === undefined) throw new Error(`"${text}" is no limit like input_echo.p99<150`);
  if (!Object.hasOwn(KINDS, figure))
    throw new Error(`"${text}": nothing is called ${figure}; there are ${Object.keys(KINDS).join(", ")}`);
  const scalar = Object.hasOwn(SCALARS, figure);
  if (scalar && stat !== undefined) throw new Error(`"${text}": ${figure} is one number: leave .${stat} out`);
  if (!scalar && !STATS.some((known) => known === stat))
    throw new Error(`"${text}": say which of ${figure}: ${STATS.map((name) => `.${name}`).join(", ")}`);
  return {
    text: text.replaceAll(" ", ""),
    figure,
    stat: stat ?? "value",
    compare: compare as Slo["compare"],
    limit: Number(limit),
  };
}

const KEPT: Record<Slo["compare"], (value: number, limit: number) => boolean> = {
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

export function judge(slos: readonly Slo[], figures: Figures): Verdict[] {
  return slos.map(({ text, figure, stat, compare, limit }) => {
    const value = figures[figure]?.[stat as "value"] ?? null;
    return { text, value, unit: KINDS[figure].unit, kept: value !== null && KEPT[compare](value, limit) };
  });
}
