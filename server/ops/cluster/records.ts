// The records that all processes of a cluster share: the machine's PostgreSQL on data of its own, or PGlite.
// Owns: which of them it is. Must not: know what is in them.
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { answers, freePorts } from "./ports.ts";
import { findServer, preparePostgres } from "./postgres.ts";
import { Service } from "./service.ts";

const PGLITE = join(import.meta.dirname, "pglite-server.ts");
/** It tells of every start and every connection otherwise. */
const QUIET = ["-c", "log_min_messages=fatal"];

export interface RecordsParts {
  /** For its data alone. */
  folder: string;
  /** Data that are in the folder are used, and stay. */
  keeps: boolean;
  say(line: string): void;
}

/** Running, with the address for DATABASE_URL. */
export async function startRecords({
  folder,
  keeps,
  say,
}: RecordsParts): Promise<{ url: string; service: Service }> {
  await mkdir(folder, { recursive: true });
  const programs = findServer();
  const common = { name: "records", restarts: true, quiet: true, say };
  if (programs !== undefined) {
    const { url, ...run } = await preparePostgres(programs, folder);
    const args = [...run.args, ...QUIET];
    const isReady = async (): Promise<boolean> =>
      /\nready\s*$/.test(await readFile(run.statusFile, "utf8").catch(() => ""));
    const service = new Service({ ...common, ...run, args, isReady, farewell: "SIGINT" });
    await service.start();
    return { url, service };
  }
  const [port] = await freePorts(1);
  const args = [PGLITE, String(port), keeps ? join(folder, "pglite") : ""];
  const isReady = (): Promise<boolean> => answers(port);
  const service = new Service({ ...common, command: process.execPath, args, isReady, farewell: "SIGTERM" });
  await service.start();
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`, service };
}
