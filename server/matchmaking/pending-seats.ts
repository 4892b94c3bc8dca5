// Seats that were asked for and are not taken yet: how many an address and a player may have of them.
// Owns: their counts. Must not: know rooms or HTTP's routes.
import type { Counts } from "../cluster/cluster.ts";
import type { Addresses } from "../http/addresses.ts";
import { Refusal } from "../http/refusal.ts";
import type { CountRefusal, LimitName, Limits } from "../limits.ts";

interface Pending {
  address: string;
  player: string;
  untilMs: number;
}

interface Parts {
  limits: Limits;
  refused: CountRefusal;
  addresses: Pick<Addresses, "isTrusted">;
  /** With the other processes, where there are any. */
  counts?: Omit<Counts, "count">;
  now?: () => number;
}

const keysOf = ({ address, player }: Pick<Pending, "address" | "player">): [string, string] => [
  `address:${address}`,
  `player:${player}`,
];

export class PendingSeats {
  private readonly parts: Parts;
  private readonly now: () => number;
  /** By the session that the seat is for, or a number of ours until there is one; the oldest first. */
  private readonly seats = new Map<string | number, Pending>();
  /** How many of them are whose: `address:` and `player:`. */
  private readonly counts = new Map<string, number>();
  private asked = 0;

  constructor(parts: Parts) {
    this.parts = parts;
    this.now = parts.now ?? (() => performance.now());
  }

  /**
   * A seat is asked for: `give` resolves to whatever has its session, or rejects. It counts from now on, so that a
   * hundred that are asked for at once are seen. Rejects with Refusal 429 `slowDown` when there are too many.
   */
  async during<T>(
    address: string,
    player: string,
    give: () => Promise<{ id: string; answer: T }>,
  ): Promise<T> {
    this.lapse();
    this.check(address, player);
    const key = ++this.asked;
    this.add(key, { address, player, untilMs: Number.POSITIVE_INFINITY });
    try {
      await this.checkAll(address, player);
      const { id, answer } = await give();
      const holdMs = this.parts.limits.seatSeconds * 1000;
      // Not twice while the others are told.
      this.remove(key);
      this.add(id, { address, player, untilMs: this.now() + holdMs });
      await this.parts.counts?.hold(id, keysOf({ address, player }), holdMs);
      return answer;
    } finally {
      this.remove(key);
    }
  }

  /** Somebody sits in it, here: it may have been asked for in another process. */
  taken(session: string): void {
    this.remove(session);
    void this.parts.counts?.taken(session);
  }

  private check(address: string, player: string): void {
    const [byAddress, byPlayer] = keysOf({ address, player });
    if (!this.parts.addresses.isTrusted(address))
      this.free("pendingSeatsPerAddress", this.counts.get(byAddress));
    this.free("pendingSeatsPerPlayer", this.counts.get(byPlayer));
  }

  /** The same of all processes together: what was asked for at once in several of them may be a few more. */
  private async checkAll(address: string, player: string): Promise<void> {
    const held = await this.parts.counts?.held(keysOf({ address, player }));
    if (held == null) return;
    if (!this.parts.addresses.isTrusted(address)) this.free("pendingSeatsPerAddress", held[0]);
    this.free("pendingSeatsPerPlayer", held[1]);
  }

  private free(limit: LimitName, held = 0): void {
    const { limits, refused } = this.parts;
    if (held < limits[limit]) return;
    refused(limit);
    throw new Refusal(429, "slowDown", { retryAfterS: limits.seatSeconds });
  }

  private lapse(): void {
    const nowMs = this.now();
    for (const [key, { untilMs }] of this.seats) {
      if (untilMs === Number.POSITIVE_INFINITY) continue;
      if (untilMs > nowMs) return;
      this.parts.refused("seatSeconds");
      this.remove(key);
    }
  }

  private add(key: string | number, pending: Pending): void {
    this.seats.set(key, pending);
    this.count(pending, 1);
  }

  private remove(key: string | number): void {
    const pending = this.seats.get(key);
    if (pending === undefined) return;
    this.seats.delete(key);
    this.count(pending, -1);
  }

  private count(pending: Pending, by: number): void {
    for (const key of keysOf(pending)) {
      const count = (this.counts.get(key) ?? 0) + by;
      if (count === 0) this.counts.delete(key);
      else this.counts.set(key, count);
    }
  }
}
