// The rated queue under a thousand made-up tickets, in simulated time: the same figures in every run.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { FRESH } from "../helpers/seeds.ts";
import { correlation, playLeague } from "./league.ts";
import { readOptions } from "./options.ts";
import { makeReport } from "./report.ts";
import { type RunOptions, simulate } from "./simulate.ts";

const MAIN = join(import.meta.dirname, "main.ts");

function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe("matchsim", function () {
  this.timeout(60_000);
  const crowd = { tickets: 1000, rate: 20, seed: 1, parties: 0.3 };

  for (const mode of ["duel", "rush"] as const) {
    for (const seed of [1, 2, FRESH])
      it(`[Q2] seats nobody twice and lets nobody wait for ever: 1,000 tickets for ${mode}, seed ${seed}`, () => {
        const run = simulate({ ...crowd, mode, seed });
        assert.deepEqual(run.violations, []);
        assert.equal(run.seatedTwice, 0);
        assert.ok(run.waiting < 32, `${run.waiting} were left`);
        assert.ok(run.matches.length > 100);
      });

    it(`[Q2] finds ${mode} within 5 s at 20 tickets a second, as the median`, () => {
      const options: RunOptions = { ...crowd, mode };
      const report = makeReport(options, simulate(options), []);
      assert.ok(report.foundS.p50 < 5, `${report.foundS.p50} s`);
      // What the windows are for: most matches are nearly even.
      assert.ok(report.favourite.p90 < 65, `the better team wins ${report.favourite.p90}%`);
      const { asked, begun, calledOff } = report.checks;
      assert.equal(asked, begun + Object.values(calledOff).reduce((sum, n) => sum + n, 0));
    });
  }

  it("is the same for the same seed, but for the real time it took", () => {
    const figures = () => ({ ...simulate({ ...crowd, tickets: 200, mode: "rush" }), lookMs: [] });
    assert.deepEqual(figures(), figures());
  });

  it("goes on when few come", () => {
    const run = simulate({ ...crowd, tickets: 60, rate: 0.5, mode: "duel" });
    assert.deepEqual(run.violations, []);
    assert.ok(run.waiting <= 1);
  });

  it("[Q6] shows ratings that come to know true skill", async () => {
    const rows = await playLeague(1, 200, 30, 7);
    assert.ok(rows[0].correlation < rows[9].correlation && rows[9].correlation < rows[29].correlation);
    assert.ok(rows[29].correlation > 0.85, `${rows[29].correlation}`);
    assert.ok(rows[29].sigma < rows[0].sigma / 1.5);
    const teams = await playLeague(4, 200, 30, 7);
    assert.ok(teams[29].correlation > 0.6, `${teams[29].correlation}`);
  });

  it("knows a correlation", () => {
    assert.equal(correlation([1, 2, 3], [10, 20, 30]), 1);
    assert.equal(correlation([1, 2, 3], [3, 2, 1]), -1);
    assert.equal(correlation([1, 2, 3], [5, 5, 5]), 0);
  });

  it("names what is wrong with an option", () => {
    assert.throws(() => readOptions(["--mode", "chess"]), /--mode must be duel or rush/);
    assert.throws(() => readOptions(["--tickets", "many"]), /--tickets must be a number/);
    assert.throws(() => readOptions(["--tickets", "2.5"]), /--tickets must be a whole number/);
    assert.throws(() => readOptions(["--rate", ""]), /--rate/);
    assert.equal(readOptions(["--rate", "0.5"]).rate, 0.5);
  });

  it("is a command with words, JSON, help and exit codes", async () => {
    const few = ["--tickets", "60", "--league", "3"];
    const [words, json, help, wrong] = await Promise.all([
      command(...few),
      command(...few, "--json", "--mode", "rush"),
      command("--help"),
      command("--mode", "chess"),
    ]);
    assert.equal(words.code, 0);
    assert.match(words.out, /wait until the match is found.*\n[\s\S]*seated twice: 0/);
    assert.match(words.out, /after 3 matches each/);
    assert.equal(JSON.parse(json.out).seatedTwice, 0);
    assert.match(help.out, /--parties/);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /^matchsim: --mode/);
  });
});
