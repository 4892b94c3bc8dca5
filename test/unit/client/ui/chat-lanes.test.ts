// Lines that fly in lanes never overlap.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Lanes } from "../../../../client/ui/chat/lanes.ts";

describe("lanes of flying lines", () => {
  it("hold one line's tail at a time, and give none where all are taken", () => {
    const lanes = new Lanes(2);
    assert.deepEqual(
      [lanes.take(0, 500), lanes.take(0, 900), lanes.take(100, 10), lanes.take(500, 10), lanes.take(510, 10)],
      [0, 1, -1, 0, 0],
    );
  });

  it("never let a line in before the tail of the one before", () => {
    const line = fc.record({ afterMs: fc.nat({ max: 400 }), tailMs: fc.integer({ min: 1, max: 3000 }) });
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const lanes = new Lanes(3);
        const freeMs = [0, 0, 0];
        let nowMs = 0;
        for (const { afterMs, tailMs } of lines) {
          nowMs += afterMs;
          const lane = lanes.take(nowMs, tailMs);
          if (lane === -1) assert.ok(freeMs.every((free) => free > nowMs));
          else {
            assert.ok(freeMs[lane] <= nowMs);
            freeMs[lane] = nowMs + tailMs;
          }
        }
      }),
    );
  });
});
