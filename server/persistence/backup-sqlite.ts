// A copy of the records' SQLite file while a server writes to it, and the way back.
// Owns: that a copy is whole before it has its name, and that nothing is put in the place of a file in use.
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { RecordsUnusable } from "./records.ts";

/** What a backup holds, for the line that tells of it. */
export interface Copied {
  schema: number;
  players: number;
  matches: number;
}

/** Result codes: somebody else has the file open; it is no database, or a broken one. */
const BUSY = 5;
const BROKEN = new Set([11, 26]);

/**
 * Copies `file` as of one moment into `to`, whatever is written meanwhile. What a writer adds while the copy is made
 * waits in the write-ahead log: no write is held up.
 */
export async function backupSqlite(file: string, to: string): Promise<Copied> {
  if (!existsSync(file)) throw new RecordsUnusable(`there are no records in ${file}: check DATA_FILE`);
  const part = `${to}.part`;
  await rm(part, { force: true });
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    db.prepare("VACUUM INTO ?").run(part);
  } finally {
    db.close();
  }
  // It holds password hashes and the secret that signs tokens.
  await chmod(part, 0o600);
  const copied = look(part);
  await intoPlace(part, to);
  return copied;
}

/**
 * Puts the copy `from` in the place of `file`. What was there is kept beside it, under the name that is returned; null
 * when nothing was. Rejects with RecordsUnusable when the copy is broken or newer than `newest`, or a server has the file open.
 */
export async function restoreSqlite(
  from: string,
  file: string,
  newest: number,
): Promise<Copied & { aside: string | null }> {
  if (!existsSync(from)) throw new RecordsUnusable(`there is no ${from}`);
  const copied = look(from);
  if (copied.schema > newest)
    throw new RecordsUnusable(
      `the backup has schema ${copied.schema}, and this version knows ${newest}: restore it with the newer version`,
    );
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const taken = existsSync(file);
  if (taken) endLog(file);
  const part = `${file}.part`;
  await copyFile(from, part);
  await chmod(part, 0o600);
  const aside = taken ? `${file}.before-${new Date().toISOString().replace(/[-:]|\..*/g, "")}` : null;
  if (aside !== null) await rename(file, aside);
  // Only a broken file has them still: they are of no use to any other.
  for (const end of ["-wal", "-shm"]) await rm(`${file}${end}`, { force: true });
  await intoPlace(part, file);
  return { ...copied, aside };
}

/** Looks into every page of a copy; rejects with RecordsUnusable when it is none. */
function look(copy: string): Copied {
  const db = new DatabaseSync(copy, { readOnly: true });
  try {
    const one = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
    const found = one("PRAGMA integrity_check");
    if (found !== "ok") throw new Error(String(found));
    return {
      schema: Number(one("SELECT max(version) FROM migrations")),
      players: Number(one("SELECT count(*) FROM players")),
      matches: Number(one("SELECT count(*) FROM matches")),
    };
  } catch (error) {
    throw new RecordsUnusable(`${copy} is no backup of records: ${(error as Error).message}`);
  } finally {
    db.close();
  }
}

/**
 * Takes what waits in the write-ahead log into the file, so that it is whole without it. That cannot be had while
 * somebody else has the file open: then it throws.
 */
function endLog(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec("PRAGMA journal_mode = DELETE");
  } catch (error) {
    const { errcode = 0, message } = error as Error & { errcode?: number };
    if ((errcode & 0xff) === BUSY)
      throw new RecordsUnusable(`${file} is in use: stop the server first, then restore`);
    if (!BROKEN.has(errcode & 0xff)) throw new RecordsUnusable(`cannot put ${file} aside: ${message}`);
  } finally {
    db.close();
  }
}

/** The name is given when all is on the disk, and is there itself. */
async function intoPlace(part: string, to: string): Promise<void> {
  await sync(part);
  await rename(part, to);
  await sync(dirname(to));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  await handle.sync();
  await handle.close();
}
