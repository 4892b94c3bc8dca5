// Every input is paired with its own arrival, over the framework's own buffer, when that overflows too.
import assert from "node:assert/strict";
import { InputBufferImpl } from "@colyseus/core";
import { type Clock, install } from "@sinonjs/fake-timers";
import { SeatQueue } from "../../../../server/rooms/seat-queue.ts";
import { LinkMeter } from "../../../../server/transport/link-meter.ts";
import type { Input } from "../../../../shared/sim/input.ts";
import { press } from "../../../helpers/world.ts";

/** As many as a room lets wait. */
const BUFFER = 16;

function seated() {
  const buffer = new InputBufferImpl<Input>(BUFFER, undefined);
  const link = new LinkMeter({ bufferedAmount: 0, readyState: 1, ping() {}, on() {} });
  const queue = new SeatQueue(buffer, link);
  let n = 0;
  return {
    queue,
    link,
    buffer,
    /** An input whose frame arrived `ms` ago; its aim tells which one it was. */
    arrived(ms: number): void {
      link.inputArrived(performance.now() - ms);
      buffer.push(press(0, 0, 0, ++n));
    },
    /** Takes one: which it was, and how long it had waited. */
    take(): [number | undefined, number] {
      const input = queue.next();
      return [input?.aim, queue.waitedMs];
    },
  };
}

function assertTook([n, waitedMs]: [number | undefined, number], wantedN: number, wantedMs: number): void {
  assert.equal(n, wantedN);
  assert.equal(waitedMs, wantedMs, `of ${n}`);
}

describe("the queue of a seat", () => {
  let clock: Clock;

  // The clock stands: a process that does not run for a moment would have every input wait as much longer.
  beforeEach(() => {
    clock = install({ toFake: ["performance"] });
    clock.tick(10_000);
  });
  afterEach(() => clock.uninstall());

  it("gives inputs in order, each with how long it has waited", () => {
    const seat = seated();
    for (const ms of [300, 200, 100]) seat.arrived(ms);
    assert.equal(seat.queue.size, 3);
    assertTook(seat.take(), 1, 300);
    assertTook(seat.take(), 2, 200);
    seat.arrived(50);
    assertTook(seat.take(), 3, 100);
    assertTook(seat.take(), 4, 50);
    assert.equal(seat.queue.size, 0);
  });

  it("empty it gives nothing, and the last wait stands", () => {
    const seat = seated();
    assert.deepEqual(seat.take(), [undefined, 0]);
    seat.arrived(70);
    assertTook(seat.take(), 1, 70);
    assertTook([1, seat.take()[1]], 1, 70);
  });

  it("beyond 16 the oldest are dropped, and the arrivals of the rest stay theirs", () => {
    const seat = seated();
    for (let n = 1; n <= 40; n++) seat.arrived(4000 - n * 100);
    assert.equal(seat.queue.size, BUFFER);
    for (let n = 25; n <= 40; n++) assertTook(seat.take(), n, 4000 - n * 100);
    assert.equal(seat.queue.size, 0);
    seat.arrived(7);
    assertTook(seat.take(), 41, 7);
  });

  it("overflowing, drained and overflowing again it stays in step", () => {
    const seat = seated();
    let sent = 0;
    for (let round = 0; round < 30; round++) {
      for (let i = 0; i < 5 + (round % 4) * 9; i++) seat.arrived(1000 - (++sent % 900));
      for (let i = 0; i < (round * 7) % 20 && seat.queue.size > 0; i++) {
        const [n, waitedMs] = seat.take();
        assertTook([n, waitedMs], n as number, 1000 - ((n as number) % 900));
      }
    }
    assert.ok(sent > 500);
  });

  it("an input whose arrival is not known any more has waited for nothing", () => {
    const seat = seated();
    seat.arrived(500);
    for (let i = 0; i < 64; i++) seat.link.inputArrived(performance.now());
    assert.deepEqual(seat.take(), [1, 0]);
  });
});
