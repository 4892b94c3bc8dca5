// `npm run scale -- measure`: what joining costs Redis and the processes, against a real redis-server.
// Owns: the counts, by Redis' own statistics. Must not: know what the model does with them.
import type { Redis as Client } from "ioredis";
import { LISTINGS } from "../../server/cluster/listings.ts";
import type { Redis } from "../../server/ops/cluster/redis.ts";
import { OPERATOR, type ServerProcess, startCluster, stopCluster } from "../cluster/processes.ts";
import { clientOf, startOwnRedis } from "../cluster/redis.ts";
import { ask } from "../helpers/http.ts";
import { rawJoin } from "../helpers/raw-client.ts";

const IDLE_SECONDS = 8;
const JOINS = 40;

interface Taken {
  commands: number;
  bytesOut: number;
  redisCpuS: number;
  serverCpuS: number;
  atMs: number;
}

export interface RedisCosts {
  /** Commands a second of a process that nobody does anything on: `fixed`, and so many more for each process there is. */
  idle: { fixed: number; perProcess: number };
  /** Bytes a second that Redis sends such a process, likewise. */
  idleBytes: { fixed: number; perProcess: number };
  /** One quick join and leave, beyond that: commands; bytes that Redis sends, fixed and for each room that is listed. */
  join: { commands: number; bytes: number; bytesPerRoom: number };
  /** CPU of the process that is asked and the one that hosts, together, ms: fixed, and for each room that is listed. */
  joinCpuMs: { fixed: number; perRoom: number };
  /** CPU of Redis for a command, µs, while 40 join. */
  redisCpuUsPerCommand: number;
}

export async function measureRedis(say: (line: string) => void): Promise<RedisCosts> {
  const redis = await startOwnRedis();
  const client = clientOf(redis);
  try {
    const [one, four] = [await idleOf(redis, client, 1), await idleOf(redis, client, 4)];
    const slope = (of: (idle: typeof one) => number): { fixed: number; perProcess: number } => {
      const perProcess = (of(four) - of(one)) / 3;
      return { fixed: of(one) - perProcess, perProcess };
    };
    say(`idle: ${one.commands.toFixed(1)} commands/s alone, ${four.commands.toFixed(1)} for each of four`);
    const [few, many] = await joinsWith(redis, client, [0, 400], say);
    const rooms = many.rooms - few.rooms;
    const perRoom = (many.bytesOut - few.bytesOut) / rooms;
    const cpuPerRoom = (many.serverCpuMs - few.serverCpuMs) / rooms;
    return {
      idle: slope(({ commands }) => commands),
      idleBytes: slope(({ bytes }) => bytes),
      join: {
        commands: (few.commands + many.commands) / 2,
        bytes: few.bytesOut - few.rooms * perRoom,
        bytesPerRoom: perRoom,
      },
      joinCpuMs: { fixed: few.serverCpuMs - few.rooms * cpuPerRoom, perRoom: cpuPerRoom },
      redisCpuUsPerCommand: many.redisUs,
    };
  } finally {
    client.disconnect();
    await redis.kill();
  }
}

async function idleOf(redis: Redis, client: Client, count: number) {
  const processes = await startCluster(redis.url, count);
  try {
    // The start is over: several beats of each.
    await sleep(5);
    const before = await take(client, []);
    await sleep(IDLE_SECONDS);
    const after = await take(client, []);
    const seconds = ((after.atMs - before.atMs) / 1000) * count;
    return {
      commands: (after.commands - before.commands) / seconds,
      bytes: (after.bytesOut - before.bytesOut) / seconds,
    };
  } finally {
    await stopCluster(processes);
    await client.flushall();
  }
}

/** 40 quick joins one after the other through two processes, with so many rooms listed before. */
async function joinsWith(
  redis: Redis,
  client: Client,
  listed: readonly number[],
  say: (line: string) => void,
) {
  const processes = await startCluster(redis.url, 2);
  try {
    const results = [];
    // The engine has compiled what a join runs through by then.
    await joins(processes, 2 * JOINS);
    for (const count of listed) {
      await openRooms(processes, count);
      const rooms = await client.hlen(LISTINGS);
      const idle = await spent(client, processes, () => sleep(IDLE_SECONDS / 2));
      const busy = await spent(client, processes, () => joins(processes, JOINS));
      const per = (of: (taken: Taken) => number): number =>
        (of(busy) - (of(idle) * busy.atMs) / idle.atMs) / JOINS;
      const result = {
        rooms,
        commands: per(({ commands }) => commands),
        bytesOut: per(({ bytesOut }) => bytesOut),
        serverCpuMs: 1000 * per(({ serverCpuS }) => serverCpuS),
        redisUs: (1e6 * busy.redisCpuS) / busy.commands,
      };
      say(`${rooms} rooms: ${JSON.stringify(result)}`);
      results.push(result);
    }
    return results;
  } finally {
    await stopCluster(processes);
  }
}

/** One after the other, each a guest of its own who leaves again. */
async function joins(processes: readonly ServerProcess[], count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const joined = await rawJoin(processes[n % processes.length].endpoint);
    joined.socket.close();
    await joined.closed;
  }
}

/** In the list, and waiting for somebody; of another mode than those that are joined. */
async function openRooms(processes: readonly ServerProcess[], count: number): Promise<void> {
  for (let made = 0; made < count; made++) {
    const { status, body } = await ask(processes[made % processes.length].endpoint, "POST /api/rooms", {
      token: OPERATOR,
      body: { mode: "duel", listed: true, waitSeconds: 600 },
    });
    if (status >= 300) throw new Error(`room ${made}: ${status} ${body.error}`);
  }
}

async function spent(
  client: Client,
  processes: readonly ServerProcess[],
  act: () => Promise<unknown>,
): Promise<Taken> {
  const before = await take(client, processes);
  await act();
  const after = await take(client, processes);
  const less = (of: (taken: Taken) => number): number => of(after) - of(before);
  return {
    commands: less(({ commands }) => commands),
    bytesOut: less(({ bytesOut }) => bytesOut),
    redisCpuS: less(({ redisCpuS }) => redisCpuS),
    serverCpuS: less(({ serverCpuS }) => serverCpuS),
    atMs: less(({ atMs }) => atMs),
  };
}

async function take(client: Client, processes: readonly ServerProcess[]): Promise<Taken> {
  let serverCpuS = 0;
  for (const { endpoint } of processes)
    serverCpuS += (await ask<{ cpuS: number }>(endpoint, "GET /health", { token: OPERATOR })).body.cpuS;
  const text = `${await client.info("commandstats")}\n${await client.info("stats")}\n${await client.info("cpu")}`;
  const of = (name: string): number => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(text)?.[1]);
  return {
    // Scripts' own commands are counted, too; what asks is not.
    commands: [...text.matchAll(/^cmdstat_(?!info)[\w|]+:calls=(\d+)/gm)].reduce(
      (sum, [, calls]) => sum + Number(calls),
      0,
    ),
    bytesOut: of("total_net_output_bytes"),
    redisCpuS: of("used_cpu_user") + of("used_cpu_sys"),
    serverCpuS,
    atMs: performance.now(),
  };
}

const sleep = (seconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, seconds * 1000));
