// The lab's proxy over real sockets: every byte arrives, in order, when the link lets it. Lower bounds only: a busy
// machine may always be later.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from "node:net";
import { type Profile, plainProfile, profileNamed } from "../../shared/lab/profile.ts";
import { type LabProxy, type ProxyOptions, startProxy } from "../lab/proxy.ts";

const LOOPBACK = profileNamed("loopback");
/** Everything at once, fast enough for a test: 3 MB are 2,200 packets, so about 20 losses each way. */
const ROUGH: Profile = {
  title: "rough",
  cutEveryMs: 0,
  up: {
    ...LOOPBACK.up,
    delayMs: 5,
    jitterMs: 10,
    loss: 0.01,
    stallMs: 20,
    freezeEveryMs: 200,
    freezeForMs: 50,
  },
  down: { ...LOOPBACK.down, delayMs: 5, jitterMs: 10, loss: 0.01, stallMs: 20, bytesPerSecond: 8_000_000 },
};

/** Resolves when it is closed, by whatever reason; reads what still comes. */
function closed(socket: Socket): Promise<void> {
  socket.on("error", () => {});
  socket.resume();
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

describe("the lab's proxy", () => {
  let echo: Server;
  let proxy: LabProxy;
  let arrived: Set<Socket>;

  beforeEach(async () => {
    arrived = new Set();
    echo = createServer({ allowHalfOpen: true }, (socket) => {
      arrived.add(socket);
      socket.on("error", () => {});
      socket.pipe(socket);
    });
    echo.listen(0, "127.0.0.1");
    await once(echo, "listening");
  });

  afterEach(async () => {
    await proxy.close();
    for (const socket of arrived) socket.destroy();
    echo.close();
  });

  async function start(profile: Profile, options: Partial<ProxyOptions> = {}): Promise<void> {
    const { port } = echo.address() as AddressInfo;
    proxy = await startProxy({ target: { host: "127.0.0.1", port }, profile, ...options });
  }

  async function connect(): Promise<Socket> {
    const socket = createConnection({
      port: proxy.port,
      host: "127.0.0.1",
      noDelay: true,
      allowHalfOpen: true,
    });
    await once(socket, "connect");
    return socket;
  }

  /** Sends one small message and waits for it; returns how long that took, ms. */
  async function roundTrip(socket: Socket): Promise<number> {
    const startMs = performance.now();
    socket.write("ping");
    const [chunk] = (await once(socket, "data")) as [Buffer];
    assert.equal(String(chunk), "ping");
    return performance.now() - startMs;
  }

  /** The server's socket of the only connection. */
  async function theOther(): Promise<Socket> {
    if (arrived.size === 0) await once(echo, "connection");
    return [...arrived][0];
  }

  for (const [name, profile] of Object.entries({ loopback: LOOPBACK, rough: ROUGH })) {
    it(`carries megabytes both ways, byte for byte, and the end after them: ${name}`, async () => {
      await start(profile);
      const socket = await connect();
      const sent = Buffer.alloc(3_000_000);
      for (let i = 0; i < sent.length; i += 4) sent.writeUInt32LE(Math.imul(i, 0x9e3779b1) >>> 0, i);
      const [back, end] = [createHash("sha256"), once(socket, "end")];
      socket.on("data", (chunk) => back.update(chunk));
      socket.end(sent);
      await end;
      assert.equal(back.digest("hex"), createHash("sha256").update(sent).digest("hex"));
      const { up, down } = proxy.stats;
      assert.deepEqual([up.bytes, down.bytes], [sent.length, sent.length]);
      assert.ok(up.packets >= sent.length / 1400 && down.packets >= sent.length / 1400);
      if (profile === ROUGH)
        assert.ok(up.losses > 0 && down.losses > 0 && up.frozen > 0, JSON.stringify({ up, down }));
    });
  }

  it("reads no more from a sender than it may hold", async () => {
    await start(LOOPBACK);
    proxy.blackhole("up", true);
    const socket = await connect();
    const flood = Buffer.alloc(64 * 1024);
    // 16 MB are more than the sockets of a system buffer: without a bound, the proxy takes all of them.
    for (let i = 0; i < 256; i++) socket.write(flood);
    while (proxy.stats.up.bytes < 256 * 1024) await new Promise((resolve) => setImmediate(resolve));
    await roundTripOfAnother();
    assert.ok(proxy.stats.up.bytes <= 320 * 1024 + 4, `${proxy.stats.up.bytes} bytes`);
    proxy.blackhole("up", false);
    let bytes = 0;
    socket.on("data", (chunk) => {
      bytes += chunk.length;
    });
    while (bytes < 256 * flood.length) await once(socket, "data");
    socket.destroy();
  });

  /** Time enough for every byte that could pass to have passed: a connection of its own, straight to the server. */
  async function roundTripOfAnother(): Promise<void> {
    const { port } = echo.address() as AddressInfo;
    const socket = createConnection(port, "127.0.0.1");
    for (let i = 0; i < 20; i++) await roundTrip(socket);
    socket.destroy();
  }

  it("a message takes the profile's round trip at least, the first one the handshake's too", async () => {
    await start(plainProfile(60));
    const startMs = performance.now();
    const socket = await connect();
    await roundTrip(socket);
    assert.ok(performance.now() - startMs >= 120);
    for (let i = 0; i < 5; i++) {
      const ms = await roundTrip(socket);
      assert.ok(ms >= 60, `${ms} ms`);
    }
    proxy.setProfile(plainProfile(120));
    const ms = await roundTrip(socket);
    assert.ok(ms >= 120, `${ms} ms after the change`);
    socket.destroy();
  });

  for (const way of ["up", "down"] as const) {
    it(`a stall ${way} holds everything, then lets it go in order`, async () => {
      await start(LOOPBACK);
      const socket = await connect();
      await roundTrip(socket);
      const startMs = performance.now();
      proxy.stall(way, 150);
      let text = "";
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      for (const letter of "abcdefgh") socket.write(letter);
      while (text.length < 8) await once(socket, "data");
      assert.ok(performance.now() - startMs >= 150);
      assert.equal(text, "abcdefgh");
      assert.equal(proxy.stats[way].stalls, 1);
      socket.destroy();
    });
  }

  it("a cut resets both sides, and the next connection works", async () => {
    await start(plainProfile(10));
    const socket = await connect();
    await roundTrip(socket);
    const server = await theOther();
    const errors = Promise.all(
      [once(socket, "error"), once(server, "error")].map(async (each) => (await each)[0]),
    );
    server.resume();
    proxy.cut();
    for (const error of (await errors) as NodeJS.ErrnoException[]) assert.equal(error.code, "ECONNRESET");
    assert.equal(proxy.stats.cuts, 1);
    const next = await connect();
    await roundTrip(next);
    next.destroy();
  });

  it("cuts by itself, as often as the profile says", async () => {
    await start({ ...LOOPBACK, cutEveryMs: 60 });
    for (let cuts = 0; cuts < 3; cuts++) {
      const socket = await connect();
      await closed(socket);
    }
    assert.ok(proxy.stats.cuts >= 3);
  });

  it("a blackhole lets nothing through, not even an end, until it is off", async () => {
    await start(plainProfile(4));
    const socket = await connect();
    await roundTrip(socket);
    const server = await theOther();
    proxy.blackhole("up", true);
    const heard: string[] = [];
    server.on("data", (chunk) => heard.push(String(chunk)));
    server.on("end", () => heard.push("end"));
    socket.end("late");
    // The other way is open: what the server says now arrives, though it would be behind what it cannot hear.
    server.write("still here");
    assert.equal(String((await once(socket, "data"))[0]), "still here");
    assert.deepEqual(heard, []);
    proxy.blackhole("both", false);
    await once(server, "end");
    assert.deepEqual(heard, ["late", "end"]);
    socket.destroy();
  });

  it("a connection that begins in a blackhole reaches the server after it", async () => {
    await start(LOOPBACK);
    proxy.blackhole("both", true);
    const socket = await connect();
    socket.write("ping");
    await roundTripOfAnother();
    assert.equal(arrived.size, 1, "the straight one alone");
    proxy.blackhole("both", false);
    assert.equal(String((await once(socket, "data"))[0]), "ping");
    socket.destroy();
  });

  it("the last words of a client that is gone still arrive", async () => {
    await start(plainProfile(80));
    const socket = await connect();
    await roundTrip(socket);
    const server = await theOther();
    const heard = once(server, "data");
    // The echo comes back to a closed socket and is answered with a reset.
    socket.write("one");
    socket.destroySoon();
    assert.equal(String((await heard)[0]), "one");
    await closed(server);
    while (proxy.stats.connections > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("a server that is not there closes the client", async () => {
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    await start(LOOPBACK, { target: { host: "127.0.0.1", port } });
    const socket = await connect();
    socket.end();
    await closed(socket);
  });

  it("close leaves nothing open, on either side, whatever was on its way", async () => {
    await start(plainProfile(2000));
    const sockets = await Promise.all(Array.from({ length: 5 }, connect));
    proxy.setProfile(LOOPBACK);
    sockets.push(await connect());
    await roundTrip(sockets[5]);
    const all = sockets.map((socket) => closed(socket));
    for (const socket of sockets) socket.write("never answered");
    proxy.stall("down", 100_000);
    assert.equal(proxy.stats.connections, 6);
    await proxy.close();
    assert.equal(proxy.stats.connections, 0);
    await Promise.all(all);
    const late = createConnection(proxy.port, "127.0.0.1");
    const [refused] = (await once(late, "error")) as NodeJS.ErrnoException[];
    assert.equal(refused.code, "ECONNREFUSED");
  });
});
