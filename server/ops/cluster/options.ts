// What `npm run cluster` may be asked for on its command line.
// Owns: the flags and the words of --help. Must not: do anything.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { ClusterOptions } from "./cluster.ts";
import { ClusterError } from "./programs.ts";

export const HELP = `npm run cluster -- [options]     many processes behind one address, on this machine

Starts Redis, PostgreSQL, several processes of the game, and nginx before them. Their lines come together, each behind
the name of who said it. Whichever ends is started again. Ctrl+C ends all of it; twice, at once.

  --processes N    processes of the game, from 1 to 64 (3)
  --port N         where players come to (2567)
  --host NAME      the name or address that players know this machine by (localhost)
  --tls            https and wss, with a certificate of its own making
  --redis URL      a Redis that runs already, instead of one of its own
  --database URL   a PostgreSQL that runs already, instead of one of its own
  --data DIR       Redis and records are kept there; without it they go with the cluster

/p1/… of the address leads to the first process, and so on; everything else to any that answers. All settings of the
server (docs/operations.md) hold for each process. It needs nginx and redis-server; records are PostgreSQL's where the
machine has one, else those of a PGlite.`;

const FLAGS = {
  processes: { type: "string", default: "3" },
  port: { type: "string", default: "2567" },
  host: { type: "string", default: "localhost" },
  tls: { type: "boolean", default: false },
  redis: { type: "string" },
  database: { type: "string" },
  data: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** Null where --help is asked for. Throws an Error whose message is one line for the user. */
export function readOptions(args: string[]): Omit<ClusterOptions, "say"> | null {
  const { values } = parseArgs({ args, options: FLAGS });
  if (values.help) return null;
  const whole = (name: "processes" | "port", min: number, max: number): number => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new ClusterError(`--${name} must be a whole number from ${min} to ${max}, not ${values[name]}`);
  };
  if (!/^[\w.-]+$|^\[[\da-f:]+\]$/i.test(values.host))
    throw new ClusterError(`--host must be a name or an address, not ${values.host}`);
  return {
    processes: whole("processes", 1, 64),
    port: whole("port", 1, 65_535),
    listen: process.env.HOST || "0.0.0.0",
    host: values.host,
    tls: values.tls,
    redis: values.redis ?? null,
    database: values.database ?? null,
    data: values.data === undefined ? null : resolve(values.data),
    env: {},
    pastProxy: false,
    restarts: true,
  };
}
