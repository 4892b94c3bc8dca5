// The thread that owns the SQLite file: its calls wait for the disk, and nobody's tick waits with them.
// Must not: be imported; it is started as a worker with `workerData`.
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

export interface WorkerStart {
  file: string;
  readOnly: boolean;
}

/** `sql`: null closes the file and ends the thread. */
export interface Call {
  id: number;
  sql: string | null;
  params: readonly (string | number | null | Uint8Array)[];
}

/** `id` 0: the file is open, or could not be opened. */
export interface Answer {
  id: number;
  rows?: Record<string, unknown>[];
  /** `code`: SQLite's extended result code; 0 when it was not SQLite that failed. */
  error?: { message: string; code: number };
}

/** The records use about 40 statements, and those with lists in as many forms as there are lengths. */
const MOST_STATEMENTS = 300;

const port = parentPort!;
const statements = new Map<string, StatementSync>();

function open({ file, readOnly }: WorkerStart): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly, timeout: 5000, enableForeignKeyConstraints: true });
  if (!readOnly) db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  // Also reads the head of the file: one that is no database is told now.
  db.prepare("SELECT count(*) FROM sqlite_master").get();
  return db;
}

function run(db: DatabaseSync, sql: string, params: Call["params"]): Record<string, unknown>[] {
  let statement = statements.get(sql);
  if (statement === undefined) {
    statement = db.prepare(sql);
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    statements.set(sql, statement);
  }
  return statement.all(Object.fromEntries(params.map((value, i) => [`$${i + 1}`, value])));
}

function attempt(id: number, act: () => Answer["rows"]): boolean {
  try {
    port.postMessage({ id, rows: act() } satisfies Answer);
    return true;
  } catch (error) {
    const { message, errcode = 0 } = error as Error & { errcode?: number };
    port.postMessage({ id, error: { message, code: errcode } } satisfies Answer);
    return false;
  }
}

let db: DatabaseSync;
const opened = attempt(0, () => {
  db = open(workerData as WorkerStart);
  return [];
});
if (opened) {
  port.on("message", ({ id, sql, params }: Call) => {
    if (sql !== null) return void attempt(id, () => run(db, sql, params));
    attempt(id, () => {
      db.close();
      return [];
    });
    port.close();
  });
}
