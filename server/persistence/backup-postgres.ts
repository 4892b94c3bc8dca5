// A backup of the records in PostgreSQL, and the way back, by PostgreSQL's own programs.
// Owns: how they are called, and that a restore is all or nothing. Must not: touch a table that is not of the records.
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, rename, rm } from "node:fs/promises";
import type { Log } from "../ops/log.ts";
import { MIGRATIONS } from "./migrations.ts";
import { openPostgres } from "./postgres-driver.ts";
import { RecordsUnusable } from "./records.ts";

/** Every table that the records ever had. */
const TABLES: readonly string[] = [
  "migrations",
  ...MIGRATIONS.flatMap(({ statements }) =>
    statements.flatMap((sql) => [...sql.matchAll(/\bCREATE TABLE (\w+)/g)].map(([, name]) => name)),
  ),
];

/** Those that were made later hold on to the earlier ones. */
const DROP = TABLES.toReversed()
  .map((name) => `DROP TABLE IF EXISTS ${name}`)
  .join("; ");

/** Writes all tables as of one moment to `to`, while servers go on. Resolves to how many tables there are. */
export async function backupPostgres(url: string, to: string): Promise<number> {
  const part = `${to}.part`;
  const tables = TABLES.flatMap((name) => ["--table", name]);
  const args = ["--format=custom", "--no-owner", "--no-privileges", ...tables, "--file", part];
  await start("pg_dump", args, ["ignore", "ignore", "pipe"], url).done;
  // It holds password hashes and the secret that signs tokens.
  await chmod(part, 0o600);
  const found = await tablesIn(part);
  if (found === 0) {
    await rm(part);
    throw new RecordsUnusable("there are no records in that database: check DATABASE_URL");
  }
  await rename(part, to);
  return found;
}

/**
 * Puts what is in `from` in the place of the records that are there, in one transaction. Rejects with RecordsUnusable
 * when servers are connected, or something newer than this version was there.
 */
export async function restorePostgres(url: string, from: string, log: Log): Promise<number> {
  const found = await tablesIn(from);
  await refuseInUse(url, log);
  const reader = start(
    "pg_restore",
    ["--no-owner", "--no-privileges", "--file=-", from],
    ["ignore", "pipe", "pipe"],
  );
  const args = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"];
  const writer = start("psql", [...args, "--command", DROP, "--file=-"], ["pipe", "ignore", "pipe"], url);
  reader.process.stdout!.pipe(writer.process.stdin!, { end: false });
  const faults: Error[] = [];
  const failed = (other: ChildProcess) => (error: Error) => {
    faults.push(error);
    other.kill();
  };
  // The end of what it reads makes psql commit: it comes only when pg_restore has read all of the backup.
  const read = reader.done.then(() => void writer.process.stdin!.end(), failed(writer.process));
  await Promise.all([read, writer.done.catch(failed(reader.process))]);
  // The first: the other program was ended over it.
  if (faults.length > 0) throw faults[0];
  return found;
}

async function tablesIn(file: string): Promise<number> {
  const { process: lister, done } = start("pg_restore", ["--list", file], ["ignore", "pipe", "pipe"]);
  let list = "";
  lister.stdout!.on("data", (chunk) => {
    list += chunk;
  });
  await done;
  return list.split("\n").filter((line) => / TABLE DATA /.test(line)).length;
}

async function refuseInUse(url: string, log: Log): Promise<void> {
  const db = openPostgres(url, log);
  try {
    const others =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'emberline' AND pid <> pg_backend_pid()";
    const [{ n }] = await db.query<{ n: number }>(others);
    if (n > 0)
      throw new RecordsUnusable(`${n} connections of servers are open: stop them first, then restore`);
    const [{ here }] = await db.query<{ here: string | null }>(
      "SELECT to_regclass('migrations')::text AS here",
    );
    if (here === null) return;
    const [{ version }] = await db.query<{ version: number | null }>(
      "SELECT max(version) AS version FROM migrations",
    );
    if ((version ?? 0) > MIGRATIONS.length)
      throw new RecordsUnusable(
        `the records have schema ${version}, and this version knows ${MIGRATIONS.length}: restore with the newer version`,
      );
  } finally {
    await db.close();
  }
}

/** One of PostgreSQL's programs, at the database of `url`. The password is in its environment: everybody can read its arguments. */
function start(program: string, args: string[], stdio: StdioOptions, url?: string) {
  const { place, password } = split(url ?? "postgres://");
  const env = { ...process.env, PGCONNECT_TIMEOUT: "5", ...(password !== "" && { PGPASSWORD: password }) };
  const started = spawn(program, url === undefined ? args : [...args, "--dbname", place], { env, stdio });
  return { process: started, done: endOf(started, program) };
}

async function endOf(started: ChildProcess, program: string): Promise<void> {
  let said = "";
  started.stderr!.on("data", (chunk) => {
    if (said.length < 10_000) said += chunk;
  });
  // A pipe whose other end is gone: the exit code tells.
  started.stdin?.on("error", () => {});
  const [code] = await once(started, "close").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new RecordsUnusable(
      `${program} is not installed: it comes with PostgreSQL's client programs (postgresql-client in Debian), of the server's version or a newer one`,
    );
  });
  if (code !== 0)
    throw new RecordsUnusable(`${program}: ${said.trim().split("\n")[0] || `exit code ${code}`}`);
}

function split(url: string): { place: string; password: string } {
  const place = new URL(url);
  const password = decodeURIComponent(place.password) || (place.searchParams.get("password") ?? "");
  place.password = "";
  place.searchParams.delete("password");
  return { place: place.href, password };
}
