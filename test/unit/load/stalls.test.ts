// Stalls that break a connection: what was due meanwhile counts, whether it was ever answered or not.
import assert from "node:assert/strict";
import { Protocol } from "@colyseus/core";
import FakeTimers, { type Clock } from "@sinonjs/fake-timers";
import type { GameSession } from "../../../client/net/game-session.ts";
import type { LinkState } from "../../../client/net/game-view.ts";
import type { LiveRoom } from "../../../client/net/live-room.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { Meters } from "../../load/meters.ts";
import { SimulatedClient } from "../../load/simulated-client.ts";

const PATCH = Uint8Array.of(Protocol.ROOM_STATE_PATCH).buffer;
const TICK_MS = 1000 / 30;

/** A connection as far as a simulated client looks at it. */
function madeLive() {
  const heard: ((state: { tick: number }) => void)[] = [];
  const events = { onmessage: (_event: { data: ArrayBuffer }): void => {} };
  const input = { sentCount: 0, lastProcessed: 0 };
  const live = {
    input,
    pacer: { rate: 1, phase: 0 },
    clock: { pace: 1, heard: () => 0 },
    room: {
      connection: { events, transport: { send: () => {} } },
      onStateChange: (listener: (typeof heard)[number]) => heard.push(listener),
    },
  };
  /** A patch that acknowledges all that was sent. */
  const patch = (): void => {
    input.lastProcessed = input.sentCount;
    events.onmessage({ data: PATCH });
    for (const listener of heard) listener({ tick: 0 });
  };
  return { live: live as unknown as LiveRoom, input, patch };
}

/** A game whose link and connection are the test's; each frame sends an input while it is played. */
function madeSession() {
  const listeners: ((event: { link: LinkState }) => void)[] = [];
  let current = madeLive();
  const session = {
    link: { kind: "playing" } as LinkState,
    live: current.live,
    state: { mode: "swarm", skimmers: { size: 1 }, motes: { size: 0 } },
    own: null,
    stats: null,
    pingMs: 0,
    on: (name: string, listener: (typeof listeners)[number]) => name === "link" && listeners.push(listener),
    frame: () => {
      if (session.link.kind === "playing") current.input.sentCount += 1;
    },
  };
  const set = (link: LinkState): void => {
    session.link = link;
    for (const listener of listeners) listener({ link });
  };
  return {
    session: session as unknown as GameSession,
    patch: () => current.patch(),
    drop: () => set({ kind: "dropped", untilMs: 0 }),
    end: (code: number) => set({ kind: "left", code }),
    comeBack: () => {
      current = madeLive();
      session.live = current.live;
      set({ kind: "playing" });
      current.patch();
    },
  };
}

describe("a stall that breaks the connection", () => {
  let clock: Clock;
  let game: ReturnType<typeof madeSession>;
  let meters: Meters;
  let client: SimulatedClient;
  beforeEach(() => {
    clock = FakeTimers.install({ now: 5000, toFake: ["performance"] });
    game = madeSession();
    meters = new Meters();
    client = new SimulatedClient(game.session, 0, 1, meters);
    plays(60);
    client.sample(2);
  });
  afterEach(() => clock.uninstall());

  function frames(count: number, each: (n: number) => void = () => {}): void {
    for (let n = 1; n <= count; n++) {
      clock.tick(TICK_MS);
      client.frame(performance.now());
      each(n);
    }
  }

  /** Two patches for three inputs, as always. */
  function plays(count: number): void {
    frames(count, (n) => n % 3 !== 0 && game.patch());
  }

  const longest = (measure: "input_echo" | "patch_interval"): number =>
    meters.histograms[measure].maxValue / 1000;
  it("counts every input that was due, before the drop and after it, and the gap between the patches", () => {
    const before = meters.histograms.input_echo.totalCount;
    frames(90);
    game.drop();
    frames(60);
    game.comeBack();
    plays(3);
    client.sample(5);
    // 150 that were never answered, and those of the three frames since.
    assert.ok(meters.histograms.input_echo.totalCount - before >= 150);
    assert.ok(longest("input_echo") > 4900 && longest("input_echo") < 5200, String(longest("input_echo")));
    // Of 60 at once, and 150 that waited for 5 s down to nothing.
    assert.ok(meters.histograms.input_echo.getValueAtPercentile(50) > 1_000_000);
    assert.ok(longest("patch_interval") > 4900, String(longest("patch_interval")));
  });

  it("counts when the game never goes on", () => {
    const before = meters.histograms.input_echo.totalCount;
    frames(90);
    game.drop();
    frames(300);
    game.end(CloseCode.replaced);
    client.finish(performance.now());
    assert.ok(meters.histograms.input_echo.totalCount - before >= 390);
    assert.ok(longest("patch_interval") > 12_000, String(longest("patch_interval")));
  });

  it("counts when the run ends meanwhile, once", () => {
    frames(90);
    client.settle(performance.now());
    client.sample(3);
    const { totalCount } = meters.histograms.patch_interval;
    assert.ok(longest("patch_interval") > 2900 && longest("patch_interval") < 3100);
    client.settle(performance.now());
    client.sample(1);
    assert.equal(meters.histograms.patch_interval.totalCount, totalCount);
  });

  it("is a break, and to go as one was told to is none", () => {
    game.drop();
    assert.equal(meters.sums.drops, 1);
    game.comeBack();
    game.end(CloseCode.consented);
    assert.equal(meters.sums.drops, 1);
  });
});
