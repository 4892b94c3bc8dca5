// The contract of the records, against every database that they may lie in.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Postgres } from "../../../server/ops/cluster/postgres.ts";
import { makeLog } from "../../../server/ops/log.ts";
import { openRecords } from "../../../server/persistence/open-records.ts";
import { openPostgres } from "../../../server/persistence/postgres-driver.ts";
import { openSqlite } from "../../../server/persistence/sqlite-driver.ts";
import { postgresKinds } from "../../helpers/postgres-kinds.ts";
import { describeOperators } from "./operator-contract.ts";
import { describeRecords, type Store } from "./records-contract.ts";
import { describeSchema } from "./schema-contract.ts";

const log = makeLog("silent");

describeStore("SQLite", async () => {
  const folder = await mkdtemp(join(tmpdir(), "emberline-records-"));
  const file = join(folder, "data", "records.sqlite");
  return {
    open: ({ mostLogBytes = 1e9, lookOnly } = {}) =>
      openRecords({ databaseUrl: undefined, file, mostLogBytes }, log, { lookOnly }),
    driver: () => openSqlite(file),
    remove: () => rm(folder, { recursive: true }),
  };
});

for (const [name, startIt] of postgresKinds()) {
  describe(name, function () {
    this.timeout(60_000);
    let postgres: Postgres;
    before(async () => {
      postgres = await startIt();
    });
    after(() => postgres.remove());
    describeStore(name, () => emptied(postgres.url));
  });
}

function describeStore(name: string, make: () => Promise<Store>): void {
  describeRecords(name, make);
  describeSchema(name, make);
  describeOperators(name, make);
}

async function emptied(databaseUrl: string): Promise<Store> {
  const driver = openPostgres(databaseUrl, log);
  await driver.query("DROP SCHEMA public CASCADE");
  await driver.query("CREATE SCHEMA public");
  await driver.close();
  return {
    open: ({ mostLogBytes = 1e9, lookOnly } = {}) =>
      openRecords({ databaseUrl, file: "", mostLogBytes }, log, { lookOnly }),
    driver: async () => openPostgres(databaseUrl, log),
    remove: async () => {},
  };
}
