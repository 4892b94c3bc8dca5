// The capacity model and its simulation: sums that hold together, a story in which nobody is lost.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Measured, planFor } from "./model.ts";
import { simulateCell } from "./simulate.ts";

const measured = JSON.parse(readFileSync(join(import.meta.dirname, "measured.json"), "utf8")) as Measured;
const options = { cores: 8, playersPerRoom: 16 };

describe("the capacity model", () => {
  it("says when, where and by which command each figure was measured", () => {
    for (const { date, machine, command } of Object.values(measured)) {
      assert.match(date, /^\d{4}-\d\d-\d\d$/);
      assert.match(machine, /core/);
      assert.match(command, /^npm run /);
    }
  });

  it("needs more for more, and has a machine to spare where there are several processes", () => {
    const [few, many] = [planFor(5000, measured, options), planFor(10_000, measured, options)];
    for (const name of ["processes", "machines", "rooms", "memoryGb", "uplinkMbit"] as const)
      assert.ok(many[name] > few[name], name);
    assert.ok(many.processes >= 10_000 / (many.playersPerProcess + 1) + options.cores - 1);
    assert.equal(planFor(10, measured, options).processes, 1);
  });

  it("splits 100,000 players into cells, each within what Redis bears", () => {
    const plan = planFor(100_000, measured, options);
    assert.ok(plan.cells > 1 && plan.cell.players * plan.cells >= 100_000);
    assert.ok(plan.redis.cpuPercent < 60 && plan.redis.mbit < 500);
  });

  it("places everybody, spread evenly, and has all play again when a machine is gone", () => {
    const { cell } = planFor(3000, measured, options);
    const { spread, refused, failure } = simulateCell(cell);
    assert.equal(Math.round(spread.mean * cell.processes), 3000);
    assert.equal(refused, 0);
    assert.ok(spread.most < 1.6 * spread.mean, `${spread.most} of ${spread.mean}`);
    assert.ok(failure.players > 0 && failure.all < 60, `${failure.all} s`);
    assert.deepEqual(simulateCell(cell).failure, failure, "the same seed, the same story");
  });
});
