// What a simulation may be asked for on its command line.
// Owns: the options, their defaults and limits, the words. Must not: do anything.
import { parseArgs } from "node:util";

export interface Options {
  seeds: number[];
  /** How long there are faults in each, s. */
  seconds: number;
  plant: Plant | null;
  /** Every delivery is told. */
  trace: boolean;
  json: boolean;
}

/** What is broken on purpose, to see that it is noticed. */
export const PLANTS = ["patch", "line", "timer", "rejection"] as const;
export type Plant = (typeof PLANTS)[number];

export const HELP = `npm run system -- [--seeds 200] [options]

The whole system in one process, on a clock of its own: the real server and the browser's real net code, over a network
in memory. Each seed is another story: who comes and goes, over which links, what is cut, stalled, throttled or swallowed,
who floods, who hides the page, who says what. When the network is whole again, everybody must see what the server has.

  --seeds N      how many stories (20)
  --from N       the first one's seed (1)
  --seed N       this one alone, with every delivery as a line
  --seconds N    how long there are faults in each, simulated (8)
  --plant NAME   break something on purpose, to see that it is noticed: ${PLANTS.join(", ")}
  --json         a line of JSON for each seed, and nothing else
  --help         this text

The same seed and seconds give the same hash of everything that was delivered. Ends with 0 when nothing differs, with
99 when something does, with 1 on an error.`;

/** Null when it is asked for help. Throws an Error whose message says in one line what to do. */
export function readOptions(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: "string", default: "20" },
      from: { type: "string", default: "1" },
      seed: { type: "string" },
      seconds: { type: "string", default: "8" },
      plant: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const from = whole("from", values.from, 0, 0x7fffffff);
  const count = whole("seeds", values.seeds, 1, 100_000);
  const one = values.seed === undefined ? null : whole("seed", values.seed, 0, 0x7fffffff);
  return {
    seeds: one === null ? Array.from({ length: count }, (_, i) => from + i) : [one],
    seconds: whole("seconds", values.seconds, 1, 600),
    plant: plantNamed(values.plant),
    trace: one !== null && !values.json,
    json: values.json,
  };
}

function plantNamed(name: string | undefined): Plant | null {
  if (name === undefined) return null;
  const plant = PLANTS.find((known) => known === name);
  if (plant === undefined) throw new Error(`no plant "${name}": choose ${PLANTS.join(", ")}`);
  return plant;
}

function whole(name: string, text: string, min: number, max: number): number {
  if (/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
  throw new Error(`--${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
}
