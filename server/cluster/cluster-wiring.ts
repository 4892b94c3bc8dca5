// The cluster that a config asks for, wired to the framework.
// Owns: the choice between one process and many. Must not: know what rooms do.
import { LocalPresence, matchMaker } from "@colyseus/core";
import type { Config } from "../config.ts";
import type { CountRefusal } from "../limits.ts";
import type { Log } from "../ops/log.ts";
import type { Cluster } from "./cluster.ts";
import { LocalCluster } from "./local-cluster.ts";
import type { Self } from "./process-info.ts";
import { RedisCluster } from "./redis-cluster.ts";

/** What is to be forgotten later keeps no process running. */
class LonePresence extends LocalPresence {
  override expire(key: string, seconds: number): void {
    super.expire(key, seconds);
    (this as unknown as { timeouts: Record<string, NodeJS.Timeout> }).timeouts[key].unref();
  }
}

interface Parts {
  log: Log;
  refused: CountRefusal;
  /** Of this process, now. */
  figures: Self["figures"];
}

/** Before the framework's server is made. */
export function makeCluster(config: Config, { log, refused, figures }: Parts): Cluster {
  const { redisUrl, publicAddress } = config.cluster;
  const self: Self = {
    id: () => matchMaker.processId,
    address: publicAddress,
    startedAt: Date.now(),
    figures,
  };
  const { redisMillis } = config.limits;
  if (redisUrl === undefined) return new LocalCluster(new LonePresence(), self, redisMillis);
  // Its own checks wait 2 s for each process that died, and end with errors that nobody catches while Redis is away.
  matchMaker.setHealthChecksEnabled(false);
  const late = (): void => refused("redisMillis");
  return new RedisCluster({ url: redisUrl, millis: redisMillis, late, log, self });
}
