// Who is let in at all: answered in plain HTTP, before a WebSocket is made of it.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect, type Socket } from "node:net";
import { OPERATOR_TOKEN } from "../../helpers/operator.ts";
import { joinPlayer } from "../../helpers/player.ts";
import { rawJoin } from "../../helpers/raw-client.ts";
import { refusals } from "../../helpers/refusals.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const PATH = "/process/room?sessionId=nobody";

describe("the door of the sockets", () => {
  let server: TestServer;
  const open: { destroy(): void }[] = [];

  afterEach(async () => {
    for (const socket of open.splice(0)) socket.destroy();
    await server.close();
  });

  const start = async (env: Record<string, string> = {}): Promise<void> => {
    server = await startServer({ OPERATOR_TOKEN, ARENA_BOTS_FILL_TO: "0", ...env });
  };

  /** Asks for a socket; resolves with the status, 101 when there is one now, and keeps it. */
  function knock(headers: IncomingHttpHeaders = {}, path = PATH): Promise<number> {
    return new Promise((resolve, reject) => {
      const key = randomBytes(16).toString("base64");
      const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
      const asked = request({
        host: "127.0.0.1",
        port: server.port,
        path,
        headers: { ...upgrade, "sec-websocket-key": key, ...headers },
      });
      asked.on("upgrade", (_response, socket) => {
        open.push(socket);
        socket.on("error", () => {});
        resolve(101);
      });
      asked.on("response", (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.on("error", reject).end();
    });
  }

  it("[F6] S8: a page of another origin gets 403, our own and one of the settings a socket", async () => {
    await start({ ALLOWED_ORIGINS: "https://friend.example" });
    assert.equal(await knock({ origin: "https://evil.example" }), 403);
    assert.equal(await knock({ origin: "null" }), 403);
    assert.equal(await knock({ origin: server.endpoint }), 101);
    assert.equal(await knock({ origin: "https://friend.example" }), 101);
    assert.equal(await knock(), 101);
  });

  it("[F6] what is no seat's address gets 404, whatever it looks like", async () => {
    await start();
    const paths = [
      "/",
      "/room?sessionId=x",
      "/process/room",
      "/process/room?sessionId=",
      "/process/room?sessionId=../x",
      "/process/%00?sessionId=x",
      "//:?sessionId=x",
      `/process/room?sessionId=${"x".repeat(65)}`,
    ];
    for (const path of paths) assert.equal(await knock({}, path), 404, path);
  });

  it("K4: a request line that is no URL ends its connection, and nothing else", async () => {
    await start();
    for (const url of ["[", ":", "http://[", "ws://server:99999/x", "*"]) {
      const socket: Socket = connect(server.port, "127.0.0.1");
      open.push(socket);
      const ended = new Promise<void>((resolve) => socket.on("close", () => resolve()).on("error", () => {}));
      socket.resume();
      socket.write(
        `GET ${url} HTTP/1.1\r\nHost: [\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      );
      await ended;
    }
    await (await joinPlayer(server.endpoint, "After")).leave();
  });

  it("[F6] an address has 20 sockets, and room for another when one of them is gone", async () => {
    await start({ TRUSTED_ADDRESSES: "", LIMIT_CONNECTIONS_PER_MINUTE: "1000", LIMIT_JOIN_SECONDS: "60" });
    const room = (await rawJoin(server.endpoint)).socket;
    // At once: whose seat is not there is closed, and cut off after 5 s, and must still be open below.
    const all = await Promise.all(Array.from({ length: 19 }, () => knock()));
    assert.deepEqual(new Set(all), new Set([101]));
    assert.equal(await knock(), 429);
    assert.equal((await refusals(server.endpoint)).socketsPerAddress, 1);
    const gone = new Promise((resolve) => room.once("close", resolve));
    room.terminate();
    await gone;
    while ((await knock()) !== 101);
  });

  it("[F6] an address makes 30 sockets a minute, however short they are", async () => {
    await start({ TRUSTED_ADDRESSES: "" });
    const fromMs = performance.now();
    let made = 0;
    while ((await knock()) === 101) {
      made += 1;
      for (const socket of open.splice(0)) socket.destroy();
    }
    // One comes back every two seconds, however slowly this machine knocks.
    const most = 30 + (performance.now() - fromMs) / 2000;
    assert.ok(made >= 30 && made <= most, `${made} of ${most}`);
    assert.equal((await refusals(server.endpoint)).connectionsPerMinute, 1);
  });

  it("[F6] a trusted address is not counted", async () => {
    await start();
    for (let i = 0; i < 60; i++) assert.equal(await knock(), 101);
  });
});
