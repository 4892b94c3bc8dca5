// The peers' bench: frames are counted right however they arrive, and every contender is served and flown.
import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { wander } from "../load/wander.ts";
import { CountingSocket } from "./counting-socket.ts";
import { JsonCrowd } from "./json-crowd.ts";
import { CONTENDERS, runContender } from "./run.ts";
import { formatTable } from "./table.ts";

const UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

/** An unmasked frame, as a server sends it. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x80 | opcode;
  header[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

describe("the peers' counting socket", () => {
  let server: Server;
  let peer: Socket;
  const port = (): number => (server.address() as AddressInfo).port;

  /** Everything is written a few bytes at a time; resolves to what was heard once the socket is closed. */
  async function heard(bytes: Buffer, step: number): Promise<[first: number, length: number][]> {
    const frames: [number, number][] = [];
    const opened = CountingSocket.open(port(), "/", (_socket, head, length) => {
      frames.push([head[0] ?? -1, length]);
    });
    [peer] = (await once(server, "connection")) as [Socket];
    await once(peer, "data");
    peer.setNoDelay(true);
    const all = Buffer.concat([Buffer.from(UPGRADED), bytes, frame(8, Buffer.alloc(0))]);
    for (let at = 0; at < all.length; at += step) {
      peer.write(all.subarray(at, at + step));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await opened;
    if (!peer.closed) await once(peer, "close");
    return frames;
  }

  before(async () => {
    server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(() => server.close());

  const lengths = [0, 1, 125, 126, 65_535, 65_536];
  const frames = lengths.map((length) => frame(2, Buffer.alloc(length, length % 251)));
  const expected = lengths.map((length) => [length === 0 ? -1 : length % 251, length]);

  for (const step of [997, 65_536]) {
    it(`counts frames of every length, ${step} bytes at a time`, async () => {
      assert.deepEqual(await heard(Buffer.concat(frames), step), expected);
    });
  }

  it("counts short frames byte by byte, and answers a ping with its pong", async () => {
    const pong = new Promise<Buffer>((resolve) => {
      server.once("connection", (socket) => {
        socket.once("data", () => socket.once("data", resolve));
      });
    });
    const got = await heard(Buffer.concat([frame(9, Buffer.from("hey")), ...frames.slice(0, 3)]), 1);
    assert.deepEqual(got, expected.slice(0, 3));
    const answer = await pong;
    assert.deepEqual([answer[0], answer[1], answer.subarray(6).toString()], [0x8a, 0x83, "hey"]);
  });

  it("rejects when the server does not switch protocols", async () => {
    server.once("connection", (socket) => socket.end("HTTP/1.1 429 Too Many Requests\r\n\r\n"));
    await assert.rejects(
      CountingSocket.open(port(), "/", () => {}),
      /429/,
    );
  });
});

describe("the peers' crowd", () => {
  it("fills a room of a hundred, then opens another, and closes up behind who leaves", () => {
    const crowd = new JsonCrowd();
    const places = Array.from({ length: 101 }, () => crowd.enter());
    assert.deepEqual(places[99], { room: 0, slot: 99 });
    assert.deepEqual(places[100], { room: 1, slot: 0 });
    crowd.leave(places[7]);
    assert.deepEqual(crowd.enter(), { room: 0, slot: 7 });
  });

  it("wants the same in every run, and not all the same", () => {
    assert.deepEqual(wander(3, 100), wander(3, 100));
    assert.notDeepEqual(wander(3, 100).move, wander(4, 100).move);
  });
});

describe("every contender", function () {
  this.timeout(120_000);

  for (const contender of CONTENDERS) {
    it(`serves a small crowd: ${contender.name}`, async () => {
      // One second can go by without a patch where others share the machine.
      const trial = { clients: 3, warmUpMs: 300, seconds: 3, floorBytes: 100 };
      const outcome = await runContender(contender, trial);
      assert.equal(outcome.lost, 0);
      assert.ok(outcome.delivered > 0 && outcome.kilobytes > 0 && outcome.cpuPercent > 0);
      const table = formatTable(new Map([[3, new Map([[contender.name, [outcome]]])]]));
      assert.match(table, new RegExp(`^3 clients\\n.*CPU ms/client/s.*\\n${contender.name}`, "m"));
    });
  }
});
