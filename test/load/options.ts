// What the bench may be asked for on its command line.
// Owns: the options, their defaults and limits. Must not: do anything.
import { parseArgs } from "node:util";
import { MAX_SLOTS } from "../../shared/tunables.ts";

export interface BenchOptions {
  clients: number;
  bots: number;
  seconds: number;
  seed: number;
  /** File that gets every figure, or none. */
  json: string | null;
  /** Folder that gets the server's CPU profile, or none. */
  profile: string | null;
  help: boolean;
}

/** Everyone plays this long before anything is measured, s: code is compiled and views are settled by then. */
export const WARM_UP_SECONDS = 10;

export const HELP = `npm run bench -- [options]

One room on one core, simulated clients on the others: they run the browser's own net code, driven by the
bots' behaviours. After ${WARM_UP_SECONDS} s of warm-up it measures, then compares with sending the whole state as JSON.

  --clients N    people in the room, 1 to 100 (100)
  --bots N       bots beside them; together at most ${MAX_SLOTS} (24)
  --seconds N    time measured, 2 to 3600 (60); the server's own figures are of its last 120 s at most
  --seed N       seed of the match and of the behaviours (1)
  --json FILE    write every figure to FILE
  --profile DIR  profile the server, keep the .cpuprofile in DIR and print what took longest
  --help         this text

Ends with 0 when every limit is kept, 99 when one is broken, 1 on an error.`;

/** Reads the arguments. Throws an Error whose message is one line for the user. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      clients: { type: "string", default: "100" },
      bots: { type: "string", default: "24" },
      seconds: { type: "string", default: "60" },
      seed: { type: "string", default: "1" },
      json: { type: "string" },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const clients = whole("clients", values.clients, 1, 100);
  return {
    clients,
    bots: whole("bots", values.bots, 0, MAX_SLOTS - clients),
    seconds: whole("seconds", values.seconds, 2, 3600),
    seed: whole("seed", values.seed, 0, 0xffffffff),
    json: values.json ?? null,
    profile: values.profile ?? null,
    help: values.help,
  };
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
}
