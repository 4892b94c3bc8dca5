// How inputs keep pace at the gate: what is waited for, what is kept in reserve, what is measured, what is given up.
import assert from "node:assert/strict";
import type { InputGate } from "../../../../server/game/input-gate.ts";
import type { SeatMeter } from "../../../../server/game/seat-meter.ts";
import { REPORT_TICKS, SEAT } from "../../../../shared/tunables.ts";
import { numbered, open, playing, SLOT, skipToReport, tickNow, tickOf } from "./gate-seat.ts";
import type { ArrayQueue } from "./ports.ts";

describe("pace at the input gate", () => {
  it("waits before the first until two are there, so that one may come late", () => {
    const { gate, queue } = open();
    queue.put(numbered(0));
    assert.deepEqual([tickOf(gate), tickOf(gate)], [[], []]);
    queue.put(numbered(1));
    assert.deepEqual(tickOf(gate), [numbered(0)]);
    assert.deepEqual(tickOf(gate), [numbered(1)]);
    assert.equal(gate.starvedTicks, 0);
  });

  it("waits no longer than four ticks for the second", () => {
    const { gate, queue } = open();
    for (let tick = 0; tick < 4; tick++) assert.deepEqual(tickOf(gate), []);
    queue.put(numbered(0));
    for (let tick = 0; tick < 3; tick++) assert.deepEqual(tickOf(gate), [], `tick ${tick}`);
    assert.deepEqual(tickOf(gate), [numbered(0)]);
    // From here on it is late.
    assert.deepEqual(tickOf(gate), []);
    assert.equal(gate.starvedTicks, 1);
  });

  it("who has no link, a bot, is not waited for", () => {
    const { gate, queue } = open(null);
    queue.put(numbered(0));
    assert.deepEqual(tickOf(gate), [numbered(0)]);
  });

  it("waiting for the first lends no credit either: a burst is no head start", () => {
    const { gate, queue } = open();
    queue.put(numbered(0));
    for (let tick = 0; tick < 3; tick++) tickOf(gate);
    queue.put(...Array.from({ length: 9 }, (_, n) => numbered(1 + n)));
    for (let n = 0; n < 5; n++) assert.deepEqual(tickOf(gate), [numbered(n)]);
  });

  for (const [size, reserve] of [
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
  ]) {
    it(`keeps ${reserve} in reserve when catching up, where ${size} usually wait`, () => {
      const { gate, queue } = playing(size, 300);
      while (queue.size > 0) assert.equal(tickOf(gate).length, 1);
      for (let tick = 0; tick < 7; tick++) assert.deepEqual(tickOf(gate), []);
      const burst = Array.from({ length: reserve + 3 }, (_, n) => numbered(400 + n));
      queue.put(...burst);
      assert.deepEqual(tickOf(gate), burst.slice(0, 3), "and the credit would have been for more");
    });
  }

  it("the reserve is no promise: who is out of inputs uses it up, one a tick", () => {
    const { gate, queue } = playing(4, 300);
    assert.equal(queue.size, 3);
    for (let tick = 0; tick < 3; tick++) assert.equal(tickOf(gate).length, 1);
    assert.deepEqual(tickOf(gate), []);
  });

  /** Ticks until the next one reports. */
  function reportNext(gate: InputGate, queue: ArrayQueue): void {
    while ((tickNow() + 1) % REPORT_TICKS !== 0) {
      queue.put(numbered(0));
      tickOf(gate);
    }
  }

  it("measures each seat on its own: its depth, its least wait, what starved", () => {
    const { gate, queue } = playing(3, 6);
    assert.equal(gate.meter(90), null);
    const meter = gate.meter(SLOT) as SeatMeter;
    queue.waitedMs = 40;
    reportNext(gate, queue);
    for (const waited of [40, 11, 40, 40, 40, 40]) {
      queue.waitedMs = waited;
      queue.put(numbered(0));
      tickOf(gate);
    }
    queue.put(numbered(0));
    tickOf(gate);
    assert.deepEqual([meter.depth, meter.slackMs, meter.starved], [3, 11, 0]);
    for (let tick = 0; tick < 5; tick++) tickOf(gate);
    assert.equal(meter.starved, 3, "two were left");
    gate.setAbsent(SLOT);
    for (let tick = 0; tick < 20; tick++) tickOf(gate);
    assert.equal(meter.starved, 3, "the absent are not late");
  });

  it("of a tick that catches up only the first input is measured: the rest came late anyhow", () => {
    const { gate, queue } = playing();
    skipToReport();
    const waits = [70, 3, 2, 1];
    const next = queue.next.bind(queue);
    queue.next = () => {
      queue.waitedMs = waits.shift() ?? 80;
      return next();
    };
    queue.put(...Array.from({ length: 5 }, (_, n) => numbered(n)));
    assert.equal(tickOf(gate, 3).length, 4, "for this tick and three that the server lost");
    reportNext(gate, queue);
    queue.put(numbered(0));
    tickOf(gate);
    assert.equal(gate.meter(SLOT)?.slackMs, 70);
  });

  it("counts outages, and not every late input: once for each time that somebody was braked", () => {
    const { gate, queue } = playing();
    for (let i = 0; i < SEAT.creditTicks; i++) tickOf(gate);
    assert.equal(gate.outages, 0);
    for (let i = 0; i < 30; i++) tickOf(gate);
    assert.equal(gate.outages, 1);
    queue.put(numbered(1));
    for (let i = 0; i < SEAT.creditTicks + 2; i++) tickOf(gate);
    assert.equal(gate.outages, 2);
  });

  it("a queue of nine and more that stays so for two seconds loses its oldest: no lag for ever", () => {
    for (const [extra, drops] of [
      [9, true],
      [7, false],
    ] as const) {
      const { gate, queue } = playing();
      queue.put(...Array.from({ length: extra }, (_, n) => numbered(100 + n)));
      for (let i = 0; i < 59; i++) {
        queue.put(numbered(200 + i));
        assert.equal(tickOf(gate).length, 1);
      }
      assert.equal(gate.droppedInputs, 0, "not yet");
      queue.put(numbered(300));
      assert.equal(tickOf(gate).length, 1);
      assert.equal(gate.droppedInputs > 0, drops, `${extra} more than one a tick`);
      assert.equal(queue.size <= 4, drops, `${queue.size} wait`);
      for (let i = 0; i < 100; i++) {
        queue.put(numbered(400 + i));
        assert.equal(tickOf(gate).length, 1);
      }
    }
  });

  it("of the burst after an outage what the credit cannot pay is dropped at once, the oldest first", () => {
    const { gate, queue } = playing();
    for (let i = 0; i < 30; i++) tickOf(gate);
    queue.put(...Array.from({ length: 16 }, (_, n) => numbered(100 + n)));
    const taken = tickOf(gate).map(({ aim }) => aim);
    assert.equal(gate.droppedInputs, 6);
    assert.deepEqual(
      taken,
      Array.from({ length: 1 + SEAT.creditTicks }, (_, n) => 106 + n),
    );
    assert.equal(queue.size, 1, "the cushion");
    // The rest of the burst, in the ticks after: one is taken, the cushion stays, nothing queues up.
    queue.put(...Array.from({ length: 5 }, (_, n) => numbered(200 + n)));
    assert.deepEqual(
      tickOf(gate).map(({ aim }) => aim),
      [203],
    );
    assert.equal(gate.droppedInputs, 10);
  });

  it("a third of a second after an outage inputs are safe again, and without one they always were", () => {
    const late = playing();
    for (let i = 0; i < 30; i++) tickOf(late.gate);
    for (let i = 0; i < 11; i++) {
      late.queue.put(numbered(i));
      tickOf(late.gate);
    }
    // Late by less than an outage.
    const jittery = playing();
    for (let i = 0; i < SEAT.creditTicks; i++) tickOf(jittery.gate);
    for (const { gate, queue } of [late, jittery]) {
      queue.put(...Array.from({ length: 16 }, (_, n) => numbered(100 + n)));
      tickOf(gate);
      assert.equal(gate.droppedInputs, 0);
    }
  });
});
