// The result of a load run, as it is written to a file, drawn, and compared.
// Owns: its shape and the reading of a file. Must not: measure.
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { CurvePoint } from "./curve.ts";
import type { Figures } from "./figures.ts";
import type { ProcessRow } from "./process-group.ts";
import type { Verdict } from "./slo.ts";

export const RESULT_VERSION = 1;

/** One value for each sample; null where nothing was measured in it. */
export type Series = Record<string, (number | null)[]>;

export interface Count {
  messages: number;
  bytes: number;
}

export interface Machine {
  model: string;
  cores: number;
  node: string;
  /** Core that the server is held to, and those of the load; null for any. */
  serverCore: string | null;
  loadCores: string | null;
  workers: number;
}

export interface LoadResult {
  version: typeof RESULT_VERSION;
  name: string;
  startedAt: string;
  /** How long was measured, s; joins count over the whole run. */
  measuredSeconds: number;
  interrupted: boolean;
  scenario: Record<string, unknown>;
  /** Where it was, when it was not a server of its own. */
  url: string | null;
  /** Of a cluster, each process; else left out. */
  processes?: ProcessRow[];
  machine: Machine;
  figures: Figures;
  /** Percentile curves, by spread. */
  curves: Record<string, CurvePoint[]>;
  /** `t` is the seconds since the run began. */
  series: Series;
  kinds: { in: Record<string, Count>; out: Record<string, Count> };
  /** Times that a join was refused, a game ended early, and the server's limits struck, by reason. */
  refused: Record<string, number>;
  ended: Record<string, number>;
  limits: Record<string, number>;
  /** Why the figures are not to be believed; empty when they are. */
  invalid: string[];
  /** What else there is to know when reading them. */
  notes: string[];
  slo: Verdict[];
}

const Known = z.looseObject({
  version: z.literal(RESULT_VERSION),
  startedAt: z.string(),
  figures: z.record(z.string(), z.record(z.string(), z.number())),
  series: z.record(z.string(), z.array(z.number().nullable())),
});

/** Throws an Error that names the file and what is wrong with it. */
export function readResult(file: string): LoadResult {
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
  const known = Known.safeParse(said);
  if (known.success) return said as LoadResult;
  const [{ path, message }] = known.error.issues;
  throw new Error(`${file}: no result of a load run: ${path.join(".")}: ${message}`);
}
