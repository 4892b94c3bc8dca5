// Leaderboards as rows: one for each player, mode and span, kept current with each match.
// Owns: the SQL over boards, and what each mode's board counts.
import { places, type Queries, type Value } from "./driver.ts";
import { sinceOf } from "./periods.ts";
import { type BoardRow, type BoardSpan, type MatchRecord, pointsOf, type Rating } from "./records.ts";

const SPANS: readonly BoardSpan[] = ["day", "season", "all"];

/** The mode whose board shows the best round; all others show the rating. */
const BY_SCORE = "swarm";

/** Lets the match count. `rated`: who got which rating in it. The caller holds the players' rows. */
export async function raiseBoards(
  tx: Queries,
  match: MatchRecord,
  rated: ReadonlyMap<string, Rating>,
): Promise<void> {
  const { mode, endedAtMs } = match;
  const byScore = mode === BY_SCORE;
  const values = byScore
    ? bestScores(match)
    : new Map([...rated].map(([id, rating]) => [id, pointsOf(rating)]));
  if (values.size === 0) return;
  const rows = SPANS.flatMap((span) =>
    [...values].map(([id, value]): Value[] => [
      mode,
      span,
      sinceOf(span, endedAtMs),
      id,
      value,
      endedAtMs,
      1,
    ]),
  );
  await tx.query(
    `INSERT INTO boards (mode, span, since_ms, player_id, value, at_ms, matches) VALUES ${places(rows.length, 7)}
     ON CONFLICT (mode, span, since_ms, player_id) DO UPDATE SET matches = boards.matches + 1,
       ${byScore ? KEEP_THE_BEST : "value = excluded.value, at_ms = excluded.at_ms"}`,
    rows.flat(),
  );
  if (!byScore) await carryOn(tx, match, values);
}

/** Of two equal rounds the first one counts. */
const KEEP_THE_BEST = ["value", "at_ms"]
  .map((column) => `${column} = CASE WHEN ${better()} THEN excluded.${column} ELSE boards.${column} END`)
  .join(", ");

function better(): string {
  return "excluded.value > boards.value OR (excluded.value = boards.value AND excluded.at_ms < boards.at_ms)";
}

/** A player may have sat in two seats of one round. */
function bestScores({ players }: MatchRecord): Map<string, number> {
  const best = new Map<string, number>();
  for (const { playerId, score } of players) {
    if (playerId !== null) best.set(playerId, Math.max(score, best.get(playerId) ?? score));
  }
  return best;
}

/** A match that was written late, on the day after or in the next season, moves the rating that is shown there. */
async function carryOn(
  tx: Queries,
  { mode, endedAtMs }: MatchRecord,
  values: ReadonlyMap<string, number>,
): Promise<void> {
  for (const span of ["day", "season"] as const) {
    for (const [id, value] of values) {
      await tx.query(
        "UPDATE boards SET value = $1 WHERE mode = $2 AND span = $3 AND since_ms > $4 AND player_id = $5",
        [value, mode, span, sinceOf(span, endedAtMs), id],
      );
    }
  }
}

const ROW = `b.player_id AS "playerId", p.match_name AS name, p.hue, b.value, b.matches, b.at_ms AS "atMs"
  FROM boards b JOIN players p ON p.id = b.player_id
  WHERE b.mode = $1 AND b.span = $2 AND b.since_ms = $3`;

export async function readBoard(
  db: Queries,
  mode: string,
  span: BoardSpan,
  nowMs: number,
  limit: number,
): Promise<BoardRow[]> {
  const rows = await db.query<Omit<BoardRow, "rank">>(
    `SELECT ${ROW} ORDER BY b.value DESC, b.at_ms, b.player_id LIMIT $4`,
    [mode, span, sinceOf(span, nowMs), limit],
  );
  let rank = 0;
  return rows.map((row, i) => {
    if (row.value !== rows[i - 1]?.value) rank = i + 1;
    return { rank, ...row };
  });
}

export async function readStanding(
  db: Queries,
  playerId: string,
  mode: string,
  span: BoardSpan,
  nowMs: number,
): Promise<BoardRow | null> {
  const since = sinceOf(span, nowMs);
  const [row] = await db.query<Omit<BoardRow, "rank">>(`SELECT ${ROW} AND b.player_id = $4`, [
    mode,
    span,
    since,
    playerId,
  ]);
  if (row === undefined) return null;
  const [{ better }] = await db.query<{ better: number }>(
    `SELECT count(*) AS better FROM boards WHERE mode = $1 AND span = $2 AND since_ms = $3 AND value > $4`,
    [mode, span, since, row.value],
  );
  return { rank: better + 1, ...row };
}
