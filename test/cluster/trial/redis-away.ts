// Redis is killed, hangs, and comes back empty while people play and come.
// Owns: the strikes, and what is looked at. Must not: start the ground.
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "../../../server/ops/cluster/redis.ts";
import { lookForBroken } from "./broken.ts";
import type { Crowd } from "./crowd.ts";
import { atMost, type Figure, percentile, told } from "./figures.ts";
import type { Ground } from "./ground.ts";
import type { Joined } from "./joins.ts";
import { untilListed } from "./listing.ts";
import { patchFigures } from "./patches.ts";

const REFUSED_MS = 1000;
const BACK_S = 10;
const PATIENCE_MS = 30_000;
const LOOK_MS = 100;
/** So many leave while it is away. */
const LEAVE = 2;

interface Strike {
  name: string;
  away(redis: Redis): Promise<void> | void;
  back(redis: Redis): Promise<void> | void;
  /** How long it is away, s. */
  seconds: number;
}

const strikes = (awaySeconds: number): Strike[] => [
  {
    name: "killed, and back empty",
    away: (redis) => redis.kill(),
    back: (redis) => redis.restartEmpty(),
    seconds: awaySeconds / 4,
  },
  {
    name: `hung for ${awaySeconds} s`,
    away: (redis) => redis.pause(),
    back: (redis) => redis.resume(),
    seconds: awaySeconds,
  },
  { name: "restarted empty at once", away: () => {}, back: (redis) => redis.restartEmpty(), seconds: 0 },
];

export async function redisAway(ground: Ground): Promise<Figure[]> {
  const { cluster, crowd, awaySeconds } = ground;
  const uptimes = await uptimesOf(ground);
  const figures: Figure[] = [];
  for (const strike of strikes(awaySeconds)) figures.push(...(await strikeOnce(ground, strike)));
  await crowd.endJoins();
  const now = await uptimesOf(ground);
  const ended = cluster.processes.filter((_, i) => !(now[i] >= uptimes[i])).length;
  return [...figures, atMost("processes that ended", ended, 0, "")];
}

async function strikeOnce(ground: Ground, { name, away, back, seconds }: Strike): Promise<Figure[]> {
  const { cluster, crowd, say } = ground;
  const redis = cluster.redis as Redis;
  const fromMs = Date.now();
  await sleep(ground.seconds * 1000);
  say(`Redis is ${name}`);
  const awayMs = Date.now();
  await away(redis);
  // Who leaves meanwhile takes no process with it.
  await crowd.dismiss(LEAVE);
  await sleep(seconds * 1000);
  const startMs = Date.now();
  await back(redis);
  const backMs = Date.now();
  const rooms = await crowd.rooms();
  const listedMs = await untilListed(
    cluster.endpoint,
    (listed) => rooms.size === listed.filter(({ id }) => rooms.has(id)).length,
    PATIENCE_MS,
  );
  const inMs = await firstJoin(crowd, backMs);
  await sleep(ground.seconds * 1000);
  const joined = await crowd.joined();
  const {
    asked: spells,
    broken,
    untilMs,
  } = await lookForBroken(crowd, ({ firstMs, lastMs }) => firstMs < fromMs && lastMs > awayMs, LEAVE);
  return [
    told(`Redis ${name}`, ""),
    ...refusalFigures(joined.filter(({ atMs }) => atMs >= awayMs && atMs < startMs)),
    atMost("  back until a join works", (inMs - backMs) / 1000, BACK_S, " s"),
    atMost(`  back until all ${rooms.size} rooms are listed`, listedMs / 1000, BACK_S, " s"),
    ...lateFigures(joined.filter(({ atMs }) => atMs > inMs)),
    atMost("  players whose game broke, but for the two who left", Math.max(0, broken - LEAVE), 0, ""),
    ...patchFigures(spells, { fromMs, untilMs: awayMs }, { fromMs: awayMs, untilMs }),
  ];
}

/** While it is away: 503 within a second, whoever asks. */
function refusalFigures(joined: readonly Joined[]): Figure[] {
  const refusals = joined.flatMap((one) => one.refusals);
  if (joined.length === 0) return [];
  const others = refusals.filter(({ why }) => why !== "busy");
  return [
    atMost(
      `  ${refusals.length} joins refused meanwhile, the slowest answer`,
      percentile(
        refusals.map(({ ms }) => ms),
        100,
      ),
      REFUSED_MS,
      " ms",
    ),
    atMost(
      `  refused with something else than "busy"${others.length > 0 ? ` (${[...new Set(others.map(({ why }) => why))].join(", ")})` : ""}`,
      others.length,
      0,
      "",
    ),
  ];
}

const lateFigures = (joined: readonly Joined[]): Figure[] => [
  atMost(
    `  joins refused after that, of ${joined.length}`,
    joined.filter(({ refusals, tookMs }) => refusals.length > 0 || tookMs === null).length,
    0,
    "",
  ),
];

/** When the first newcomer was in after it was back; much later when nobody was. */
async function firstJoin(crowd: Crowd, backMs: number): Promise<number> {
  for (;;) {
    const ends = (await crowd.joined()).map(
      ({ atMs, tookMs }) => atMs + (tookMs ?? Number.POSITIVE_INFINITY),
    );
    const first = Math.min(...ends.filter((ms) => ms > backMs), Number.POSITIVE_INFINITY);
    if (first < Number.POSITIVE_INFINITY) return first;
    if (Date.now() > backMs + PATIENCE_MS) return backMs + PATIENCE_MS;
    await sleep(LOOK_MS);
  }
}

const uptimesOf = ({ cluster }: Ground): Promise<number[]> =>
  Promise.all(
    cluster.processes.map(async ({ direct }) => {
      const answer = await fetch(`${direct}/health`).catch(() => null);
      return ((await answer?.json()) as { uptimeS?: number } | undefined)?.uptimeS ?? -1;
    }),
  );
