// What operators did and decided, as every database must keep it.
// Owns: the cases. Must not: know which database it is.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { AuditRecord } from "../../../server/persistence/operator-records.ts";
import type { Records } from "../../../server/persistence/records.ts";
import type { Store } from "./records-contract.ts";

const PLAYER = "u_11111111111111111111";
const OTHER = "u_22222222222222222222";
const ban = { playerId: PLAYER, address: "", atMs: 1000, untilMs: 5000, by: "ann", reason: "rude" };

export function describeOperators(name: string, make: () => Promise<Store>): void {
  describe(`what operators did, in ${name}`, () => {
    let store: Store;
    let records: Records;
    beforeEach(async () => {
      store = await make();
      records = await store.open({});
    });
    afterEach(async () => {
      await records.close();
      await store.remove();
    });

    it("keeps every act once, and tells them the newest first, page by page", async () => {
      const act = (atMs: number): AuditRecord => ({
        ...{ id: randomUUID(), atMs, by: "ann", act: "room.close", target: "abc", detail: 'it\'s "over"' },
      });
      const acts = [act(1), act(2), act(3)];
      for (const one of [...acts, acts[0]]) await records.addAudit(one);
      assert.deepEqual(await records.audits({ limit: 2 }), [acts[2], acts[1]]);
      assert.deepEqual(await records.audits({ limit: 2, beforeMs: 2 }), [acts[0]]);
    });

    it("keeps one ban for a player, the newest, until it is over or lifted", async () => {
      const later = { ...ban, address: "hash", atMs: 2000, untilMs: 9000 };
      await records.addBan(ban);
      await records.addBan(later);
      await records.addBan({ ...ban, playerId: OTHER, untilMs: 3000 });
      assert.deepEqual(
        (await records.bans(2500, 10)).map(({ playerId }) => playerId),
        [PLAYER, OTHER],
      );
      assert.deepEqual(await records.bans(3000, 10), [later]);
      assert.deepEqual(await records.liftBan(PLAYER), later);
      assert.equal(await records.liftBan(PLAYER), null);
      assert.deepEqual(await records.bans(3000, 10), []);
    });

    it("says of a report what was done about it, by whom and when", async () => {
      const who = { byId: PLAYER, aboutId: OTHER, aboutName: "Ann" };
      const report = {
        id: randomUUID(),
        atMs: 5,
        ...who,
        roomId: "lobby",
        reason: "chat:lobby",
        words: "x\ny",
      };
      await records.addReport(report);
      assert.deepEqual(await records.reports({ limit: 5 }), [{ ...report, done: "", doneBy: "", doneMs: 0 }]);
      assert.ok(await records.settleReport(report.id, { done: "warned", by: "bob", atMs: 7 }));
      assert.deepEqual(await records.reports({ limit: 5 }), [
        { ...report, done: "warned", doneBy: "bob", doneMs: 7 },
      ]);
      assert.equal(await records.settleReport(randomUUID(), { done: "warned", by: "bob", atMs: 7 }), false);
    });
  });
}
