// Opens the records that the config names: PostgreSQL where there is a DATABASE_URL, else a SQLite file.
// Owns: what happens when they cannot be opened.
import type { Config } from "../config.ts";
import type { Log } from "../ops/log.ts";
import { checkVersion, migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations.ts";
import { openPostgres } from "./postgres-driver.ts";
import { type Records, RecordsAway, RecordsUnusable } from "./records.ts";
import { SqlRecords } from "./sql-records.ts";
import { openSqlite } from "./sqlite-driver.ts";

/**
 * Rejects with RecordsUnusable when they can never be used as they are. A PostgreSQL that is away is none of that: its
 * records are opened, and every call rejects with RecordsAway until it is back. `lookOnly`: nothing is made, migrated or
 * written.
 */
export async function openRecords(
  config: Config["records"],
  log: Log,
  { lookOnly = false } = {},
): Promise<Records> {
  const prepare = (db: Parameters<typeof migrate>[0]): Promise<void> =>
    lookOnly ? checkVersion(db, MIGRATIONS) : migrate(db, MIGRATIONS);
  const { databaseUrl, file } = config;
  const driver =
    databaseUrl === undefined
      ? await openSqlite(file, { readOnly: lookOnly })
      : openPostgres(databaseUrl, log);
  const records = new SqlRecords(driver, { prepare, mostLogBytes: config.mostLogBytes, log });
  try {
    await records.ready();
    return records;
  } catch (error) {
    if (databaseUrl !== undefined && error instanceof RecordsAway && !isRefused(error)) {
      log.warn({ err: error.message }, "the database is away: records wait for it");
      return records;
    }
    await records.close();
    if (error instanceof RecordsUnusable) throw error;
    const place = databaseUrl === undefined ? `${file}: check DATA_FILE` : "PostgreSQL: check DATABASE_URL";
    throw new RecordsUnusable(`cannot use the records (${(error as Error).message}) in ${place}`);
  }
}

/** SQLSTATE classes of who may not come in, and of a database that there is not: waiting does not help. */
const isRefused = ({ cause }: RecordsAway): boolean =>
  /^(28|3D)/.test((cause as { code?: string })?.code ?? "");
