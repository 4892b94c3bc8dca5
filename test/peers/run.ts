// One contender with one crowd: a server on its core, the crowd on the other, what each of them used and got.
// Owns: the order. Must not: compare.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { callChild } from "../load/calls.ts";
import { chooseCores, endChild, runNode } from "../load/children.ts";
import type { Usage } from "./contender.ts";
import type { Heard } from "./generator.ts";
import type { WayName } from "./ways.ts";

export interface Contender {
  name: string;
  /** In servers/. */
  file: string;
  way: WayName;
}

export const CONTENDERS: readonly Contender[] = [
  { name: "Emberline, the whole game", file: "ours.ts", way: "ours" },
  { name: "Colyseus, a view per client", file: "stock-views.ts", way: "stock" },
  { name: "Colyseus, one state for all", file: "stock-broadcast.ts", way: "stock" },
  { name: "plain ws, JSON", file: "plain-ws.ts", way: "plainWs" },
  { name: "Socket.IO, JSON", file: "socket-io.ts", way: "socketIo" },
  { name: "the floor: as many bytes, no work", file: "floor.ts", way: "floor" },
];

export interface Outcome {
  /** Server CPU, ms per client and second. */
  cpuPerClient: number;
  /** Server CPU, % of a core. */
  cpuPercent: number;
  /** Payload to a client, KB/s. */
  kilobytes: number;
  /** Patches that a client got, a second. */
  delivered: number;
  intervalP99Ms: number;
  /** Payload of a patch, bytes. */
  patchBytes: number;
  serverLoopP99Ms: number;
  rssMegabytes: number;
  generatorPercent: number;
  generatorLoopP99Ms: number;
  /** Connections that broke. */
  lost: number;
}

const SERVERS = join(import.meta.dirname, "servers");
const GENERATOR = join(import.meta.dirname, "generator.ts");

export interface Trial {
  clients: number;
  /** Everybody flies so long before anything is measured. */
  warmUpMs: number;
  seconds: number;
  /** What a patch of ours weighs, for the floor. */
  floorBytes: number;
}

export async function runContender(
  { file, way }: Contender,
  { clients, warmUpMs, seconds, floorBytes }: Trial,
): Promise<Outcome> {
  const cores = chooseCores();
  const stdio = ["ignore", "ignore", "inherit", "ipc"] as const;
  const server = runNode([join(SERVERS, file), String(floorBytes)], cores.server, { stdio: [...stdio] });
  const generator = runNode([GENERATOR], cores.load, { stdio: [...stdio] });
  try {
    const port = await callChild<number>(server, "listen");
    await callChild(generator, "join", way, port, clients);
    await sleep(warmUpMs);
    await callChild(generator, "measure");
    const before = await callChild<Usage>(server, "usage");
    await sleep(seconds * 1000);
    const [after, heard] = await Promise.all([
      callChild<Usage>(server, "usage"),
      callChild<Heard>(generator, "report"),
    ]);
    return outcome(heard, after.cpuMs - before.cpuMs, after);
  } finally {
    await Promise.all([endChild(generator), endChild(server)]);
  }
}

function outcome(heard: Heard, cpuMs: number, { loopDelayP99Ms, rssBytes }: Usage): Outcome {
  const { seconds, clients, open, patches, bytes } = heard;
  return {
    cpuPerClient: cpuMs / seconds / clients,
    cpuPercent: cpuMs / seconds / 10,
    kilobytes: bytes / 1000 / seconds / clients,
    delivered: patches / seconds / clients,
    intervalP99Ms: heard.intervalMs.p99,
    patchBytes: bytes / Math.max(1, patches),
    serverLoopP99Ms: loopDelayP99Ms,
    rssMegabytes: rssBytes / 1e6,
    generatorPercent: heard.cpuPercent,
    generatorLoopP99Ms: heard.loopDelayP99Ms,
    lost: clients - open,
  };
}
