// Who of many is due next.
import assert from "node:assert/strict";
import { hashInts } from "../../../shared/sim/random.ts";
import { Agenda } from "../../load/agenda.ts";

describe("an agenda of simulated clients", () => {
  it("has nobody at first, and nobody when all are gone", () => {
    const agenda = new Agenda<{ dueMs: number }>();
    assert.equal(agenda.nextMs, Infinity);
    const one = { dueMs: 5 };
    agenda.add(one);
    assert.equal(agenda.nextMs, 5);
    agenda.remove(one);
    agenda.remove(one);
    assert.equal(agenda.nextMs, Infinity);
    agenda.run(10, () => assert.fail("nobody is in"));
  });

  it("visits exactly those who are due, the earliest first and each once, whoever comes and goes", () => {
    const agenda = new Agenda<{ dueMs: number; number: number }>();
    const all = new Set<{ dueMs: number; number: number }>();
    for (let number = 0; number < 400; number++) {
      const one = { number, dueMs: hashInts(1, number) % 100 };
      agenda.add(one);
      all.add(one);
      // A third of them leaves again, from wherever it is.
      if (number % 3 === 0) {
        const gone = [...all][hashInts(2, number) % all.size];
        agenda.remove(gone);
        all.delete(gone);
      }
      const nowMs = number / 4;
      const due = [...all].filter(({ dueMs }) => dueMs <= nowMs).sort((a, b) => a.dueMs - b.dueMs);
      const times = due.map(({ dueMs }) => dueMs);
      const visited = new Set<number>();
      agenda.run(nowMs, (visit) => {
        assert.equal(visit.dueMs, times.shift());
        assert.ok(!visited.has(visit.number), "nobody twice");
        visited.add(visit.number);
        visit.dueMs = nowMs + 1 + (hashInts(3, number, visit.number) % 40);
      });
      assert.deepEqual([...visited].sort(), due.map((one) => one.number).sort());
      assert.equal(agenda.nextMs, Math.min(...[...all].map(({ dueMs }) => dueMs)));
    }
  });
});
