// Players, their accounts and ratings, reports and secrets as rows.
// Owns: the SQL over those tables.
import { randomBytes } from "node:crypto";
import { type Driver, places, type Queries } from "./driver.ts";
import type { ReportRecord } from "./operator-records.ts";
import { type AccountRow, NEW_RATING, type PlayerRow, type Rating, type Records } from "./records.ts";

export async function keepPlayer(
  db: Queries,
  { id, name, hue, nowMs }: Parameters<Records["keepPlayer"]>[0],
): Promise<void> {
  await db.query(
    `INSERT INTO players (id, name, hue, created_ms, seen_ms) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, hue = excluded.hue, seen_ms = excluded.seen_ms`,
    [id, name, hue, nowMs, nowMs],
  );
}

export async function readPlayer(db: Queries, id: string): Promise<PlayerRow | null> {
  const [row] = await db.query<Omit<PlayerRow, "guest"> & { email: string | null }>(
    `SELECT p.id, p.name, p.hue, p.created_ms AS "createdMs", p.seen_ms AS "seenMs", a.email
     FROM players p LEFT JOIN accounts a ON a.player_id = p.id WHERE p.id = $1`,
    [id],
  );
  if (row === undefined) return null;
  const { email, ...player } = row;
  return { ...player, guest: email === null };
}

const ACCOUNT = `SELECT player_id AS "playerId", email, password_hash AS "passwordHash", created_ms AS "createdMs"
  FROM accounts`;

export async function readAccount(db: Queries, email: string): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow>(`${ACCOUNT} WHERE email = $1`, [normal(email)]);
  return row ?? null;
}

export async function readAccountOf(db: Queries, playerId: string): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow>(`${ACCOUNT} WHERE player_id = $1`, [playerId]);
  return row ?? null;
}

export async function addAccount(
  db: Driver,
  { playerId, email, passwordHash, nowMs }: Parameters<Records["addAccount"]>[0],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.query(
      "INSERT INTO players (id, name, hue, created_ms, seen_ms) VALUES ($1, '', 0, $2, $3) ON CONFLICT DO NOTHING",
      [playerId, nowMs, nowMs],
    );
    const added = await tx.query(
      `INSERT INTO accounts (email, player_id, password_hash, created_ms) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING email`,
      [normal(email), playerId, passwordHash, nowMs],
    );
    return added.length === 1;
  });
}

export async function setPassword(db: Queries, email: string, passwordHash: string): Promise<boolean> {
  const set = await db.query("UPDATE accounts SET password_hash = $1 WHERE email = $2 RETURNING email", [
    passwordHash,
    normal(email),
  ]);
  return set.length === 1;
}

const normal = (email: string): string => email.trim().toLowerCase();

export async function readEpoch(db: Queries, playerId: string): Promise<number> {
  const [row] = await db.query<{ epoch: number }>("SELECT epoch FROM players WHERE id = $1", [playerId]);
  return row?.epoch ?? 0;
}

export async function raiseEpoch(db: Queries, playerId: string): Promise<void> {
  await db.query("UPDATE players SET epoch = epoch + 1 WHERE id = $1", [playerId]);
}

export async function readRatings(
  db: Queries,
  playerIds: readonly string[],
  mode: string,
): Promise<Map<string, Rating>> {
  const ratings = new Map<string, Rating>(playerIds.map((id) => [id, { ...NEW_RATING }]));
  if (ratings.size === 0) return ratings;
  const rows = await db.query<Rating & { id: string }>(
    `SELECT player_id AS id, mu, sigma, matches FROM ratings
     WHERE player_id IN ${places(1, ratings.size)} AND mode = $${ratings.size + 1}`,
    [...ratings.keys(), mode],
  );
  for (const { id, ...rating } of rows) ratings.set(id, rating);
  return ratings;
}

export async function addReport(db: Queries, report: ReportRecord): Promise<void> {
  const { id, atMs, byId, aboutId, aboutName, roomId, reason, words } = report;
  await db.query(
    `INSERT INTO reports (id, at_ms, by_id, about_id, about_name, room_id, reason, words)
     VALUES ${places(1, 8)} ON CONFLICT DO NOTHING`,
    [id, atMs, byId, aboutId, aboutName, roomId, reason, words],
  );
}

export async function readSecret(db: Driver, name: string): Promise<Buffer> {
  return db.transaction(async (tx) => {
    await tx.query("INSERT INTO secrets (name, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
      name,
      randomBytes(32),
    ]);
    const [{ bytes }] = await tx.query<{ bytes: Uint8Array }>("SELECT bytes FROM secrets WHERE name = $1", [
      name,
    ]);
    return Buffer.from(bytes);
  });
}
