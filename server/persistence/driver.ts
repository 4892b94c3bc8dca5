// The little that the records ask of a database. The SQL over it is such that SQLite and PostgreSQL both take it:
// $1 for parameters, ON CONFLICT and RETURNING, 0 and 1 for booleans, milliseconds as BIGINT.
import { RecordsAway } from "./records.ts";

export type Value = string | number | null | Uint8Array;

export interface Queries {
  /** The rows as the SQL names their columns; numbers are numbers, blobs are bytes. */
  query<Row = Record<string, Value>>(sql: string, params?: readonly Value[]): Promise<Row[]>;
}

/** Rejects with RecordsAway when the database, and not the SQL or what it was given, is at fault. */
export interface Driver extends Queries {
  /**
   * All or nothing, alone or as if alone on the rows that it wrote; acknowledged means durable. `run` may run twice.
   * It must not use the driver itself, but what it is given.
   */
  transaction<T>(run: (tx: Queries) => Promise<T>): Promise<T>;
  /** Said first in a transaction that changes the schema: keeps other processes out where a transaction alone does not, and lets it take its time. */
  readonly beforeMigration: readonly string[];
  close(): Promise<void>;
}

/** What a database says as RecordsAway. */
export const away = (cause: unknown): RecordsAway =>
  cause instanceof RecordsAway ? cause : new RecordsAway((cause as Error).message, { cause });

/** "($1,$2),($3,$4)" for 2 rows of 2. */
export function places(rows: number, columns: number): string {
  const row = (r: number) => Array.from({ length: columns }, (_, c) => `$${r * columns + c + 1}`).join(",");
  return Array.from({ length: rows }, (_, r) => `(${row(r)})`).join(",");
}
