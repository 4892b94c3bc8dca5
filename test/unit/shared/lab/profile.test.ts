// The named links: sane numbers, the promised ones, and one clear error.
import assert from "node:assert/strict";
import {
  type Direction,
  meanRoundTripMs,
  PROFILES,
  plainProfile,
  profileNamed,
} from "../../../../shared/lab/profile.ts";

const PACKETS_MS = { up: 3 * (1000 / 30), down: 3 * 50 };
const FIELDS =
  "bytesPerSecond delayMs freezeEveryMs freezeForMs jitterMs loss queueEveryMs queueMs stallMs".split(" ");

/** What is wrong with one way of a profile. */
function faults(way: Direction): string[] {
  const bad: string[] = [];
  if (String(Object.keys(way).sort()) !== String(FIELDS)) bad.push(`fields ${Object.keys(way)}`);
  for (const [name, value] of Object.entries(way))
    if (!(Number.isFinite(value) && value >= 0)) bad.push(`${name} ${value}`);
  if (way.loss > 0.2) bad.push("loss is a probability");
  // A freeze has to leave time between two of them, a queue cannot drain faster than time passes.
  if (way.freezeForMs > way.freezeEveryMs / 2) bad.push("freezes touch");
  if (way.queueMs * 2 > way.queueEveryMs) bad.push("the queue drains too fast");
  return bad;
}

describe("profiles", () => {
  for (const [name, profile] of Object.entries(PROFILES)) {
    it(`${name} has numbers that make sense`, () => {
      assert.deepEqual(faults(profile.up), []);
      assert.deepEqual(faults(profile.down), []);
      assert.ok(profile.title.length > 0 && profile.cutEveryMs >= 0);
      for (const way of ["up", "down"] as const) {
        const { stallMs, loss } = profile[way];
        const expected = meanRoundTripMs(profile) + PACKETS_MS[way];
        if (loss > 0 || stallMs > 0) assert.ok(Math.abs(stallMs - expected) < 5, `${way}: ${expected}`);
      }
    });
  }

  it("transatlantic is 150 ms, 20 ms of jitter and 1% of loss; loopback is nothing", () => {
    const { up, down } = profileNamed("transatlantic");
    assert.equal(meanRoundTripMs({ up, down, title: "", cutEveryMs: 0 }), 150);
    for (const way of [up, down]) assert.deepEqual([way.jitterMs, way.loss], [20, 0.01]);
    const { up: near, down: back, cutEveryMs } = profileNamed("loopback");
    assert.deepEqual([...Object.values(near), ...Object.values(back), cutEveryMs], new Array(19).fill(0));
  });

  it("an unknown name is refused with the known ones", () => {
    for (const name of ["5g", "", "toString", "__proto__"])
      assert.throws(
        () => profileNamed(name),
        (error) =>
          error instanceof RangeError && Object.keys(PROFILES).every((n) => error.message.includes(n)),
      );
  });

  it("a plain link is its round trip and nothing else", () => {
    const plain = plainProfile(200);
    assert.equal(meanRoundTripMs(plain), 200);
    assert.deepEqual({ ...plain.up, delayMs: 0 }, PROFILES.loopback.up);
    assert.deepEqual(plain.up, plain.down);
    for (const wrong of [-1, Number.NaN, Infinity]) assert.throws(() => plainProfile(wrong), RangeError);
  });
});
