// What every database's schema must do: be made once, be brought forward, and keep what was there.
// Owns: that part of the contract suite. Must not: know which database it is.
import assert from "node:assert/strict";
import { MIGRATIONS } from "../../../server/persistence/migrations.ts";
import { type Records, RecordsUnusable } from "../../../server/persistence/records.ts";
import { match, person } from "./made-matches.ts";
import type { Store } from "./records-contract.ts";

export function describeSchema(name: string, make: () => Promise<Store>): void {
  describe(`the schema of records in ${name}`, () => {
    let store: Store;
    let records: Records;
    const others: { close(): Promise<void> }[] = [];
    const open = async (options?: Parameters<Store["open"]>[0]): Promise<Records> => {
      const opened = await store.open(options);
      others.push(opened);
      return opened;
    };

    beforeEach(async () => {
      store = await make();
      records = await open();
    });
    afterEach(async () => {
      for (const other of others.splice(0)) await other.close();
      await store.remove();
    });

    it("is made once when several processes start at once, and found when they start again", async () => {
      await records.close();
      await store.remove();
      store = await make();
      const several = await Promise.all([open(), open(), open()]);
      await several[0].saveMatch(match([person(0, "u_a")]), null);
      await Promise.all(several.map((one) => one.close()));
      assert.equal((await (await open()).latest({ limit: 9 })).length, 1);
    });

    it("of a newer version is refused in words", async () => {
      const driver = await store.driver();
      others.push(driver);
      await driver.query("INSERT INTO migrations (version, name, applied_ms) VALUES (99, 'next', 0)");
      for (const lookOnly of [false, true]) {
        await assert.rejects(
          async () => (await store.open({ lookOnly })).match("x"),
          (error) => error instanceof RecordsUnusable && /schema 99/.test(error.message),
        );
      }
    });

    it("keeps what was recorded by the version before", async () => {
      const driver = await store.driver();
      others.push(driver);
      const old = match([]);
      await records.saveMatch(old, null);
      await records.close();
      for (const table of ["match_entries", "migrations", "reports", "audit", "bans"])
        await driver.query(`DROP TABLE ${table}`);
      const [{ statements }] = MIGRATIONS;
      const made = statements.filter((statement) => /match_players|reports/.test(statement));
      for (const statement of made) await driver.query(statement);
      await driver.query(
        "CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_ms BIGINT NOT NULL)",
      );
      await driver.query("INSERT INTO migrations (version, name, applied_ms) VALUES (1, 'first', 0)");
      await driver.query(
        `INSERT INTO match_players (match_id, slot, ended_ms, name, team, place, score, kills, deaths, bot, gone)
         VALUES ($1, 7, 1, 'Ann', -1, 1, 42, 3, 2, 0, 0)`,
        [old.id],
      );
      const [ann] = (await (await open()).match(old.id))?.players ?? [];
      assert.deepEqual([ann.slot, ann.name, ann.score, ann.kills], [7, "Ann", 42, 3]);
    });

    it("is only looked at by who only looks", async () => {
      await records.close();
      await store.remove();
      store = await make();
      await assert.rejects(async () => (await store.open({ lookOnly: true })).match("x"), RecordsUnusable);
      await (await open()).saveMatch(match([person(0, "u_a")]), null);
      const looker = await open({ lookOnly: true });
      assert.equal((await looker.latest({ limit: 9 })).length, 1);
    });
  });
}
