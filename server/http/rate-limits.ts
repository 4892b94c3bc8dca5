// How often somebody may call, by limit.
// Owns: the counters. Must not: know what is called.
import type { Counts } from "../cluster/cluster.ts";
import type { CountRefusal, LimitName, Limits } from "../limits.ts";
import type { Addresses } from "./addresses.ts";
import { Refusal } from "./refusal.ts";
import { Tally } from "./tally.ts";

const MINUTE_MS = 60_000;

export interface RateParts {
  limits: Limits;
  refused: CountRefusal;
  addresses: Pick<Addresses, "isTrusted">;
  /** With the other processes, where there are any. */
  counts: Pick<Counts, "count"> | undefined;
}

export class RateLimits {
  private readonly tallies = new Map<LimitName, Tally>();
  private readonly parts: RateParts;

  constructor(parts: RateParts) {
    this.parts = parts;
  }

  /**
   * Counts one of `name`, a limit of so many a minute, for `key`: an address or something else; trusted addresses are
   * not counted. Rejects with Refusal 429 `slowDown` when it is one too many, here or in all processes together.
   */
  async count(name: LimitName, key: string): Promise<void> {
    const { limits, addresses, counts } = this.parts;
    if (addresses.isTrusted(key)) return;
    const tally = this.tallies.get(name) ?? new Tally(MINUTE_MS);
    this.tallies.set(name, tally);
    const waitMs = tally.add(key, limits[name]);
    if (waitMs > 0) throw this.slowDown(name, waitMs);
    const all = await counts?.count(name, key, MINUTE_MS);
    if (all != null && all.count > limits[name]) throw this.slowDown(name, all.leftMs);
  }

  private slowDown(name: LimitName, waitMs: number): Refusal {
    this.parts.refused(name);
    return new Refusal(429, "slowDown", { retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)) });
  }
}
