// `npm run bench:peers`: the same moving crowd through this server and through its peers, side by side.
// Owns: the command line, the table and the exit code. Must not: measure.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { endChildrenAtExit } from "../load/children.ts";
import { CONTENDERS, type Outcome, runContender } from "./run.ts";
import { formatTable } from "./table.ts";

const HELP = `npm run bench:peers -- [options]

The same crowd of wandering skimmers, in rooms of 100, 30 inputs a second from each client and 20 patches a second to
it, through this server's room with the whole game in it, the stock framework (one state for all; a view per client),
plain ws and Socket.IO with JSON, and a floor that sends as many bytes as ours and does nothing else. Each has a core
of its own, the clients the others. Rounds take turns between the contenders; the table has the medians.

  --clients LIST  sizes of the crowd (100,500,1000)
  --seconds N     time measured of each, after 4 s of warm-up (10)
  --rounds N      how often each is measured (3)
  --only TEXT     contenders whose name contains TEXT
  --json FILE     write every figure to FILE
  --help          this text`;

const WARM_UP_MS = 4000;

interface Options {
  sizes: number[];
  seconds: number;
  rounds: number;
  only: string;
  json: string | null;
}

function whole(name: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new Error(`--${name} must be a whole number from 1 to ${max}, not ${JSON.stringify(text)}`);
}

/** Null when help was asked for. */
function readOptions(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      clients: { type: "string", default: "100,500,1000" },
      seconds: { type: "string", default: "10" },
      rounds: { type: "string", default: "3" },
      only: { type: "string", default: "" },
      json: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  return {
    sizes: values.clients.split(",").map((size) => whole("clients", size, 5000)),
    seconds: whole("seconds", values.seconds, 600),
    rounds: whole("rounds", values.rounds, 100),
    only: values.only.toLowerCase(),
    json: values.json ?? null,
  };
}

type Results = Map<number, Map<string, Outcome[]>>;

async function run({ sizes, seconds, rounds, only }: Options): Promise<Results> {
  const contenders = CONTENDERS.filter(({ name }) => name.toLowerCase().includes(only));
  if (contenders.length === 0) throw new Error(`no contender is called ${JSON.stringify(only)}`);
  const results: Results = new Map();
  for (const clients of sizes) {
    const ofSize = new Map<string, Outcome[]>(contenders.map(({ name }) => [name, []]));
    results.set(clients, ofSize);
    let patchBytes = 200;
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders) {
        const outcome = await runContender(contender, {
          ...{ clients, seconds, warmUpMs: WARM_UP_MS },
          floorBytes: Math.round(patchBytes),
        });
        if (contender === CONTENDERS[0]) patchBytes = outcome.patchBytes;
        ofSize.get(contender.name)?.push(outcome);
        const figures = `${outcome.cpuPerClient.toFixed(2)} ms/client/s, ${outcome.delivered.toFixed(1)} patches/s`;
        console.log(`${clients} clients, round ${round} of ${rounds}: ${contender.name}: ${figures}`);
      }
    }
  }
  return results;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return console.log(HELP);
  endChildrenAtExit();
  const results = await run(options);
  const machine = `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`;
  console.log(`\nPeers, ${new Date().toISOString().slice(0, 10)}, ${machine}\n${formatTable(results)}`);
  if (options.json === null) return;
  const sizes = [...results].map(([clients, by]) => ({ clients, contenders: Object.fromEntries(by) }));
  writeFileSync(options.json, `${JSON.stringify({ machine, options, sizes }, null, 2)}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`bench:peers: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
