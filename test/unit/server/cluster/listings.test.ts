// The listings of this process in Redis: a room that ends stays gone.
import assert from "node:assert/strict";
import type { IRoomCache } from "@colyseus/core";
import { Redis } from "ioredis";
import { Listings } from "../../../../server/cluster/listings.ts";
import type { RedisLink } from "../../../../server/cluster/redis-link.ts";

/** One connection: commands are done in the order in which they are sent, each a moment later. */
function connection(rows: Map<string, string>) {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => T): Promise<T> => {
    const done = last.then(() => new Promise(setImmediate)).then(act);
    last = done;
    return done;
  };
  // The framework's driver looks whether it is one; it never connects.
  return Object.assign(new Redis({ lazyConnect: true }), {
    hset: (_key: string, ...written: string[]) =>
      inTurn(() => {
        for (let i = 0; i < written.length; i += 2) rows.set(written[i], written[i + 1]);
      }),
    hdel: (_key: string, ...ids: string[]) => inTurn(() => ids.forEach((id) => rows.delete(id))),
    hgetall: () => inTurn(() => Object.fromEntries(rows)),
    /** All that was sent is done. */
    idle: () => inTurn(() => {}),
  });
}

describe("the listings of a process", () => {
  it("writes none anew that ends meanwhile", async () => {
    const rows = new Map<string, string>();
    const store = connection(rows);
    const link = {
      commands: store,
      run: async (work: (redis: typeof store) => unknown) => work(store),
      onUp: () => {},
    } as unknown as RedisLink;
    const listings = new Listings(link, () => false);
    const listing = (roomId: string): IRoomCache =>
      ({ roomId, processId: "p", name: "arena", clients: 0 }) as unknown as IRoomCache;
    rows.set("forgotten", JSON.stringify(listing("forgotten")));
    for (const id of ["stays", "ends"]) listings.persist(listing(id), true);
    await store.idle();
    // It ends just when what Redis should not have is being taken away.
    const hdel = store.hdel as (key: string, ...ids: string[]) => Promise<void>;
    const ending = (key: string, ...ids: string[]): Promise<void> => {
      const done = hdel(key, ...ids);
      if (ids.includes("forgotten")) setImmediate(() => listings.remove("ends"));
      return done;
    };
    Object.assign(store, { hdel: ending });
    await listings.writeAll("p");
    await store.idle();
    await store.idle();
    assert.deepEqual([...rows.keys()], ["stays"]);
  });
});
