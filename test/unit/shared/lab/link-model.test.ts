// One way of a link: order, the same for the same seed, and the promised means, rates and windows.
import assert from "node:assert/strict";
import fc from "fast-check";
import { cutAfterMs, Lane, queueMs, thawMs } from "../../../../shared/lab/link-model.ts";
import { type Direction, PROFILES, profileNamed } from "../../../../shared/lab/profile.ts";

const CALM = profileNamed("loopback").up;
const seeds = fc.integer({ min: 0, max: 0xffffffff });

const direction: fc.Arbitrary<Direction> = fc.oneof(
  fc.constantFrom(...Object.values(PROFILES).flatMap(({ up, down }) => [up, down])),
  fc.record({
    delayMs: fc.nat(300),
    jitterMs: fc.nat(100),
    loss: fc.double({ min: 0, max: 1, noNaN: true }),
    stallMs: fc.nat(500),
    bytesPerSecond: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 1_000_000 })),
    freezeEveryMs: fc.oneof(fc.constant(0), fc.integer({ min: 1000, max: 20_000 })),
    freezeForMs: fc.nat(500),
    queueMs: fc.nat(500),
    queueEveryMs: fc.oneof(fc.constant(0), fc.integer({ min: 1000, max: 20_000 })),
  }),
);
/** Packets as the time since the last one and their size. */
const packets = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 1400 })), { maxLength: 100 });

/** Arrivals of equal packets, one every `everyMs`, as [sent, arrives]. */
function send(lane: Lane, count: number, everyMs: number, bytes = 20): [number, number][] {
  return Array.from({ length: count }, (_, i) => [i * everyMs, lane.deliverAtMs(i * everyMs, bytes)]);
}

/** Mean time on the way. */
const meanDelay = (times: [number, number][]): number =>
  times.reduce((sum, [sent, arrives]) => sum + arrives - sent, 0) / times.length;

describe("Lane", () => {
  it("property: keeps order, is never early, and does the same for the same seed", () => {
    fc.assert(
      fc.property(direction, seeds, fc.nat(100), packets, (way, seed, stream, sent) => {
        const [one, other] = [new Lane(way, seed, stream), new Lane(way, seed, stream)];
        let nowMs = 0;
        let lastMs = 0;
        for (const [afterMs, bytes] of sent) {
          nowMs += afterMs;
          const atMs = one.deliverAtMs(nowMs, bytes);
          const leastMs =
            nowMs + way.delayMs + (way.bytesPerSecond > 0 ? (bytes * 1000) / way.bytesPerSecond : 0);
          assert.ok(atMs >= lastMs && atMs >= leastMs - 1e-6, `${atMs} after ${lastMs}, sent at ${nowMs}`);
          assert.equal(thawMs(way, seed, atMs), atMs, "arrives in a freeze");
          assert.equal(other.deliverAtMs(nowMs, bytes), atMs);
          lastMs = atMs;
        }
        assert.deepEqual([one.losses, one.frozen], [other.losses, other.frozen]);
      }),
    );
  });

  it("property: keeps order when the link changes under it", () => {
    fc.assert(
      fc.property(direction, direction, seeds, packets, (before, after, seed, sent) => {
        const lane = new Lane(before, seed);
        let nowMs = 0;
        let lastMs = 0;
        for (const [index, [afterMs, bytes]] of sent.entries()) {
          if (index === sent.length >> 1) lane.direction = after;
          nowMs += afterMs;
          const atMs = lane.deliverAtMs(nowMs, bytes);
          assert.ok(atMs >= lastMs && atMs >= nowMs);
          lastMs = atMs;
        }
      }),
    );
  });

  it("without a profile, everything arrives at once", () => {
    for (const [sent, arrives] of send(new Lane(CALM, 1), 100, 3)) assert.equal(arrives, sent);
  });

  it("another seed or another connection has other losses", () => {
    const way = { ...CALM, jitterMs: 20 };
    const times = (seed: number, stream: number): string => String(send(new Lane(way, seed, stream), 20, 50));
    assert.equal(new Set([times(1, 0), times(2, 0), times(1, 1)]).size, 3);
  });

  it("the mean delay is delay and half of the jitter, and jitter fills its range", () => {
    // 50 ms apart, a jitter of 20 ms makes nobody wait for another.
    const times = send(new Lane({ ...CALM, delayMs: 65, jitterMs: 20 }, 7), 10_000, 50);
    assert.ok(Math.abs(meanDelay(times) - 75) < 0.5, `${meanDelay(times)} ms`);
    const delays = times.map(([sent, arrives]) => arrives - sent);
    assert.ok(Math.min(...delays) >= 65 && Math.min(...delays) < 65.1);
    assert.ok(Math.max(...delays) < 85 && Math.max(...delays) > 84.9);
  });

  it("loses its share, and a loss stalls what is behind it", () => {
    const lane = new Lane({ ...CALM, delayMs: 10, loss: 0.02, stallMs: 200 }, 3);
    const times = send(lane, 50_000, 20);
    assert.ok(Math.abs(lane.losses / 50_000 - 0.02) < 0.002, `${lane.losses} of 50000`);
    const first = times.findIndex(([sent, arrives]) => arrives - sent >= 210);
    // 200 ms of stall hold the ten packets of 20 ms behind the lost one until it is there.
    for (let behind = 1; behind < 10; behind++) assert.ok(times[first + behind][1] >= times[first][1]);
    assert.equal(times[first][1], times[first][0] + 210);
  });

  it("lets no more than the cap through, and all of it", () => {
    const lane = new Lane({ ...CALM, delayMs: 30, bytesPerSecond: 50_000 }, 1);
    let lastMs = 0;
    for (let i = 0; i < 1000; i++) lastMs = lane.deliverAtMs(0, 1000);
    assert.ok(Math.abs(lastMs - 20_030) < 1e-6, `1 MB at 50 kB/s took ${lastMs} ms`);
    assert.ok(Math.abs(lane.deliverAtMs(60_000, 1000) - 60_050) < 1e-6, "an idle link has no backlog");
  });
});

describe("freezes", () => {
  const way: Direction = { ...CALM, freezeEveryMs: 10_000, freezeForMs: 1500 };

  it("hold everything, once in each period, for their time", () => {
    const lane = new Lane(way, 5);
    const times = send(lane, 100_000, 10);
    const gaps = times.slice(1).map(([, arrives], i) => arrives - times[i][1]);
    // From the last packet before it to the first after it: at most one packet interval longer than the freeze.
    const long = gaps.filter((ms) => ms > 1000);
    assert.equal(long.length, 100, "1000 s have 100 periods");
    for (const ms of long) assert.ok(ms >= 1500 && ms < 1510.001, `${ms} ms`);
    assert.ok(Math.abs(lane.frozen / 100_000 - 0.15) < 0.001, `${lane.frozen} packets`);
  });

  it("strike all connections of a link at once, and those of another link at other times", () => {
    const first = (seed: number, stream: number): number =>
      send(new Lane(way, seed, stream), 1000, 10).find(([sent, arrives]) => arrives > sent)?.[1] ?? 0;
    assert.equal(first(1, 0), first(1, 9));
    assert.notEqual(first(1, 0), first(2, 0));
  });

  it("property: two of them never touch", () => {
    fc.assert(
      fc.property(seeds, fc.nat(1000), (seed, period) => {
        const lengths: number[] = [];
        for (let ms = period * 10_000; ms < (period + 3) * 10_000; ms += 100) {
          const endMs = thawMs(way, seed, ms);
          assert.ok(endMs - ms <= 1500);
          if (endMs > ms && lengths.at(-1) !== endMs) lengths.push(endMs);
        }
        assert.equal(lengths.length, 3);
        for (const [i, endMs] of lengths.slice(1).entries()) assert.ok(endMs - lengths[i] >= 1500 + 4250);
      }),
    );
  });
});

describe("queues and cuts", () => {
  it("a queue comes, stays within its limit and goes", () => {
    const { up } = profileNamed("shared-uplink");
    for (let period = 0; period < 100; period++) {
      const startMs = period * up.queueEveryMs;
      assert.equal(queueMs(up, 1, startMs), 0);
      const peakMs = queueMs(up, 1, startMs + up.queueEveryMs / 2);
      assert.ok(peakMs >= up.queueMs / 2 && peakMs <= up.queueMs, `${peakMs} ms`);
      assert.equal(queueMs(up, 1, startMs + up.queueEveryMs / 4), peakMs / 2);
    }
  });

  it("cuts come as often as they should, and are those of the seed", () => {
    const times = Array.from({ length: 5000 }, (_, index) => cutAfterMs(4000, 1, index));
    assert.ok(times.every((ms) => ms >= 2000 && ms <= 6000));
    const meanMs = times.reduce((sum, ms) => sum + ms, 0) / times.length;
    assert.ok(Math.abs(meanMs - 4000) < 60, `${meanMs} ms`);
    assert.equal(cutAfterMs(4000, 1, 7), times[7]);
    assert.notEqual(cutAfterMs(4000, 2, 7), times[7]);
  });
});
