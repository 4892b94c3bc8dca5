// The records over a driver: which rows answer which call, once the schema is current.
// Owns: when migrations run and logs are trimmed. Must not: know which database it is.
import type { Log } from "../ops/log.ts";
import { readBoard, readStanding } from "./board-rows.ts";
import { away, type Driver } from "./driver.ts";
import { readHistory, readLatest, readMatch, readMatchLog, readTotals } from "./history-rows.ts";
import { saveMatch, trimLogs } from "./match-rows.ts";
import type { AuditRecord, BanRecord, OperatorRecords, Page, ReportRecord } from "./operator-records.ts";
import {
  addAudit,
  addBan,
  liftBan,
  readAudits,
  readBans,
  readReports,
  settleReport,
} from "./operator-rows.ts";
import {
  addAccount,
  addReport,
  keepPlayer,
  raiseEpoch,
  readAccount,
  readAccountOf,
  readEpoch,
  readPlayer,
  readRatings,
  readSecret,
  setPassword,
} from "./player-rows.ts";
import type { BoardSpan, MatchRecord, Rate, Records } from "./records.ts";

export class SqlRecords implements Records {
  private readonly driver: Driver;
  private readonly prepare: (driver: Driver) => Promise<void>;
  private readonly mostLogBytes: number;
  private readonly log: Log;
  private prepared: Promise<void> | null = null;
  private trimming: Promise<void> = Promise.resolve();

  /** `prepare`: runs before the first query, and again with the next one when it failed. */
  constructor(
    driver: Driver,
    options: { prepare: (driver: Driver) => Promise<void>; mostLogBytes: number; log: Log },
  ) {
    this.driver = driver;
    this.prepare = options.prepare;
    this.mostLogBytes = options.mostLogBytes;
    this.log = options.log;
  }

  /** Resolves when the schema is current. */
  async ready(): Promise<void> {
    this.prepared ??= this.prepare(this.driver);
    const { prepared } = this;
    try {
      await prepared;
    } catch (error) {
      if (this.prepared === prepared) this.prepared = null;
      throw error;
    }
  }

  keepPlayer(player: Parameters<Records["keepPlayer"]>[0]) {
    return this.use((db) => keepPlayer(db, player));
  }

  player(id: string) {
    return this.use((db) => readPlayer(db, id));
  }

  account(email: string) {
    return this.use((db) => readAccount(db, email));
  }

  accountOf(playerId: string) {
    return this.use((db) => readAccountOf(db, playerId));
  }

  addAccount(account: Parameters<Records["addAccount"]>[0]) {
    return this.use((db) => addAccount(db, account));
  }

  setPassword(email: string, passwordHash: string) {
    return this.use((db) => setPassword(db, email, passwordHash));
  }

  epoch(playerId: string) {
    return this.use((db) => readEpoch(db, playerId));
  }

  raiseEpoch(playerId: string) {
    return this.use((db) => raiseEpoch(db, playerId));
  }

  ratings(playerIds: readonly string[], mode: string) {
    return this.use((db) => readRatings(db, playerIds, mode));
  }

  async saveMatch(match: MatchRecord, rate: Rate | null): Promise<void> {
    await this.use((db) => saveMatch(db, match, rate));
    if (match.log !== null) this.trimming = this.trimming.then(() => this.trim());
  }

  history(playerId: string, page: Page) {
    return this.use((db) => readHistory(db, playerId, page));
  }

  totals(playerId: string) {
    return this.use((db) => readTotals(db, playerId));
  }

  latest(page: Page) {
    return this.use((db) => readLatest(db, page));
  }

  match(id: string) {
    return this.use((db) => readMatch(db, id));
  }

  matchLog(id: string) {
    return this.use((db) => readMatchLog(db, id));
  }

  board(mode: string, span: BoardSpan, nowMs: number, limit: number) {
    return this.use((db) => readBoard(db, mode, span, nowMs, limit));
  }

  standing(playerId: string, mode: string, span: BoardSpan, nowMs: number) {
    return this.use((db) => readStanding(db, playerId, mode, span, nowMs));
  }

  addReport(report: ReportRecord) {
    return this.use((db) => addReport(db, report));
  }

  reports(page: Page) {
    return this.use((db) => readReports(db, page));
  }

  settleReport(...[id, how]: Parameters<OperatorRecords["settleReport"]>) {
    return this.use((db) => settleReport(db, id, how));
  }

  addAudit(entry: AuditRecord) {
    return this.use((db) => addAudit(db, entry));
  }

  audits(page: Page) {
    return this.use((db) => readAudits(db, page));
  }

  addBan(ban: BanRecord) {
    return this.use((db) => addBan(db, ban));
  }

  liftBan(playerId: string) {
    return this.use((db) => liftBan(db, playerId));
  }

  bans(nowMs: number, limit: number) {
    return this.use((db) => readBans(db, nowMs, limit));
  }

  secret(name: string) {
    return this.use((db) => readSecret(db, name));
  }

  async close(): Promise<void> {
    await this.trimming;
    await this.driver.close();
  }

  private async use<T>(act: (db: Driver) => Promise<T>): Promise<T> {
    await this.ready().catch((error: unknown) => {
      throw away(error);
    });
    return act(this.driver);
  }

  /** Not part of the save: nobody waits for it, and the next save does what this one could not. */
  private async trim(): Promise<void> {
    try {
      const dropped = await trimLogs(this.driver, this.mostLogBytes);
      if (dropped > 0) this.log.debug({ dropped }, "oldest match logs dropped");
    } catch (error) {
      this.log.warn({ err: (error as Error).message }, "match logs not trimmed");
    }
  }
}
