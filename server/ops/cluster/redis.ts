// The Redis that the processes of a cluster share: private to them, and empty again after each end unless it is kept.
// Owns: its process, and what may befall it. Must not: know what is in it.
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answers, freePorts } from "./ports.ts";
import { programOf } from "./programs.ts";
import { Service } from "./service.ts";

export interface RedisParts {
  /** For its settings and data alone. */
  folder: string;
  /** What is in it is written there, and read again at the next start. */
  keeps: boolean;
  /** Starts it again when it ends by itself. */
  restarts: boolean;
  say(line: string): void;
}

export class Redis {
  readonly url: string;
  private readonly service: Service;

  constructor(url: string, service: Service) {
    this.url = url;
    this.service = service;
  }

  /** Nothing is answered, nothing is closed: as when its machine hangs. */
  pause(): void {
    this.service.kill("SIGSTOP");
  }

  resume(): void {
    this.service.kill("SIGCONT");
  }

  /** At once, until `restartEmpty`. */
  kill(): Promise<void> {
    return this.service.stop(0);
  }

  /** Resolves when it answers, with nothing in it unless it keeps. */
  async restartEmpty(): Promise<void> {
    await this.kill();
    await this.service.start();
  }

  stop(): Promise<void> {
    this.resume();
    return this.service.stop(2000);
  }
}

/** Running. Whoever can write to it can call any method of any room: it has a password, and is on this machine alone. */
export async function startRedis({ folder, keeps, restarts, say }: RedisParts): Promise<Redis> {
  const command = programOf("redis-server");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [port] = await freePorts(1);
  const password = randomBytes(18).toString("hex");
  const settings = [
    `port ${port}`,
    "bind 127.0.0.1",
    `requirepass ${password}`,
    `dir "${folder}"`,
    'save ""',
    `appendonly ${keeps ? "yes" : "no"}`,
    "loglevel warning",
    "",
  ];
  const file = join(folder, "redis.conf");
  await writeFile(file, settings.join("\n"), { mode: 0o600 });
  const isReady = (): Promise<boolean> => answers(port);
  const service = new Service({
    name: "redis",
    command,
    args: [file],
    isReady,
    farewell: "SIGTERM",
    restarts,
    quiet: true,
    say,
  });
  await service.start();
  return new Redis(`redis://:${password}@127.0.0.1:${port}`, service);
}
