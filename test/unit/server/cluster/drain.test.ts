// The end of a process against a clock of its own: for whom it waits, and how many rooms are moved in what time.
import assert from "node:assert/strict";
import { type Clock, install } from "@sinonjs/fake-timers";
import { Drain, type DrainingRoom, type DrainPorts } from "../../../../server/cluster/drain.ts";
import type { Log } from "../../../../server/ops/log.ts";

const SECONDS = 30;
/** Another process has made the game; one who is moved does not answer. */
const MADE_MS = 150;
const GOING_MS = 4000;
const log = { info: () => {}, error: () => {} } as unknown as Log;

describe("a drain", () => {
  let clock: Clock;
  let ended: boolean;

  beforeEach(() => {
    clock = install({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
    ended = false;
  });
  afterEach(() => clock.uninstall());

  function drain(ports: Partial<DrainPorts>): void {
    const whole: DrainPorts = {
      cluster: { drain: () => {} },
      elsewhere: () => true,
      inCompany: true,
      lock: () => {},
      rooms: () => [],
      awaited: () => false,
      log,
      ...ports,
    };
    void new Drain(whole, SECONDS).run().then(() => {
      ended = true;
    });
  }

  it("ends at once where nobody is in, nor on the way; from its first moment on no room takes newcomers", async () => {
    const did: string[] = [];
    drain({ cluster: { drain: () => did.push("drain") }, lock: () => did.push("lock") });
    await clock.tickAsync(0);
    assert.deepEqual([did, ended], [["drain", "lock"], true]);
  });

  it("waits for those who were given a seat, as long as it is held, and locks what opens meanwhile", async () => {
    let [awaited, locks] = [true, 0];
    drain({ awaited: () => awaited, lock: () => locks++ });
    await clock.tickAsync(4900);
    assert.equal(ended, false);
    assert.ok(locks > 10, `${locks} times`);
    awaited = false;
    await clock.tickAsync(200);
    assert.equal(ended, true);
  });

  it("waits for them too when those who were in have gone", async () => {
    let [rooms, awaited] = [[stub("one")], false];
    drain({ rooms: () => rooms, awaited: () => awaited });
    await clock.tickAsync(1000);
    [rooms, awaited] = [[], true];
    await clock.tickAsync(1000);
    assert.equal(ended, false);
    awaited = false;
    await clock.tickAsync(200);
    assert.equal(ended, true);
  });

  it("moves sixty matches in time though in each somebody is slow to go", async () => {
    const left = new Set<string>();
    const leftMs: number[] = [];
    const all = Array.from({ length: 60 }, (_, i) =>
      stub(`match ${i}`, {
        mayEndWithin: () => true,
        async move() {
          await pass(MADE_MS);
          left.add(`match ${i}`);
          leftMs.push(performance.now());
          await pass(GOING_MS);
          return true;
        },
      }),
    );
    drain({ rooms: () => all.filter(({ id }) => !left.has(id)) });
    await clock.tickAsync(SECONDS * 1000);
    assert.deepEqual([left.size, ended], [60, true]);
    // Two thirds of the time are theirs; then they go one after the other.
    assert.ok(leftMs[0] >= 20_000 && (leftMs.at(-1) as number) < 26_000, String(leftMs));
    const most = Math.max(...leftMs.map((ms) => leftMs.filter((at) => at >= ms && at < ms + 1000).length));
    assert.ok(most <= 15, `${most} in a second`);
  });

  it("moves a round that will not end after a third of the time, a match that may end after five sixths", async () => {
    const movedMs: Record<string, number> = {};
    const one = (id: string, mayEnd: boolean): DrainingRoom =>
      stub(id, {
        mayEndWithin: () => mayEnd,
        move: async () => {
          movedMs[id] ??= performance.now();
          return true;
        },
      });
    const fromMs = performance.now();
    for (const room of [one("round", false), one("match", true)])
      drain({ rooms: () => (room.id in movedMs ? [] : [room]) });
    await clock.tickAsync(SECONDS * 1000);
    const seconds = ["round", "match"].map((id) => Math.round((movedMs[id] - fromMs) / 1000));
    assert.deepEqual(seconds, [10, 25]);
  });

  it("moves no more than four rooms at once", async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `${i}`);
    const left = new Set<string>();
    let [now, most] = [0, 0];
    const all = ids.map((id) =>
      stub(id, {
        atBreak: () => true,
        async move() {
          most = Math.max(most, ++now);
          await pass(MADE_MS);
          now -= 1;
          left.add(id);
          return true;
        },
      }),
    );
    drain({ rooms: () => all.filter(({ id }) => !left.has(id)) });
    await clock.tickAsync(SECONDS * 1000);
    assert.deepEqual([left.size, most], [20, 4]);
  });
});

const pass = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** A round that will not end. */
function stub(id: string, more: Partial<DrainingRoom> = {}): DrainingRoom {
  return {
    id,
    mayEndWithin: () => false,
    atBreak: () => false,
    warn: () => {},
    move: async () => true,
    end: () => {},
    ...more,
  };
}
