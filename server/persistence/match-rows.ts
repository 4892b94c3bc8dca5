// Matches, who played in them and their logs as rows.
// Owns: the SQL over those tables, and that a match is written as a whole.
import { raiseBoards } from "./board-rows.ts";
import { type Driver, places, type Queries, type Value } from "./driver.ts";
import { readRatings } from "./player-rows.ts";
import { type MatchRecord, pointsOf, type Rate, type Rating } from "./records.ts";

interface Change {
  before: Rating;
  after: Rating;
}

export async function saveMatch(db: Driver, match: MatchRecord, rate: Rate | null): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await insertMatch(tx, match))) return;
    // Sorted: of two processes that save matches with the same players, one waits here, and never each for the other.
    const people = [...new Set(match.players.flatMap(({ playerId }) => playerId ?? []))].sort();
    await lockPlayers(tx, match, people);
    const changes = rate === null ? new Map<string, Change>() : await changeRatings(tx, match, people, rate);
    await insertPlayers(tx, match, changes);
    if (match.log !== null)
      await tx.query("INSERT INTO match_logs (match_id, bytes) VALUES ($1, $2)", [match.id, match.log]);
    await raiseBoards(tx, match, new Map([...changes].map(([id, { after }]) => [id, after])));
  });
}

/** False when it is there already. */
async function insertMatch(tx: Queries, match: MatchRecord): Promise<boolean> {
  const { id, mode, rated, roomId, seed, round, size, protocol, startedAtMs, endedAtMs, players, log } =
    match;
  const bots = players.filter(({ bot }) => bot).length;
  const inserted = await tx.query(
    `INSERT INTO matches (id, mode, rated, room_id, seed, round, size, protocol, started_ms, ended_ms, people, bots,
       log_bytes) VALUES ${places(1, 13)} ON CONFLICT DO NOTHING RETURNING id`,
    [
      id,
      mode,
      Number(rated),
      roomId,
      seed,
      round,
      size,
      protocol,
      startedAtMs,
      endedAtMs,
      players.length - bots,
      bots,
      log?.length ?? 0,
    ],
  );
  return inserted.length === 1;
}

/** Makes those known who are not, takes down their names, and holds their rows to the end of the transaction. */
async function lockPlayers(tx: Queries, match: MatchRecord, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const names = new Map(match.players.map(({ playerId, name }) => [playerId, name]));
  const at = match.endedAtMs;
  await tx.query(
    `INSERT INTO players (id, name, hue, created_ms, seen_ms, match_name, match_ms) VALUES ${places(ids.length, 7)}
     ON CONFLICT (id) DO UPDATE SET
       match_name = CASE WHEN excluded.match_ms >= players.match_ms THEN excluded.match_name ELSE players.match_name END,
       match_ms = CASE WHEN excluded.match_ms > players.match_ms THEN excluded.match_ms ELSE players.match_ms END`,
    ids.flatMap((id): Value[] => [id, names.get(id)!, 0, at, at, names.get(id)!, at]),
  );
}

async function changeRatings(
  tx: Queries,
  { mode, players }: MatchRecord,
  ids: string[],
  rate: Rate,
): Promise<Map<string, Change>> {
  const ratings = await readRatings(tx, ids, mode);
  const changes = new Map<string, Change>();
  for (const [id, { mu, sigma }] of rate(players, ratings)) {
    const before = ratings.get(id);
    if (before !== undefined) changes.set(id, { before, after: { mu, sigma, matches: before.matches + 1 } });
  }
  if (changes.size === 0) return changes;
  await tx.query(
    `INSERT INTO ratings (player_id, mode, mu, sigma, matches) VALUES ${places(changes.size, 5)}
     ON CONFLICT (player_id, mode) DO UPDATE SET mu = excluded.mu, sigma = excluded.sigma, matches = excluded.matches`,
    [...changes].flatMap(([id, { after }]): Value[] => [id, mode, after.mu, after.sigma, after.matches]),
  );
  return changes;
}

async function insertPlayers(
  tx: Queries,
  { id, endedAtMs, players }: MatchRecord,
  changes: ReadonlyMap<string, Change>,
): Promise<void> {
  if (players.length === 0) return;
  await tx.query(
    `INSERT INTO match_entries (match_id, entry, slot, player_id, ended_ms, name, team, place, score, kills, deaths, bot,
       gone, points_before, points_after) VALUES ${places(players.length, 15)}`,
    players.flatMap((p, entry): Value[] => {
      const change = p.playerId === null ? undefined : changes.get(p.playerId);
      return [
        id,
        entry,
        p.slot,
        p.playerId,
        endedAtMs,
        p.name,
        p.team,
        p.place,
        p.score,
        p.kills,
        p.deaths,
        Number(p.bot),
        Number(p.left),
        change ? pointsOf(change.before) : null,
        change ? pointsOf(change.after) : null,
      ];
    }),
  );
}

/** Drops the oldest logs, those of unrated matches first, until all take at most `mostBytes`; says how many. */
export async function trimLogs(db: Driver, mostBytes: number): Promise<number> {
  let dropped = 0;
  for (;;) {
    const over = (await logBytes(db)) - mostBytes;
    if (over <= 0) return dropped;
    const oldest = await db.query<{ id: string; bytes: number }>(
      "SELECT id, log_bytes AS bytes FROM matches WHERE log_bytes > 0 ORDER BY rated, ended_ms LIMIT 100",
    );
    let freed = 0;
    const ids = oldest.flatMap(({ id, bytes }) => {
      if (freed >= over) return [];
      freed += bytes;
      return id;
    });
    // Another process was quicker.
    if (ids.length === 0) return dropped;
    await db.transaction(async (tx) => {
      await tx.query(`DELETE FROM match_logs WHERE match_id IN ${places(1, ids.length)}`, ids);
      await tx.query(`UPDATE matches SET log_bytes = 0 WHERE id IN ${places(1, ids.length)}`, ids);
    });
    dropped += ids.length;
  }
}

async function logBytes(db: Queries): Promise<number> {
  const [{ bytes }] = await db.query<{ bytes: number | null }>(
    "SELECT sum(log_bytes) AS bytes FROM matches WHERE log_bytes > 0",
  );
  return bytes ?? 0;
}
