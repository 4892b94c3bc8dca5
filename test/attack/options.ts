// What the attack suite may be asked for on its command line.
// Owns: the options, their defaults and limits. Must not: do anything.
import { parseArgs } from "node:util";

export interface AttackOptions {
  /** Names of cases; empty for all. */
  cases: string[];
  frames: number;
  requests: number;
  seed: number;
  short: boolean;
  /** File that gets everything, or none. */
  json: string | null;
  list: boolean;
  help: boolean;
}

export const FULL = { frames: 1_000_000, requests: 10_000 } as const;
export const SHORT = { frames: 20_000, requests: 500 } as const;

export const HELP = `npm run attack -- [options]

Attacks a real server in a process of its own, while others play in another room: every known way to end or bend it by
name, then seeded random frames and HTTP requests. Needs Linux: attackers come from addresses of 127.0.0.0/8.

  --case NAMES    only these, with commas between: K1,S3,FRAMES
  --frames N      random and mutated frames, 0 to 100000000 (${FULL.frames}; with --short ${SHORT.frames})
  --requests N    random HTTP requests, 0 to 10000000 (${FULL.requests}; with --short ${SHORT.requests})
  --seed N        the same seed sends the same frames and requests in the same order (1)
  --short         less of everything, as in the tests
  --json FILE     write everything to FILE
  --list          list the cases and end
  --help          this text

Ends with 0 when every case passes, 99 when one fails, 1 on an error.`;

/** Reads the arguments. Throws an Error whose message is one line for the user. */
export function readOptions(args: string[]): AttackOptions {
  const { values } = parseArgs({
    args,
    options: {
      case: { type: "string", default: "" },
      frames: { type: "string" },
      requests: { type: "string" },
      seed: { type: "string", default: "1" },
      short: { type: "boolean", default: false },
      json: { type: "string" },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { short } = values;
  const defaults = short ? SHORT : FULL;
  return {
    cases: values.case.split(/[\s,]+/).flatMap((name) => (name === "" ? [] : [name.toUpperCase()])),
    frames: whole("frames", values.frames ?? String(defaults.frames), 100_000_000),
    requests: whole("requests", values.requests ?? String(defaults.requests), 10_000_000),
    seed: whole("seed", values.seed, 0xffffffff),
    short,
    json: values.json ?? null,
    list: values.list,
    help: values.help,
  };
}

function whole(name: string, text: string, max: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new Error(`--${name} must be a whole number from 0 to ${max}, not ${JSON.stringify(text)}`);
}
