// A PostgreSQL of one's own: the machine's server on data of its own and a Unix socket.
// Owns: its folder, its process, its start and stop. Must not: touch any other's data, or download anything.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Postgres {
  url: string;
  start(): Promise<void>;
  /** At once, as when the machine is lost. */
  stop(): Promise<void>;
  /** Also stops it. */
  remove(): Promise<void>;
}

/** The folder of the newest server's programs; undefined when the machine has none. */
export function findServer(): string | undefined {
  const folders = [
    ...globSync("/usr/lib/postgresql/*/bin").sort(byVersion),
    ...(process.env.PATH ?? "").split(":"),
  ];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
}

const byVersion = (a: string, b: string): number => versionOf(b) - versionOf(a);
const versionOf = (path: string): number => Number(/\d+/.exec(path)?.[0]);

/** How a server is run on data of its own, which are made where there are none. */
export interface PostgresCommand {
  url: string;
  command: string;
  args: string[];
  options: { cwd: string; uid?: number; gid?: number };
  /** Its last line is "ready" while it takes connections. */
  statusFile: string;
}

/** In `folder`, which exists. PostgreSQL refuses to run as root: then it runs as another user. */
export async function preparePostgres(programs: string, folder: string): Promise<PostgresCommand> {
  const user = process.getuid?.() === 0 ? otherUser() : undefined;
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, "cluster");
  if (!existsSync(data))
    execFileSync(
      join(programs, "initdb"),
      ["-D", data, "-A", "trust", "-U", "emberline", "-E", "UTF8", "--no-sync", "--no-instructions"],
      { ...user, cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
    );
  return {
    url: `postgres://emberline@localhost/postgres?host=${encodeURIComponent(folder)}`,
    command: join(programs, "postgres"),
    args: ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "shared_buffers=16MB"],
    options: { ...user, cwd: folder },
    statusFile: join(data, "postmaster.pid"),
  };
}

/** On fresh data, running. */
export async function startServerCluster(programs: string): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), "emberline-pg-"));
  const { url, command, args, options } = await preparePostgres(programs, folder);
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    server = child;
    await saysReady(child);
  };
  const stop = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null) return;
    server.kill("SIGQUIT");
    await once(server, "exit");
  };
  await start();
  return {
    url,
    start,
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

function otherUser(): { uid: number; gid: number } {
  for (const name of ["postgres", "nobody"]) {
    try {
      const of = (flag: string): number =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: of("-u"), gid: of("-g") };
    } catch {
      // The next one, then.
    }
  }
  throw new Error("PostgreSQL does not run as root, and there is neither postgres nor nobody to run it as");
}

function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("exit", (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
    child.stderr?.on("data", (chunk) => {
      if (said.length < 10_000) said += chunk;
      if (said.includes("ready to accept connections")) resolve();
    });
  });
}
