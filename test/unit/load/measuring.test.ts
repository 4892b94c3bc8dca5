// What a load run measures: no stall is left out, nothing is lost between processes, a changed server shows.
import assert from "node:assert/strict";
import { Echo } from "../../load/echo.ts";
import { corrected, curveOf, figureOf } from "../../load/lab/curve.ts";
import { Meters } from "../../load/meters.ts";

describe("a stall of one second in a minute", () => {
  it("shows in the p99 of patch intervals, though it is one of them", () => {
    const meters = new Meters();
    for (let n = 0; n < 1180; n++) meters.note("patch_interval", 50);
    meters.note("patch_interval", 1000);
    const raw = meters.histograms.patch_interval;
    assert.ok((figureOf("patch_interval", raw)?.p99 ?? 0) < 51);
    const { p50 = 0, p99 = 0, max = 0 } = figureOf("patch_interval", corrected("patch_interval", raw)) ?? {};
    assert.ok(p50 < 51 && p99 > 300 && max > 999 && max < 1002, `${p50}, ${p99}, ${max}`);
  });

  it("shows in the p99 of the input echo: inputs went on being due", () => {
    const meters = new Meters();
    const echo = new Echo();
    let nowMs = 0;
    const note = (ms: number): void => meters.note("input_echo", ms);
    for (let seq = 1; seq <= 1800; seq++) {
      nowMs = seq * 33;
      echo.sent(seq, nowMs);
      const stalls = seq > 900 && seq <= 930;
      if (!stalls) echo.decoded(seq, nowMs + 40, note);
    }
    const { p50 = 0, p99 = 0, count } = figureOf("input_echo", meters.histograms.input_echo) ?? {};
    assert.equal(count, 1800);
    assert.ok(p50 < 41 && p99 > 300, `${p50}, ${p99}`);
  });

  it("shows when the inputs are never acknowledged, too", () => {
    const echo = new Echo();
    const times: number[] = [];
    for (let seq = 1; seq <= 30; seq++) echo.sent(seq, seq * 33);
    echo.overdue(2000, 1000, (ms) => times.push(ms));
    echo.overdue(3000, 1000, (ms) => times.push(ms));
    assert.equal(times.length, 30);
    assert.ok(times.every((ms) => ms > 1000));
  });
});

describe("an input's echo", () => {
  it("counts from when it was due, however late it was sent", () => {
    const echo = new Echo();
    const times: number[] = [];
    echo.sent(1, 100);
    echo.sent(2, 133);
    echo.decoded(1, 180, (ms) => times.push(ms));
    echo.decoded(1, 200, (ms) => times.push(ms));
    echo.decoded(2, 230, (ms) => times.push(ms));
    assert.deepEqual(times, [80, 97]);
  });
});

describe("what workers measure", () => {
  it("arrives whole, and only once", () => {
    const [worker, all] = [new Meters(), new Meters()];
    for (let ms = 1; ms <= 1000; ms++) worker.note("seat", ms);
    worker.add("refused.full", 2);
    worker.peak("worst", 7);
    all.put(JSON.parse(JSON.stringify(worker.take())));
    worker.note("seat", 60_000);
    worker.add("refused.full", 1);
    all.put(JSON.parse(JSON.stringify(worker.take())));
    const { p50 = 0, max = 0, count } = figureOf("seat", all.histograms.seat) ?? {};
    assert.equal(count, 1001);
    assert.ok(Math.abs(p50 - 500) < 2 && Math.abs(max - 60_000) < 60, `${p50}, ${max}`);
    assert.deepEqual([all.sums, all.maxima], [{ "refused.full": 3 }, { worst: 7 }]);
    assert.deepEqual(worker.take(), { histograms: {}, sums: {}, maxima: {} });
  });

  it("gives a curve as far as there are values for", () => {
    const meters = new Meters();
    for (let ms = 1; ms <= 1000; ms++) meters.note("seat", ms);
    const curve = curveOf("seat", meters.histograms.seat);
    const [nines, value] = curve.at(-1) ?? [];
    assert.equal(nines, 3);
    assert.ok(Math.abs((value ?? 0) - 999) < 2);
    assert.ok(curve.every(([, at], i) => i === 0 || at >= curve[i - 1][1]));
  });
});
