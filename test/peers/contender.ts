// The child process of one contender: it listens, and tells how much of its core it has used.
// Owns: the calls that every contender answers. Must not: know what it serves.
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { serveCalls } from "../load/calls.ts";

const SAMPLE_MS = 10;

export interface Usage {
  /** CPU time so far, all threads, ms. */
  cpuMs: number;
  rssBytes: number;
  /** Since the last call. */
  loopDelayP99Ms: number;
}

/** Answers `listen` with the port, and `usage`. */
export function serveContender(listen: () => Promise<number>): void {
  const loop = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  loop.enable();
  const usage = (): Usage => {
    const { user, system } = process.cpuUsage();
    const loopDelayP99Ms = Math.max(0, loop.percentile(99) / 1e6 - SAMPLE_MS);
    loop.reset();
    return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss(), loopDelayP99Ms };
  };
  serveCalls({ listen, usage });
}

/** The port of a server that listens, or is about to. */
export async function listenOn(server: Server): Promise<number> {
  if (!server.listening) await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
