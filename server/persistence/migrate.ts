// Brings a database's schema forward, one numbered step a transaction; several processes may start at once.
// Must not: go backward.
import type { Driver, Queries } from "./driver.ts";
import type { Migration } from "./migrations.ts";
import { RecordsAway, RecordsUnusable } from "./records.ts";

/** Rejects with RecordsUnusable when a newer version has been at this database. */
export async function migrate(db: Driver, migrations: readonly Migration[]): Promise<void> {
  for (let step = 0; step <= migrations.length; step++) {
    await db.transaction(async (tx) => {
      for (const statement of db.beforeMigration) await tx.query(statement);
      await tx.query(
        "CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_ms BIGINT NOT NULL)",
      );
      const version = await versionOf(tx);
      if (version > migrations.length) throw tooNew(version, migrations.length);
      if (version !== step || step === migrations.length) return;
      const { name, statements } = migrations[step];
      for (const statement of statements) await tx.query(statement);
      await tx.query("INSERT INTO migrations (version, name, applied_ms) VALUES ($1, $2, $3)", [
        step + 1,
        name,
        Date.now(),
      ]);
    });
  }
}

/** For who only looks: rejects with RecordsUnusable unless the schema is the newest. */
export async function checkVersion(db: Queries, migrations: readonly Migration[]): Promise<void> {
  const version = await versionOf(db).catch((error: unknown) => {
    if (error instanceof RecordsAway) throw error;
    return 0;
  });
  if (version > migrations.length) throw tooNew(version, migrations.length);
  if (version < migrations.length)
    throw new RecordsUnusable("there are no records yet, or older ones: start the server once");
}

async function versionOf(db: Queries): Promise<number> {
  const [row] = await db.query<{ version: number | null }>("SELECT max(version) AS version FROM migrations");
  return row.version ?? 0;
}

const tooNew = (version: number, known: number): RecordsUnusable =>
  new RecordsUnusable(
    `the records have schema ${version}, and this version knows ${known}: start the newer version, or restore a backup from before it`,
  );
