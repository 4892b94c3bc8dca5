// What the processes of a cluster say of each other.
// Owns: asking for it.
import { setTimeout as sleep } from "node:timers/promises";
import { call } from "../../../client/net/calls.ts";
import type { ProcessInfo } from "../../../server/cluster/process-info.ts";
import type { RunningCluster } from "../../../server/ops/cluster/cluster.ts";
import { OPERATOR_TOKEN } from "../../helpers/operator.ts";

const EVERY_MS = 200;

async function processesOf({ endpoint }: RunningCluster): Promise<ProcessInfo[]> {
  const asked = { token: OPERATOR_TOKEN, patienceMs: 2000 };
  const answer = call<{ processes: ProcessInfo[] }>(endpoint, "GET", "/api/processes", asked);
  return answer.then(
    ({ processes }) => processes,
    () => [],
  );
}

/** Resolves when every process of the cluster has a lease, and takes rooms. */
export async function untilReady(cluster: RunningCluster): Promise<void> {
  const isIn = (infos: ProcessInfo[], own: string): boolean =>
    infos.some(({ address, draining }) => address.endsWith(own) && !draining);
  for (;;) {
    const infos = await processesOf(cluster);
    if (cluster.processes.every(({ address }) => isIn(infos, address))) return;
    await sleep(EVERY_MS);
  }
}
