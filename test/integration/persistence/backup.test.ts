// Backups of the records, as operators make them: taken while matches are saved, put back after everything is lost.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { findServer, type Postgres, startServerCluster } from "../../../server/ops/cluster/postgres.ts";
import { makeLog } from "../../../server/ops/log.ts";
import { openRecords } from "../../../server/persistence/open-records.ts";
import type { Records } from "../../../server/persistence/records.ts";
import { byOne, bytes, duel } from "./made-matches.ts";

const COMMAND = join(import.meta.dirname, "../../../server/ops/backup.ts");
const TABLES = [
  "players",
  "accounts",
  "ratings",
  "matches",
  "match_logs",
  "match_entries",
  "boards",
  "secrets",
];

interface Place {
  databaseUrl: string | undefined;
  file: string;
}

const open = ({ databaseUrl, file }: Place): Promise<Records> =>
  openRecords({ databaseUrl, file, mostLogBytes: 1e9 }, makeLog("silent"));

async function command(act: "backup" | "restore", file: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [COMMAND, act, file], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const [code] = await once(child, "close");
  return { code, said };
}

/** Every row of every table, in an order that does not depend on the database. */
async function everything(query: (sql: string) => Promise<object[]> | object[]): Promise<string[]> {
  const rows: string[] = [];
  for (const table of TABLES)
    for (const row of await query(`SELECT * FROM ${table}`))
      rows.push(
        `${table} ${JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value))}`,
      );
  return rows.sort();
}

/** Saves rated Duels one after the other until it is told to stop; resolves to the ids that were acknowledged. */
function keepSaving(records: Records): { saved: string[]; stop(): Promise<string[]> } {
  const saved: string[] = [];
  let stopped = false;
  const done = (async () => {
    while (!stopped) {
      const n = saved.length;
      const made = duel(`u_${n % 5}`, `u_${5 + (n % 3)}`, { log: bytes(1 + ((n * 7919) % 90_000), n) });
      await records.saveMatch(made, byOne);
      saved.push(made.id);
    }
  })();
  return {
    saved,
    stop: async () => {
      stopped = true;
      await done;
      return saved;
    },
  };
}

/**
 * Writes, takes a backup in the middle of the writes, loses everything, puts it back. What was acknowledged before the
 * backup began is there, and all of it is as of one moment.
 */
async function outAndIn(place: Place, env: Record<string, string>, to: string, lose: () => Promise<void>) {
  const before = await open(place);
  await before.keepPlayer({ id: "u_ada", name: "阿达 'Ada'", hue: 7, nowMs: 1 });
  const secret = await before.secret("tokens");
  const writes = keepSaving(before);
  while (writes.saved.length < 20) await new Promise((wake) => setTimeout(wake, 5));
  const sure = [...writes.saved];
  const out = await command("backup", to, env);
  const during = writes.saved.length - sure.length;
  const all = await writes.stop();
  await before.close();
  assert.equal(out.code, 0, out.said);
  assert.ok(during > 0, "writes went on meanwhile");
  await lose();
  const back = await command("restore", to, env);
  assert.equal(back.code, 0, back.said);
  const after = await open(place);
  try {
    for (const id of sure) assert.ok((await after.matchLog(id)) !== null, `${id} and its log are there`);
    const there = await Promise.all(all.map(async (id) => (await after.match(id)) !== null));
    // As of one moment: the matches that it has are the first ones, without a gap.
    const kept = there.lastIndexOf(true) + 1;
    assert.ok(there.slice(0, kept).every(Boolean), "no match is missing before the last that is there");
    const ids = Array.from({ length: 8 }, (_, n) => `u_${n}`);
    const rated = [...(await after.ratings(ids, "duel")).values()];
    assert.equal(
      rated.reduce((sum, { matches }) => sum + matches, 0),
      2 * kept,
      "ratings are those of the matches that are there",
    );
    assert.deepEqual(await after.secret("tokens"), secret, "tokens that were given out stay good");
    assert.equal((await after.player("u_ada"))?.name, "阿达 'Ada'");
    // It goes on from there.
    await after.saveMatch(duel("u_0", "u_1"), byOne);
  } finally {
    await after.close();
  }
}

describe("backup and restore", function () {
  // Up to six processes, one after the other.
  this.timeout(120_000);

  let folder: string;
  let place: Place;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "emberline-backup-"));
    place = { databaseUrl: undefined, file: join(folder, "data", "records.sqlite") };
    env = { DATA_FILE: place.file, DATABASE_URL: "" };
  });
  afterEach(() => rm(folder, { recursive: true }));

  const filled = async (): Promise<void> => {
    const records = await open(place);
    await records.saveMatch(duel("u_1", "u_2", { log: bytes(5000) }), byOne);
    await records.close();
  };

  it("SQLite: a backup while matches are saved, put back after the file was lost", async () => {
    await outAndIn(place, env, join(folder, "out", "backup.sqlite"), async () => {
      for (const end of ["", "-wal", "-shm"]) await rm(place.file + end, { force: true });
    });
  });

  it("SQLite: put back over a broken file, which is kept beside it", async () => {
    await filled();
    const to = join(folder, "backup.sqlite");
    assert.equal((await command("backup", to, env)).code, 0);
    const whole = new DatabaseSync(to, { readOnly: true });
    const rows = await everything((sql) => whole.prepare(sql).all());
    whole.close();
    await writeFile(place.file, "no database at all, and not a short one either".repeat(300));
    const { code, said } = await command("restore", to, env);
    assert.equal(code, 0, said);
    assert.match(said, /1 matches.*what was there is in .*records\.sqlite\.before-/);
    const names = await readdir(join(folder, "data"));
    assert.equal(names.length, 2, String(names));
    const restored = new DatabaseSync(place.file, { readOnly: true });
    assert.deepEqual(await everything((sql) => restored.prepare(sql).all()), rows);
    restored.close();
  });

  it("SQLite: nothing is put in the place of a file that a server has open", async () => {
    await filled();
    const to = join(folder, "backup.sqlite");
    assert.equal((await command("backup", to, env)).code, 0);
    const server = await open(place);
    const refused = await command("restore", to, env);
    assert.deepEqual(
      [refused.code, /is in use: stop the server first/.test(refused.said)],
      [1, true],
      refused.said,
    );
    await server.saveMatch(duel("u_1", "u_2"), byOne);
    await server.close();
    assert.deepEqual(await readdir(join(folder, "data")), ["records.sqlite"]);
    assert.equal((await command("restore", to, env)).code, 0);
  });

  it("SQLite: a backup that is none, cut short or newer is refused, and none is overwritten", async () => {
    await filled();
    const to = join(folder, "backup.sqlite");
    assert.equal((await command("backup", to, env)).code, 0);
    const again = await command("backup", to, env);
    assert.deepEqual([again.code, /is there already/.test(again.said)], [1, true]);
    const before = await readFile(place.file);
    const cut = join(folder, "cut.sqlite");
    await cp(to, cut);
    await truncate(cut, (await readFile(to)).length - 4096);
    const newer = join(folder, "newer.sqlite");
    await cp(to, newer);
    const db = new DatabaseSync(newer);
    db.exec("INSERT INTO migrations VALUES (999, 'of the future', 0)");
    db.close();
    const text = join(folder, "text.sqlite");
    await writeFile(text, "hello");
    for (const [bad, words] of [
      [cut, /is no backup of records/],
      [text, /is no backup of records/],
      [newer, /schema 999, and this version knows/],
      [join(folder, "nothing"), /there is no .*nothing/],
    ] as const) {
      const { code, said } = await command("restore", bad, env);
      assert.equal(code, 1, said);
      assert.match(said, words);
      assert.equal(said.trim().split("\n").length, 1, said);
    }
    assert.ok(before.equals(await readFile(place.file)), "the records are as they were");
  });

  it("PostgreSQL: without its programs, one line says what to install", async () => {
    const url = "postgres://emberline:secret-word@127.0.0.1:1/emberline";
    const { code, said } = await command("backup", join(folder, "a.dump"), {
      DATABASE_URL: url,
      PATH: folder,
    });
    assert.equal(code, 1);
    assert.match(said, /^records: pg_dump is not installed: .*postgresql-client/);
    assert.doesNotMatch(said, /secret-word/);
  });
});

describe("backup and restore of PostgreSQL", function () {
  this.timeout(120_000);

  const programs = findServer();
  let server: Postgres;
  let folder: string;
  let place: Place;
  let env: Record<string, string>;
  before(async function () {
    // PGlite speaks too little of the protocol for pg_dump; the programs come with the server.
    if (programs === undefined || !existsSync(join(programs, "pg_dump"))) return this.skip();
    folder = await mkdtemp(join(tmpdir(), "emberline-backup-"));
    server = await startServerCluster(programs);
    place = { databaseUrl: server.url, file: ":memory:" };
    env = { DATABASE_URL: server.url, PATH: `${programs}:${process.env.PATH}` };
  });
  after(async () => {
    await server?.remove();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  const sql = async (text: string): Promise<object[]> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query(text)).rows as object[];
    } finally {
      await client.end();
    }
  };

  it("a backup while matches are saved, put back after every table was dropped", async () => {
    await outAndIn(place, env, join(folder, "backup.dump"), async () => {
      await sql("DROP SCHEMA public CASCADE");
      await sql("CREATE SCHEMA public");
    });
  });

  it("put back over what came later: rows, and tables of others stay", async () => {
    const to = join(folder, "again.dump");
    await sql("CREATE TABLE of_somebody_else AS SELECT 1 AS one");
    assert.equal((await command("backup", to, env)).code, 0);
    const rows = await everything(sql);
    const records = await open(place);
    await records.saveMatch(duel("u_late", "u_later", { log: bytes(100) }), byOne);
    const used = await command("restore", to, env);
    assert.deepEqual([used.code, /connections of servers are open/.test(used.said)], [1, true], used.said);
    await records.close();
    const { code, said } = await command("restore", to, env);
    assert.equal(code, 0, said);
    assert.deepEqual(await everything(sql), rows);
    assert.deepEqual(await sql("SELECT one FROM of_somebody_else"), [{ one: 1 }]);
  });

  it("a backup that was cut short changes nothing", async () => {
    const to = join(folder, "cut.dump");
    assert.equal((await command("backup", to, env)).code, 0);
    const rows = await everything(sql);
    const whole = (await readFile(to)).length;
    await truncate(to, Math.floor(whole * 0.6));
    const { code, said } = await command("restore", to, env);
    assert.equal(code, 1, said);
    assert.match(said, /^records: (pg_restore|psql): /);
    assert.deepEqual(await everything(sql), rows);
  });
});
