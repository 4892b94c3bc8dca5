// The way to bank: past the beacons that are cold, and nowhere while all are.
import assert from "node:assert/strict";
import { nearestWarmBeacon } from "../../../../client/net/way-to-bank.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";

/** Beacons 100, 200 and 300 u to the east; `cold`: until which tick each is cold. */
function scene(tick: number, ...cold: number[]) {
  const state = Object.assign(new ArenaSchema(), { tick });
  state.coldUntil.push(...cold);
  const beacons = [100, 300, 200].map((x) => ({ x, y: 0 }));
  return { arena: { beacons }, state };
}

describe("the way to bank", () => {
  it("leads to the nearest beacon when all are warm", () => {
    assert.equal(nearestWarmBeacon(scene(50, 0, 0, 0), 0, 0)?.x, 100);
    assert.equal(nearestWarmBeacon(scene(50), 260, 0)?.x, 300, "nor has anybody banked yet");
  });

  it("leads past a nearer one that is cold, until it is warm again", () => {
    assert.equal(nearestWarmBeacon(scene(50, 51, 0, 0), 0, 0)?.x, 200);
    assert.equal(nearestWarmBeacon(scene(50, 51, 0, 90), 0, 0)?.x, 300);
    assert.equal(nearestWarmBeacon(scene(51, 51, 0, 0), 0, 0)?.x, 100);
  });

  it("leads nowhere while all are cold", () => {
    assert.equal(nearestWarmBeacon(scene(50, 60, 60, 60), 0, 0), null);
  });
});
