// What is concluded from load runs: comparisons, searches, long runs, and when a run is void.
import assert from "node:assert/strict";
import { madeResult } from "../../helpers/load-result.ts";
import { compareResults, formatComparison } from "../../load/lab/compare.ts";
import { formatCsv } from "../../load/lab/csv.ts";
import { findMax, formatFound } from "../../load/lab/find-max.ts";
import { readOptions } from "../../load/lab/options.ts";
import type { LoadResult } from "../../load/lab/result.ts";
import { makeScenario } from "../../load/lab/scenario.ts";
import { judge } from "../../load/lab/slo.ts";
import { judgeSoak, slopeOf } from "../../load/lab/soak.ts";
import { mostOf } from "../../load/lab/stages.ts";
import { whyInvalid } from "../../load/lab/trust.ts";

describe("comparing two load runs", () => {
  const verdicts = (now: Parameters<typeof madeResult>[0]): Record<string, string> =>
    Object.fromEntries(
      compareResults(madeResult({}), madeResult(now)).rows.map(({ name, verdict }) => [name, verdict]),
    );

  it("finds nothing in a repetition", () => {
    assert.deepEqual(new Set(Object.values(verdicts({ scale: 1.03 }))), new Set(["same"]));
  });

  it("finds what got worse and what got better", () => {
    const worse = verdicts({ scale: 2 });
    assert.equal(worse["tick.p99"], "worse");
    assert.equal(worse["input_echo.p50"], "worse");
    assert.equal(worse.server_cpu, "worse");
    // Fewer patches are worse, more are not.
    assert.equal(worse.patches_per_second, "better");
    assert.equal(verdicts({ scale: 0.5 }).patches_per_second, "worse");
    assert.equal(verdicts({ scale: 0.5 })["tick.p99"], "better");
    // What the generator does is no reason to fail.
    assert.equal(worse.generator_busy, "same");
  });

  it("holds nothing against a run whose seconds differ by as much", () => {
    const echo = (wobble: number): string | undefined =>
      compareResults(madeResult({ wobble }), madeResult({ wobble, scale: 1.15 })).rows.find(
        ({ name }) => name === "input_echo.p99",
      )?.verdict;
    assert.deepEqual([echo(0), echo(60)], ["worse", "same"]);
  });

  it("finds it worse when what was measured is not any more", () => {
    const silent = madeResult({});
    for (const name of ["tick", "server_cpu", "late_sends"]) delete silent.figures[name];
    const before = madeResult({});
    // No corrections at all are good ones.
    before.figures.correction = { p50: 3, p99: 9 };
    const { rows } = compareResults(before, silent);
    const worse = rows.filter(({ verdict }) => verdict === "worse").map(({ name }) => name);
    assert.deepEqual(worse.sort(), ["server_cpu", "tick.p50", "tick.p99"]);
    assert.match(formatComparison(compareResults(before, silent)), /tick p99 .* not measured .* WORSE/);
    // What nobody had measured before is not missed.
    assert.deepEqual(
      compareResults(silent, before).rows.filter(({ verdict }) => verdict === "worse"),
      [],
    );
  });

  it("says what makes it worth less", () => {
    const other = madeResult({});
    other.scenario.rooms = 3;
    other.invalid.push("the generator was late");
    const text = formatComparison(compareResults(madeResult({}), other));
    assert.match(text, /rooms was 1, is 3/);
    assert.match(text, /The second run is not valid/);
    assert.match(text, /Nothing got worse/);
  });
});

describe("the search for the largest crowd", () => {
  const search = async (
    server: number,
    generator: number,
    flags: string[] = [],
    figuresOf: (clients: number) => LoadResult["figures"] = () => ({}),
  ) => {
    const { scenario, find } = readOptions(["find-max", "--repeats", "1", "--slo", "tick.p99<16", ...flags]);
    const asked: number[] = [];
    const run = async (level: typeof scenario) => {
      const clients = mostOf(level.stages);
      asked.push(clients);
      const result = madeResult({});
      const figures = {
        tick: { p99: clients <= server ? 1 : 20 },
        clients: { value: clients },
        drops: { value: 0 },
        ended: { value: 0 },
        refused: { value: 0 },
        ...figuresOf(clients),
      };
      result.slo = judge(level.slo, figures);
      if (clients > generator) result.invalid.push("the generator was late");
      return result;
    };
    const found = await findMax(scenario, find, run, new AbortController().signal, () => {});
    return { ...found, asked, words: formatFound(found) };
  };

  it("ends within a step of where the server breaks", async () => {
    const { clients, limit, words, asked } = await search(63, 1000);
    assert.deepEqual([clients, limit], [60, "server"]);
    assert.match(words, /The largest crowd is 60 clients/);
    assert.ok(asked.length <= 8, String(asked));
  });

  it("never takes the generator's limit for the server's", async () => {
    const { clients, limit, words } = await search(1000, 42);
    assert.deepEqual([clients, limit], [40, "generator"]);
    assert.match(words, /At least 40 clients.*GENERATOR was the limit/);
  });

  it("takes no level for borne that loses players or turns them away", async () => {
    for (const name of ["drops", "ended", "refused"]) {
      const lost = (clients: number) => ({ [name]: { value: clients > 42 ? 1 : 0 } });
      const { clients, limit } = await search(1000, 1000, [], lost);
      assert.deepEqual([name, clients, limit], [name, 40, "server"]);
    }
    // Two who never got in.
    const absent = await search(1000, 1000, ["--slo", "drops<=0"], (n) => ({
      clients: { value: n > 42 ? n - 2 : n },
    }));
    assert.deepEqual([absent.clients, absent.limit], [40, "server"]);
    assert.match(absent.words, /tick\.p99<16, drops<=0, ended<=0, refused<=0, clients>=39\.5/);
  });

  it("says when the server would bear more, and when it bears nothing", async () => {
    assert.match((await search(1000, 1000)).words, /100 clients .*the server would bear more/);
    assert.match((await search(3, 1000)).words, /The first level is beyond the limits/);
    assert.match((await search(1000, 3)).words, /nothing is known of the server/);
  });
});

describe("a long run", () => {
  const times = Array.from({ length: 400 }, (_, i) => i * 9);
  const sawtooth = (i: number): number => 30 * ((i % 17) / 17);

  it("knows a leak from a heap that goes up and down", () => {
    const level = slopeOf(
      times,
      times.map((_, i) => 100 + sawtooth(i)),
    );
    assert.ok(level !== null && Math.abs(level.perHour) < level.sure + 1, JSON.stringify(level));
    const leak = slopeOf(
      times,
      times.map((t, i) => 100 + t / 60 + sawtooth(i)),
    );
    assert.ok(leak !== null && leak.perHour - leak.sure > 40, JSON.stringify(leak));
    assert.equal(slopeOf([1, 2], [1, 2]), null);
  });

  it("breaks for a leak, a drop, or a drift, and for nothing else", () => {
    const steady = () => {
      const result = madeResult({});
      Object.assign(result.figures, { refused: { value: 0 }, ended: { value: 0 } });
      return result;
    };
    const broken = (result: ReturnType<typeof madeResult>): string[] =>
      judgeSoak(result, 20)
        .filter(({ kept }) => !kept)
        .map(({ what }) => what);
    assert.deepEqual(broken(steady()), []);
    const bad = steady();
    const { t } = bad.series;
    bad.series.rss = t.map((at) => 100 + (at ?? 0));
    bad.series.tick_p50 = t.map((_, i) => 2 + i / 10);
    bad.figures.drops = { value: 1 };
    assert.deepEqual(broken(bad), [
      "growth of the server's memory (RSS)",
      "drops",
      "drift of tick_p50, first to last third",
    ]);
    const silent = steady();
    delete silent.series.rss;
    silent.series.heap = silent.series.heap.map(() => null);
    delete silent.series.tick_p50;
    delete silent.figures.drops;
    assert.deepEqual(broken(silent), [
      "growth of the server's memory (RSS)",
      "growth of the server's heap",
      "drops",
      "drift of tick_p50, first to last third",
    ]);
    assert.ok(judgeSoak(silent, 20).every(({ kept, measured }) => kept || measured === "not told"));
  });
});

describe("a load run", () => {
  it("is void when the generator was late or had no rest", () => {
    const most = makeScenario({});
    assert.deepEqual(whyInvalid({ late_sends: { p99: 19 }, generator_busy: { value: 90 } }, most), []);
    assert.match(whyInvalid({ late_sends: { p99: 21 } }, most)[0], /was late: p99 of its frames 21\.0 ms/);
    assert.match(whyInvalid({ generator_busy: { value: 99 } }, most)[0], /no rest/);
  });

  it("is written as one line for each sample", () => {
    const result = madeResult({});
    const lines = formatCsv(result).trimEnd().split("\n");
    assert.equal(lines.length, result.series.t.length + 1);
    assert.equal(lines[0].split(",")[0], "t");
    assert.ok(lines.every((line) => line.split(",").length === lines[0].split(",").length));
  });
});
