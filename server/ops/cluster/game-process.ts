// One process of the game in a cluster: the server as `npm start` runs it, with its watchdog.
// Owns: its settings. Must not: know what it does.
import { join } from "node:path";
import { Service } from "./service.ts";

const MAIN = join(import.meta.dirname, "..", "..", "main.ts");
/** The server's own deadline is 35 s (ops/watchdog.ts). */
const GRACE_MS = 38_000;

export interface GameProcessParts {
  /** p1, p2, …: what its lines begin with. */
  name: string;
  /** Where players reach it: a path behind the proxy, or host and port. */
  address: string;
  /** Of this machine, where it listens. */
  port: number;
  env: Record<string, string>;
  restarts: boolean;
  say(line: string): void;
}

export class GameProcess {
  readonly name: string;
  readonly address: string;
  /** Without the proxy. */
  readonly direct: string;
  private readonly service: Service;

  constructor({ name, address, port, env, restarts, say }: GameProcessParts) {
    this.name = name;
    this.address = address;
    const place = { PORT: String(port), HOST: "127.0.0.1", PUBLIC_ADDRESS: address };
    this.direct = `http://127.0.0.1:${port}`;
    this.service = new Service({
      name,
      command: process.execPath,
      // As package.json starts it.
      args: ["--max-semi-space-size=16", MAIN],
      options: { env: { ...process.env, ...env, ...place } },
      isReady: async () => (await fetch(`${this.direct}/ready`).catch(() => null))?.ok === true,
      farewell: "SIGTERM",
      restarts,
      say,
    });
  }

  /** Of its watchdog; undefined while it does not run. */
  get pid(): number | undefined {
    return this.service.pid;
  }

  start(): Promise<void> {
    return this.service.start();
  }

  /** Resolves when it is up, whoever has started it. */
  ready(): Promise<void> {
    return this.service.ready();
  }

  /** SIGKILL, SIGSTOP and SIGCONT reach the watchdog and the server at once, as when their machine does it. */
  kill(signal: NodeJS.Signals): void {
    this.service.kill(signal);
  }

  ended(): Promise<void> {
    return this.service.ended();
  }

  /** Asks it to end, and starts it again. Resolves with the time that its end took, ms, when it is ready again. */
  async restart(): Promise<number> {
    const startMs = performance.now();
    await this.service.stop(GRACE_MS);
    const endedMs = performance.now();
    await this.service.start();
    return endedMs - startMs;
  }

  /** At once, or in good order. */
  stop({ gently }: { gently: boolean }): Promise<void> {
    return this.service.stop(gently ? GRACE_MS : 0);
  }
}
