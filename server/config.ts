// Reads the environment once. Every setting, its default and its limits are here.
// Owns: the config's shape. Must not: have effects.
import { z } from "zod";
import { type ArenaSize, BOTS, MAX_SLOTS, ROUND, TICK_HZ } from "../shared/tunables.ts";

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const Environment = z.object({
  /** TCP port for everything: page, matchmaking, game. 0 lets the system choose. */
  PORT: whole(0, 65535).default(2567),
  /** Address to listen on. */
  HOST: z.string().min(1).default("0.0.0.0"),
  /** Map size: small, medium or large; unset, it goes by how many are in the room. */
  ARENA_SIZE: z.enum(["small", "medium", "large"]).optional(),
  /** How long a round is played, s. */
  ROUND_SECONDS: whole(1, 3600).default(ROUND.lengthTicks / TICK_HZ),
  /** How long its scores are shown and the next map is voted on, s. */
  SCORES_SECONDS: whole(1, 600).default(ROUND.scoresTicks / TICK_HZ),
  /** People per room. */
  ARENA_MAX_CLIENTS: whole(1, 100).default(100),
  /** Bots fill a room up to this many skimmers; 0 for none. */
  ARENA_BOTS_FILL_TO: whole(0, MAX_SLOTS).default(BOTS.fillTo),
  /** Seed of every new room's match; by default each room draws its own. */
  ARENA_SEED: whole(0, 0xffffffff).optional(),
  /** Folder for the input logs of rounds; unset, they are kept in memory until the round after. */
  MATCH_LOG_DIR: z.string().min(1).optional(),
  /** fatal, error, warn, info, debug or silent. */
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Any value but 0: the page is served by the development server, not from a build. */
  EMBERLINE_DEV: z
    .string()
    .optional()
    .transform((v) => v !== undefined && v !== "" && v !== "0"),
});

export interface Config {
  port: number;
  host: string;
  arena: {
    size: ArenaSize | undefined;
    lengths: { lengthTicks: number; scoresTicks: number };
    maxClients: number;
    fillTo: number;
    seed: number | undefined;
    logFolder: string | undefined;
  };
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
    throw new ConfigError(`bad setting ${name}=${JSON.stringify(given[name])}: ${issue.message}`);
  }
  const e = parsed.data;
  return {
    port: e.PORT,
    host: e.HOST,
    arena: {
      size: e.ARENA_SIZE,
      lengths: { lengthTicks: e.ROUND_SECONDS * TICK_HZ, scoresTicks: e.SCORES_SECONDS * TICK_HZ },
      maxClients: e.ARENA_MAX_CLIENTS,
      fillTo: e.ARENA_BOTS_FILL_TO,
      seed: e.ARENA_SEED,
      logFolder: e.MATCH_LOG_DIR,
    },
    logLevel: e.LOG_LEVEL,
    dev: e.EMBERLINE_DEV,
  };
}
