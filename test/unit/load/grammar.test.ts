// What people write for a load run: stages, limits, scenarios, flags.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions } from "../../load/lab/options.ts";
import { makeScenario } from "../../load/lab/scenario.ts";
import { judge, parseSlo } from "../../load/lab/slo.ts";
import { arrivalsOf, formatStages, parseStages } from "../../load/lab/stages.ts";

describe("stages of a load run", () => {
  it("are read in seconds, minutes and hours, and written back", () => {
    const stages = parseStages("30s:100, 2m:500,1h:0");
    assert.deepEqual(stages, [
      { seconds: 30, clients: 100 },
      { seconds: 120, clients: 500 },
      { seconds: 3600, clients: 0 },
    ]);
    assert.equal(formatStages(stages), "30s:100,120s:500,3600s:0");
  });

  it("name the part that is wrong", () => {
    assert.throws(() => parseStages("30s:100,2d:5"), /"2d:5" is no stage/);
    assert.throws(() => parseStages("0s:1"), /"0s:1"/);
    assert.throws(() => parseStages(""), /is no stage/);
  });

  it("have clients come and go evenly, the last first", () => {
    const arrivals = arrivalsOf(parseStages("2s:4,10s:4,1s:2"));
    assert.deepEqual(
      arrivals.map(({ atSeconds, number, comes }) => [atSeconds, number, comes]),
      [
        [0.5, 0, true],
        [1, 1, true],
        [1.5, 2, true],
        [2, 3, true],
        [12.5, 3, false],
        [13, 2, false],
      ],
    );
  });
});

describe("limits of a load run", () => {
  it("are read and judged", () => {
    const slos = ["input_echo.p99 < 150", "refused<=0", "patches_per_second>19"].map(parseSlo);
    const figures = { input_echo: { p99: 149.5 }, refused: { value: 1 } };
    assert.deepEqual(
      judge(slos, figures).map(({ text, value, kept }) => [text, value, kept]),
      [
        ["input_echo.p99<150", 149.5, true],
        ["refused<=0", 1, false],
        // What was not measured is not kept.
        ["patches_per_second>19", null, false],
      ],
    );
  });

  it("name what is wrong with them", () => {
    assert.throws(() => parseSlo("fast"), /is no limit like/);
    assert.throws(() => parseSlo("speed.p99<1"), /nothing is called speed/);
    assert.throws(() => parseSlo("tick<1"), /say which of tick: \.p50/);
    assert.throws(() => parseSlo("tick.p42<1"), /say which of tick/);
    assert.throws(() => parseSlo("refused.p99<1"), /refused is one number/);
  });
});

describe("scenarios of a load run", () => {
  it("have defaults", () => {
    const { stages, rooms, fill, net, warmUpSeconds } = makeScenario({ clients: 40, seconds: 20 });
    assert.equal(formatStages(stages), "4s:40,25s:40");
    assert.deepEqual([rooms, fill, net, warmUpSeconds], [1, 24, "loopback", 9]);
  });

  it("name the field that is wrong", () => {
    assert.throws(() => makeScenario({ rooms: 0 }), /^Error: scenario: rooms: /);
    assert.throws(() => makeScenario({ stages: "5m" }), /scenario: stages: "5m" is no stage/);
    assert.throws(() => makeScenario({ slo: ["refused<=0", "x"] }), /scenario: slo\.1: "x" is no limit/);
    assert.throws(() => makeScenario({ clinets: 5 }), /scenario: .*clinets/);
    assert.throws(() => makeScenario({ net: "carrier-pigeon" }), /scenario: net: /);
    assert.throws(() => makeScenario({ clients: 101 }), /scenario: rooms: 101 clients need at least 2/);
    assert.throws(() => makeScenario({ stages: "9s:5", warmUpSeconds: 9 }), /warmUpSeconds: nothing is left/);
    assert.throws(() => makeScenario({ way: "queue" }), /mode: the rated queue has/);
  });

  it("come from a file, with flags over it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "load-"));
    const file = join(folder, "scenario.json");
    writeFileSync(file, JSON.stringify({ stages: "10s:20", rooms: 2, net: "4g", slo: ["tick.p99<16"] }));
    const fromFile = readOptions(["--scenario", file, "--rooms", "3"]).scenario;
    assert.deepEqual([fromFile.rooms, fromFile.net, formatStages(fromFile.stages)], [3, "4g", "10s:20"]);
    const other = readOptions([
      "--scenario",
      file,
      "--clients",
      "10",
      "--slo",
      "drops<=0",
      "--slo",
      "refused<=0",
    ]);
    assert.equal(formatStages(other.scenario.stages), "1s:10,65s:10");
    assert.deepEqual(
      other.scenario.slo.map(({ text }) => text),
      ["drops<=0", "refused<=0"],
    );
    writeFileSync(file, "{");
    assert.throws(() => readOptions(["--scenario", file]), /--scenario .*scenario\.json: /);
    await rm(folder, { recursive: true });
  });
});

describe("flags of a load run", () => {
  it("name what is wrong with them", () => {
    assert.throws(() => readOptions(["--clients", "many"]), /--clients must be a number/);
    assert.throws(() => readOptions(["--url", "example.org"]), /--url must be like/);
    assert.throws(() => readOptions(["explode"]), /explode is no command/);
    assert.throws(() => readOptions(["compare", "a.json"]), /compare takes two/);
    assert.throws(() => readOptions(["find-max", "--step", "0"]), /--step must be a whole number from 1/);
  });

  it("of a search have limits of their own", () => {
    const { scenario, find } = readOptions(["find-max", "--rooms", "2"]);
    assert.deepEqual(
      scenario.slo.map(({ text }) => text),
      ["tick.p99<16", "patch_interval.p99<70", "input_echo.p99<150"],
    );
    assert.deepEqual(find, { from: 10, to: 200, step: 5, repeats: 2 });
  });
});
