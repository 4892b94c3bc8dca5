// Records in PostgreSQL: a few connections, made anew when the database was away.
// Owns: the pool, and which of PostgreSQL's errors mean "away". Must not: keep anything between two calls.
import pg from "pg";
import type { Log } from "../ops/log.ts";
import { away, type Driver, type Queries, type Value } from "./driver.ts";
import { RecordsAway } from "./records.ts";

const POOL = {
  max: 4,
  /** For a connection, or for one of the pool's. */
  connectionTimeoutMillis: 5000,
  /** In the database; what it did not end by itself is given up a little later. */
  statement_timeout: 10_000,
  query_timeout: 12_000,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
  application_name: "emberline",
};

/** Tries of a transaction that another one got in the way of. */
const TRIES = 3;

/** Any number that other programs are unlikely to lock: "EMBR". */
const LOCK = 0x454d4252;

const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

/** SQLSTATE classes that speak of the SQL or of what it was given. */
const OUR_FAULT = new Set(["0A", "21", "22", "23", "42"]);

/** Serialisation failures and deadlocks. */
class Conflict extends RecordsAway {}

/** Connects with the first query: the database may be away. */
export function openPostgres(url: string, log: Log): Driver {
  const pool = new pg.Pool({ ...POOL, connectionString: url, types });
  pool.on("error", (error) => log.warn({ err: error.message }, "database connection lost"));
  // While a query runs, that query tells of the loss; between two of a transaction nobody listens.
  pool.on("connect", (client) => client.on("error", () => {}));
  return new PostgresDriver(pool);
}

class PostgresDriver implements Driver {
  readonly beforeMigration = ["SET LOCAL statement_timeout = 0", `SELECT pg_advisory_xact_lock(${LOCK})`];
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  query<Row>(sql: string, params: readonly Value[] = []): Promise<Row[]> {
    return rowsOf(this.pool, sql, params);
  }

  async transaction<T>(run: (tx: Queries) => Promise<T>): Promise<T> {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await this.attempt(run);
      } catch (error) {
        if (!(error instanceof Conflict) || left === 0) throw error;
      }
    }
  }

  async close(): Promise<void> {
    if (!this.pool.ending) await this.pool.end();
  }

  private async attempt<T>(run: (tx: Queries) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw away(error);
    });
    const tx: Queries = { query: (sql, params = []) => rowsOf(client, sql, params) };
    let usable = true;
    try {
      await tx.query("BEGIN");
      const result = await run(tx);
      await tx.query("COMMIT");
      return result;
    } catch (error) {
      usable = await tx.query("ROLLBACK").then(
        () => true,
        () => false,
      );
      throw error;
    } finally {
      client.release(!usable);
    }
  }
}

async function rowsOf<Row>(
  from: pg.Pool | pg.PoolClient,
  sql: string,
  params: readonly Value[],
): Promise<Row[]> {
  try {
    return (await from.query(sql, [...params])).rows as Row[];
  } catch (error) {
    const { code = "" } = error as { code?: string };
    if (code === "40001" || code === "40P01") throw new Conflict((error as Error).message, { cause: error });
    throw error instanceof pg.DatabaseError && OUR_FAULT.has(code.slice(0, 2)) ? error : away(error);
  }
}
