// What a connection may send: to the frame, with a clock of the test's own.
import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import FakeTimers, { type Clock } from "@sinonjs/fake-timers";
import type { WebSocket } from "ws";
import { LIMITS, type LimitName, type Limits } from "../../../../server/limits.ts";
import { SocketGuard } from "../../../../server/transport/socket-guard.ts";
import { Traffic } from "../../../../server/transport/traffic.ts";

const limits = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { default: value }]) => [name, value]),
) as Limits;

const INPUT = Uint8Array.of(19, 0x82, 1);
const MESSAGE = Uint8Array.of(13, 0xa1, 0x78);
const PATCH = Uint8Array.of(15 | 0x80, 1, 2, 3);
const CHAT = Uint8Array.of(13, 1, 2, 3);

class FakeSocket extends EventEmitter {
  readyState = 1;
  bufferedAmount = 0;
  paused = false;
  closes: [number, string][] = [];
  pongs = 0;
  ping(): void {}
  pong(): void {
    this.pongs += 1;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  close(code: number, reason: string): void {
    this.closes.push([code, reason]);
  }
  terminate(): void {}
}

describe("the guard of a socket", () => {
  let clock: Clock;
  let socket: FakeSocket;
  let guard: SocketGuard;
  let refused: LimitName[];

  beforeEach(() => {
    clock = FakeTimers.install({ now: 5000, toFake: ["performance", "setTimeout", "clearTimeout"] });
    socket = new FakeSocket();
    refused = [];
    guard = new SocketGuard(
      socket as unknown as WebSocket,
      { limits, refused: (name) => refused.push(name), traffic: new Traffic() },
      performance.now(),
    );
    socket.on("message", () => {});
  });
  afterEach(() => clock.uninstall());

  const hear = (frame: Uint8Array): boolean => guard.hears("message", frame, true);
  const heardOf = (frame: Uint8Array, times: number): number => {
    let heard = 0;
    for (let i = 0; i < times; i++) if (hear(frame)) heard += 1;
    return heard;
  };
  const pass = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += 500) {
      clock.tick(500);
      guard.look(performance.now());
    }
  };

  it("[F2] hears 120 messages at once and 60 more each second", () => {
    hear(Uint8Array.of(10));
    assert.equal(heardOf(MESSAGE, 200), 119);
    pass(1000);
    assert.equal(heardOf(MESSAGE, 200), 60);
  });

  it("[F2] hears every input of an honest client, also those of a stall of nine seconds that come at once", () => {
    hear(Uint8Array.of(10));
    for (let second = 0; second < 20; second++) {
      pass(1000);
      assert.equal(heardOf(INPUT, 31), 31);
    }
    pass(9000);
    assert.equal(heardOf(INPUT, 9 * 31), 9 * 31);
    assert.deepEqual(refused, []);
  });

  it("[F3] does not read who is over the budget for a second, and closes with the third strike", () => {
    hear(Uint8Array.of(10));
    for (let strike = 1; strike <= 3; strike++) {
      assert.equal(socket.paused, false);
      heardOf(MESSAGE, 10_000);
      assert.equal(socket.paused, true);
      pass(500);
      assert.equal(socket.paused, true);
      pass(500);
    }
    assert.deepEqual(socket.closes, [[4107, "too many frames"]]);
    assert.equal(guard.seatLost, true);
    assert.equal(heardOf(MESSAGE, 100), 0);
    assert.deepEqual(refused, ["messagesPerSecond", "messagesPerSecond", "messagesPerSecond", "strikes"]);
  });

  it("[F3] forgets a strike after half a minute", () => {
    hear(Uint8Array.of(10));
    for (let i = 0; i < 10; i++) {
      heardOf(MESSAGE, 300);
      pass(31_000);
    }
    assert.deepEqual(socket.closes, []);
  });

  it("[F3] answers pings within the budget, and none of who does not read", () => {
    hear(Uint8Array.of(10));
    for (let i = 0; i < 2000; i++) guard.hears("ping", Buffer.from("x"), undefined);
    assert.ok(socket.pongs > 500 && socket.pongs <= 600, `${socket.pongs}`);
    pass(1000);
    socket.bufferedAmount = limits.softBufferBytes;
    const { pongs } = socket;
    guard.hears("ping", Buffer.from("x"), undefined);
    assert.equal(socket.pongs, pongs);
  });

  it("[F4] takes no acknowledgement before anybody listens, and closes after 5 s without one", () => {
    socket.removeAllListeners("message");
    hear(Uint8Array.of(10));
    pass(4500);
    assert.deepEqual(socket.closes, []);
    pass(500);
    assert.deepEqual(socket.closes, [[4109, "join not acknowledged"]]);
    assert.equal(guard.seatLost, false);
  });

  it("[F5] S3: skips patches from 256 KB on, and closes once it has drained: a new connection is told all", () => {
    hear(Uint8Array.of(10));
    assert.equal(guard.lets(PATCH), true);
    socket.bufferedAmount = 262_144;
    assert.deepEqual([guard.lets(PATCH), guard.lets(CHAT)], [false, true]);
    socket.bufferedAmount = 200_000;
    // Less waits, but without the patch before it another is worth nothing.
    assert.equal(guard.lets(PATCH), false);
    pass(500);
    assert.deepEqual(socket.closes, []);
    socket.bufferedAmount = 1000;
    pass(500);
    assert.deepEqual(socket.closes, [[4108, "too slow"]]);
    assert.equal(guard.seatLost, false);
    assert.deepEqual(refused, ["softBufferBytes"]);
  });

  it("[F5] S3: closes who has been too slow for 15 s", () => {
    hear(Uint8Array.of(10));
    socket.bufferedAmount = 262_144;
    pass(15_000);
    assert.deepEqual(socket.closes, []);
    pass(500);
    assert.deepEqual(socket.closes, [[4108, "too slow"]]);
    assert.deepEqual(refused, ["slowSeconds"]);
  });

  it("[F5] S3: closes before more than 1 MB waits, whatever it is", () => {
    hear(Uint8Array.of(10));
    socket.bufferedAmount = 1_048_576 - 4;
    assert.equal(guard.lets(CHAT), true);
    assert.equal(guard.lets(new Uint8Array(5)), false);
    assert.deepEqual(socket.closes, [[4108, "too slow"]]);
    assert.equal(guard.lets(CHAT), false);
  });

  it("[F5] does not mind who is slow for a while", () => {
    hear(Uint8Array.of(10));
    for (let i = 0; i < 10; i++) {
      socket.bufferedAmount = 300_000;
      pass(10_000);
      socket.bufferedAmount = 0;
      pass(500);
    }
    assert.deepEqual(socket.closes, []);
  });
});
