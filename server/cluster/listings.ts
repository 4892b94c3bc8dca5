// The listings of all rooms, in Redis: the framework's driver, such that no room waits for it or fails with it.
// Owns: this process' own listings, which are written anew when Redis has missed any. Must not: know what rooms are.
import type { IRoomCache, MatchMakerDriver, SortOptions } from "@colyseus/core";
import { RedisDriver } from "@colyseus/redis-driver";
import type { RedisLink } from "./redis-link.ts";

type Conditions = Partial<IRoomCache>;
type Changes = { $set?: Conditions; $inc?: Conditions };

/** Where the framework's driver keeps them, by id. */
export const LISTINGS = "roomcaches";

export class Listings implements MatchMakerDriver {
  private readonly link: RedisLink;
  private readonly isHidden: (processId: string) => boolean;
  private readonly own = new Map<string, IRoomCache>();
  private stock: RedisDriver;
  /** Redis has missed something of our own. */
  private missed = false;

  /** `isHidden`: whose rooms no query finds: processes that are gone, or do not answer. */
  constructor(link: RedisLink, isHidden: (processId: string) => boolean) {
    this.link = link;
    this.isHidden = isHidden;
    this.stock = new RedisDriver(link.commands);
    // A look that failed is kept by it for ever, and every later one gets that answer.
    link.onUp(() => {
      this.stock = new RedisDriver(link.commands);
    });
  }

  get all(): Iterable<IRoomCache> {
    return this.own.values();
  }

  /** Whether they have to be written anew. */
  get stale(): boolean {
    return this.missed;
  }

  async has(id: string): Promise<boolean> {
    return this.own.has(id) || this.link.run(() => this.stock.has(id));
  }

  async query<T>(conditions: Conditions, sort?: SortOptions): Promise<T[]> {
    const { roomId } = conditions;
    const found =
      roomId === undefined
        ? await this.link.run(() => this.stock.query(conditions, sort))
        : [await this.byId(roomId)];
    return found.filter((one) => one !== undefined && !this.isHidden(one.processId)) as T[];
  }

  async findOne<T>(conditions: Conditions, sort?: SortOptions): Promise<T> {
    return (await this.query<T>(conditions, sort))[0];
  }

  async findByIds(ids: string[]): Promise<Map<string, IRoomCache>> {
    const found = new Map<string, IRoomCache>();
    const others: string[] = [];
    for (const id of ids) {
      const listing = this.own.get(id);
      if (listing === undefined) others.push(id);
      else found.set(id, listing);
    }
    if (others.length > 0)
      for (const [id, listing] of await this.link.run(() => this.stock.findByIds(others)))
        found.set(id, listing);
    return found;
  }

  persist(listing: IRoomCache, create = false): boolean {
    if (create) this.own.set(listing.roomId, listing);
    this.write(listing);
    return true;
  }

  update(listing: IRoomCache, { $set = {}, $inc = {} }: Changes): boolean {
    Object.assign(listing, $set);
    const counts = listing as unknown as Record<string, number>;
    for (const [field, by] of Object.entries($inc)) counts[field] += by as unknown as number;
    this.write(listing);
    return true;
  }

  remove(id: string): boolean {
    this.own.delete(id);
    this.tell((redis) => redis.hdel(LISTINGS, id));
    return true;
  }

  /** Own ones go one by one; those of processes that are gone are the cluster's to take away. */
  async cleanup(): Promise<void> {}

  clear(): void {
    this.own.clear();
  }

  shutdown(): void {}

  /** Writes all of our own, and takes away what is listed as ours and is none. Rejects with RedisAway. */
  async writeAll(processId: string): Promise<void> {
    this.missed = false;
    try {
      const listed = await this.link.run(() => this.stock.query({ processId }));
      const gone = listed.map(({ roomId }) => roomId).filter((id) => !this.own.has(id));
      const rows = [...this.own.values()].flatMap((listing) => [listing.roomId, JSON.stringify(listing)]);
      // Both are sent now, as the rows are: a room that ends in between would be listed for ever.
      await this.link.run((redis) =>
        Promise.all([
          gone.length > 0 && redis.hdel(LISTINGS, ...gone),
          rows.length > 0 && redis.hset(LISTINGS, ...rows),
        ]),
      );
    } catch (error) {
      this.missed = true;
      throw error;
    }
  }

  private async byId(id: string): Promise<IRoomCache | undefined> {
    return this.own.get(id) ?? this.link.run(() => this.stock.findOne({ roomId: id }));
  }

  private write(listing: IRoomCache): void {
    // One that was removed meanwhile must not come back.
    if (!this.own.has(listing.roomId)) return;
    const row = JSON.stringify(listing);
    this.tell((redis) => redis.hset(LISTINGS, listing.roomId, row));
  }

  /** Nobody waits for it. Commands of one connection are done in order: who hears of it later, sees it. */
  private tell(write: Parameters<RedisLink["run"]>[0]): void {
    this.link.run(write).catch(() => {
      this.missed = true;
    });
  }
}
