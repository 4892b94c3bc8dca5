// Who does not answer is asked twice and then unlisted; not just after Redis was away, when nobody is heard yet.
import assert from "node:assert/strict";
import { type Clock, install } from "@sinonjs/fake-timers";
import { LEASE_MS } from "../../../../server/cluster/lease.ts";
import { Undertaker } from "../../../../server/cluster/undertaker.ts";

type Parts = ConstructorParameters<typeof Undertaker>[0];

describe("the undertaker", () => {
  let clock: Clock;
  let upMs: number;
  let said: string[];
  let undertaker: Undertaker;

  beforeEach(() => {
    clock = install({ toFake: ["setTimeout", "clearTimeout"] });
    said = [];
    const redis = {
      hgetall: async () => ({ r1: JSON.stringify({ roomId: "r1", processId: "p" }) }),
      hdel: async (_key: string, ...ids: string[]) => said.push(`unlisted ${ids}`),
      eval: async () => {},
    };
    undertaker = new Undertaker({
      link: {
        upMs: () => upMs,
        run: (work: (it: typeof redis) => unknown) => work(redis),
      },
      calls: { call: () => Promise.reject(new Error("nobody answers")) },
      presence: { publish: async () => {} },
      log: { warn: () => {} },
    } as unknown as Parts);
  });
  afterEach(() => clock.uninstall());

  it("unlists who twice does not answer", async () => {
    upMs = LEASE_MS + 1;
    undertaker.suspect("p");
    await clock.tickAsync(1000);
    assert.equal(undertaker.isHidden("p"), true);
    assert.ok(said.includes("unlisted r1"), String(said));
  });

  it("takes nobody for dead within 10 s of Redis' return", async () => {
    for (upMs of [0, 1, LEASE_MS]) {
      undertaker.suspect("p");
      await clock.tickAsync(1000);
      assert.deepEqual([undertaker.isHidden("p"), said], [false, []], `${upMs} ms`);
    }
  });
});
