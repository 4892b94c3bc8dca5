// The comparison: a match of the same seed and size, sent whole as JSON to as many clients.
// Owns: its two processes. Must not: run while the server under test does.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { TICK_HZ } from "../../shared/tunables.ts";
import { callChild } from "./calls.ts";
import { type Cores, endChild, runNode } from "./children.ts";
import { type BenchOptions, WARM_UP_SECONDS } from "./options.ts";
import type { Spread } from "./statistics.ts";

/** Nothing new shows after this time, s. */
const MAX_SECONDS = 15;

export interface JsonFigures {
  /** False when no socket library was found: then nothing was written, and patchMs is the making alone. */
  sent: boolean;
  seconds: number;
  stringifyMs: Spread;
  /** Making the message and writing it to every socket. */
  patchMs: Spread;
  messageBytes: number;
  patchesPerSecond: number;
  bufferedBytesMax: number;
  cpuPercent: number;
  /** What the clients received, each, per second. */
  receivedBytesPerSecond: number;
}

/** Runs the comparison on the cores of the real run. */
export async function compareWithJson(options: BenchOptions, cores: Cores): Promise<JsonFigures> {
  const seconds = Math.min(MAX_SECONDS, options.seconds);
  const server = child("json-server.ts", cores.server);
  const sink = child("json-sink.ts", cores.load);
  const port = await callChild<number | null>(server, "listen");
  if (port !== null) await callChild(sink, "connect", port, options.clients);
  const { seed, clients, bots } = options;
  const figures = await callChild<JsonFigures>(
    server,
    "run",
    seed,
    clients + bots,
    WARM_UP_SECONDS * TICK_HZ,
    seconds,
  );
  const { bytes } = await callChild<{ bytes: number }>(sink, "counted");
  await Promise.all([endChild(server), endChild(sink)]);
  return { ...figures, sent: port !== null, seconds, receivedBytesPerSecond: bytes / seconds / clients };
}

function child(file: string, cores: string | null): ChildProcess {
  return runNode([join(import.meta.dirname, file)], cores, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}
