// Processes that do not answer: hidden at once, asked again, and unlisted when they are gone.
// Owns: what a process leaves behind in Redis. Must not: decide who is asked what.
import type { IRoomCache } from "@colyseus/core";
import type { Log } from "../ops/log.ts";
import type { Calls } from "./calls.ts";
import { endLease, LEASE_MS } from "./lease.ts";
import { LISTINGS } from "./listings.ts";
import type { RedisLink } from "./redis-link.ts";
import type { ClusterPresence } from "./redis-presence.ts";

/** Between the two questions that a process may leave unanswered, ms. */
const AGAIN_MS = 500;
/** Codes of rooms, by code: their rooms' ids. */
export const CODES = "room-codes";
const GONE = "emberline:gone";
/** The framework's own: changes of listings, and its count of rooms by process. */
export const LOBBY = "$lobby";
const COUNTS = "roomcount";

type Gone = { id: string; rooms: string[] };
type GoneListener = (processId: string, rooms: readonly string[]) => void;

interface Parts {
  link: RedisLink;
  calls: Calls;
  presence: ClusterPresence;
  log: Log;
}

const codeOf = ({ metadata }: IRoomCache): string => (metadata as { code?: string } | undefined)?.code ?? "";

export class Undertaker {
  private readonly parts: Parts;
  private readonly hidden = new Set<string>();
  /** Those who were not there to answer, and are asked again. */
  private readonly asking = new Set<string>();
  private readonly listeners = new Set<GoneListener>();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  async open(me: string): Promise<void> {
    await this.parts.presence.subscribe(GONE, (said) => {
      const { id, rooms } = said as Gone;
      if (id === me) return;
      this.hidden.add(id);
      for (const listener of this.listeners) listener(id, rooms);
    });
  }

  isHidden(id: string): boolean {
    return this.hidden.has(id);
  }

  onGone(listener: GoneListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** It has a lease. */
  seen(id: string): void {
    if (!this.asking.has(id)) this.hidden.delete(id);
  }

  /** Whether it hears what it is asked, by what Redis knows of its connection: at once, other than an answer. */
  async hears(id: string): Promise<boolean> {
    const said = await this.parts.link.run((redis) => redis.pubsub("NUMSUB", `p:${id}`));
    if (Number(said[1]) > 0) return true;
    this.suspect(id);
    return false;
  }

  /** It was not there to answer. */
  suspect(id: string): void {
    if (this.asking.has(id)) return;
    this.hidden.add(id);
    this.asking.add(id);
    this.ask(id)
      .catch((error: Error) =>
        this.parts.log.warn({ process: id, err: error.message }, "a process is not unlisted"),
      )
      .finally(() => this.asking.delete(id));
  }

  private async ask(id: string): Promise<void> {
    const answers = (): Promise<boolean> =>
      this.parts.calls.call(id, "ping", []).then(
        () => true,
        () => false,
      );
    let there = await answers();
    if (!there) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      there = await answers();
    }
    // While Redis is away nobody is heard, and just after it not everybody is back.
    if (there || this.parts.link.upMs() <= LEASE_MS) this.hidden.delete(id);
    else await this.bury(id);
  }

  /** Unlists everything of a process. One that is there after all writes it anew with its next beat. */
  async bury(id: string): Promise<void> {
    this.hidden.add(id);
    const rooms = await this.unlist(id);
    await this.end(id);
    this.parts.log.warn({ process: id, rooms: rooms.length }, "a process is gone");
    await this.parts.presence.publish(GONE, { id, rooms } satisfies Gone);
    for (const room of rooms) await this.parts.presence.publish(LOBBY, `${room},1`);
  }

  /** The lease of a process ends. */
  async end(id: string): Promise<void> {
    await this.parts.link.run(async (redis) => {
      await redis.hdel(COUNTS, id);
      await endLease(redis, id);
    });
  }

  /** Unlists rooms of processes that are not `known`: who noticed that they are gone died over it. */
  async sweep(known: ReadonlySet<string>): Promise<void> {
    const rows = await this.rows();
    for (const id of new Set(rows.map(({ processId }) => processId))) if (!known.has(id)) await this.bury(id);
  }

  /** What belongs to this process' rooms beside their listings. */
  async relist(own: Iterable<IRoomCache>): Promise<void> {
    const { link, presence } = this.parts;
    const rooms = [...own];
    const codes = rooms.flatMap((room) => (codeOf(room) === "" ? [] : [codeOf(room), room.roomId]));
    if (codes.length > 0) await link.run((redis) => redis.hset(CODES, ...codes));
    for (const { roomId, unlisted } of rooms) if (!unlisted) await presence.publish(LOBBY, `${roomId},0`);
  }

  private async unlist(id: string): Promise<string[]> {
    const found = (await this.rows()).filter(({ processId }) => processId === id);
    const ids = found.map(({ roomId }) => roomId);
    const codes = found.map(codeOf).filter((code) => code !== "");
    await this.parts.link.run(async (redis) => {
      if (ids.length > 0) await redis.hdel(LISTINGS, ...ids);
      if (codes.length > 0) await redis.hdel(CODES, ...codes);
    });
    return ids;
  }

  private async rows(): Promise<IRoomCache[]> {
    const rows = await this.parts.link.run((redis) => redis.hgetall(LISTINGS));
    return Object.values(rows).map((row) => JSON.parse(row) as IRoomCache);
  }
}
