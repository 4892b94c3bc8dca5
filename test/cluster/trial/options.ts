// What `npm run cluster:trial` may be asked for on its command line.
// Owns: the flags and the words of --help. Must not: do anything.
import { parseArgs } from "node:util";
import type { TrialOptions } from "./ground.ts";

export const TRIALS = ["kill", "redis", "rolling"] as const;
export type Trial = (typeof TRIALS)[number];

export const HELP = `npm run cluster:trial -- kill|redis|rolling …     strikes at a cluster with players in it, measured

  kill      kill -9 of one process: how long its rooms are listed, when its players are back in a game, how joins go,
            whether rooms of the others leave out a patch (300 clients)
  redis     Redis is killed, hangs, and comes back empty: rooms go on, joins are refused within a second and work again
            within ten (60 clients)
  rolling   every process is restarted in turn, and one more while disposing a room hangs: who plays on, with which
            embers and scores, and how long each exit takes (200 clients)

  --processes N   of the cluster (3)           --seats N     people to a room (10)
  --clients N     players                      --whole N     of them, those who play with the whole net code (30)
  --seconds N     measured before each strike, and after it at least (15)
  --away N        seconds for which Redis hangs (60)
  --drain N       seconds that rooms get to end by themselves (30)
  --past-proxy    games go straight to the processes: on two cores 300 players leave no room for a proxy
  --json FILE     the figures

It starts everything by itself (npm run cluster -- --help tells what that needs). Ends with 0, with 1 on an error, and
with 99 when a limit is broken. Nothing else should run on the machine meanwhile.`;

const FLAGS = {
  processes: { type: "string", default: "3" },
  clients: { type: "string" },
  seconds: { type: "string", default: "15" },
  seats: { type: "string", default: "10" },
  whole: { type: "string", default: "30" },
  away: { type: "string", default: "60" },
  drain: { type: "string", default: "30" },
  "past-proxy": { type: "boolean", default: false },
  json: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

const CLIENTS: Readonly<Record<Trial, number>> = { kill: 300, redis: 60, rolling: 200 };

export interface Asked {
  trials: Trial[];
  json: string | null;
  optionsOf(trial: Trial): Omit<TrialOptions, "say">;
}

/** Null where --help is asked for, or nothing. Throws an Error whose message is one line for the user. */
export function readOptions(args: string[]): Asked | null {
  const { values, positionals } = parseArgs({ args, options: FLAGS, allowPositionals: true });
  if (values.help || positionals.length === 0) return null;
  const unknown = positionals.find((word) => !TRIALS.includes(word as Trial));
  if (unknown !== undefined) throw new Error(`there is no trial ${unknown}: there are ${TRIALS.join(", ")}`);
  const whole = (
    name: Exclude<keyof typeof FLAGS, "json" | "help" | "past-proxy">,
    min: number,
    max: number,
    otherwise = 0,
  ) => {
    const value = Number(values[name] ?? otherwise);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new Error(`--${name} must be a whole number from ${min} to ${max}, not ${values[name]}`);
  };
  const optionsOf = (trial: Trial): Omit<TrialOptions, "say"> => {
    const clients = whole("clients", 1, 2000, CLIENTS[trial]);
    return {
      processes: whole("processes", 2, 16),
      clients,
      seconds: whole("seconds", 1, 600),
      seats: whole("seats", 2, 100),
      whole: Math.min(clients, whole("whole", 0, 200)),
      awaySeconds: whole("away", 1, 600),
      drainSeconds: whole("drain", 1, 30),
      pastProxy: values["past-proxy"],
    };
  };
  // What is wrong is told before anything starts.
  optionsOf("kill");
  return { trials: positionals as Trial[], json: values.json ?? null, optionsOf };
}
