// One life of the thread that holds the SQLite file, seen from the main thread.
// Owns: calls under way and their answers. Must not: start another when this one dies.
import { Worker } from "node:worker_threads";
import { away, type Value } from "./driver.ts";
import type { RecordsAway } from "./records.ts";
import type { Answer, Call, WorkerStart } from "./sqlite-worker.ts";

type Rows = Record<string, Value>[];

interface Waiting {
  resolve(rows: Rows): void;
  reject(error: Error): void;
}

/** Result codes that speak of the SQL or of what it was given; all others speak of the file, the disk, the machine. */
const OUR_FAULT = new Set([
  0, // not SQLite: a value that cannot be bound
  1, // SQLITE_ERROR
  18, // SQLITE_TOOBIG
  19, // SQLITE_CONSTRAINT
  20, // SQLITE_MISMATCH
  21, // SQLITE_MISUSE
  25, // SQLITE_RANGE
]);

export class SqliteThread {
  /** Why it answers no more; null while it lives. */
  dead: RecordsAway | null = null;
  readonly opened: Promise<unknown>;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly exited: Promise<void>;
  private calls = 0;

  constructor(start: WorkerStart) {
    this.worker = new Worker(new URL("./sqlite-worker.ts", import.meta.url), { workerData: start });
    this.opened = this.answerOf(0);
    this.worker.on("message", (answer: Answer) => this.settle(answer));
    this.worker.on("error", (error) => this.die(error));
    this.exited = new Promise((resolve) => {
      this.worker.once("exit", (code) => {
        this.die(new Error(`the records' thread ended with ${code}`));
        resolve();
      });
    });
  }

  async query(sql: string, params: readonly Value[] = []): Promise<Rows> {
    return this.call(sql, params);
  }

  /** Resolves when the file is closed and the thread is gone. */
  async close(): Promise<void> {
    if (this.dead === null) await this.call(null, []).catch(() => {});
    await this.exited;
  }

  private call(sql: string | null, params: readonly Value[]): Promise<Rows> {
    if (this.dead !== null) return Promise.reject(this.dead);
    const id = ++this.calls;
    const answer = this.answerOf(id);
    this.worker.postMessage({ id, sql, params } satisfies Call);
    return answer;
  }

  private answerOf(id: number): Promise<Rows> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  private settle({ id, rows, error }: Answer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) {
      waiting?.resolve((rows ?? []) as Rows);
      return;
    }
    const reason = new Error(error.message);
    waiting?.reject(OUR_FAULT.has(error.code & 0xff) ? reason : away(reason));
  }

  private die(error: Error): void {
    this.dead ??= away(error);
    for (const { reject } of this.waiting.values()) reject(this.dead);
    this.waiting.clear();
  }
}
