// Matches as they are read again.
// Owns: the SQL of histories, details and logs.
import type { Queries } from "./driver.ts";
import type { Page } from "./operator-records.ts";
import type { MatchDetail, MatchPlayerRow, MatchSummary, Totals } from "./records.ts";

/** As a row has them: 0 and 1 for booleans. */
interface SummaryRow extends Omit<MatchSummary, "rated" | "hasLog" | "mine"> {
  rated: number;
  logBytes: number;
}

interface PlayerOfRow extends Omit<MatchPlayerRow, "bot" | "left"> {
  bot: number;
  gone: number;
}

const SUMMARY = `m.id, m.mode, m.rated, m.room_id AS "roomId", m.seed, m.round, m.size, m.protocol,
  m.started_ms AS "startedAtMs", m.ended_ms AS "endedAtMs", m.people, m.bots, m.log_bytes AS "logBytes"`;

const PLAYER = `p.slot, p.player_id AS "playerId", p.name, p.team, p.place, p.score, p.kills, p.deaths, p.bot, p.gone,
  p.points_before AS "pointsBefore", p.points_after AS "pointsAfter"`;

export async function readHistory(
  db: Queries,
  playerId: string,
  { limit, beforeMs }: Page,
): Promise<MatchSummary[]> {
  const rows = await db.query<SummaryRow & PlayerOfRow>(
    `SELECT ${SUMMARY}, ${PLAYER} FROM match_entries p JOIN matches m ON m.id = p.match_id
     WHERE p.player_id = $1 AND p.ended_ms < $2 ORDER BY p.ended_ms DESC LIMIT $3`,
    [playerId, beforeMs ?? Number.MAX_SAFE_INTEGER, limit],
  );
  return rows.map((row) => ({ ...summaryOf(row), mine: playerOf(row) }));
}

export async function readTotals(db: Queries, playerId: string): Promise<Totals[]> {
  return db.query<Totals>(
    `SELECT m.mode, count(*) AS matches, sum(CASE WHEN p.place = 1 THEN 1 ELSE 0 END) AS wins,
       sum(p.kills) AS kills, sum(p.deaths) AS deaths, max(p.score) AS best,
       CAST(sum(m.ended_ms - m.started_ms) AS BIGINT) AS "playedMs"
     FROM match_entries p JOIN matches m ON m.id = p.match_id
     WHERE p.player_id = $1 GROUP BY m.mode ORDER BY m.mode`,
    [playerId],
  );
}

export async function readLatest(db: Queries, { limit, beforeMs }: Page): Promise<MatchSummary[]> {
  const rows = await db.query<SummaryRow>(
    `SELECT ${SUMMARY} FROM matches m WHERE m.ended_ms < $1 ORDER BY m.ended_ms DESC LIMIT $2`,
    [beforeMs ?? Number.MAX_SAFE_INTEGER, limit],
  );
  return rows.map((row) => ({ ...summaryOf(row), mine: null }));
}

export async function readMatch(db: Queries, id: string): Promise<MatchDetail | null> {
  const [row] = await db.query<SummaryRow>(`SELECT ${SUMMARY} FROM matches m WHERE m.id = $1`, [id]);
  if (row === undefined) return null;
  const players = await db.query<PlayerOfRow>(
    `SELECT ${PLAYER} FROM match_entries p WHERE p.match_id = $1 ORDER BY p.place, p.slot, p.entry`,
    [id],
  );
  const { people: _people, bots: _bots, ...detail } = summaryOf(row);
  return { ...detail, players: players.map(playerOf) };
}

export async function readMatchLog(db: Queries, id: string): Promise<Uint8Array | null> {
  const [row] = await db.query<{ bytes: Uint8Array }>("SELECT bytes FROM match_logs WHERE match_id = $1", [
    id,
  ]);
  return row?.bytes ?? null;
}

function summaryOf(row: SummaryRow): Omit<MatchSummary, "mine"> {
  const { id, mode, roomId, seed, round, size, protocol, startedAtMs, endedAtMs, people, bots } = row;
  const head = { id, mode, roomId, seed, round, size, protocol, startedAtMs, endedAtMs, people, bots };
  return { ...head, rated: row.rated === 1, hasLog: row.logBytes > 0 };
}

function playerOf(row: PlayerOfRow): MatchPlayerRow {
  const { slot, playerId, name, team, place, score, kills, deaths, pointsBefore, pointsAfter } = row;
  const played = { slot, playerId, name, team, place, score, kills, deaths, pointsBefore, pointsAfter };
  return { ...played, bot: row.bot === 1, left: row.gone === 1 };
}
