// A whole cluster on this machine: Redis, records, processes, and a proxy that makes one address of them.
// Owns: what is started in which order, and its end. Must not: print, or end this process.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "./certificate.ts";
import { GameProcess } from "./game-process.ts";
import { startNginx } from "./nginx.ts";
import { answers, freePorts } from "./ports.ts";
import { ClusterError, programOf } from "./programs.ts";
import { startRecords } from "./records.ts";
import { type Redis, startRedis } from "./redis.ts";

export interface ClusterOptions {
  processes: number;
  /** Where players come to; 0 for a free one. */
  port: number;
  /** Addresses that are listened on. */
  listen: string;
  /** The name that players know this machine by. */
  host: string;
  tls: boolean;
  /** A Redis that runs already; null for one of the cluster's own. */
  redis: string | null;
  /** A PostgreSQL that runs already; null for records of the cluster's own. */
  database: string | null;
  /** Folder in which Redis and records are kept; null for a new one that goes with the cluster. */
  data: string | null;
  /** More settings of the processes. */
  env: Record<string, string>;
  /** Games go to the ports of the processes, past the proxy: for players on this machine. */
  pastProxy: boolean;
  /** A process, or a Redis, that ends by itself is started again. */
  restarts: boolean;
  say(line: string): void;
}

export interface RunningCluster {
  /** The one address, as `http://127.0.0.1:2567`. */
  endpoint: string;
  processes: readonly GameProcess[];
  /** Null when it is not the cluster's own. */
  redis: Redis | null;
  /** File of the certificate, with TLS. */
  certificate: string | null;
  /** `gently`: every process is asked, and has its time for it. */
  stop(how: { gently: boolean }): Promise<void>;
}

/** Ends things in the reverse order of their start. */
type Ends = ((gently: boolean) => Promise<void>)[];

/** Rejects with ClusterError when something is missing or does not start; nothing runs then. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const ends: Ends = [];
  const stop = async ({ gently }: { gently: boolean }): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end(gently);
  };
  try {
    return { ...(await start(options, ends)), stop };
  } catch (error) {
    await stop({ gently: false });
    throw error;
  }
}

async function start(options: ClusterOptions, ends: Ends): Promise<Omit<RunningCluster, "stop">> {
  // Before anything runs: what is missing is told at once.
  programOf("nginx");
  if (options.port !== 0 && (await answers(options.port)))
    throw new ClusterError(`port ${options.port} is taken: choose another with --port`);
  const folder = await mkdtemp(join(tmpdir(), "emberline-"));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  // PostgreSQL runs as another user than root: it has to get to its folder. Each folder in this one is its user's alone.
  await chmod(folder, 0o711);
  const { redis, redisUrl, databaseUrl } = await shared(options, folder, ends);
  const [spare, ...ports] = await freePorts(options.processes + 1);
  const port = options.port || spare;
  const { host, listen, say } = options;
  const processes = ports.map((own, at) => {
    const name = `p${at + 1}`;
    const address = options.pastProxy ? `127.0.0.1:${own}` : `/${name}`;
    const env = {
      ...options.env,
      REDIS_URL: redisUrl,
      DATABASE_URL: databaseUrl,
      TRUSTED_PROXIES: "127.0.0.1",
    };
    return new GameProcess({ name, address, port: own, env, restarts: options.restarts, say });
  });
  const tls = options.tls ? await makeCertificate(folder, host) : null;
  const place = join(folder, "nginx");
  const nginx = await startNginx({ listen: { host: listen, port }, ports, folder: place, tls }, say);
  // Ended after the processes: until then their players are told things through it.
  ends.push((gently) => nginx.stop(gently ? 1000 : 0));
  ends.push(async (gently) => void (await Promise.all(processes.map((one) => one.stop({ gently })))));
  await Promise.all(processes.map((one) => one.start()));
  return {
    endpoint: `${tls === null ? "http" : "https"}://${host}:${port}`,
    processes,
    redis,
    certificate: tls?.certificate ?? null,
  };
}

/** What all processes share. */
async function shared({ redis, database, data, restarts, say }: ClusterOptions, folder: string, ends: Ends) {
  const place = data ?? folder;
  const keeps = data !== null;
  const ownRedis =
    redis === null ? await startRedis({ folder: join(place, "redis"), keeps, restarts, say }) : null;
  if (ownRedis !== null) ends.push(() => ownRedis.stop());
  if (database !== null)
    return { redis: ownRedis, redisUrl: redis ?? String(ownRedis?.url), databaseUrl: database };
  const records = await startRecords({ folder: join(place, "records"), keeps, say });
  ends.push((gently) => records.service.stop(gently ? 5000 : 0));
  return { redis: ownRedis, redisUrl: redis ?? String(ownRedis?.url), databaseUrl: records.url };
}
