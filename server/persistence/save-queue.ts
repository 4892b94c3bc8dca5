// What is on its way into the records: matches, reports and acts of operators that nobody waits for, tried again until they are in.
// Owns: how much may wait, and what is given up first. Must not: throw, or make a match wait.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../ops/log.ts";
import type { AuditRecord, ReportRecord } from "./operator-records.ts";
import { type MatchRecord, type Rate, type Records, RecordsAway } from "./records.ts";

const LIMITS = {
  /** Matches and reports that wait; a match of 24 is about 5 KB. */
  items: 2000,
  /** Of their logs; one of 24 skimmers is about 1 MB. */
  logBytes: 64 * 1024 * 1024,
  /** Before the first retry; each is twice as long as the one before, and half of it is chance. */
  firstPauseMs: 250,
  longestPauseMs: 30_000,
  /** Of what the records refuse, when they are not away. */
  tries: 3,
};

interface Item {
  match: MatchRecord | null;
  rate: Rate | null;
  report: ReportRecord | null;
  audit: AuditRecord | null;
  tries: number;
  /** Called once it is in. */
  saved: () => void;
}

/** Counted since the start. */
export interface SaveCounts {
  waiting: number;
  logBytes: number;
  saved: number;
  droppedLogs: number;
  droppedMatches: number;
  droppedReports: number;
  droppedActs: number;
}

export class SaveQueue {
  private readonly records: Pick<Records, "saveMatch" | "addReport" | "addAudit">;
  private readonly log: Log;
  private readonly limits: typeof LIMITS;
  /** Oldest first; the first is being saved while `busy`. */
  private items: Item[] = [];
  private readonly counts: SaveCounts = {
    waiting: 0,
    logBytes: 0,
    saved: 0,
    droppedLogs: 0,
    droppedMatches: 0,
    droppedReports: 0,
    droppedActs: 0,
  };
  private busy = false;
  private work: Promise<void> = Promise.resolve();
  private pauseMs = 0;
  private closed = false;
  /** Ends the pause that is under way. */
  private wake = new AbortController();

  constructor(
    records: Pick<Records, "saveMatch" | "addReport" | "addAudit">,
    log: Log,
    limits: Partial<typeof LIMITS> = {},
  ) {
    this.records = records;
    this.log = log;
    this.limits = { ...LIMITS, ...limits };
  }

  /** `saved` is called once it is in: a crash loses it no more. */
  match(match: MatchRecord, rate: Rate | null, saved: () => void = () => {}): void {
    this.add({ match, rate, report: null, audit: null, tries: 0, saved });
  }

  report(report: ReportRecord): void {
    this.add({ match: null, rate: null, report, audit: null, tries: 0, saved: () => {} });
  }

  /** An act is done whether it can be taken down now or not. */
  private audit(audit: AuditRecord): void {
    this.add({ match: null, rate: null, report: null, audit, tries: 0, saved: () => {} });
  }

  /** Takes down acts as they are done. */
  auditor(): (act: Omit<AuditRecord, "id" | "atMs">) => void {
    return (act) => this.audit({ id: randomUUID(), atMs: Date.now(), ...act });
  }

  get state(): Readonly<SaveCounts> {
    return { ...this.counts, waiting: this.items.length };
  }

  /** Takes nothing more; resolves when all is saved, or what is not is given up after `patienceMs`. */
  async close(patienceMs = 5000): Promise<void> {
    this.closed = true;
    this.wake.abort();
    const patience = new AbortController();
    const late = sleep(patienceMs, undefined, patience).catch(() => {});
    await Promise.race([this.work, late]);
    patience.abort();
    this.wake.abort();
    for (const item of this.items.splice(0)) this.drop(item, "the server ended");
  }

  private add(item: Item): void {
    this.counts.logBytes += bytesOf(item);
    if (this.closed) this.drop(item, "the server ended");
    else {
      this.items.push(item);
      this.makeRoom();
      if (!this.busy) this.work = this.saveAll();
    }
  }

  /** Logs go before matches: the oldest, but not what is being saved. */
  private makeRoom(): void {
    const { items, logBytes } = this.limits;
    const first = this.busy ? 1 : 0;
    for (let i = first; this.counts.logBytes > logBytes && i < this.items.length; i++)
      this.dropLog(this.items[i]);
    while (this.items.length > items) this.drop(this.items.splice(first, 1)[0], "too many wait");
  }

  private dropLog(item: Item): void {
    if (item.match?.log == null) return;
    this.counts.logBytes -= bytesOf(item);
    this.counts.droppedLogs += 1;
    item.match = { ...item.match, log: null };
  }

  private drop(item: Item, why: string, err?: string): void {
    const { match, report, audit } = item;
    this.counts.logBytes -= bytesOf(item);
    if (match) this.counts.droppedMatches += 1;
    else if (report) this.counts.droppedReports += 1;
    else this.counts.droppedActs += 1;
    this.log.error({ match: match?.id, report: report?.id, act: audit?.act, why, err }, "not recorded");
  }

  private async saveAll(): Promise<void> {
    this.busy = true;
    while (this.items.length > 0) {
      const [item] = this.items;
      const bytes = bytesOf(item);
      const error = await this.save(item);
      // `close` has given it up meanwhile.
      if (this.items[0] !== item) break;
      if (error === null) this.saved(bytes);
      else {
        this.failed(item, error);
        await this.pause();
      }
    }
    this.busy = false;
  }

  private async save({ match, rate, report, audit }: Item): Promise<Error | null> {
    try {
      if (match) await this.records.saveMatch(match, rate);
      if (report) await this.records.addReport(report);
      if (audit) await this.records.addAudit(audit);
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  private saved(bytes: number): void {
    const item = this.items.shift();
    this.counts.saved += 1;
    this.counts.logBytes -= bytes;
    if (this.pauseMs > 0) this.log.info({ waiting: this.items.length }, "the records are back");
    this.pauseMs = 0;
    try {
      item?.saved();
    } catch (error) {
      this.log.error(
        { match: item?.match?.id, err: (error as Error).message },
        "a saved match's caller failed",
      );
    }
  }

  private failed(item: Item, error: Error): void {
    const { message } = error;
    if (this.pauseMs === 0) this.log.warn({ err: message, waiting: this.items.length }, "not recorded yet");
    if (error instanceof RecordsAway) return;
    // Something is wrong with this one: the others need not wait for it.
    this.items.shift();
    item.tries += 1;
    if (item.tries < this.limits.tries) this.items.push(item);
    else this.drop(item, "the records refuse it", message);
  }

  private async pause(): Promise<void> {
    const { firstPauseMs, longestPauseMs } = this.limits;
    // While it closes there is little time: then the pauses stay short.
    this.pauseMs = this.closed ? firstPauseMs : Math.min(longestPauseMs, this.pauseMs * 2 || firstPauseMs);
    if (this.wake.signal.aborted) this.wake = new AbortController();
    const { signal } = this.wake;
    await sleep(this.pauseMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
  }
}

const bytesOf = ({ match }: Item): number => match?.log?.length ?? 0;
