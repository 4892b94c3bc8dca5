// What the records do when what they stand on fails: the thread, the disk, the database. A match never hears of it.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import type { Postgres } from "../../../server/ops/cluster/postgres.ts";
import { makeLog } from "../../../server/ops/log.ts";
import type { Driver } from "../../../server/persistence/driver.ts";
import { migrate } from "../../../server/persistence/migrate.ts";
import { MIGRATIONS } from "../../../server/persistence/migrations.ts";
import { openRecords } from "../../../server/persistence/open-records.ts";
import { type Records, RecordsAway, RecordsUnusable } from "../../../server/persistence/records.ts";
import { SaveQueue } from "../../../server/persistence/save-queue.ts";
import { SqlRecords } from "../../../server/persistence/sql-records.ts";
import { openSqlite } from "../../../server/persistence/sqlite-driver.ts";
import { postgresKinds } from "../../helpers/postgres-kinds.ts";
import { byOne, bytes, duel } from "./made-matches.ts";

const log = makeLog("silent");
const QUICK = { firstPauseMs: 5, longestPauseMs: 50 };
/** Far more than it ever takes. */
const PATIENCE_MS = 50_000;

/** Duels of Ann, who wins each. */
const duels = (count: number, logBytes = 1000) =>
  Array.from({ length: count }, (_, i) => duel("u_a", "u_b", { endedAtMs: 1e12 + i, log: bytes(logBytes) }));

async function assertSaved(records: Records, count: number): Promise<void> {
  const matches = await records.history("u_a", { limit: 1000 });
  assert.equal(matches.length, count);
  assert.ok(matches.every(({ hasLog }) => hasLog));
  const [ann] = (await records.ratings(["u_a"], "duel")).values();
  assert.deepEqual([ann.matches, ann.mu], [count, 25 + count]);
}

describe("records in a file", function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "emberline-faults-"));
    file = join(folder, "records.sqlite");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const config = (): Parameters<typeof openRecords>[0] => ({
    databaseUrl: undefined,
    file,
    mostLogBytes: 1e9,
  });

  it("outlive their thread: what was under way is tried again on the next one", async () => {
    const threads: Worker[] = [];
    const noted = (worker: Worker): void => void threads.push(worker);
    process.on("worker", noted);
    const records = await openRecords(config(), log);
    const queue = new SaveQueue(records, log, QUICK);
    for (const one of duels(20)) queue.match(one, byOne);
    // So many that the thread cannot be through with them, however long this one is held up before the next line.
    const pending = Promise.all(Array.from({ length: 5_000 }, () => records.history("u_a", { limit: 9 })));
    void threads[0].terminate();
    await assert.rejects(pending, RecordsAway);
    await queue.close(PATIENCE_MS);
    process.off("worker", noted);
    assert.equal(queue.state.saved, 20);
    assert.equal(threads.length, 2);
    await assertSaved(records, 20);
    await records.close();
  });

  it("wait for a full disk, and can be read meanwhile", async () => {
    const driver = await openSqlite(file);
    const prepare = (db: Driver): Promise<void> => migrate(db, MIGRATIONS);
    const records = new SqlRecords(driver, { prepare, mostLogBytes: 1e9, log });
    await records.saveMatch(duels(1)[0], byOne);
    const [{ page_count: pages }] = await driver.query<{ page_count: number }>("PRAGMA page_count");
    await driver.query(`PRAGMA max_page_count = ${pages + 4}`);
    const queue = new SaveQueue(records, log, QUICK);
    const [large] = duels(1, 1_000_000);
    await assert.rejects(records.saveMatch(large, byOne), RecordsAway);
    for (const one of [large, ...duels(20)]) queue.match(one, byOne);
    await assertSaved(records, 1);
    assert.equal(queue.state.waiting, 21);
    await driver.query("PRAGMA max_page_count = 1000000");
    await queue.close(PATIENCE_MS);
    await assertSaved(records, 22);
    const [{ integrity_check: verdict }] = await driver.query("PRAGMA integrity_check");
    assert.equal(verdict, "ok");
    await records.close();
  });

  it("answer callers beyond a thousand that they are away, and the others", async () => {
    const records = await openRecords(config(), log);
    const answers = await Promise.allSettled(Array.from({ length: 1200 }, () => records.epoch("u_a")));
    const refused = answers.filter(({ status }) => status === "rejected");
    assert.ok(refused.length > 0 && refused.length <= 200, `${refused.length}`);
    assert.equal(await records.epoch("u_a"), 0);
    await records.close();
  });

  it("say in one line what to do when they cannot be opened", async () => {
    const text = join(folder, "text");
    await writeFile(text, "not a database, but long enough to be one's head".repeat(99));
    for (const path of [text, join(text, "below-a-file.sqlite"), folder]) {
      await assert.rejects(openRecords({ ...config(), file: path }, log), (error) => {
        assert.ok(error instanceof RecordsUnusable);
        assert.match(error.message, /^cannot open the records in .*DATA_FILE=\.\.\.$/);
        assert.ok(error.message.includes(path));
        return true;
      });
    }
  });

  it("are closed for whoever asks later, and end what was asked before", async () => {
    const records = await openRecords(config(), log);
    const before = records.saveMatch(duels(1)[0], byOne);
    await new Promise(setImmediate);
    await records.close();
    await before;
    await assert.rejects(records.epoch("u_a"), RecordsAway);
  });
});

for (const [name, startIt] of postgresKinds()) {
  describe(`records in a ${name} that comes and goes`, function () {
    this.timeout(60_000);
    let postgres: Postgres;
    before(async () => {
      postgres = await startIt();
    });
    after(() => postgres.remove());

    // PGlite lets in whoever asks for whatever.
    if (name === "PostgreSQL")
      it("do not wait for a database that there is not", async () => {
        const databaseUrl = postgres.url.replace("/postgres?", "/nothing?");
        await assert.rejects(
          openRecords({ databaseUrl, file: "", mostLogBytes: 1e9 }, log),
          (error) => error instanceof RecordsUnusable && /DATABASE_URL$/.test(error.message),
        );
      });

    it("wait for it at the start, and each time that it is lost", async () => {
      await postgres.stop();
      const config = { databaseUrl: postgres.url, file: "", mostLogBytes: 1e9 };
      const records = await openRecords(config, log);
      await assert.rejects(records.epoch("u_a"), RecordsAway);
      const queue = new SaveQueue(records, log, QUICK);
      const all = duels(60);
      for (const one of all.splice(0, 20)) queue.match(one, byOne);
      await postgres.start();
      await saved(queue, 10);
      // In the middle of the others.
      await postgres.stop();
      for (const one of all) queue.match(one, byOne);
      await assert.rejects(records.board("duel", "all", 0, 9), RecordsAway);
      await postgres.start();
      await queue.close(PATIENCE_MS);
      await assertSaved(records, 60);
      await records.close();
    });
  });
}

/** Resolves when the queue has saved so many. */
async function saved(queue: SaveQueue, count: number): Promise<void> {
  while (queue.state.saved < count) await sleep(5);
}
