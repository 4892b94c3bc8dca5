// A simulated link delays both ways by its profile, in order, breaks when it is told to, and is not there when it is off.
import assert from "node:assert/strict";
import { type LinkEnd, SimulatedLink } from "../../../../client/net/simulated-link.ts";
import type { Timing } from "../../../../client/net/simulated-way.ts";
import { plainProfile, profileNamed } from "../../../../shared/lab/profile.ts";

/** A clock that moves when it is told to, and the timers on it. */
class FakeTime implements Timing {
  private ms = 1000;
  private timers: { atMs: number; then: () => void }[] = [];

  nowMs(): number {
    return this.ms;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { atMs: this.ms + ms, then };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }

  get armed(): number {
    return this.timers.length;
  }

  pass(ms: number): void {
    const untilMs = this.ms + ms;
    for (;;) {
      const next = this.timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((other) => other !== next);
      this.ms = Math.max(this.ms, next.atMs);
      next.then();
    }
    this.ms = untilMs;
  }
}

/** A connection that notes what reaches its two ends, and when. */
class FakeEnd implements LinkEnd {
  isOpen = true;
  closedWith: number | undefined;
  readonly sent: [ms: number, first: number][] = [];
  readonly heard: [ms: number, first: number][] = [];
  readonly transport: LinkEnd["transport"];
  readonly events: LinkEnd["events"];

  constructor(time: FakeTime) {
    this.transport = { send: (bytes) => this.sent.push([time.nowMs(), bytes[0]]) };
    this.events = { onmessage: ({ data }) => this.heard.push([time.nowMs(), new Uint8Array(data)[0]]) };
  }

  close(code?: number): void {
    this.isOpen = false;
    this.closedWith = code;
  }

  say(first: number): void {
    this.transport.send(new Uint8Array([first]));
  }

  hear(first: number): void {
    this.events.onmessage?.({ data: new Uint8Array([first]).buffer } as MessageEvent<ArrayBuffer>);
  }
}

function setUp() {
  const time = new FakeTime();
  const end = new FakeEnd(time);
  const link = new SimulatedLink(time);
  return { time, end, link };
}

const firsts = (list: [number, number][]): number[] => list.map(([, first]) => first);

describe("the simulated link", () => {
  it("leaves a connection alone until it is wanted", () => {
    const { time, end, link } = setUp();
    const { send } = end.transport;
    const { onmessage } = end.events;
    link.follow(end);
    link.set(null);
    assert.equal(end.transport.send, send);
    assert.equal(end.events.onmessage, onmessage);
    assert.equal(time.armed, 0);
  });

  it("holds both ways for their share of the round trip, with one timer each", () => {
    const { time, end, link } = setUp();
    link.follow(end);
    link.set(plainProfile(100));
    for (const n of [1, 2, 3]) {
      end.say(n);
      end.hear(n);
    }
    assert.equal(time.armed, 2);
    time.pass(49);
    assert.deepEqual([end.sent, end.heard], [[], []]);
    time.pass(1);
    const expected = [1, 2, 3].map((n) => [1050, n]);
    assert.deepEqual([end.sent, end.heard], [expected, expected]);
    assert.equal(time.armed, 0);
  });

  it("delays as the profile's lanes do, and keeps the order through jitter and losses", () => {
    const { time, end, link } = setUp();
    const train = profileNamed("train");
    link.follow(end);
    link.set(train);
    for (let n = 0; n < 200; n++) {
      end.say(n);
      end.hear(n);
      time.pass(100);
    }
    time.pass(10_000);
    const all = Array.from({ length: 200 }, (_, n) => n);
    assert.deepEqual([firsts(end.sent), firsts(end.heard)], [all, all]);
    for (const [list, way] of [
      [end.sent, train.up],
      [end.heard, train.down],
    ] as const) {
      const delays = list.map(([ms], n) => ms - 1000 - n * 100);
      assert.ok(Math.min(...delays) >= way.delayMs, `${Math.min(...delays)} ms`);
      assert.ok(Math.max(...delays) > way.delayMs + way.jitterMs, "a loss or a tunnel stalls");
    }
  });

  it("keeps bytes of its own: the SDK writes the next message over the last", () => {
    const { time, end, link } = setUp();
    link.follow(end);
    link.set(plainProfile(20));
    const shared = new Uint8Array([1]);
    end.transport.send(shared);
    shared[0] = 2;
    time.pass(20);
    assert.deepEqual(firsts(end.sent), [1]);
  });

  it("changes at once, overtakes nothing, and passes everything on when it is taken away", () => {
    const { time, end, link } = setUp();
    link.follow(end);
    link.set(plainProfile(400));
    end.say(1);
    link.set(plainProfile(20));
    end.say(2);
    time.pass(100);
    assert.deepEqual(end.sent, []);
    end.say(3);
    link.set(null);
    assert.deepEqual(firsts(end.sent), [1, 2, 3]);
    end.say(4);
    assert.deepEqual(firsts(end.sent), [1, 2, 3, 4]);
    assert.equal(time.armed, 0);
  });

  it("cuts again and again as a break, on every connection that follows, until it is off", () => {
    const { time, end, link } = setUp();
    const storm = profileNamed("storm");
    link.follow(end);
    link.set(storm);
    time.pass(storm.cutEveryMs * 1.5);
    assert.equal(end.closedWith, 4010);
    const next = new FakeEnd(time);
    link.follow(next);
    next.say(1);
    time.pass(50);
    assert.deepEqual(firsts(next.sent), [1]);
    time.pass(storm.cutEveryMs * 2);
    assert.equal(next.closedWith, 4010);
    link.set(null);
    assert.equal(time.armed, 0);
  });

  it("drops what was on its way when the connection is over", () => {
    const { time, end, link } = setUp();
    link.follow(end);
    link.set(plainProfile(100));
    end.hear(1);
    end.say(1);
    link.follow(new FakeEnd(time));
    time.pass(1000);
    assert.deepEqual([end.sent, end.heard], [[], []]);
    assert.equal(time.armed, 0);
  });

  it("breaks the connection rather than let the queue grow without end", () => {
    const { time, end, link } = setUp();
    link.follow(end);
    link.set(plainProfile(60_000));
    for (let n = 0; n < 400; n++) end.say(n);
    assert.equal(end.isOpen, true);
    end.say(400);
    assert.equal(end.closedWith, 4010);
    time.pass(60_000);
    assert.deepEqual(end.sent, []);
  });
});
