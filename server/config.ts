// Reads the environment once. Every setting, its default and its limits are here.
// Owns: the config's shape. Must not: have effects.
import { join } from "node:path";
import { z } from "zod";
import { isMode, type Mode } from "../shared/tunables/modes.ts";
import { type ArenaSize, BOTS, MAX_SLOTS, TICK_HZ } from "../shared/tunables.ts";
import { badBlock } from "./http/addresses.ts";
import { badOrigin } from "./http/origins.ts";
import { LIMIT_NAMES, type Limits, limitSettings, settingOf } from "./limits.ts";

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Items with commas between; `badItem` names the first that is none. */
const list = (badItem: (items: string[]) => string | null, why: string) =>
  z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((item) => item !== ""))
    .superRefine((items, context) => {
      const bad = badItem(items);
      if (bad !== null) context.addIssue(`${JSON.stringify(bad)} ${why}`);
    });

const Environment = z.object({
  /** TCP port for everything: page, matchmaking, game. 0 lets the system choose. */
  PORT: whole(0, 65535).default(2567),
  /** Address to listen on. */
  HOST: z.string().min(1).default("0.0.0.0"),
  /** Map size: small, medium or large; unset, it goes by how many are in the room. */
  ARENA_SIZE: z.enum(["small", "medium", "large"]).optional(),
  /** The mode of rooms whose maker asks for none: swarm, duel or rush. */
  ARENA_MODE: z.custom<Mode>(isMode, "must be swarm, duel or rush").default("swarm"),
  /** How long a round (of Duel a bout, of Core Rush the whole play) lasts, s; unset, as long as in the table of its mode. */
  ROUND_SECONDS: whole(1, 3600).optional(),
  /** How long its scores are shown and the next map is voted on, s; likewise. */
  SCORES_SECONDS: whole(1, 600).optional(),
  /** People per room. */
  ARENA_MAX_CLIENTS: whole(1, 100).default(100),
  /** Bots fill a room up to this many skimmers; 0 for none. */
  ARENA_BOTS_FILL_TO: whole(0, MAX_SLOTS).default(BOTS.fillTo),
  /** Seed of every new room's match; by default each room draws its own. */
  ARENA_SEED: whole(0, 0xffffffff).optional(),
  /** What operators say to prove that they are, at least 16 characters; unset, nobody is one. */
  OPERATOR_TOKEN: z
    .string()
    .min(16, "has fewer than 16 characters")
    .max(1024)
    .refine((token) => new Set(token).size >= 8, "has fewer than 8 different characters")
    .optional(),
  /** Names and secrets of those who sign in on the operators' page: "ann:secret,bob:secret". */
  OPERATORS: z
    .string()
    .transform((said) => said.split(",").map((pair) => pair.trim()))
    .refine(
      (pairs) => pairs.every((pair) => /^[a-z][\w-]{0,31}:.{12,256}$/i.test(pair)),
      "has what is no name:secret of at least 12 characters",
    )
    .transform((pairs) =>
      pairs.map((pair): [string, string] => [
        pair.slice(0, pair.indexOf(":")),
        pair.slice(pair.indexOf(":") + 1),
      ]),
    )
    .refine((pairs) => new Set(pairs.map(([name]) => name)).size === pairs.length, "has a name twice")
    .refine(
      (pairs) => pairs.every(([name]) => name !== "operator"),
      "has the name of OPERATOR_TOKEN, operator",
    )
    .default([]),
  /** Any value but 0: the framework's monitor and playground are there for operators who have signed in. */
  FRAMEWORK_PANELS: z
    .string()
    .optional()
    .transform((v) => v !== undefined && v !== "0"),
  /** What tokens of players are signed with, at least 32 characters; unset, a secret of the records is. */
  AUTH_SECRET: z.string().min(32, "has fewer than 32 characters").optional(),
  /** IP addresses and CIDR blocks that no limit per address holds for, with commas between: load generators, tests. */
  TRUSTED_ADDRESSES: list(badBlock, "is no IP address or CIDR block"),
  /** Likewise, the proxies of ours: their X-Forwarded-For is believed. */
  TRUSTED_PROXIES: list(badBlock, "is no IP address or CIDR block"),
  /** Origins (https://example.org) beside our own whose pages may connect, with commas between. */
  ALLOWED_ORIGINS: list(badOrigin, "is no origin, as in https://example.org"),
  /** redis://user:password@host:port of the processes that work together; unset, this one works alone. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "expected redis://user:password@host:port")
    .optional(),
  /**
   * Where clients reach this very process, without scheme: play.example.org/p1; or a path alone, /p1, of whatever name
   * the page came from. Unset, at the address of all.
   */
  PUBLIC_ADDRESS: z
    .string()
    .max(200)
    .regex(
      /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?)?(\/[\w-]+)*$/i,
      "expected a host, a path, or both, without scheme: play.example.org/p1",
    )
    .default(""),
  /** When the process is to end, rooms get so many seconds to end by themselves or to be moved to another one. */
  DRAIN_SECONDS: whole(0, 30).default(30),
  /** Folder for the input logs of rounds; unset, they are kept in memory until the round after. */
  MATCH_LOG_DIR: z.string().min(1).optional(),
  /** postgres://…; unset, the records are in DATA_FILE. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "expected postgres://user:password@host:port/database")
    .optional(),
  /** SQLite file of the records, made where it is missing; ":memory:" for none. */
  DATA_FILE: z
    .string()
    .min(1)
    .default(join(import.meta.dirname, "../data/emberline.sqlite")),
  /** What the input logs in the records may take together, MB; the oldest go first. */
  RECORDS_LOG_MB: whole(0, 1_000_000).default(2048),
  /** fatal, error, warn, info, debug or silent. */
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Any value but 0: the page is served by the development server, not from a build. */
  EMBERLINE_DEV: z
    .string()
    .optional()
    .transform((v) => v !== undefined && v !== "" && v !== "0"),
  ...limitSettings,
});

/** Settings whose value is told to nobody, not even in the line about a bad one. */
const SECRET: ReadonlySet<string> = new Set([
  ...["DATABASE_URL", "REDIS_URL", "AUTH_SECRET", "OPERATOR_TOKEN", "OPERATORS"],
]);

export interface Config {
  port: number;
  host: string;
  arena: {
    mode: Mode;
    size: ArenaSize | undefined;
    lengths: { lengthTicks?: number; scoresTicks?: number };
    maxClients: number;
    fillTo: number;
    seed: number | undefined;
    logFolder: string | undefined;
  };
  records: {
    databaseUrl: string | undefined;
    /** A path, or ":memory:". */
    file: string;
    /** What input logs may take together. */
    mostLogBytes: number;
  };
  cluster: {
    redisUrl: string | undefined;
    /** Of this process alone; "" for none. */
    publicAddress: string;
  };
  drainSeconds: number;
  operatorToken: string | undefined;
  /** Secrets by name. */
  operators: ReadonlyMap<string, string>;
  frameworkPanels: boolean;
  authSecret: string | undefined;
  trustedAddresses: string[];
  trustedProxies: string[];
  allowedOrigins: string[];
  limits: Limits;
  logLevel: string;
  dev: boolean;
}

/** A setting that cannot be used; `message` is one line that names it. */
export class ConfigError extends Error {}

/** The config of an environment. A blank value counts as unset. Throws ConfigError on the first bad setting. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue.path[0]);
    const value = SECRET.has(name) ? "…" : JSON.stringify(given[name]);
    throw new ConfigError(`bad setting ${name}=${value}: ${issue.message}`);
  }
  const e = parsed.data;
  refuseApart(e);
  return {
    port: e.PORT,
    host: e.HOST,
    arena: {
      mode: e.ARENA_MODE,
      size: e.ARENA_SIZE,
      lengths: {
        ...(e.ROUND_SECONDS && { lengthTicks: e.ROUND_SECONDS * TICK_HZ }),
        ...(e.SCORES_SECONDS && { scoresTicks: e.SCORES_SECONDS * TICK_HZ }),
      },
      maxClients: e.ARENA_MAX_CLIENTS,
      fillTo: e.ARENA_BOTS_FILL_TO,
      seed: e.ARENA_SEED,
      logFolder: e.MATCH_LOG_DIR,
    },
    records: {
      databaseUrl: e.DATABASE_URL,
      file: e.DATA_FILE,
      mostLogBytes: e.RECORDS_LOG_MB * 1_000_000,
    },
    cluster: { redisUrl: e.REDIS_URL, publicAddress: e.PUBLIC_ADDRESS },
    drainSeconds: e.DRAIN_SECONDS,
    operatorToken: e.OPERATOR_TOKEN,
    operators: new Map(e.OPERATORS),
    frameworkPanels: e.FRAMEWORK_PANELS,
    authSecret: e.AUTH_SECRET,
    trustedAddresses: e.TRUSTED_ADDRESSES,
    trustedProxies: e.TRUSTED_PROXIES,
    allowedOrigins: e.ALLOWED_ORIGINS,
    limits: Object.fromEntries(
      LIMIT_NAMES.map((name) => [name, (e as Record<string, unknown>)[settingOf(name)] as number]),
    ) as Limits,
    logLevel: e.LOG_LEVEL,
    dev: e.EMBERLINE_DEV,
  };
}

/** Processes that work together share their records, or at least believe each other's tokens. */
function refuseApart(e: z.output<typeof Environment>): void {
  if (e.FRAMEWORK_PANELS && e.OPERATORS.length === 0 && e.OPERATOR_TOKEN === undefined)
    throw new ConfigError("FRAMEWORK_PANELS needs OPERATORS or OPERATOR_TOKEN: nobody could sign in");
  if (e.REDIS_URL === undefined || e.DATABASE_URL !== undefined) return;
  if (e.DATA_FILE !== ":memory:")
    throw new ConfigError(
      'REDIS_URL needs DATABASE_URL: processes do not share a SQLite file (DATA_FILE=":memory:" forgets all)',
    );
  if (e.AUTH_SECRET === undefined)
    throw new ConfigError("REDIS_URL with records in memory needs AUTH_SECRET, the same for every process");
}
