// Who may not play for now: known to every process at once, and when the records are away.
// Owns: the bans of this process's memory. Must not: keep an address in clear, or decide who is banned.
import { createHmac } from "node:crypto";
import { Refusal } from "../http/refusal.ts";
import type { Log } from "../ops/log.ts";
import type { BanRecord } from "../persistence/operator-records.ts";
import type { Records } from "../persistence/records.ts";
import type { Topics } from "./player-topic.ts";

/** Most bans that hold at once; the oldest beyond are not enforced. 200 bytes each. */
const MOST = 10_000;
/** Read anew this often, ms: a process that was away heard of none. */
const READ_MS = 60_000;
const TOPIC = "bans";

type Ban = Pick<BanRecord, "playerId" | "address" | "untilMs">;

interface Parts {
  records: Pick<Records, "bans" | "secret">;
  topics: Topics;
  log: Log;
  now?: () => number;
}

/** Throws Refusal 403 `banned` for who may not play until `untilMs`; 0 for who may. */
export function refuseBanned(untilMs: number): void {
  if (untilMs > 0) throw new Refusal(403, "banned", { untilMs });
}

export class Bans {
  private readonly parts: Parts;
  private readonly now: () => number;
  private players = new Map<string, Ban>();
  /** By hash, until when. */
  private addresses = new Map<string, number>();
  private key: Buffer | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly hear = (ban: Ban): void => this.put(ban);

  constructor(parts: Parts) {
    this.parts = parts;
    this.now = parts.now ?? Date.now;
  }

  async open(): Promise<void> {
    this.timer = setInterval(() => void this.read(), READ_MS);
    this.timer.unref();
    this.parts.topics.subscribe(TOPIC, this.hear as (message: never) => void);
    await this.read();
  }

  close(): void {
    clearInterval(this.timer);
    this.parts.topics.unsubscribe(TOPIC, this.hear as (message: never) => void);
  }

  /** Until when a player may not play, ms since 1970; 0 for who may. `address`: of a guest, whose id is soon another. */
  until(playerId: string, address: string | null): number {
    const nowMs = this.now();
    const player = this.players.get(playerId)?.untilMs ?? 0;
    const there = address === null ? 0 : (this.addresses.get(this.hash(address)) ?? 0);
    const untilMs = Math.max(player, there);
    return untilMs > nowMs ? untilMs : 0;
  }

  /** What is kept of an address: nobody can tell it from that without the key, which the records keep. "" before it is known. */
  hash(address: string): string {
    if (this.key === null || address === "") return "";
    return createHmac("sha256", this.key).update(address).digest("base64url").slice(0, 22);
  }

  /** Tells every process, this one included. `untilMs` 0: it holds no more. */
  tell({ playerId, address, untilMs }: Ban): void {
    this.put({ playerId, address, untilMs });
    this.parts.topics.publish(TOPIC, { playerId, address, untilMs } satisfies Ban);
  }

  private put(ban: Ban): void {
    this.players.set(ban.playerId, ban);
    if (ban.address !== "") this.addresses.set(ban.address, ban.untilMs);
  }

  /** Records that are away change nothing of what holds. */
  private async read(): Promise<void> {
    const { records, log } = this.parts;
    try {
      this.key ??= await records.secret("addresses");
      const bans = await records.bans(this.now(), MOST);
      this.players = new Map(bans.map((ban) => [ban.playerId, ban]));
      this.addresses = new Map(
        bans.flatMap(({ address, untilMs }) => (address === "" ? [] : [[address, untilMs]])),
      );
    } catch (error) {
      log.warn({ err: (error as Error).message }, "bans not read");
    }
  }
}
