// Which kinds of PostgreSQL the tests run on: the machine's server where there is one, and PGlite always.
import { startPglite } from "../../server/ops/cluster/pglite.ts";
import { findServer, type Postgres, startServerCluster } from "../../server/ops/cluster/postgres.ts";

/** Name and start of each. TEST_POSTGRES=server or pglite asks for that one alone; missing, it is an error. */
export function postgresKinds(): [name: string, start: () => Promise<Postgres>][] {
  const wanted = process.env.TEST_POSTGRES || undefined;
  const programs = findServer();
  if (wanted === "server" && programs === undefined) throw new Error("this machine has no PostgreSQL server");
  if (!["server", "pglite", undefined].includes(wanted)) throw new Error(`TEST_POSTGRES=${wanted}?`);
  const kinds: [string, () => Promise<Postgres>][] = [];
  if (wanted !== "pglite" && programs !== undefined)
    kinds.push(["PostgreSQL", () => startServerCluster(programs)]);
  if (wanted !== "server") kinds.push(["PGlite", startPglite]);
  return kinds;
}
