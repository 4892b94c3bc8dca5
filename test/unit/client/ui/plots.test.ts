// Plots: scales that show everything but outliers, with ends that can be read; stutters added up by blame.
import assert from "node:assert/strict";
import { NetRecorder } from "../../../../client/net/net-recorder.ts";
import { type NetTrace, SERIES, type Stutter } from "../../../../client/net/net-trace.ts";
import { roundUp, scaleOf } from "../../../../client/ui/net/plot-picture.ts";
import { PLOTS, type PlotKind } from "../../../../client/ui/net/plots.ts";
import { endOf, shownStutters, sumByBlame } from "../../../../client/ui/net/stutter-sums.ts";
import { fileName } from "../../../../client/ui/net/trace-file.ts";

const kind: PlotKind = {
  title: "plotFrame",
  unit: "unitMs",
  least: 0,
  most: 50,
  lines: [{ series: "frameMs", name: "lineFrame", colour: "#fff" }],
};
const withFrames = (frameMs: number[]): NetTrace["samples"] => ({
  ...new NetRecorder().trace.samples,
  frameMs,
});

describe("a plot's scale", () => {
  it("ends at round numbers", () => {
    const pairs = [
      [0.3, 1],
      [1, 1],
      [1.2, 1.5],
      [7, 8],
      [10, 10],
      [11, 15],
      [164, 200],
      [1001, 1500],
      [9000, 10_000],
    ];
    for (const [value, end] of pairs) assert.equal(roundUp(value), end, `${value}`);
  });

  it("reaches as far as it must, and as its samples do, but no further than the plot's cap", () => {
    assert.deepEqual(scaleOf(kind, withFrames([])), { low: 0, high: 50, cut: false });
    assert.deepEqual(scaleOf(kind, withFrames([16, 40])), { low: 0, high: 50, cut: false });
    assert.deepEqual(scaleOf(kind, withFrames([16, 164])), { low: 0, high: 200, cut: false });
    assert.deepEqual(scaleOf(kind, withFrames([-7])), { low: -8, high: 50, cut: false });
    assert.deepEqual(scaleOf({ ...kind, cap: 100 }, withFrames([164])), { low: 0, high: 100, cut: true });
  });

  it("is there for every series that is recorded", () => {
    const plotted = PLOTS.flatMap(({ lines }) => lines.map(({ series }) => series));
    assert.deepEqual(plotted.sort(), [...SERIES].sort());
  });
});

describe("a minute of stutters", () => {
  it("holds those since the first sample, added up by blame", () => {
    const stutters: Stutter[] = [
      { atMs: 900, blame: "link", ms: 500 },
      { atMs: 1000, blame: "link", ms: 80 },
      { atMs: 1100, blame: "server", ms: 60 },
      { atMs: 1150, blame: "link", ms: 40 },
    ];
    const trace: NetTrace = { ...new NetRecorder().trace, fromMs: 1000, stutters };
    trace.samples.frameMs.push(16, 17);
    assert.equal(endOf(trace), 1200);
    const sums = sumByBlame(shownStutters(trace));
    assert.deepEqual(
      sums.filter(({ count }) => count > 0),
      [
        { blame: "link", count: 2, ms: 120 },
        { blame: "server", count: 1, ms: 60 },
      ],
    );
    assert.equal(sums.length, 5);
  });
});

describe("a trace's file", () => {
  it("is named by when it was saved", () => {
    assert.equal(fileName(new Date(2025, 0, 2, 3, 4, 5)), "emberline-trace-2025-01-02-03-04-05.json");
  });
});
