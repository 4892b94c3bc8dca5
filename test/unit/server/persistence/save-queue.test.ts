// What waits for the records: nothing is thrown, nothing is lost but what the limits say, and that is counted.
import assert from "node:assert/strict";
import { makeLog } from "../../../../server/ops/log.ts";
import type { AuditRecord, ReportRecord } from "../../../../server/persistence/operator-records.ts";
import { type MatchRecord, RecordsAway } from "../../../../server/persistence/records.ts";
import { SaveQueue } from "../../../../server/persistence/save-queue.ts";
import { bytes, match } from "../../../integration/persistence/made-matches.ts";

const QUICK = { firstPauseMs: 1, longestPauseMs: 4 };

/** Records that fail as they are told; `until` waits for so many that are in. */
class Fake {
  error: Error | null = null;
  attempts = 0;
  readonly matches: MatchRecord[] = [];
  readonly reports: ReportRecord[] = [];
  readonly acts: AuditRecord[] = [];
  refuse = (_id: string): boolean => false;
  private heard = (): void => {};

  async saveMatch(one: MatchRecord): Promise<void> {
    await this.attempt(one.id);
    this.matches.push(one);
  }

  async addReport(one: ReportRecord): Promise<void> {
    await this.attempt(one.id);
    this.reports.push(one);
  }

  async addAudit(one: AuditRecord): Promise<void> {
    await this.attempt(one.id);
    this.acts.push(one);
  }

  /** Resolves when `holds` does, asked after each attempt. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.heard = () => holds() && resolve();
      setImmediate(() => this.heard());
    });
  }

  private async attempt(id: string): Promise<void> {
    this.attempts += 1;
    setImmediate(() => this.heard());
    if (this.error) throw this.error;
    if (this.refuse(id)) throw new TypeError("not this one");
  }
}

const report = (id: string): ReportRecord => {
  const about = { byId: "u_a", aboutId: "u_b", aboutName: "Bob", roomId: "r" };
  return { id, atMs: 1, ...about, reason: "abuse", words: "" };
};

describe("the save queue", () => {
  const queueOver = (fake: Fake, limits = {}): SaveQueue =>
    new SaveQueue(fake, makeLog("silent"), { ...QUICK, ...limits });

  it("saves in the order of coming", async () => {
    const fake = new Fake();
    const queue = queueOver(fake);
    const matches = [match([]), match([]), match([])];
    for (const one of matches) queue.match(one, null);
    queue.report(report("r"));
    await queue.close();
    assert.deepEqual(fake.matches, matches);
    assert.deepEqual(fake.reports, [report("r")]);
    assert.equal(queue.state.saved, 4);
  });

  it("tries again until the records are back", async () => {
    const fake = new Fake();
    const queue = queueOver(fake);
    fake.error = new RecordsAway("gone");
    const matches = [match([], { log: bytes(10) }), match([])];
    for (const one of matches) queue.match(one, null);
    await fake.until(() => fake.attempts >= 5);
    assert.deepEqual([queue.state.waiting, queue.state.logBytes], [2, 10]);
    fake.error = null;
    await fake.until(() => fake.matches.length === 2);
    assert.deepEqual(fake.matches, matches);
    assert.deepEqual([queue.state.waiting, queue.state.logBytes], [0, 0]);
    await queue.close();
  });

  it("lets nobody wait for one that is refused, and gives that one up", async () => {
    const fake = new Fake();
    const queue = queueOver(fake, { tries: 3 });
    const [bad, good] = [match([], { log: bytes(10) }), match([])];
    fake.refuse = (id) => id === bad.id;
    queue.match(bad, null);
    queue.match(good, null);
    await fake.until(() => queue.state.waiting === 0);
    assert.deepEqual(fake.matches, [good]);
    assert.deepEqual([fake.attempts, queue.state.droppedMatches, queue.state.logBytes], [4, 1, 0]);
    await queue.close();
  });

  it("tells each match's caller when it is in, and goes on when that one fails", async () => {
    const fake = new Fake();
    const queue = queueOver(fake);
    const told: number[] = [];
    queue.match(match([]), null, () => {
      told.push(fake.matches.length);
      throw new Error("a caller's own");
    });
    queue.match(match([]), null, () => told.push(fake.matches.length));
    await queue.close();
    assert.deepEqual(told, [1, 2]);
  });

  it("drops the oldest logs first, then the oldest matches, and counts them", async () => {
    const fake = new Fake();
    const queue = queueOver(fake, { items: 3, logBytes: 25 });
    fake.error = new RecordsAway("gone");
    const matches = [1, 2, 3, 4].map(() => match([], { log: bytes(10) }));
    for (const one of matches) queue.match(one, null);
    // The first was being saved; the second lost its log for the third, and its place for the fourth.
    const { waiting, droppedLogs, droppedMatches, logBytes } = queue.state;
    assert.deepEqual({ waiting, droppedMatches }, { waiting: 3, droppedMatches: 1 });
    assert.deepEqual({ droppedLogs, logBytes }, { droppedLogs: 2, logBytes: 20 });
    fake.error = null;
    await fake.until(() => queue.state.waiting === 0);
    const kept = [matches[0], { ...matches[2], log: null }, matches[3]];
    assert.deepEqual(fake.matches, kept);
    await queue.close();
  });

  it("tries a little while longer when it is closed, then gives up and says what is lost", async () => {
    const fake = new Fake();
    const queue = queueOver(fake, { longestPauseMs: 1e6, firstPauseMs: 1e6 });
    fake.error = new RecordsAway("gone");
    queue.match(match([]), null);
    queue.report(report("r"));
    await fake.until(() => fake.attempts === 1);
    await queue.close(1);
    queue.match(match([], { log: bytes(10) }), null);
    const { waiting, droppedMatches, droppedReports, logBytes } = queue.state;
    assert.deepEqual(
      { waiting, droppedMatches, droppedReports, logBytes },
      { waiting: 0, droppedMatches: 2, droppedReports: 1, logBytes: 0 },
    );
  });

  it("does not wait out a pause when it is closed", async () => {
    const fake = new Fake();
    const queue = queueOver(fake, { longestPauseMs: 1e6, firstPauseMs: 1e6 });
    fake.error = new RecordsAway("gone");
    queue.match(match([]), null);
    await fake.until(() => fake.attempts === 1);
    fake.error = null;
    await queue.close();
    assert.equal(fake.matches.length, 1);
  });
});
