// Kills a process that writes records, again and again, and looks at what it left.
// Owns: when it is killed, and what must be true of the file afterwards.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { bytes } from "../integration/persistence/made-matches.ts";

const WRITER = join(import.meta.dirname, "writer.ts");
/** So that logs are also dropped while it is killed. */
const MOST_LOG_BYTES = 4_000_000;

interface Acknowledged {
  id: string;
  bytes: number;
  winner: number;
}

export interface CrashFigures {
  kills: number;
  /** Killed before the first match of their life was acknowledged. */
  early: number;
  acknowledged: number;
  /** Written, but killed before it could be said. */
  unsaid: number;
  withLog: number;
}

/** Starts and kills a writer of `file` so many times. Rejects when something acknowledged is missing or wrong. */
export async function crash(
  file: string,
  times: number,
  tell: (figures: CrashFigures) => void = () => {},
): Promise<CrashFigures> {
  const all: Acknowledged[] = [];
  const figures: CrashFigures = { kills: 0, early: 0, acknowledged: 0, unsaid: 0, withLog: 0 };
  while (figures.kills < times) {
    // One in five before or while it opens the file; the others while they write.
    const acknowledged = await killedWriter(file, randomInt(5) === 0);
    all.push(...acknowledged);
    figures.kills += 1;
    if (acknowledged.length === 0) figures.early += 1;
    if (all.length > 0) check(file, acknowledged);
    tell(figures);
  }
  // Those of the first lives too, after all the others.
  const { withLog, matches } = check(file, all);
  return { ...figures, withLog, acknowledged: all.length, unsaid: matches - all.length };
}

async function killedWriter(file: string, early: boolean): Promise<Acknowledged[]> {
  const args = [WRITER, file, String(MOST_LOG_BYTES)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  let killer: NodeJS.Timeout | undefined;
  const killIn = (ms: number): void => {
    killer ??= setTimeout(() => child.kill("SIGKILL"), ms);
  };
  if (early) killIn(randomInt(400));
  child.stdout.on("data", (chunk) => {
    said += chunk;
    killIn(randomInt(120));
  });
  const [code, signal] = await once(child, "close");
  clearTimeout(killer);
  assert.equal(signal, "SIGKILL", `the writer ended by itself with ${code}`);
  // A line that was cut off was not said.
  return said
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [id, size, winner] = line.split(" ");
      return { id, bytes: Number(size), winner: Number(winner) };
    });
}

/** Looks for `some`, and at the file as a whole. */
function check(file: string, some: Acknowledged[]): { withLog: number; matches: number } {
  const db = new DatabaseSync(file);
  try {
    assert.deepEqual(valuesOf(db, "PRAGMA integrity_check"), ["ok"]);
    assert.deepEqual(valuesOf(db, "PRAGMA foreign_key_check"), []);
    let withLog = 0;
    for (const one of some) withLog += checkMatch(db, one);
    checkSums(db);
    const [matches] = valuesOf(db, "SELECT count(*) FROM matches");
    return { withLog, matches: Number(matches) };
  } finally {
    db.close();
  }
}

/** 1 when its log is still there. */
function checkMatch(db: DatabaseSync, { id, bytes: size, winner }: Acknowledged): number {
  const match = db.prepare("SELECT log_bytes FROM matches WHERE id = ?").get(id);
  assert.ok(match, `acknowledged and missing: ${id}`);
  const players = valuesOf(db, `SELECT count(*) FROM match_entries WHERE match_id = '${id}'`);
  assert.deepEqual(players, [2], `players of ${id}`);
  const log = db.prepare("SELECT bytes FROM match_logs WHERE match_id = ?").get(id);
  if (match.log_bytes === 0) {
    assert.equal(log, undefined, `a dropped log of ${id}`);
    return 0;
  }
  assert.equal(match.log_bytes, size);
  assert.ok(Buffer.from(bytes(size, winner)).equals(log?.bytes as Uint8Array), `log of ${id}`);
  return 1;
}

/** Ratings and boards are what the matches that are there make of them: one up for a win, one down for a loss. */
function checkSums(db: DatabaseSync): void {
  const wrong = db.prepare(`
    WITH played AS (
      SELECT player_id, count(*) AS matches, sum(CASE WHEN place = 1 THEN 1 ELSE -1 END) AS won
      FROM match_entries GROUP BY player_id)
    SELECT p.player_id, p.matches, p.won, r.matches AS rated, r.mu, b.matches AS on_board, b.value
    FROM played p
    LEFT JOIN ratings r ON r.player_id = p.player_id AND r.mode = 'duel'
    LEFT JOIN boards b ON b.player_id = p.player_id AND b.mode = 'duel' AND b.span = 'all'
    WHERE r.matches IS NOT p.matches OR r.mu IS NOT 25 + p.won
       OR b.matches IS NOT p.matches OR abs(b.value - p.won) > 1e-9`);
  assert.deepEqual(wrong.all(), [], "ratings and boards are those of the matches");
}

const valuesOf = (db: DatabaseSync, sql: string): unknown[] =>
  db
    .prepare(sql)
    .all()
    .flatMap((row) => Object.values(row));
