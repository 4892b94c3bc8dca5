// The lease by which a process is known to be there, the lease of the one that leads, and the list of all processes.
// Owns: these keys in Redis. Must not: decide what becomes of processes without one.
import type { Redis } from "ioredis";
import type { ProcessInfo } from "./process-info.ts";
import type { RedisLink } from "./redis-link.ts";

/** Without a renewal for so long a process is gone, ms. */
export const LEASE_MS = 10_000;

const IDS = "emberline:processes";
const LEADER = "emberline:leader";
const PREFIX = "emberline:process:";

/**
 * One beat: renews, or takes, what there is to; answers whether the lease was still there, who leads, and every
 * process that is known with what it says of itself. wants: "yes" takes the lead where nobody has it, "no" gives it up.
 */
const BEAT = `
local ids, leader, prefix = KEYS[1], KEYS[2], ARGV[1]
local me, info, lease, wants = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local kept = redis.call("SET", prefix .. me, info, "PX", lease, "XX")
if not kept then redis.call("SET", prefix .. me, info, "PX", lease) end
redis.call("SADD", ids, me)
local leads = redis.call("GET", leader)
if leads == me and wants == "no" then
  redis.call("DEL", leader)
  leads = false
elseif leads == me then redis.call("PEXPIRE", leader, lease)
elseif not leads and wants == "yes" then
  redis.call("SET", leader, me, "PX", lease)
  leads = me
end
local all = {}
for _, id in ipairs(redis.call("SMEMBERS", ids)) do
  all[#all + 1] = id
  all[#all + 1] = redis.call("GET", prefix .. id) or ""
end
return { kept and 1 or 0, leads or "", all }`;

/** Takes everything back that a process has here. */
const END = `
redis.call("DEL", ARGV[1] .. ARGV[2])
redis.call("SREM", KEYS[1], ARGV[2])
if redis.call("GET", KEYS[2]) == ARGV[2] then redis.call("DEL", KEYS[2]) end`;

export interface Beaten {
  /** The lease was still there: nobody has given this process up, and Redis has forgotten nothing. */
  kept: boolean;
  leaderId: string | null;
  /** By id; null: it has no lease any more. */
  processes: Map<string, ProcessInfo | null>;
}

/** Rejects with RedisAway. `wants`: whether this process would lead, or leads no more; "keep" changes nothing. */
export async function beat(
  link: RedisLink,
  info: ProcessInfo,
  wants: "yes" | "no" | "keep",
): Promise<Beaten> {
  const said = (await link.run((redis) =>
    redis.eval(BEAT, 2, IDS, LEADER, PREFIX, info.id, JSON.stringify(info), LEASE_MS, wants),
  )) as [number, string, string[]];
  const [kept, leader, all] = said;
  const processes: Beaten["processes"] = new Map();
  for (let i = 0; i < all.length; i += 2)
    processes.set(all[i], all[i + 1] === "" ? null : (JSON.parse(all[i + 1]) as ProcessInfo));
  return { kept: kept === 1, leaderId: leader === "" ? null : leader, processes };
}

/** The lease of a process ends now. */
export const endLease = (redis: Redis, id: string): Promise<unknown> =>
  redis.eval(END, 2, IDS, LEADER, PREFIX, id);
