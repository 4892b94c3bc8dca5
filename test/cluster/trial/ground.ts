// A cluster with players in it: what every trial strikes at.
// Owns: their start and end. Must not: strike.
import { type RunningCluster, startCluster } from "../../../server/ops/cluster/cluster.ts";
import { quietCluster } from "../quiet.ts";
import { Crowd } from "./crowd.ts";

export interface TrialOptions {
  processes: number;
  clients: number;
  /** Players' games go past the proxy, which takes a third of a server's CPU for itself. */
  pastProxy: boolean;
  /** What is measured before a strike, and after it at least, s. */
  seconds: number;
  /** People to a room. */
  seats: number;
  /** Clients with the whole net code, which know their scores. */
  whole: number;
  /** How long Redis is away, s. */
  awaySeconds: number;
  /** Rooms get so long to end by themselves, s. */
  drainSeconds: number;
  say(line: string): void;
}

export interface Ground extends TrialOptions {
  cluster: RunningCluster;
  crowd: Crowd;
}

const JOIN_EVERY_MS = 500;

/** Plays a trial on fresh ground; takes all of it down whatever comes of it. `env`: more settings of the processes. */
export async function onGround<T>(
  options: TrialOptions,
  env: Record<string, string>,
  play: (ground: Ground) => Promise<T>,
): Promise<T> {
  const { processes, clients, seats, whole, drainSeconds, pastProxy, say } = options;
  const settings = {
    ARENA_MAX_CLIENTS: String(seats),
    ARENA_BOTS_FILL_TO: "0",
    DRAIN_SECONDS: String(drainSeconds),
    ...env,
  };
  // What is struck stays so until the trial starts it again.
  const cluster = await startCluster({ ...quietCluster(processes, settings), pastProxy, say });
  const crowd = new Crowd(cluster.endpoint, clients);
  try {
    await crowd.come(whole);
    await crowd.beginJoins(JOIN_EVERY_MS);
    return await play({ ...options, cluster, crowd });
  } finally {
    await crowd.stop();
    await cluster.stop({ gently: false });
  }
}
