// Acts of operators, bans, and what became of reports, as rows.
// Owns: the SQL over those.
import { places, type Queries } from "./driver.ts";
import type { AuditRecord, BanRecord, OperatorRecords, Page, ReportRow } from "./operator-records.ts";

export async function addAudit(db: Queries, entry: AuditRecord): Promise<void> {
  const { id, atMs, by, act, target, detail } = entry;
  await db.query(
    `INSERT INTO audit (id, at_ms, by_name, act, target, detail) VALUES ${places(1, 6)} ON CONFLICT DO NOTHING`,
    [id, atMs, by, act, target, detail],
  );
}

export async function readAudits(db: Queries, { limit, beforeMs }: Page): Promise<AuditRecord[]> {
  return db.query<AuditRecord>(
    `SELECT id, at_ms AS "atMs", by_name AS "by", act, target, detail FROM audit
     WHERE at_ms < $1 ORDER BY at_ms DESC, id LIMIT $2`,
    [beforeMs ?? Number.MAX_SAFE_INTEGER, limit],
  );
}

const BAN = `player_id AS "playerId", address, at_ms AS "atMs", until_ms AS "untilMs", by_name AS "by", reason`;

export async function addBan(db: Queries, ban: BanRecord): Promise<void> {
  const { playerId, address, atMs, untilMs, by, reason } = ban;
  await db.query(
    `INSERT INTO bans (player_id, address, at_ms, until_ms, by_name, reason) VALUES ${places(1, 6)}
     ON CONFLICT (player_id) DO UPDATE SET address = excluded.address, at_ms = excluded.at_ms,
       until_ms = excluded.until_ms, by_name = excluded.by_name, reason = excluded.reason`,
    [playerId, address, atMs, untilMs, by, reason],
  );
}

export async function liftBan(db: Queries, playerId: string): Promise<BanRecord | null> {
  const [ban] = await db.query<BanRecord>(`DELETE FROM bans WHERE player_id = $1 RETURNING ${BAN}`, [
    playerId,
  ]);
  return ban ?? null;
}

export async function readBans(db: Queries, nowMs: number, limit: number): Promise<BanRecord[]> {
  return db.query<BanRecord>(
    `SELECT ${BAN} FROM bans WHERE until_ms > $1 ORDER BY at_ms DESC, player_id LIMIT $2`,
    [nowMs, limit],
  );
}

export async function readReports(db: Queries, { limit, beforeMs }: Page): Promise<ReportRow[]> {
  return db.query<ReportRow>(
    `SELECT id, at_ms AS "atMs", by_id AS "byId", about_id AS "aboutId", about_name AS "aboutName",
       room_id AS "roomId", reason, words, done, done_by AS "doneBy", done_ms AS "doneMs"
     FROM reports WHERE at_ms < $1 ORDER BY at_ms DESC LIMIT $2`,
    [beforeMs ?? Number.MAX_SAFE_INTEGER, limit],
  );
}

export async function settleReport(
  db: Queries,
  id: string,
  { done, by, atMs }: Parameters<OperatorRecords["settleReport"]>[1],
): Promise<boolean> {
  const settled = await db.query(
    "UPDATE reports SET done = $1, done_by = $2, done_ms = $3 WHERE id = $4 RETURNING id",
    [done, by, atMs, id],
  );
  return settled.length === 1;
}
