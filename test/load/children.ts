// The bench's child processes, each on the processor it was given.
// Owns: their start, their pinning and their end. Must not: know what they do.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";

const GRACE_MS = 10_000;
const living = new Set<ChildProcess>();

/** Processors for the server and for everything else; null where nothing can or need be pinned. */
export interface Cores {
  server: string | null;
  load: string | null;
  /** How many the load may use. */
  loadCount: number;
}

/** The last processor that this process may use is the server's, the rest are for the load. */
export function chooseCores(): Cores {
  const cpus = canPin() ? allowedCpus() : [];
  const server = cpus.pop();
  if (server === undefined)
    return { server: null, load: null, loadCount: Math.max(1, availableParallelism() - 1) };
  return {
    server: String(server),
    load: cpus.length > 0 ? cpus.join(",") : null,
    loadCount: Math.max(1, cpus.length),
  };
}

/** How long a processor has worked and how long it has existed, ms, whoever it worked for; zeros for none. */
export function coreTimes(core: string | null): { busy: number; all: number } {
  const times = core === null ? undefined : cpus()[Number(core)]?.times;
  if (times === undefined) return { busy: 0, all: 0 };
  const all = Object.values(times).reduce((sum, time) => sum + time, 0);
  return { busy: all - times.idle, all };
}

function canPin(): boolean {
  return process.platform === "linux" && spawnSync("taskset", ["--version"]).status === 0;
}

function allowedCpus(): number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  return list.split(",").flatMap((range) => {
    const [first, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** Runs Node with `args` on the processors of `cores` (null: on any). */
export function runNode(args: string[], cores: string | null, options: SpawnOptions): ChildProcess {
  const [command, ...rest] = [...(cores === null ? [] : ["taskset", "-c", cores]), process.execPath, ...args];
  const child = spawn(command, rest, options);
  living.add(child);
  child.on("exit", () => living.delete(child));
  return child;
}

/** Asks a child to end; kills it when it has not after GRACE_MS. Resolves when it is gone. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (!living.has(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  if (child.connected) child.disconnect();
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  await gone;
  clearTimeout(timer);
}

/** Kills whatever still runs, whenever and however the bench ends. */
export function endChildrenAtExit(): void {
  process.on("exit", () => {
    for (const child of living) child.kill("SIGKILL");
  });
  const interrupted = (): void => {
    void Promise.all([...living].map(endChild)).then(() => process.exit(130));
  };
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted);
}
