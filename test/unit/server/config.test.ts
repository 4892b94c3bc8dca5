// The environment as the server reads it: defaults, limits, and one line that names what is wrong.
import assert from "node:assert/strict";
import { ConfigError, readConfig } from "../../../server/config.ts";
import { BOTS, MAX_SLOTS } from "../../../shared/tunables.ts";

const DEFAULTS = {
  port: 2567,
  host: "0.0.0.0",
  arena: {
    size: undefined,
    lengths: { lengthTicks: 9000, scoresTicks: 300 },
    maxClients: 100,
    fillTo: BOTS.fillTo,
    seed: undefined,
    logFolder: undefined,
  },
  logLevel: "info",
  dev: false,
};

describe("config", () => {
  it("of an empty environment is the defaults", () => {
    assert.deepEqual(readConfig({}), DEFAULTS);
  });

  it("reads every setting", () => {
    const config = readConfig({
      PORT: "0",
      HOST: "127.0.0.1",
      ARENA_SIZE: "large",
      ROUND_SECONDS: "20",
      SCORES_SECONDS: "4",
      ARENA_MAX_CLIENTS: "40",
      ARENA_BOTS_FILL_TO: "0",
      ARENA_SEED: "4294967295",
      MATCH_LOG_DIR: "/tmp/logs",
      LOG_LEVEL: "silent",
      EMBERLINE_DEV: "1",
    });
    assert.deepEqual(config, {
      port: 0,
      host: "127.0.0.1",
      arena: {
        size: "large",
        lengths: { lengthTicks: 600, scoresTicks: 120 },
        maxClients: 40,
        fillTo: 0,
        seed: 4294967295,
        logFolder: "/tmp/logs",
      },
      logLevel: "silent",
      dev: true,
    });
  });

  it("takes an empty value for none, and leaves strangers alone", () => {
    const empty = Object.fromEntries(
      [
        "PORT",
        "HOST",
        "ARENA_SIZE",
        "ROUND_SECONDS",
        "SCORES_SECONDS",
        "ARENA_MAX_CLIENTS",
        "ARENA_BOTS_FILL_TO",
        "ARENA_SEED",
        "MATCH_LOG_DIR",
        "LOG_LEVEL",
        "EMBERLINE_DEV",
      ].map((name) => [name, ""]),
    );
    assert.deepEqual(readConfig({ ...empty, PATH: "/bin", HOME: undefined }), DEFAULTS);
  });

  it("a seed of 0 is a seed", () => {
    assert.equal(readConfig({ ARENA_SEED: "0" }).arena.seed, 0);
  });

  it("development is any value but 0", () => {
    for (const [value, dev] of [
      ["1", true],
      ["yes", true],
      ["0", false],
      ["", false],
    ] as const)
      assert.equal(readConfig({ EMBERLINE_DEV: value }).dev, dev, value);
  });

  const bad: [string, string[]][] = [
    ["PORT", ["-1", "65536", "x", "80.5", "NaN", "Infinity", "8080a"]],
    ["ARENA_SIZE", ["huge", "Medium", "1"]],
    ["ROUND_SECONDS", ["0", "3601", "1.5", "long"]],
    ["SCORES_SECONDS", ["0", "601", "-1"]],
    ["ARENA_MAX_CLIENTS", ["0", "101", "-5", "many", "1.5"]],
    ["ARENA_BOTS_FILL_TO", ["-1", String(MAX_SLOTS + 1), "some"]],
    ["ARENA_SEED", ["-1", "4294967296", "0.5", "seed"]],
    ["LOG_LEVEL", ["loud", "INFO", "trace"]],
  ];
  for (const [name, values] of bad) {
    it(`refuses ${name}=${values.join(", ")} in one line that names it`, () => {
      for (const value of values) {
        assert.throws(
          () => readConfig({ [name]: value }),
          (error) => {
            assert.ok(error instanceof ConfigError, value);
            assert.ok(error.message.includes(`${name}="${value}"`), error.message);
            assert.ok(!error.message.includes("\n"), error.message);
            return true;
          },
        );
      }
    });
  }

  it("takes white space for none, where a number belongs too", () => {
    assert.deepEqual(readConfig({ PORT: " ", HOST: "\t" }), DEFAULTS);
  });
});
