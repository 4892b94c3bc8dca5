// `npm run backup -- FILE` and `npm run restore -- FILE`: the records of the server's own settings, out and in again.
// Owns: the commands' words and exit code: 0 when it is done, 1 with one line on standard error when it is not.
import { existsSync } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "../config.ts";
import { backupPostgres, restorePostgres } from "../persistence/backup-postgres.ts";
import { backupSqlite, restoreSqlite } from "../persistence/backup-sqlite.ts";
import { MIGRATIONS } from "../persistence/migrations.ts";
import { RecordsAway, RecordsUnusable } from "../persistence/records.ts";
import { makeLog } from "./log.ts";

const HELP = `npm run backup -- FILE
npm run restore -- FILE

The records of the server's own settings (DATABASE_URL, DATA_FILE): players, accounts, ratings, matches, boards, and the
secret that signs tokens.

  backup   writes them to FILE as of one moment, while servers run; a FILE that is there is not overwritten
  restore  puts those of FILE in their place, while no server runs. SQLite: what was there is kept beside it.
           PostgreSQL: all or nothing, in one transaction. An older backup is brought forward by the next start.

PostgreSQL needs its client programs (pg_dump, pg_restore, psql), of the server's version or newer.`;

const sizeOf = async (file: string): Promise<string> => `${((await stat(file)).size / 1e6).toFixed(1)} MB`;

async function backup({ databaseUrl, file }: ReturnType<typeof recordsOf>, to: string): Promise<string> {
  if (existsSync(to)) throw new RecordsUnusable(`${to} is there already: name another file`);
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const began = performance.now();
  const what =
    databaseUrl === undefined
      ? wordsOf(await backupSqlite(file, to))
      : `${await backupPostgres(databaseUrl, to)} tables`;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return `${to}: ${what}, ${await sizeOf(to)}, in ${seconds} s`;
}

async function restore({ databaseUrl, file }: ReturnType<typeof recordsOf>, from: string): Promise<string> {
  if (!existsSync(from)) throw new RecordsUnusable(`there is no ${from}`);
  if (databaseUrl !== undefined)
    return `restored ${await restorePostgres(databaseUrl, from, makeLog("silent"))} tables`;
  const { aside, ...copied } = await restoreSqlite(from, file, MIGRATIONS.length);
  return `${file}: ${wordsOf(copied)}${aside === null ? "" : `; what was there is in ${aside}`}`;
}

const wordsOf = ({
  schema,
  players,
  matches,
}: {
  schema: number;
  players: number;
  matches: number;
}): string => `${players} players, ${matches} matches, schema ${schema}`;

function recordsOf(env: NodeJS.ProcessEnv): { databaseUrl: string | undefined; file: string } {
  const { databaseUrl, file } = readConfig(env).records;
  if (databaseUrl === undefined && file === ":memory:")
    throw new RecordsUnusable("DATA_FILE=:memory: keeps no records");
  return { databaseUrl, file };
}

async function main([act, ...rest]: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: rest,
    options: { help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help === true) return void console.log(HELP);
  if (positionals.length !== 1) throw new RecordsUnusable("name one FILE (--help tells more)");
  const records = recordsOf(process.env);
  console.log(await (act === "restore" ? restore : backup)(records, resolve(positionals[0])));
}

main(process.argv.slice(2)).catch((error: Error & { code?: string }) => {
  const known =
    error instanceof RecordsUnusable ||
    error instanceof RecordsAway ||
    error instanceof ConfigError ||
    error.code?.startsWith("ERR_PARSE_ARGS");
  console.error(`records: ${known ? error.message.split("\n")[0] : (error.stack ?? error.message)}`);
  process.exitCode = 1;
});
