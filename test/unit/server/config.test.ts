// The environment as the server reads it: defaults, limits, and one line that names what is wrong.
import assert from "node:assert/strict";
import { join } from "node:path";
import { ConfigError, readConfig } from "../../../server/config.ts";
import { LIMIT_NAMES, LIMITS, settingOf } from "../../../server/limits.ts";
import { BOTS, MAX_SLOTS } from "../../../shared/tunables.ts";

const DEFAULTS = {
  port: 2567,
  host: "0.0.0.0",
  arena: {
    mode: "swarm",
    size: undefined,
    lengths: {},
    maxClients: 100,
    fillTo: BOTS.fillTo,
    seed: undefined,
    logFolder: undefined,
  },
  records: {
    databaseUrl: undefined,
    file: join(import.meta.dirname, "../../../data/emberline.sqlite"),
    mostLogBytes: 2_048_000_000,
  },
  cluster: { redisUrl: undefined, publicAddress: "" },
  operatorToken: undefined,
  operators: new Map(),
  frameworkPanels: false,
  authSecret: undefined,
  trustedAddresses: [],
  trustedProxies: [],
  allowedOrigins: [],
  limits: Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].default])),
  logLevel: "info",
  dev: false,
  drainSeconds: 30,
};

const PEOPLE = new Map([
  ["ann", "correct horse:battery"],
  ["bob", "staple battery horse"],
]);

describe("config", () => {
  it("of an empty environment is the defaults", () => {
    assert.deepEqual(readConfig({}), DEFAULTS);
  });

  it("reads every setting", () => {
    const config = readConfig({
      PORT: "0",
      HOST: "127.0.0.1",
      ARENA_MODE: "duel",
      ARENA_SIZE: "large",
      ROUND_SECONDS: "20",
      SCORES_SECONDS: "4",
      ARENA_MAX_CLIENTS: "40",
      ARENA_BOTS_FILL_TO: "0",
      ARENA_SEED: "4294967295",
      MATCH_LOG_DIR: "/tmp/logs",
      REDIS_URL: "redis://ann:secret@cache:6379",
      DRAIN_SECONDS: "12",
      PUBLIC_ADDRESS: "play.example.org:8443/p1",
      DATABASE_URL: "postgres://ann:secret@db/emberline",
      DATA_FILE: ":memory:",
      RECORDS_LOG_MB: "1",
      OPERATOR_TOKEN: "0123456789abcdef",
      OPERATORS: "ann:correct horse:battery, bob:staple battery horse",
      FRAMEWORK_PANELS: "1",
      AUTH_SECRET: "0123456789abcdef0123456789abcdef",
      TRUSTED_ADDRESSES: "127.0.0.1, ::1",
      TRUSTED_PROXIES: "10.0.0.0/8,fd00::/8",
      ALLOWED_ORIGINS: "https://example.org http://localhost:8080",
      ...Object.fromEntries(LIMIT_NAMES.map((name) => [settingOf(name), String(LIMITS[name].max)])),
      LOG_LEVEL: "silent",
      EMBERLINE_DEV: "1",
    });
    assert.deepEqual(config, {
      port: 0,
      host: "127.0.0.1",
      arena: {
        mode: "duel",
        size: "large",
        lengths: { lengthTicks: 600, scoresTicks: 120 },
        maxClients: 40,
        fillTo: 0,
        seed: 4294967295,
        logFolder: "/tmp/logs",
      },
      records: {
        databaseUrl: "postgres://ann:secret@db/emberline",
        file: ":memory:",
        mostLogBytes: 1_000_000,
      },
      cluster: { redisUrl: "redis://ann:secret@cache:6379", publicAddress: "play.example.org:8443/p1" },
      operatorToken: "0123456789abcdef",
      operators: PEOPLE,
      frameworkPanels: true,
      authSecret: "0123456789abcdef0123456789abcdef",
      trustedAddresses: ["127.0.0.1", "::1"],
      trustedProxies: ["10.0.0.0/8", "fd00::/8"],
      allowedOrigins: ["https://example.org", "http://localhost:8080"],
      limits: Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].max])),
      logLevel: "silent",
      dev: true,
      drainSeconds: 12,
    });
  });

  it("takes an empty value for none, and leaves strangers alone", () => {
    const empty = Object.fromEntries(
      [
        "PORT",
        "HOST",
        "ARENA_MODE",
        "ARENA_SIZE",
        "ROUND_SECONDS",
        "SCORES_SECONDS",
        "ARENA_MAX_CLIENTS",
        "ARENA_BOTS_FILL_TO",
        "ARENA_SEED",
        "MATCH_LOG_DIR",
        "DATABASE_URL",
        "DATA_FILE",
        "RECORDS_LOG_MB",
        "TRUSTED_PROXIES",
        "ALLOWED_ORIGINS",
        ...LIMIT_NAMES.map(settingOf),
        "OPERATOR_TOKEN",
        "OPERATORS",
        "FRAMEWORK_PANELS",
        "AUTH_SECRET",
        "TRUSTED_ADDRESSES",
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
    ["ARENA_MODE", ["Duel", "core rush", "toString"]],
    ["ARENA_SIZE", ["huge", "Medium", "1"]],
    ["ROUND_SECONDS", ["0", "3601", "1.5", "long"]],
    ["SCORES_SECONDS", ["0", "601", "-1"]],
    ["ARENA_MAX_CLIENTS", ["0", "101", "-5", "many", "1.5"]],
    ["ARENA_BOTS_FILL_TO", ["-1", String(MAX_SLOTS + 1), "some"]],
    ["ARENA_SEED", ["-1", "4294967296", "0.5", "seed"]],
    ["RECORDS_LOG_MB", ["-1", "1000001", "2 GB"]],
    ["LIMIT_ROOMS", ["0", "10001", "x"]],
    ["LIMIT_SOCKETS_PER_ADDRESS", ["0", "-1", "1.5", "none"]],
    ["TRUSTED_ADDRESSES", ["localhost", "127.0.0.1,10.0.0.0/33", "::/129", "10.0.0.0/", "1.2.3.4/8/8"]],
    ["TRUSTED_PROXIES", ["*", "10.0.0.0/x"]],
    [
      "ALLOWED_ORIGINS",
      ["*", "example.org", "https://example.org/", "https://example.org/x", "null", "file://x"],
    ],
    ["PUBLIC_ADDRESS", ["https://example.org", "example.org/", "p1 example.org", "//p1", "example.org?x"]],
    ["OPERATOR_TOKEN", ["short", "0000000000000000", "passpasspasspass"]],
    ["AUTH_SECRET", ["0123456789abcdef"]],
    ["LOG_LEVEL", ["loud", "INFO", "trace"]],
  ];
  for (const [name, values] of bad) {
    it(`refuses ${name}=${values.join(", ")} in one line that names it`, () => {
      for (const value of values) {
        assert.throws(
          () => readConfig({ [name]: value }),
          (error) => {
            assert.ok(error instanceof ConfigError, value);
            // What is secret is not printed.
            const shown = /TOKEN|SECRET/.test(name) ? "…" : `"${value}"`;
            assert.ok(error.message.includes(`${name}=${shown}`), error.message);
            assert.ok(!error.message.includes("\n"), error.message);
            return true;
          },
        );
      }
    });
  }

  it("tells nobody a password that stands in a bad setting", () => {
    assert.throws(
      () => readConfig({ DATABASE_URL: "mysql://ann:secret@db" }),
      ({ message }: Error) => /DATABASE_URL=….*postgres:/.test(message) && !message.includes("secret"),
    );
  });

  it("refuses processes that work together and share neither records nor a secret", () => {
    const cluster = { REDIS_URL: "redis://cache" };
    assert.throws(() => readConfig(cluster), /REDIS_URL needs DATABASE_URL/);
    assert.throws(() => readConfig({ ...cluster, DATA_FILE: ":memory:" }), /needs AUTH_SECRET/);
    const secret = { AUTH_SECRET: "0123456789abcdef0123456789abcdef" };
    assert.equal(
      readConfig({ ...cluster, DATA_FILE: ":memory:", ...secret }).cluster.redisUrl,
      "redis://cache",
    );
  });

  it("takes white space for none, where a number belongs too", () => {
    assert.deepEqual(readConfig({ PORT: " ", HOST: "\t" }), DEFAULTS);
  });
});
