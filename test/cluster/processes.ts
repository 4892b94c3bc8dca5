// Server processes over one Redis, each a child on 127.0.0.1 at an address of its own, as behind a proxy.
// Owns: their start and their end, whatever happens. Must not: reach into one.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ProcessInfo } from "../../server/cluster/process-info.ts";
import { freePorts } from "../../server/ops/cluster/ports.ts";
import { ask } from "../helpers/http.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
/** As every process here says it. */
export const OPERATOR = "operator-of-the-cluster-tests";

export class ServerProcess {
  readonly endpoint: string;
  readonly address: string;
  /** What it has written to standard error, whole lines. */
  log = "";
  private readonly child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.address = `127.0.0.1:${port}`;
    this.endpoint = `http://${this.address}`;
    this.child = child;
    child.stderr?.on("data", (chunk) => {
      this.log += chunk;
    });
  }

  /** Resolves when it listens. `env` goes before the settings of tests; `main`: of another version of the server. */
  static async start(
    redisUrl: string,
    env: Record<string, string> = {},
    main = MAIN,
  ): Promise<ServerProcess> {
    const port = Number(env.PORT) || (await freePorts(1))[0];
    const settings = {
      WATCHDOG: "0",
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_ADDRESS: `127.0.0.1:${port}`,
      REDIS_URL: redisUrl,
      DATA_FILE: ":memory:",
      AUTH_SECRET: "a secret that all processes of these tests share",
      OPERATOR_TOKEN: OPERATOR,
      EMBERLINE_DEV: "1",
      LOG_LEVEL: "info",
      ARENA_SIZE: "small",
      ARENA_BOTS_FILL_TO: "0",
      TRUSTED_ADDRESSES: "127.0.0.1",
      LIMIT_LOAD_PERCENT: "1000",
      ...env,
    };
    const child = spawn(process.execPath, [main], { env: { ...process.env, ...settings } });
    const started = new ServerProcess(port, child);
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (chunk) => /http/.test(String(chunk)) && resolve());
      child.once("close", (code) => reject(new Error(`exit code ${code}\n${started.log}`)));
    });
    return started;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Resolves with the exit code; null where a signal ended it. */
  async gone(): Promise<number | null> {
    if (this.running) await once(this.child, "exit");
    return this.child.exitCode;
  }

  async kill(): Promise<void> {
    this.signal("SIGCONT");
    this.signal("SIGKILL");
    await this.gone();
  }

  /** What it knows of the cluster. */
  async processes(): Promise<ProcessInfo[]> {
    const { body } = await ask<{ processes: ProcessInfo[] }>(this.endpoint, "GET /api/processes", {
      token: OPERATOR,
    });
    return body.processes ?? [];
  }
}

/** Resolves with the first that is not null, undefined or false; it is looked for every 50 ms. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** So many processes that all know each other, one of which leads. */
export async function startCluster(
  redisUrl: string,
  count: number,
  env: Record<string, string> = {},
): Promise<ServerProcess[]> {
  const started = await Promise.allSettled(
    Array.from({ length: count }, () => ServerProcess.start(redisUrl, env)),
  );
  const all = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = started.find((one) => one.status === "rejected");
  if (failed !== undefined) {
    await stopCluster(all);
    throw failed.reason;
  }
  await Promise.all(
    all.map((one) =>
      eventually(async () => {
        const known = await one.processes();
        return known.length === count && known.some(({ leader }) => leader);
      }),
    ),
  );
  return all;
}

export async function stopCluster(processes: readonly ServerProcess[]): Promise<void> {
  await Promise.all(processes.map((one) => one.kill()));
}
