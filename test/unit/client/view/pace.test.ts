// The rule by which the picture gives up beauty for speed.
import assert from "node:assert/strict";
import { judge, type Pace, startPace, WINDOW_MS } from "../../../../client/view/pace.ts";

/** The pace after windows with these frames/s. */
const paced = (pace: Pace, ...windows: number[]): Pace =>
  windows.reduce((now, fps) => judge(now, fps, WINDOW_MS), pace);

const minute = (fps: number): number[] => new Array(60_000 / WINDOW_MS).fill(fps);

describe("the pace of the picture", () => {
  it("stays while frames come at 45 a second and more", () => {
    assert.equal(paced(startPace(2), ...minute(45)).level, 2);
  });

  it("steps down after two slow windows running, and no earlier", () => {
    assert.equal(paced(startPace(2), 30).level, 2);
    assert.equal(paced(startPace(2), 30, 60, 30, 60).level, 2);
    assert.equal(paced(startPace(2), 30, 44.9).level, 1);
    assert.equal(paced(startPace(2), 10, 10, 10, 10).level, 0);
  });

  it("has no level below the least", () => {
    assert.equal(paced(startPace(0), ...minute(5)).level, 0);
  });

  it("steps up again after a whole fast minute, and no earlier", () => {
    const low = paced(startPace(2), 10, 10);
    assert.equal(paced(low, ...minute(60).slice(1)).level, 1);
    assert.equal(paced(low, ...minute(60)).level, 2);
    // One window that is not fast starts the minute over.
    assert.equal(paced(low, ...minute(60).slice(1), 50, ...minute(60).slice(1)).level, 1);
  });

  it("never rises above where it began", () => {
    assert.equal(paced(startPace(1), ...minute(60), ...minute(60)).level, 1);
  });

  it("does not try a level again that was too slow after a step up", () => {
    const tried = paced(startPace(2), 10, 10, ...minute(60), 20, 20);
    assert.equal(tried.level, 1);
    assert.equal(paced(tried, ...minute(60), ...minute(60)).level, 1);
  });
});
