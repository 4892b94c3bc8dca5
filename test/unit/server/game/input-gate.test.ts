// The budget of ticks: nobody gains by sending fast, nobody loses by being a little late.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Button, type Input, STILL, viewTick } from "../../../../shared/sim/input.ts";
import { InputLogReader, InputLogWriter } from "../../../../shared/sim/input-log.ts";
import { REWIND, ROUND, SEAT } from "../../../../shared/tunables.ts";
import { IGNORED } from "../../../helpers/input-log.ts";
import { press } from "../../../helpers/world.ts";
import { numbered, open, playing, SLOT, tickNow, tickOf } from "./gate-seat.ts";
import { ArrayQueue, LINK } from "./ports.ts";

describe("the input gate", () => {
  it("[I4] brakes who has taken a seat and stays silent: nothing of it is frozen, its guard least of all", () => {
    const { gate, queue } = open();
    for (let tick = 0; tick < SEAT.creditTicks; tick++) assert.deepEqual(tickOf(gate), []);
    for (let tick = 0; tick < 100; tick++) assert.deepEqual(tickOf(gate), [{ ...press(), aim: 0 }]);
    assert.equal(gate.starvedTicks, 0);
    // And lends no credit for it.
    queue.put(...Array.from({ length: 5 }, (_, n) => numbered(n)));
    assert.deepEqual(tickOf(gate), [numbered(0)]);
  });

  it("a view time is judged before it is taken and written down, by link and wait", () => {
    const { gate, queue } = open();
    queue.waitedMs = 20;
    queue.put(press(0, 0, Button.alternate, 0, tickNow() + 1 - 30), press());
    const [input] = tickOf(gate);
    // 60 + 20 ms are 2.4 ticks.
    const ago = tickNow() - viewTick(input.view, tickNow());
    assert.ok(Math.abs(ago - 2.4 - REWIND.screenTicks) < 0.01, `${ago} ticks`);
    assert.ok(Math.abs(gate.askedView(SLOT, tickNow() - ago) - (tickNow() - 30)) < 0.01);
    assert.equal(gate.askedView(90, 77), 77, "nobody sits there");
  });

  it("[I3] savings that nobody needs fade, a tick of them a second", () => {
    const { gate, queue } = playing();
    for (let tick = 0; tick < SEAT.creditTicks; tick++) tickOf(gate);
    for (let n = 0; n < 3 * 30; n++) {
      queue.put(numbered(n));
      assert.equal(tickOf(gate).length, 1);
    }
    queue.put(...Array.from({ length: 14 }, (_, n) => numbered(n)));
    assert.equal(tickOf(gate).length, SEAT.creditTicks + 1 - 3);
  });

  it("one input a tick is one tick's input, in order", () => {
    const { gate, queue } = open(null);
    for (let n = 0; n < 50; n++) {
      queue.put(numbered(n));
      assert.deepEqual(tickOf(gate), [numbered(n)]);
    }
  });

  it("a sender at ten times the rate still gets exactly one per tick", () => {
    const { gate, queue } = open();
    for (let tick = 0; tick < 100; tick++) {
      queue.put(...Array.from({ length: 10 }, (_, i) => numbered(tick * 10 + i)));
      assert.equal(tickOf(gate).length, 1);
    }
  });

  for (const late of [1, 4, SEAT.creditTicks]) {
    it(`[I3] inputs that come ${late} ticks late are all consumed: one stays as a cushion for the next tick`, () => {
      const { gate, queue } = playing();
      for (let i = 0; i < late; i++) assert.deepEqual(tickOf(gate), []);
      const burst = Array.from({ length: late + 1 }, (_, n) => numbered(100 + n));
      queue.put(...burst);
      assert.deepEqual(tickOf(gate), burst.slice(0, -1));
      queue.put(numbered(200));
      assert.deepEqual(tickOf(gate), burst.slice(-1));
      // A moment late again: the cushion is there, and nobody sees a skimmer stand.
      assert.deepEqual(tickOf(gate), [numbered(200)]);
      queue.put(numbered(201), numbered(202));
      assert.deepEqual(tickOf(gate), [numbered(201)]);
    });
  }

  it("[I4] who is late by more brakes: no thrust, no buttons, the last aim, once a tick", () => {
    const { gate, queue } = playing();
    for (let i = 0; i < SEAT.creditTicks; i++) assert.deepEqual(tickOf(gate), [], `tick ${i}`);
    for (let i = 0; i < 30; i++)
      assert.deepEqual(tickOf(gate), [{ move: STILL, aim: 19, buttons: 0, view: 0 }]);
    queue.put(...Array.from({ length: 16 }, (_, n) => numbered(100 + n)));
    assert.equal(tickOf(gate).length, 1 + SEAT.creditTicks);
    assert.equal(tickOf(gate).length, 1);
  });

  it("counts the ticks in which a player had nothing", () => {
    const { gate, queue } = playing();
    for (let i = 0; i < 5; i++) tickOf(gate);
    assert.equal(gate.starvedTicks, 5);
    queue.put(numbered(1));
    tickOf(gate);
    assert.equal(gate.starvedTicks, 5);
  });

  it("ticks that the server lost are granted: everybody catches up, and nobody lags for ever", () => {
    const { gate, queue } = playing();
    queue.put(...Array.from({ length: 14 }, (_, n) => numbered(100 + n)));
    // One for this tick, twelve for the lost ones; the last stays as the cushion.
    assert.equal(tickOf(gate, 12).length, 13);
    assert.equal(queue.size, 1);
  });

  it("a grant makes nobody brake whose inputs are still on their way", () => {
    const { gate, queue } = playing();
    assert.deepEqual(tickOf(gate, 12), []);
    queue.put(numbered(200), numbered(201));
    assert.deepEqual(tickOf(gate), [numbered(200)]);
  });

  it("an absent player brakes at once, whatever still waits in its queue, and starves nobody's count", () => {
    const { gate, queue } = playing();
    queue.put(numbered(50), numbered(51));
    gate.setAbsent(SLOT);
    for (let i = 0; i < 30; i++)
      assert.deepEqual(tickOf(gate), [{ move: STILL, aim: 19, buttons: 0, view: 0 }]);
    assert.equal(queue.size, 2);
    assert.equal(gate.starvedTicks, 0);
  });

  it("who withholds inputs and then goes spends no savings: one braking step a tick", () => {
    const { gate } = playing();
    for (let i = 0; i < SEAT.creditTicks; i++) assert.deepEqual(tickOf(gate), []);
    gate.setAbsent(SLOT);
    for (let i = 0; i < 12; i++) assert.equal(tickOf(gate).length, 1);
  });

  it("absent before the first input: stands", () => {
    const { gate } = open();
    gate.setAbsent(SLOT);
    assert.deepEqual(tickOf(gate), [{ move: STILL, aim: 0, buttons: 0, view: 0 }]);
  });

  it("who is back starts afresh: a new queue, no credit, nothing until it sends", () => {
    const { gate, queue } = playing();
    gate.setAbsent(SLOT);
    tickOf(gate);
    const fresh = new ArrayQueue();
    gate.open(SLOT, fresh, LINK);
    queue.put(numbered(60));
    for (let i = 0; i < SEAT.creditTicks; i++) assert.deepEqual(tickOf(gate), []);
    fresh.put(numbered(70), numbered(71), numbered(72));
    assert.deepEqual(tickOf(gate), [numbered(70)]);
  });

  it("a closed seat gives nothing; a slot that was never opened neither", () => {
    const { gate, queue } = playing();
    gate.close(SLOT);
    queue.put(numbered(1));
    assert.deepEqual(tickOf(gate), []);
    gate.setAbsent(SLOT);
    gate.setAbsent(90);
    assert.equal(gate.next(90), null);
  });

  it("writes down all that is consumed, what it made up included, and nothing else", () => {
    const { gate, queue } = open();
    const log = new InputLogWriter({
      seed: 1,
      size: "small",
      round: 0,
      map: 0,
      lengths: ROUND,
      startTick: 0,
      mode: "swarm",
      teams: [],
      slots: [],
      resting: [],
    });
    gate.record(log);
    const consumed: Input[][] = [];
    for (let tick = 0; tick < 60; tick++) {
      if (tick < 10 || tick > 40) queue.put(numbered(tick), numbered(tick + 500));
      if (tick === 20) gate.setAbsent(SLOT);
      if (tick === 35) gate.open(SLOT, queue, LINK);
      consumed.push(tickOf(gate));
      log.endTick();
    }
    const reader = new InputLogReader(log.finish().records);
    for (const inputs of consumed) {
      const read: Input[] = [];
      reader.readTick({
        ...IGNORED,
        input: (_slot, input) => read.push({ ...input }),
      });
      assert.deepEqual(read, inputs);
    }
  });

  it("property: in any stretch of ticks nobody takes more than the ticks and the credit", () => {
    const arrivals = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })), {
      maxLength: 120,
      size: "max",
    });
    fc.assert(
      fc.property(arrivals, (counts) => {
        const { gate, queue } = open();
        const taken: number[] = [];
        let n = 0;
        let last = -1;
        let consumed = 0;
        for (const count of counts) {
          for (let i = 0; i < count; i++) queue.put(numbered(n++));
          const inputs = tickOf(gate);
          taken.push(inputs.length);
          for (const input of inputs.filter(({ buttons }) => buttons === 1)) {
            assert.ok(input.aim > last, "out of order");
            last = input.aim;
            consumed += 1;
          }
        }
        assert.equal(consumed + queue.size + gate.droppedInputs, n, "lost");
        let total = 0;
        for (const [i, count] of taken.entries()) {
          total += count;
          assert.ok(total <= i + 1, `${total} inputs in ${i + 1} ticks`);
          assert.ok(count <= 1 + SEAT.creditTicks);
        }
      }),
    );
  });
});
