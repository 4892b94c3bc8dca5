// Every fault of the lab's proxy, each way, over real sockets. Lower bounds only: a busy machine may always be later.
import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from "node:net";
import { type Profile, profileNamed } from "../../shared/lab/profile.ts";
import { readFault } from "../lab/faults.ts";
import { type LabProxy, startProxy, type WayName } from "../lab/proxy.ts";
import { KEYS, Schedule } from "../lab/schedule.ts";

const LOOPBACK = profileNamed("loopback");
const WAYS: readonly WayName[] = ["up", "down"];

/** A connection with both of its ends. */
interface Pair {
  client: Socket;
  server: Socket;
}

describe("the lab's faults", () => {
  let target: Server;
  let proxy: LabProxy;
  const opened = new Set<Socket>();

  before(async () => {
    target = createServer({ allowHalfOpen: true, noDelay: true });
    target.listen(0, "127.0.0.1");
    await once(target, "listening");
  });
  after(() => target.close());

  afterEach(async () => {
    await proxy.close();
    for (const socket of opened) socket.destroy();
    opened.clear();
  });

  async function open(profile: Profile = LOOPBACK): Promise<Pair> {
    const { port } = target.address() as AddressInfo;
    proxy = await startProxy({ target: { host: "127.0.0.1", port }, profile });
    return connect();
  }

  async function connect(): Promise<Pair> {
    const arrived = once(target, "connection") as Promise<[Socket]>;
    const { port } = proxy;
    const client = createConnection({ port, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    const [server] = await arrived;
    for (const socket of [client, server]) opened.add(socket.on("error", () => {}));
    return { client, server };
  }

  /** Who says something that goes `way`, and who hears it. */
  const endsOf = ({ client, server }: Pair, way: WayName): [from: Socket, to: Socket] =>
    way === "up" ? [client, server] : [server, client];

  async function hear(socket: Socket, bytes: number): Promise<string> {
    let text = "";
    while (text.length < bytes) text += String((await once(socket, "data"))[0]);
    return text;
  }

  /** Says something small that way and waits for it; resolves to how long it took, ms. */
  async function say(pair: Pair, way: WayName): Promise<number> {
    const [from, to] = endsOf(pair, way);
    const startMs = performance.now();
    const heard = hear(to, 4);
    from.write("word");
    assert.equal(await heard, "word");
    return performance.now() - startMs;
  }

  for (const way of WAYS) {
    const other = way === "up" ? "down" : "up";

    it(`delay ${way}: every word takes as long, and the other way is free`, async () => {
      const pair = await open({ ...LOOPBACK, [way]: { ...LOOPBACK[way], delayMs: 70 } });
      await say(pair, other);
      for (let i = 0; i < 3; i++) {
        const ms = await say(pair, way);
        assert.ok(ms >= 70, `${ms} ms`);
      }
    });

    it(`jitter ${way}: words wait for unequal times, and keep their order`, async () => {
      const pair = await open({ ...LOOPBACK, [way]: { ...LOOPBACK[way], jitterMs: 60 } });
      const [from, to] = endsOf(pair, way);
      const heard = hear(to, 26);
      for (const letter of "abcdefghijklmnopqrstuvwxyz") from.write(letter);
      assert.equal(await heard, "abcdefghijklmnopqrstuvwxyz");
      let longest = 0;
      for (let i = 0; i < 8; i++) longest = Math.max(longest, await say(pair, way));
      assert.ok(longest >= 20, `${longest} ms at most`);
    });

    it(`throttle ${way}: no more than so many bytes a second, from now until it is taken off`, async () => {
      const pair = await open();
      const [from, to] = endsOf(pair, way);
      proxy.throttle(way, 50_000);
      const startMs = performance.now();
      const heard = hear(to, 20_000);
      from.write("x".repeat(20_000));
      await heard;
      const ms = performance.now() - startMs;
      assert.ok(ms >= 400, `${ms} ms`);
      await say(pair, other);
      const later = await connect();
      assert.ok((await bulk(later, way)) >= 400, "a connection that comes later is throttled, too");
      proxy.throttle(way, 0);
      await bulk(pair, way, 5_000_000);
    });

    it(`blackhole ${way}: nothing passes, and all of it when it is over; the other way is free`, async () => {
      const pair = await open();
      const [from, to] = endsOf(pair, way);
      proxy.blackhole(way, true);
      let heard = "";
      to.on("data", (chunk: Buffer) => {
        heard += String(chunk);
      });
      from.write("late");
      for (let i = 0; i < 5; i++) await say(pair, other);
      assert.equal(heard, "");
      proxy.blackhole(way, false);
      while (heard === "") await once(to, "data");
      assert.equal(heard, "late");
    });

    it(`stall ${way} by a word, and both at once`, async () => {
      const pair = await open();
      // From the stall on, and not from the word: this machine may take its time between the two.
      let fromMs = performance.now();
      readFault(`0s stall ${way} 120ms`).strike(proxy);
      await say(pair, way);
      const ms = performance.now() - fromMs;
      assert.ok(ms >= 119, `${ms} ms`);
      fromMs = performance.now();
      proxy.stall("both", 120);
      const said = WAYS.map(async (each) => {
        await say(pair, each);
        return performance.now() - fromMs;
      });
      for (const passed of await Promise.all(said)) assert.ok(passed >= 119, `${passed} ms`);
    });

    it(`end ${way}: a goodbye after the last word, and the other way stays open`, async () => {
      const pair = await open();
      const [from, to] = endsOf(pair, way);
      const [last, end] = [hear(to, 4), once(to, "end")];
      from.write("last");
      assert.equal(await last, "last");
      proxy.end(way);
      await end;
      await say(pair, other);
      assert.equal(from.destroyed, false);
    });
  }

  for (const side of ["client", "server"] as const) {
    it(`reset ${side}: that side is reset, and the other believes on`, async () => {
      const pair = await open();
      const [gone, left] = side === "client" ? [pair.client, pair.server] : [pair.server, pair.client];
      await say(pair, "up");
      for (const socket of [gone, left]) socket.resume();
      const failed = once(gone, "error");
      let told = false;
      for (const event of ["end", "close"]) left.once(event, () => (told = true));
      proxy.reset(side);
      const [error] = (await failed) as NodeJS.ErrnoException[];
      assert.equal(error.code, "ECONNRESET");
      left.write("is anybody there?");
      const next = await connect();
      await say(next, "up");
      assert.equal(told, false);
      assert.equal(proxy.stats.connections, 2);
      const over = once(left, "close");
      left.end();
      await over;
    });
  }

  it("a schedule strikes in time, says so, and mends what it broke", async () => {
    const pair = await open();
    const told: string[] = [];
    let heardMs: Promise<number> | undefined;
    const schedule = new Schedule(proxy, (line) => {
      told.push(line);
      // In the breath in which it strikes: a timer of ours might come when it is over.
      if (told.length === 1) heardMs = say(pair, "up").then(() => performance.now());
    });
    const failed = once(pair.client, "error");
    const startMs = performance.now();
    schedule.add(["0ms blackhole up 150ms"].map(readFault));
    while (heardMs === undefined) await new Promise((resolve) => setImmediate(resolve));
    assert.ok((await heardMs) - startMs >= 149);
    const laterMs = performance.now();
    schedule.add(["100ms cut"].map(readFault));
    await failed;
    assert.ok(performance.now() - laterMs >= 99);
    assert.deepEqual(told, ["blackhole up 150ms", "blackhole up 150ms is over", "cut"]);
    schedule.stop();
  });

  it("every key stands for a fault that strikes at once, and no other key does", async () => {
    const pair = await open();
    await say(pair, "up");
    const told: string[] = [];
    const schedule = new Schedule(proxy, (line) => told.push(line));
    const failed = once(pair.client, "error");
    for (const [key, words] of Object.entries(KEYS)) {
      assert.equal(schedule.typed(key), true, key);
      assert.equal(told.at(-1), words);
    }
    for (const key of ["x", "C", "constructor"]) assert.equal(schedule.typed(key), false);
    await failed;
    schedule.stop();
  });

  /** How long so many bytes take that way, ms. */
  async function bulk(pair: Pair, way: WayName, bytes = 20_000): Promise<number> {
    const [from, to] = endsOf(pair, way);
    const startMs = performance.now();
    const heard = hear(to, bytes);
    from.write("x".repeat(bytes));
    await heard;
    return performance.now() - startMs;
  }
});
