// What `npm run load` may be asked for on its command line.
// Owns: the flags and the words of --help. Must not: do anything.
import { parseArgs } from "node:util";
import { PROFILES } from "../../../shared/lab/profile.ts";
import { makeScenario, type RawScenario, readScenarioFile, type Scenario } from "./scenario.ts";
import { parseStages } from "./stages.ts";

export const COMMANDS = ["run", "find-max", "soak", "compare", "help"] as const;
export type Command = (typeof COMMANDS)[number];

export interface LoadOptions {
  command: Command;
  scenario: Scenario;
  json: string | null;
  csv: string | null;
  html: string | null;
  /** A result to compare with. */
  compare: string | null;
  url: string | null;
  profile: string | null;
  cpuProf: string | null;
  /** Of `compare`. */
  files: string[];
  /** Of `find-max`. */
  find: { from: number; to: number; step: number; repeats: number };
  /** Of `soak`: more than this grows too fast, MB an hour. */
  growth: number;
}

export const HELP = `npm run load -- [options]              simulated clients against a server, measured
npm run load -- find-max [options]     the largest crowd within the limits
npm run load -- soak [options]         a long run: does memory grow, do connections break, does it get slower
npm run load -- compare A.json B.json  two results side by side; 99 when B is worse beyond the noise

Clients run the browser's own net code with the bots' behaviours, in worker processes. Of more than a processor can
carry, some do, and the others play on the wire alone: they send as many inputs, get the same bytes and count them, but
decode and predict nothing. Latencies count from when something was due, not from when it was sent.

  --clients N      clients, evenly over the rooms (30)       --rooms N    rooms (1), at most 100 clients each
  --seconds N      measured at that number (60)              --seed N     of maps and behaviours (1)
  --stages "30s:100,2m:500"  instead: to 100 clients within 30 s, then to 500 within 2 minutes
  --warm-up N      seconds that do not count (5 s after the first stage); joins always count
  --way W          rooms: into rooms made for the run (needs OPERATOR_TOKEN at a --url; else quick play),
                   quick: by quick play, queue: through the rated queue (--mode duel or rush)
  --mode M         swarm, duel, rush (swarm)                 --size S     map: small, medium, large (by who is in)
  --fill N         bots fill each room up to N (24)
  --whole N        clients with the whole net code (20 for each worker); the others play on the wire alone
  --net PROFILE    ${Object.keys(PROFILES).join(", ")} (loopback)
  --late MS        the run is void when the generator's own frames are later at p99 (20)
  --busy PERCENT   or when its event loop is in use for more of the time (95)
  --slo LIMIT      as "input_echo.p99<150" or "refused<=0"; any number of them
  --url URL        a server that runs already; by default one is started here, held to a core of its own
  --scenario FILE  all of this as JSON: {"stages": "30s:100", "rooms": 2, "net": "4g", "slo": ["tick.p99<16"]};
                   flags go over it
  --json FILE --csv FILE --html FILE   write the result; the page needs no network
  --compare FILE   compare with an earlier result
  --profile DIR    CPU profile of the server of our own      --cpu-prof DIR  of the workers

find-max: --from N --to N (10 to rooms x 100), --step N (5), --repeats N (2); limits: tick p99 < 16 ms, patch interval
p99 < 70 ms, input echo p99 < 150 ms, or those of --slo, and always all clients in, none refused, dropped or thrown out;
--seconds N at each level (15).
soak: --minutes N (60), --growth MB an hour that is too much (20).

Ends with 0 when all is well, 1 on an error, 98 when the generator was the limit (the figures are void), 99 when a
limit is broken. Ctrl+C ends a run early, with its report; twice, at once.`;

const FLAGS = {
  clients: { type: "string" },
  rooms: { type: "string" },
  seconds: { type: "string" },
  minutes: { type: "string" },
  stages: { type: "string" },
  "warm-up": { type: "string" },
  late: { type: "string" },
  busy: { type: "string" },
  whole: { type: "string" },
  way: { type: "string" },
  mode: { type: "string" },
  size: { type: "string" },
  fill: { type: "string" },
  net: { type: "string" },
  seed: { type: "string" },
  slo: { type: "string", multiple: true },
  url: { type: "string" },
  scenario: { type: "string" },
  json: { type: "string" },
  csv: { type: "string" },
  html: { type: "string" },
  compare: { type: "string" },
  profile: { type: "string" },
  "cpu-prof": { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  step: { type: "string" },
  repeats: { type: "string" },
  growth: { type: "string" },
  help: { type: "boolean" },
} as const;

type Values = Partial<Record<keyof typeof FLAGS, string | boolean | string[]>>;

const FIND_SLO = ["tick.p99<16", "patch_interval.p99<70", "input_echo.p99<150"];
const FIND_SECONDS = 15;
const SOAK_MINUTES = 60;
const SOAK_WARM_UP_SECONDS = 180;

/** Reads the arguments. Throws an Error whose message is one line for the user. */
export function readOptions(args: string[]): LoadOptions {
  const { values, positionals } = parseArgs({ args, options: FLAGS, allowPositionals: true });
  const [word = "run", ...files] = positionals;
  const command = COMMANDS.find((known) => known === word);
  if (command === undefined) throw new Error(`${word} is no command: there are ${COMMANDS.join(", ")}`);
  const known = values as Values;
  if (command !== "compare" && files.length > 0) throw new Error(`what is ${files[0]}? (--help tells)`);
  if (command === "compare" && files.length !== 2) throw new Error("compare takes two result files");
  const text = (name: keyof typeof FLAGS): string | null => (known[name] as string | undefined) ?? null;
  const scenario = makeScenario(rawScenario(command, known));
  const most = scenario.rooms * 100;
  return {
    command: known.help === true ? "help" : command,
    scenario,
    json: text("json"),
    csv: text("csv"),
    html: text("html"),
    compare: text("compare"),
    url: urlOf(text("url")),
    profile: text("profile"),
    cpuProf: text("cpu-prof"),
    files,
    find: {
      from: whole(known, "from", 1, most, Math.min(10, most)),
      to: whole(known, "to", 1, most, most),
      step: whole(known, "step", 1, most, 5),
      repeats: whole(known, "repeats", 1, 9, 2),
    },
    growth: number(known, "growth") ?? 20,
  };
}

/** The scenario file with the flags over it. */
function rawScenario(command: Command, values: Values): RawScenario {
  const file = typeof values.scenario === "string" ? readScenarioFile(values.scenario) : {};
  const raw: Record<string, unknown> = { ...file };
  for (const name of ["stages", "way", "mode", "size", "net"] as const)
    if (values[name] !== undefined) raw[name] = values[name];
  for (const name of ["clients", "rooms", "seconds", "fill", "seed", "whole"] as const)
    if (values[name] !== undefined) raw[name] = number(values, name);
  if (values["warm-up"] !== undefined) raw.warmUpSeconds = number(values, "warm-up");
  if (values.late !== undefined) raw.lateMs = number(values, "late");
  if (values.busy !== undefined) raw.busyPercent = number(values, "busy");
  if (values.slo !== undefined) raw.slo = values.slo;
  if (values.stages !== undefined) {
    delete raw.clients;
    delete raw.seconds;
  } else if (values.clients !== undefined || values.seconds !== undefined) delete raw.stages;
  if (command === "find-max") {
    raw.slo ??= FIND_SLO;
    raw.fill ??= 0;
    raw.seconds ??= FIND_SECONDS;
    raw.clients = 1;
  }
  if (command === "soak" && raw.stages === undefined) {
    const seconds = 60 * (number(values, "minutes") ?? SOAK_MINUTES);
    raw.seconds = seconds;
    raw.warmUpSeconds ??= Math.min(SOAK_WARM_UP_SECONDS, seconds / 5);
  }
  return raw as RawScenario;
}

function number(values: Values, name: keyof typeof FLAGS): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  if (typeof text === "string" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  throw new Error(`--${name} must be a number, not ${JSON.stringify(text)}`);
}

function whole(
  values: Values,
  name: keyof typeof FLAGS,
  min: number,
  max: number,
  otherwise: number,
): number {
  const value = number(values, name) ?? otherwise;
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}, not ${value}`);
}

function urlOf(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.origin;
  throw new Error(`--url must be like http://127.0.0.1:2567, not ${JSON.stringify(text)}`);
}

/** A run of `clients` like this scenario. */
export function scenarioOf(scenario: Scenario, clients: number, seconds: number): Scenario {
  const ramp = Math.max(1, Math.ceil(clients / 10));
  const stages = parseStages(`${ramp}s:${clients},${seconds + 5}s:${clients}`);
  return { ...scenario, stages, warmUpSeconds: ramp + 5 };
}
