// Records in a SQLite file: calls go one after the other to a thread that may wait for the disk.
// Owns: whose turn it is, and the thread's next life when it dies. Must not: touch the file itself.
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { away, type Driver, type Queries, type Value } from "./driver.ts";
import { RecordsAway, RecordsUnusable } from "./records.ts";
import { SqliteThread } from "./sqlite-thread.ts";

/** Callers that may wait for their turn. */
const MOST_WAITING = 1000;
/** A thread that died is followed by the next, but not more often than this. */
const RESTART_MS = 1000;

/** Opens `file`, made with its folder where it is missing unless `readOnly`; ":memory:" is gone when it is closed. */
export async function openSqlite(file: string, { readOnly = false } = {}): Promise<Driver> {
  const driver = new SqliteDriver(file, readOnly);
  try {
    if (!readOnly && file !== ":memory:") await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await driver.open();
    return driver;
  } catch (error) {
    await driver.close();
    const { message } = error as Error;
    const advice = readOnly
      ? "is it the file of DATA_FILE?"
      : "let this user write there, or name another file with DATA_FILE=...";
    throw new RecordsUnusable(`cannot open the records in ${file} (${message}): ${advice}`);
  }
}

class SqliteDriver implements Driver {
  readonly beforeMigration = [];
  private thread: SqliteThread | null = null;
  private startedMs = 0;
  private closed = false;
  private waiting = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly file: string;
  private readonly readOnly: boolean;

  constructor(file: string, readOnly: boolean) {
    this.file = file;
    this.readOnly = readOnly;
  }

  async open(): Promise<void> {
    await this.alive();
  }

  async query<Row>(sql: string, params: readonly Value[] = []): Promise<Row[]> {
    return this.inTurn(async (thread) => (await thread.query(sql, params)) as Row[]);
  }

  async transaction<T>(run: (tx: Queries) => Promise<T>): Promise<T> {
    return this.inTurn(async (thread) => {
      // The thread, and not the driver, so that the rest never runs on the next thread, outside of a transaction.
      const tx = thread as Queries;
      await tx.query("BEGIN IMMEDIATE");
      try {
        const result = await run(tx);
        await tx.query("COMMIT");
        return result;
      } catch (error) {
        // Fails where SQLite rolled back by itself, as it does on a full disk.
        await tx.query("ROLLBACK").catch(() => {});
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.turn;
    await this.thread?.close();
  }

  private inTurn<T>(act: (thread: SqliteThread) => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new RecordsAway("the records are closed"));
    if (this.waiting >= MOST_WAITING) return Promise.reject(new RecordsAway("too much waits for the disk"));
    this.waiting += 1;
    const done = this.turn.then(async () => {
      this.waiting -= 1;
      return act(await this.alive());
    });
    this.turn = done.catch(() => {});
    return done;
  }

  /** The living thread, started where there is none. */
  private async alive(): Promise<SqliteThread> {
    if (this.thread?.dead === null) return this.thread;
    const now = performance.now();
    const dead = this.thread?.dead;
    // What was in memory died with the thread: another would be empty.
    if (dead && (this.file === ":memory:" || now - this.startedMs < RESTART_MS)) throw away(dead);
    this.startedMs = now;
    this.thread = new SqliteThread({ file: this.file, readOnly: this.readOnly });
    await this.thread.opened;
    return this.thread;
  }
}
