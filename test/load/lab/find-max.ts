// The largest crowd within the limits: levels that double, then a bisection, each level on a server of its own.
// Owns: the search and what may be concluded from it. Must not: measure (run.ts does).
import { scenarioOf } from "./options.ts";
import { columns, digits, verdictOf } from "./print.ts";
import type { LoadResult } from "./result.ts";
import type { Scenario } from "./scenario.ts";
import { parseSlo } from "./slo.ts";

export interface FindOptions {
  from: number;
  to: number;
  step: number;
  /** Runs of a level; one more decides when they disagree. */
  repeats: number;
}

/** Of one level: within the limits, beyond them, or beyond what the generator can do. */
export type LevelVerdict = "within" | "beyond" | "generator";

export interface Level {
  clients: number;
  verdict: LevelVerdict;
  runs: LoadResult[];
}

export interface Found {
  /** The largest level within the limits; 0 for none. */
  clients: number;
  /** What stopped the search: the server, the generator, the end of the range, or a person. */
  limit: "server" | "generator" | "range" | "interrupted";
  levels: Level[];
  /** The last run of that level. */
  best: LoadResult | null;
  rooms: number;
}

/** Whatever else is demanded: a level that loses players, or turns them away, is not one that the server bears. */
const always = (clients: number): string[] => [
  "drops<=0",
  "ended<=0",
  "refused<=0",
  `clients>=${clients - 0.5}`,
];

type Run = (scenario: Scenario) => Promise<LoadResult>;

export async function findMax(
  scenario: Scenario,
  options: FindOptions,
  run: Run,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Found> {
  const { from, to, step } = options;
  const levels: Level[] = [];
  const seconds = scenario.stages[1].seconds - 5;
  const tryLevel = async (clients: number): Promise<LevelVerdict> => {
    const demanded = scenario.slo.map(({ text }) => text);
    const more = always(clients).filter((text) => !demanded.includes(text));
    const all = { ...scenario, slo: [...scenario.slo, ...more.map(parseSlo)] };
    const level = await measureLevel(scenarioOf(all, clients, seconds), clients, options, run, signal);
    levels.push(level);
    say(`${clients} clients: ${level.verdict} (${level.runs.map(verdictOf).join("; ")})`);
    return level.verdict;
  };
  let within = 0;
  let beyond = to + step;
  for (let next = from; !signal.aborted && beyond - within > step; ) {
    if ((await tryLevel(next)) === "within") within = next;
    else beyond = next;
    if (within >= to) break;
    const middle = within + Math.max(step, Math.round((beyond - within) / 2 / step) * step);
    next = beyond > to ? Math.min(to, Math.max(within * 2, within + step)) : Math.min(middle, beyond - 1);
  }
  const stopped = levels.find(({ clients }) => clients === beyond)?.verdict;
  return {
    clients: within,
    limit: signal.aborted
      ? "interrupted"
      : stopped === undefined
        ? "range"
        : stopped === "generator"
          ? "generator"
          : "server",
    levels,
    best: levels.find(({ clients }) => clients === within)?.runs.at(-1) ?? null,
    rooms: scenario.rooms,
  };
}

/** Most of its runs decide. A run that the generator spoilt is repeated once; then it says nothing of the server. */
async function measureLevel(
  scenario: Scenario,
  clients: number,
  { repeats }: FindOptions,
  run: Run,
  signal: AbortSignal,
): Promise<Level> {
  const runs: LoadResult[] = [];
  const votes: Record<LevelVerdict, number> = { within: 0, beyond: 0, generator: 0 };
  const most = (): LevelVerdict => (votes.within > votes.beyond ? "within" : "beyond");
  while (!signal.aborted && runs.length < 2 * repeats + 1) {
    const result = await run(scenario);
    runs.push(result);
    votes[voteOf(result)] += 1;
    if (votes.generator > 1) return { clients, verdict: "generator", runs };
    const decided = votes.within + votes.beyond;
    if (decided >= repeats && votes.within !== votes.beyond) break;
  }
  return { clients, verdict: most(), runs };
}

const voteOf = ({ invalid, slo }: LoadResult): LevelVerdict =>
  invalid.length > 0 ? "generator" : slo.every(({ kept }) => kept) ? "within" : "beyond";

export function formatFound({ clients, limit, levels, best, rooms }: Found): string {
  const rows = levels.flatMap(({ clients: n, verdict, runs }) =>
    runs.map(({ figures }, i) => [
      i === 0 ? String(n) : "",
      digits(figures.tick?.p99),
      digits(figures.patch_interval?.p99),
      digits(figures.input_echo?.p99),
      digits(figures.server_cpu?.value),
      digits(figures.late_sends?.p99),
      i === 0 ? verdict : "",
    ]),
  );
  const heads = ["Clients", "tick p99", "patch p99", "echo p99", "server CPU %", "generator late p99", ""];
  return [columns([heads, ...rows]), "", `  ${conclusion({ clients, limit, best, rooms })}`].join("\n");
}

function conclusion({
  clients,
  limit,
  best,
  rooms,
}: Pick<Found, "clients" | "limit" | "best" | "rooms">): string {
  const where = `${clients} clients in ${rooms} room(s)`;
  const demanded = best?.slo.map(({ text }) => text).join(", ") ?? "";
  if (limit === "interrupted") return `Ended early: at least ${where} are within the limits.`;
  if (limit === "generator")
    return clients === 0
      ? "The generator was the limit at the first level: nothing is known of the server."
      : `At least ${where} (${demanded}): above, the GENERATOR was the limit, not the server.`;
  if (clients === 0) return "The first level is beyond the limits already.";
  return limit === "range"
    ? `${where} (${demanded}), the most that was asked for: the server would bear more.`
    : `The largest crowd is ${where} (${demanded}): above, the server was the limit.`;
}
