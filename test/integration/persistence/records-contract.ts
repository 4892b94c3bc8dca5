// What every database of the records must do: one suite, run against each of them.
// Owns: the suite. Must not: know which database it is.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Driver } from "../../../server/persistence/driver.ts";
import { NEW_RATING, type Records } from "../../../server/persistence/records.ts";
import { byOne, bytes, duel, match, NOON, person } from "./made-matches.ts";

/** One empty database. */
export interface Store {
  /** Opens it as a process would; several may be open. */
  open(options?: { mostLogBytes?: number; lookOnly?: boolean }): Promise<Records>;
  /** Below the records. */
  driver(): Promise<Driver>;
  remove(): Promise<void>;
}

const DAY = 86_400_000;

export function describeRecords(name: string, make: () => Promise<Store>): void {
  describe(`records in ${name}`, () => {
    let store: Store;
    let records: Records;
    const others: { close(): Promise<void> }[] = [];
    const open = async (options?: Parameters<Store["open"]>[0]): Promise<Records> => {
      const opened = await store.open(options);
      others.push(opened);
      return opened;
    };

    beforeEach(async () => {
      store = await make();
      records = await open();
    });
    afterEach(async () => {
      for (const other of others.splice(0)) await other.close();
      await store.remove();
    });

    describe("players and accounts", () => {
      it("know who plays, by the newest name", async () => {
        assert.equal(await records.player("u_a"), null);
        await records.keepPlayer({ id: "u_a", name: "Ann", hue: 1, nowMs: NOON });
        await records.keepPlayer({ id: "u_a", name: "安", hue: 2, nowMs: NOON + 5 });
        const seen = { id: "u_a", name: "安", hue: 2, guest: true, createdMs: NOON, seenMs: NOON + 5 };
        assert.deepEqual(await records.player("u_a"), seen);
      });

      it("give an email to one player, whatever its case, and a player one account", async () => {
        await records.keepPlayer({ id: "u_a", name: "Ann", hue: 1, nowMs: NOON });
        const account = { playerId: "u_a", email: "Ann@Example.org", passwordHash: "h", nowMs: NOON };
        assert.equal(await records.addAccount(account), true);
        assert.equal(
          await records.addAccount({ ...account, playerId: "u_b", email: "ann@example.ORG" }),
          false,
        );
        assert.equal(await records.addAccount({ ...account, email: "second@example.org" }), false);
        assert.equal((await records.player("u_a"))?.guest, false);
        const kept = { playerId: "u_a", email: "ann@example.org", passwordHash: "h", createdMs: NOON };
        assert.deepEqual(await records.account("ANN@example.org"), kept);
        assert.equal(await records.account("second@example.org"), null);
        assert.deepEqual(await records.accountOf("u_a"), kept);
        assert.equal(await records.accountOf("u_b"), null);
      });

      it("make an account for who was not known", async () => {
        const account = { playerId: "u_n", email: "n@example.org", passwordHash: "h", nowMs: NOON };
        assert.equal(await records.addAccount(account), true);
        assert.equal((await records.player("u_n"))?.guest, false);
      });

      it("change a password", async () => {
        await records.addAccount({ playerId: "u_a", email: "a@b.c", passwordHash: "old", nowMs: NOON });
        assert.equal(await records.setPassword("A@b.c", "new"), true);
        assert.equal((await records.account("a@b.c"))?.passwordHash, "new");
        assert.equal(await records.setPassword("x@b.c", "new"), false);
      });

      it("count the times that somebody was signed out everywhere", async () => {
        assert.equal(await records.epoch("u_a"), 0);
        await records.keepPlayer({ id: "u_a", name: "Ann", hue: 1, nowMs: NOON });
        await records.raiseEpoch("u_a");
        await records.raiseEpoch("u_a");
        await records.keepPlayer({ id: "u_a", name: "Ann", hue: 1, nowMs: NOON });
        assert.equal(await records.epoch("u_a"), 2);
      });

      it("take text as text", async () => {
        const name = `'; DROP TABLE players; -- "$1" \\ 🔥`;
        await records.keepPlayer({ id: "u_a", name, hue: 1, nowMs: NOON });
        assert.equal((await records.player("u_a"))?.name, name);
      });
    });

    describe("matches", () => {
      it("come back as they were saved", async () => {
        const bot = { ...person(2, "", { place: 3 }), playerId: null, name: "Moth", bot: true };
        const players = [
          person(0, "u_a", { score: 9, kills: 3 }),
          person(1, "u_b", { place: 2, left: true }),
          bot,
        ];
        const saved = match(players, { log: bytes(300_000) });
        await records.saveMatch(saved, null);
        const { log, ...head } = saved;
        const unrated = { pointsBefore: null, pointsAfter: null };
        const rows = players.map((p) => ({ ...p, ...unrated }));
        assert.deepEqual(await records.match(saved.id), { ...head, hasLog: true, players: rows });
        assert.deepEqual(Buffer.from((await records.matchLog(saved.id))!), Buffer.from(log!));
        const { players: _, ...summary } = { ...head, people: 2, bots: 1, hasLog: true };
        assert.deepEqual(await records.latest({ limit: 9 }), [{ ...summary, mine: null }]);
        assert.deepEqual(await records.history("u_b", { limit: 9 }), [{ ...summary, mine: rows[1] }]);
        assert.deepEqual(await records.history("u_c", { limit: 9 }), []);
        assert.equal(await records.match("no such id"), null);
        assert.equal(await records.matchLog("no such id"), null);
      });

      it("keep the names that players had in them", async () => {
        const first = match([person(0, "u_a", { name: "Old" })]);
        await records.saveMatch(first, null);
        await records.keepPlayer({ id: "u_a", name: "New", hue: 1, nowMs: NOON });
        assert.equal((await records.match(first.id))?.players[0].name, "Old");
      });

      it("are listed newest first, page by page", async () => {
        const ids: string[] = [];
        for (const ended of [1, 3, 2]) {
          const saved = match([person(0, "u_a")], { endedAtMs: NOON + ended });
          ids[ended] = saved.id;
          await records.saveMatch(saved, null);
        }
        const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
        assert.deepEqual(idsOf(await records.history("u_a", { limit: 2 })), [ids[3], ids[2]]);
        assert.deepEqual(idsOf(await records.history("u_a", { limit: 2, beforeMs: NOON + 2 })), [ids[1]]);
        assert.deepEqual(idsOf(await records.latest({ limit: 9, beforeMs: NOON + 3 })), [ids[2], ids[1]]);
      });

      it("add up to a player's totals, mode by mode", async () => {
        const round = { kills: 2, deaths: 1, score: 40 };
        await records.saveMatch(match([person(0, "u_a", round), person(1, "u_b", { place: 2 })]), null);
        await records.saveMatch(match([person(0, "u_a", { ...round, place: 2, score: 70 })]), null);
        await records.saveMatch(duel("u_a", "u_b"), byOne);
        assert.deepEqual(await records.totals("u_a"), [
          { mode: "duel", matches: 1, wins: 1, kills: 0, deaths: 0, best: 0, playedMs: 1000 },
          { mode: "swarm", matches: 2, wins: 1, kills: 4, deaths: 2, best: 70, playedMs: 2000 },
        ]);
        assert.deepEqual(await records.totals("u_c"), []);
      });

      it("are saved once, however often and from wherever they are saved", async () => {
        const other = await open();
        const saved = duel("u_a", "u_b", { log: bytes(9) });
        await Promise.all([records, other, records].map((one) => one.saveMatch(saved, byOne)));
        assert.equal((await records.latest({ limit: 9 })).length, 1);
        const [ann] = (await records.ratings(["u_a"], "duel")).values();
        assert.deepEqual([ann.mu, ann.matches], [26, 1]);
        assert.equal((await records.board("duel", "all", NOON, 9))[0].matches, 1);
      });

      it("leave nothing behind when they cannot be saved", async () => {
        const broken = (): never => {
          throw new Error("no rating");
        };
        const saved = duel("u_a", "u_b");
        await assert.rejects(records.saveMatch(saved, broken), /no rating/);
        assert.equal(await records.match(saved.id), null);
        assert.equal(await records.player("u_a"), null);
        await records.saveMatch(saved, byOne);
        assert.notEqual(await records.match(saved.id), null);
      });

      it("lose the oldest logs first, the unrated before the rated, when there are too many", async () => {
        const small = await open({ mostLogBytes: 2500 });
        const log = bytes(1000);
        const rated = duel("u_a", "u_b", { endedAtMs: NOON, log });
        const unrated = [1, 2, 3].map((n) => match([person(0, "u_a")], { endedAtMs: NOON + n, log }));
        for (const one of [rated, ...unrated]) await small.saveMatch(one, byOne);
        await small.close();
        const left = (await records.latest({ limit: 9 })).map(({ hasLog }) => hasLog);
        assert.deepEqual(left, [true, false, false, true]);
        assert.equal(await records.matchLog(unrated[0].id), null);
        assert.equal((await records.matchLog(rated.id))?.length, 1000);
      });

      it("may have several players of one slot, one after the other", async () => {
        const left = person(0, "u_a", { left: true, place: 2, score: 3 });
        const both = match([left, person(0, "u_b", { score: 5 }), person(0, "u_c", { place: 3 })]);
        await records.saveMatch(both, null);
        const players = (await records.match(both.id))?.players ?? [];
        assert.deepEqual(
          players.map(({ playerId, slot, score }) => [playerId, slot, score]),
          [
            ["u_b", 0, 5],
            ["u_a", 0, 3],
            ["u_c", 0, 0],
          ],
        );
        assert.equal((await records.history("u_a", { limit: 9 }))[0].mine?.score, 3);
      });

      it("may have nobody, and a hundred players", async () => {
        await records.saveMatch(match([]), null);
        const crowd = match(Array.from({ length: 124 }, (_, i) => person(i, `u_${i}`, { place: i + 1 })));
        await records.saveMatch(crowd, null);
        assert.equal((await records.match(crowd.id))?.players.length, 124);
      });
    });

    describe("ratings", () => {
      it("start where everyone starts, and are one for each mode", async () => {
        await records.saveMatch(duel("u_a", "u_b"), byOne);
        const rush = await records.ratings(["u_a", "u_c"], "rush");
        assert.deepEqual(
          [...rush],
          [
            ["u_a", NEW_RATING],
            ["u_c", NEW_RATING],
          ],
        );
        const [ann, bob] = (await records.ratings(["u_a", "u_b"], "duel")).values();
        assert.deepEqual(ann, { mu: 26, sigma: 25 / 3, matches: 1 });
        assert.deepEqual(bob, { mu: 24, sigma: 25 / 3, matches: 1 });
        assert.deepEqual(await records.ratings([], "duel"), new Map());
      });

      it("are told in the history, before and after", async () => {
        await records.saveMatch(duel("u_a", "u_b", { endedAtMs: NOON - 1 }), byOne);
        await records.saveMatch(duel("u_a", "u_b"), byOne);
        const [{ mine }] = await records.history("u_a", { limit: 1 });
        assert.deepEqual([mine?.pointsBefore, mine?.pointsAfter], [1, 2]);
      });

      it("lose nothing to several processes that save at once", async () => {
        const processes = [records, await open(), await open()];
        const ids = ["u_a", "u_b", "u_c"];
        const saves = processes.map(async (one, winner) => {
          for (let i = 1; i <= 20; i++)
            await one.saveMatch(duel(ids[winner], ids[(winner + 1 + (i & 1)) % 3]), byOne);
        });
        await Promise.all(saves);
        const ratings = [...(await records.ratings(ids, "duel")).values()];
        assert.equal(
          ratings.reduce((sum, { matches }) => sum + matches, 0),
          120,
        );
        // Everyone won 20 times, of 120 seats; what was won was lost by another.
        assert.equal(
          ratings.reduce((sum, { mu }) => sum + mu, 0),
          75,
        );
      });
    });

    describe("boards", () => {
      const round = (id: string, score: number, endedAtMs = NOON, name = id): Promise<void> =>
        records.saveMatch(match([person(0, id, { score, name })], { endedAtMs }), null);
      const shown = async (...args: Parameters<Records["board"]>): Promise<unknown[]> =>
        (await records.board(...args)).map(({ rank, playerId, value }) => [rank, playerId, value]);

      it("show the best round of each in Swarm, ties at one rank, the earlier first", async () => {
        await round("u_a", 5, NOON + 2);
        await round("u_b", 9);
        await round("u_b", 7, NOON + 1);
        await round("u_c", 5, NOON + 1);
        await round("u_d", 4);
        const rows = [
          [1, "u_b", 9],
          [2, "u_c", 5],
          [2, "u_a", 5],
          [4, "u_d", 4],
        ];
        assert.deepEqual(await shown("swarm", "day", NOON, 9), rows);
        assert.deepEqual(await shown("swarm", "all", NOON, 2), rows.slice(0, 2));
        const [best] = await records.board("swarm", "all", NOON, 1);
        assert.deepEqual(best, {
          rank: 1,
          playerId: "u_b",
          name: "u_b",
          hue: 0,
          value: 9,
          matches: 2,
          atMs: NOON,
        });
      });

      it("begin anew each UTC day and each quarter", async () => {
        const newYear = Date.UTC(2027, 0, 1);
        await round("u_a", 5, newYear - 1);
        await round("u_b", 3, newYear);
        assert.deepEqual(await shown("swarm", "day", newYear - DAY, 9), [[1, "u_a", 5]]);
        assert.deepEqual(await shown("swarm", "day", newYear + DAY - 1, 9), [[1, "u_b", 3]]);
        assert.deepEqual(await shown("swarm", "day", newYear + DAY, 9), []);
        assert.deepEqual(await shown("swarm", "season", newYear - 90 * DAY, 9), [[1, "u_a", 5]]);
        assert.deepEqual(await shown("swarm", "season", newYear + 80 * DAY, 9), [[1, "u_b", 3]]);
        assert.deepEqual(await shown("swarm", "all", newYear, 9), [
          [1, "u_a", 5],
          [2, "u_b", 3],
        ]);
      });

      it("show the rating of who played a rated match, in the rated modes", async () => {
        await records.saveMatch(duel("u_a", "u_b", { endedAtMs: NOON - DAY }), byOne);
        await records.saveMatch(duel("u_a", "u_c"), byOne);
        await records.saveMatch(duel("u_d", "u_e", { rated: false }), null);
        assert.deepEqual(await shown("duel", "day", NOON, 9), [
          [1, "u_a", 2],
          [2, "u_c", -1],
        ]);
        const all = [
          [1, "u_a", 2],
          [2, "u_b", -1],
          [2, "u_c", -1],
        ];
        assert.deepEqual(await shown("duel", "all", NOON, 9), all);
        assert.deepEqual(await shown("rush", "all", NOON, 9), []);
      });

      it("take in a match that is written a day late", async () => {
        await records.saveMatch(duel("u_a", "u_b", { endedAtMs: NOON }), byOne);
        await records.saveMatch(duel("u_a", "u_c", { endedAtMs: NOON - DAY }), byOne);
        assert.deepEqual(await shown("duel", "day", NOON, 9), [
          [1, "u_a", 2],
          [2, "u_b", -1],
        ]);
        assert.deepEqual(await shown("duel", "day", NOON - DAY, 9), [
          [1, "u_a", 2],
          [2, "u_c", -1],
        ]);
      });

      it("name players as in their last match", async () => {
        await round("u_a", 9, NOON, "Ember 123");
        await round("u_a", 1, NOON + 2, "Ann");
        await round("u_a", 1, NOON + 1, "Late");
        await records.keepPlayer({ id: "u_a", name: "Not yet played", hue: 77, nowMs: NOON });
        const [{ name, hue }] = await records.board("swarm", "all", NOON, 9);
        assert.deepEqual([name, hue], ["Ann", 77]);
      });

      it("tell where one stands", async () => {
        await round("u_a", 5);
        await round("u_b", 9);
        await round("u_c", 5);
        const standing = await records.standing("u_c", "swarm", "season", NOON);
        assert.deepEqual([standing?.rank, standing?.value], [2, 5]);
        assert.equal(await records.standing("u_d", "swarm", "season", NOON), null);
        assert.equal(await records.standing("u_c", "swarm", "day", NOON + DAY), null);
      });
    });

    it("keep reports, each once", async () => {
      const report = (atMs: number) => {
        const about = { byId: "u_a", aboutId: "u_b", aboutName: "Bob", roomId: "r" };
        return { id: randomUUID(), atMs, ...about, reason: "abuse", words: "…" };
      };
      const reports = [report(NOON), report(NOON + 1)];
      for (const one of [...reports, reports[0]]) await records.addReport(one);
      const fresh = reports.map((one) => ({ ...one, done: "", doneBy: "", doneMs: 0 }));
      assert.deepEqual(await records.reports({ limit: 9 }), fresh.toReversed());
      assert.deepEqual(await records.reports({ limit: 9, beforeMs: NOON + 1 }), [fresh[0]]);
    });

    it("make a secret once", async () => {
      const other = await open();
      const [one, same] = await Promise.all([records.secret("tokens"), other.secret("tokens")]);
      assert.equal(one.length, 32);
      assert.deepEqual(one, same);
      assert.notDeepEqual(await records.secret("other"), one);
    });
  });
}
