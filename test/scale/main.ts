// `npm run scale`: how many processes, machines and cells so many players need, and what a failing machine does to them.
// Owns: the command's words. Must not: know a sum.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureRedis } from "./measure.ts";
import { type Measured, type Plan, planFor } from "./model.ts";
import { simulateCell } from "./simulate.ts";

const HELP = `npm run scale -- [--players N] [--cores N] [--per-room N] [--json]
npm run scale -- measure

  --players N    how many play at once (100, 1,000, 10,000 and 100,000)
  --cores N      of a machine (8): one process for each, but one core for the rest
  --per-room N   people in a room, on average (16)
  --json         figures alone
  measure        measures anew what joining costs Redis and the processes, and writes it to test/scale/measured.json

The sums are in docs/scale.md.`;

const FILE = join(import.meta.dirname, "measured.json");

const { values, positionals } = parseArgs({
  options: {
    players: { type: "string" },
    cores: { type: "string", default: "8" },
    "per-room": { type: "string", default: "16" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

async function measure(): Promise<void> {
  const before = JSON.parse(readFileSync(FILE, "utf8")) as Measured;
  const redis = await measureRedis((line) => console.error(line));
  const [cpu] = cpus();
  const about = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores of ${cpu?.model.trim()}, Node ${process.version}`,
    command: "npm run scale -- measure",
  };
  writeFileSync(FILE, `${JSON.stringify({ ...before, redis: { ...about, ...redis } }, null, 2)}\n`);
}

function tell(plan: Plan): string {
  const cell = simulateCell(plan.cell);
  const { spread, herd, refused, failure } = cell;
  if (values.json) return JSON.stringify({ ...plan, outcome: cell });
  const n = (value: number, digits = 0): string =>
    value.toLocaleString("en", { maximumFractionDigits: digits });
  return [
    `${n(plan.players)} players`,
    `  ${n(plan.processes)} processes of ${n(plan.playersPerProcess)} on ${n(plan.machines)} machines, ${n(plan.memoryGb, 1)} GB, ${n(plan.uplinkMbit)} Mbit/s out, ${n(plan.rooms)} rooms`,
    `  ${n(plan.cells)} cells of ${n(plan.cell.players)} players and ${n(plan.cell.processes)} processes (what bounds a cell: ${plan.bound})`,
    `  Redis of a cell: ${n(plan.redis.commands)} commands/s, ${n(plan.redis.mbit)} Mbit/s out, ${n(plan.redis.cpuPercent)}% of a core, at ${n(plan.redis.joins, 1)} joins/s`,
    `  placed: ${n(spread.mean, 1)} players a process, at most ${n(spread.most)}, deviation ${n(100 * spread.deviation, 1)}%; at most ${n(herd, 1)} times its share of new rooms in 2 s; ${n(refused)} refused`,
    `  a machine fails: ${n(failure.players)} players; survivors take ${n(failure.joinsPerSecond)} joins/s; half play again after ${n(failure.half, 1)} s, 99% after ${n(failure.most, 1)} s, all after ${n(failure.all, 1)} s; the busiest process then: ${n(failure.busiest)}% of a core`,
  ].join("\n");
}

if (values.help) console.log(HELP);
else if (positionals[0] === "measure") await measure();
else {
  const measured = JSON.parse(readFileSync(FILE, "utf8")) as Measured;
  const counts = values.players === undefined ? [100, 1000, 10_000, 100_000] : [Number(values.players)];
  const options = { cores: Number(values.cores), playersPerRoom: Number(values["per-room"]) };
  for (const players of counts) console.log(tell(planFor(players, measured, options)));
}
