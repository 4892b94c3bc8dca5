// What operators did and decided, as the rest of the server sees it: the interface and its rows.
// Must not: know SQL, a database or a thread.

export interface ReportRecord {
  /** UUID; the same report saved twice is saved once. */
  id: string;
  atMs: number;
  byId: string;
  aboutId: string;
  aboutName: string;
  roomId: string;
  reason: string;
  /** What was said, as far as it is kept. */
  words: string;
}

/** Newest first, those before `beforeMs` alone. */
export interface Page {
  limit: number;
  beforeMs?: number;
}

/** One act of an operator. */
export interface AuditRecord {
  /** UUID; the same act saved twice is saved once. */
  id: string;
  atMs: number;
  by: string;
  /** As in `room.close`. */
  act: string;
  /** On whom or what: an id, or "". */
  target: string;
  detail: string;
}

export interface BanRecord {
  playerId: string;
  /** Keyed hash of the address that is banned with the player, for guests; "" for none. */
  address: string;
  atMs: number;
  untilMs: number;
  by: string;
  reason: string;
}

/** What became of a report; "" of one that nobody has looked at. */
export const SETTLED = ["dismissed", "warned", "kicked", "banned"] as const;

export interface ReportRow extends ReportRecord {
  done: string;
  doneBy: string;
  doneMs: number;
}

export interface OperatorRecords {
  addAudit(entry: AuditRecord): Promise<void>;
  audits(page: Page): Promise<AuditRecord[]>;
  /** Instead of one that the player has. */
  addBan(ban: BanRecord): Promise<void>;
  /** The ban that was; null where there was none. */
  liftBan(playerId: string): Promise<BanRecord | null>;
  /** Those that hold at `nowMs`, the newest first. */
  bans(nowMs: number, limit: number): Promise<BanRecord[]>;
  reports(page: Page): Promise<ReportRow[]>;
  /** False when there is no such report. */
  settleReport(id: string, how: { done: string; by: string; atMs: number }): Promise<boolean>;
}
