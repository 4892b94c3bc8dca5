// Clusters for tests: on this machine alone, without the page, as busy as they like.
// Owns: those settings.
import type { ClusterOptions } from "../../server/ops/cluster/cluster.ts";
import { OPERATOR_TOKEN } from "../helpers/operator.ts";

/** Of each process, beside what a test asks for. */
export const QUIET: Readonly<Record<string, string>> = {
  EMBERLINE_DEV: "1",
  LOG_LEVEL: "error",
  TRUSTED_ADDRESSES: "127.0.0.1",
  OPERATOR_TOKEN,
  // What else runs here is not what is tested.
  LIMIT_LOAD_PERCENT: "1000",
};

export function quietCluster(processes: number, env: Record<string, string> = {}): ClusterOptions {
  return {
    processes,
    port: 0,
    listen: "127.0.0.1",
    host: "127.0.0.1",
    tls: false,
    redis: null,
    database: null,
    data: null,
    env: { ...QUIET, ...env },
    pastProxy: false,
    restarts: false,
    say: () => {},
  };
}
