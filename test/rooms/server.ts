// The server under test, in a process of its own with its garbage collector in hand.
// Owns: what it tells of its memory and its time. Run by run.ts.
import { makeApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import { serveCalls } from "../load/calls.ts";

export interface Usage {
  /** What is in use after everything else was thrown away, bytes. */
  usedBytes: number;
  /** CPU time so far, ms. */
  cpuMs: number;
  rooms: number;
}

const app = await makeApp(readConfig(process.env));

serveCalls({
  start: () => app.listen(),
  usage: (): Usage => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    return { usedBytes: heapUsed + external, cpuMs: (user + system) / 1000, rooms: app.arenas.size };
  },
  stop: () => app.close(),
});
