// A real Redis of the tests' own, started as `npm run cluster` starts one, and a look into it.
// Owns: where its settings lie. Must not: know what is kept in it.
import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis as Client } from "ioredis";
import { type Redis, startRedis } from "../../server/ops/cluster/redis.ts";

const folders = mkdtempSync(join(tmpdir(), "emberline-redis-"));
process.once("exit", () => rmSync(folders, { recursive: true, force: true }));

/** Empty. Nobody starts it again when it ends. */
export async function startOwnRedis(): Promise<Redis> {
  const folder = await mkdtemp(join(folders, "one-"));
  return startRedis({ folder, keeps: false, restarts: false, say: () => {} });
}

/** To look into it, until `disconnect`. */
export function clientOf({ url }: Redis): Client {
  return new Client(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 }).on("error", () => {});
}
