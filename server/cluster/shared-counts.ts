// What somebody does in all processes together, counted in Redis.
// Owns: these counts. Must not: refuse anybody (whoever counts does); while Redis is away it counts nothing.
import type { Counts } from "./cluster.ts";
import type { RedisLink } from "./redis-link.ts";

const RATES = "emberline:rate:";
const PENDING = "emberline:pending:";
const SEAT = "emberline:seat:";

/** One more in the window that began with the first; how many, and for how long yet, ms. */
const COUNT = `
local n = redis.call("INCR", KEYS[1])
if n == 1 then redis.call("PEXPIRE", KEYS[1], ARGV[1]) end
return { n, redis.call("PTTL", KEYS[1]) }`;

/** How many seats each key has that are not taken; those whose time is up go. */
const HELD = `
local t = redis.call("TIME")
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local held = {}
for i, key in ipairs(KEYS) do
  redis.call("ZREMRANGEBYSCORE", key, "-inf", now)
  held[i] = redis.call("ZCARD", key)
end
return held`;

/** A seat counts for the keys from the second on until its time is up; the first remembers which these are. */
const HOLD = `
local t = redis.call("TIME")
local ends = t[1] * 1000 + math.floor(t[2] / 1000) + ARGV[2]
for i = 2, #KEYS do
  redis.call("ZADD", KEYS[i], ends, ARGV[1])
  redis.call("PEXPIRE", KEYS[i], ARGV[2])
  redis.call("RPUSH", KEYS[1], KEYS[i])
end
redis.call("PEXPIRE", KEYS[1], ARGV[2])`;

const TAKEN = `
for _, key in ipairs(redis.call("LRANGE", KEYS[1], 0, -1)) do redis.call("ZREM", key, ARGV[1]) end
redis.call("DEL", KEYS[1])`;

export class SharedCounts implements Counts {
  private readonly link: RedisLink;

  constructor(link: RedisLink) {
    this.link = link;
  }

  async count(
    name: string,
    key: string,
    windowMs: number,
  ): Promise<{ count: number; leftMs: number } | null> {
    const said = await this.run(COUNT, [`${RATES}${name}:${key}`], [windowMs]);
    if (said === null) return null;
    const [count, leftMs] = said as [number, number];
    return { count, leftMs };
  }

  async held(keys: readonly string[]): Promise<number[] | null> {
    return (await this.run(
      HELD,
      keys.map((key) => PENDING + key),
      [],
    )) as number[] | null;
  }

  async hold(session: string, keys: readonly string[], holdMs: number): Promise<void> {
    await this.run(HOLD, [SEAT + session, ...keys.map((key) => PENDING + key)], [session, holdMs]);
  }

  async taken(session: string): Promise<void> {
    await this.run(TAKEN, [SEAT + session], [session]);
  }

  private run(script: string, keys: string[], args: (string | number)[]): Promise<unknown> {
    return this.link.run((redis) => redis.eval(script, keys.length, ...keys, ...args)).catch(() => null);
  }
}
