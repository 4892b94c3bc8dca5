// The bench's child processes, each on the processor it was given.
// Owns: their start, their pinning and their end. Must not: know what they do.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";

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

/** Nothing here to pin: what is loaded runs elsewhere, and every processor is for the load. */
export const allCores = (): Cores => ({ server: null, load: null, loadCount: availableParallelism() });

/** Holds this process, too, off the server's processor. */
export function keepTo(cores: string | null): void {
  if (cores !== null) spawnSync("taskset", ["-a", "-pc", cores, String(process.pid)]);
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

/** What Node is given by `npm start`, in the project's folder: a server under test is that one. */
export function startArgs(): string[] {
  const root = join(import.meta.dirname, "..", "..");
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: { start: string };
  };
  const [, ...args] = scripts.start.split(" ");
  return [...args.slice(0, -1), join(root, args.at(-1) as string)];
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

/**
 * Kills whatever still runs, whenever and however the bench ends. `spares`: asked at a signal; true when the process
 * ends by itself soon.
 */
export function endChildrenAtExit(spares: () => boolean = () => false): void {
  process.on("exit", () => {
    for (const child of living) child.kill("SIGKILL");
  });
  const interrupted = (): void => {
    if (spares()) return;
    void Promise.all([...living].map(endChild)).then(() => process.exit(130));
  };
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted);
}
