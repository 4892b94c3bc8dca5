// What is measured of a connection, against whoever would like it measured otherwise.
import assert from "node:assert/strict";
import { type Clock, install } from "@sinonjs/fake-timers";
import { LinkMeter } from "../../../../server/transport/link-meter.ts";

/** A socket whose pings are kept and whose pongs are the test's. */
function wired() {
  const pings: Uint8Array[] = [];
  let pong: (payload: Uint8Array) => void = () => {};
  const socket = {
    bufferedAmount: 0,
    readyState: 1,
    ping: (payload: Uint8Array) => void pings.push(payload.slice()),
    on: (_event: "pong", listener: (payload: Uint8Array) => void) => {
      pong = listener;
    },
  };
  const meter = new LinkMeter(socket);
  return {
    socket,
    meter,
    pings,
    pong: (...payload: number[]) => pong(Uint8Array.from(payload)),
    /** A ping that was sent `ms` ago; its payload. */
    pingAgo(ms: number): number[] {
      meter.ping(performance.now() - ms);
      return [...pings[pings.length - 1]];
    },
    /** A round trip of `ms`. */
    trip(ms: number): void {
      pong(Uint8Array.from(this.pingAgo(ms)));
    },
  };
}

describe("the round trip of a link", () => {
  let clock: Clock;

  // The clock stands: a process that does not run for a moment would make every round trip as much longer.
  beforeEach(() => {
    clock = install({ toFake: ["performance"] });
    clock.tick(10_000);
  });
  afterEach(() => clock.uninstall());

  it("is from a ping to its pong; 0 before the first", () => {
    const link = wired();
    assert.deepEqual([link.meter.roundTripMs, link.meter.pingMs], [0, 0]);
    link.trip(80);
    assert.equal(link.meter.roundTripMs, 80);
    assert.equal(link.meter.pingMs, 80);
  });

  it("[V2] is the second longest of the last eight, so that one slow pong proves nothing; the usual one is their middle", () => {
    const link = wired();
    for (const ms of [900, 20, 30, 40, 50, 60, 70, 80]) link.trip(ms);
    assert.equal(link.meter.roundTripMs, 80);
    assert.equal(link.meter.pingMs, 60);
    link.trip(25);
    assert.equal(link.meter.roundTripMs, 70);
    assert.equal(link.meter.pingMs, 50);
    for (let i = 0; i < 8; i++) link.trip(10);
    assert.equal(link.meter.roundTripMs, 10);
  });

  it("[V2] is forgotten after four seconds: who answers once slowly and then no more has no slow link", () => {
    const link = wired();
    link.trip(250);
    link.trip(250);
    assert.equal(link.meter.roundTripMs, 250);
    clock.tick(4100);
    link.pingAgo(0);
    assert.deepEqual([link.meter.roundTripMs, link.meter.pingMs], [0, 0]);
  });

  it("pairs pongs with their own pings, whatever their order", () => {
    const link = wired();
    const first = link.pingAgo(200);
    const second = link.pingAgo(100);
    link.pong(...second);
    assert.equal(link.meter.roundTripMs, 100);
    link.pong(...first);
    assert.equal(link.meter.roundTripMs, 100);
    assert.equal(link.meter.pingMs, 200);
  });

  it("a pong twice counts once", () => {
    const link = wired();
    const ping = link.pingAgo(300);
    link.pong(...ping);
    for (let i = 0; i < 20; i++) link.trip(40);
    link.pong(...ping);
    assert.equal(link.meter.roundTripMs, 40);
    const again = link.pingAgo(100);
    for (let i = 0; i < 8; i++) link.pong(...again);
    assert.equal(link.meter.pingMs, 40);
  });

  it("a pong that answers no ping of ours counts for nothing", () => {
    const link = wired();
    link.pong();
    link.pong(0x45, 0);
    link.pong(0x45, 255);
    assert.equal(link.meter.roundTripMs, 0, "before any ping");
    const [code, n] = link.pingAgo(500);
    const forged: number[][] = [
      [],
      [code],
      [code, n, 0],
      [n, code],
      [0, n],
      [code, n + 1],
      [code, (n + 255) & 255],
      [code, (n + 16) & 255],
    ];
    for (const payload of forged) link.pong(...payload);
    assert.equal(link.meter.roundTripMs, 0, "none of them");
    link.pong(code, n);
    assert.equal(link.meter.roundTripMs, 500);
  });

  it("the seventeenth ping loses the first; the others may still be answered", () => {
    const link = wired();
    const pings = Array.from({ length: 17 }, (_, i) => link.pingAgo(1000 + i));
    link.pong(...pings[0]);
    assert.equal(link.meter.roundTripMs, 0);
    link.pong(...pings[1]);
    assert.equal(link.meter.roundTripMs, 1001);
  });

  it("goes on beyond 256 pings, in whose payload they begin anew", () => {
    const link = wired();
    for (let i = 0; i < 600; i++) link.trip(i < 592 ? 700 : 30);
    assert.equal(link.meter.roundTripMs, 30);
    assert.equal(link.pings.length, 600);
  });

  it("a socket that is not open is not asked", () => {
    const link = wired();
    link.socket.readyState = 2;
    link.meter.ping(performance.now());
    assert.deepEqual(link.pings, []);
  });
});

describe("arrivals of inputs", () => {
  it("are known by their number, from one on", () => {
    const { meter } = wired();
    for (const ms of [10, 43, 76]) meter.inputArrived(ms);
    assert.deepEqual(
      [1, 2, 3].map((n) => meter.arrivedMs(n)),
      [10, 43, 76],
    );
  });

  it("are not known before they are there, nor for numbers that there are not", () => {
    const { meter } = wired();
    for (const n of [0, 1, -1]) assert.ok(Number.isNaN(meter.arrivedMs(n)));
    meter.inputArrived(10);
    assert.deepEqual(
      [meter.arrivedMs(1), meter.arrivedMs(0), meter.arrivedMs(2)],
      [10, Number.NaN, Number.NaN],
    );
  });

  it("are forgotten beyond the last 64", () => {
    const { meter } = wired();
    for (let n = 1; n <= 200; n++) meter.inputArrived(n * 10);
    for (let n = 137; n <= 200; n++) assert.equal(meter.arrivedMs(n), n * 10);
    for (const n of [136, 100, 1]) assert.ok(Number.isNaN(meter.arrivedMs(n)), `number ${n}`);
  });
});

describe("what waits to be sent", () => {
  it("is what the socket says now", () => {
    const { socket, meter } = wired();
    assert.equal(meter.queuedBytes, 0);
    socket.bufferedAmount = 70_000;
    assert.equal(meter.queuedBytes, 70_000);
  });
});
