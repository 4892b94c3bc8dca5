// What a client claims to have seen is granted as far as its link, its wait and a screen explain it, and no further.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Link } from "../../../../server/game/ports.ts";
import { ViewJudge } from "../../../../server/game/view-judge.ts";
import { Button, type Input, packView, viewTick } from "../../../../shared/sim/input.ts";
import { REWIND, TICK_MS } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { press } from "../../../helpers/world.ts";

const NOW = 5000;
/** What is granted to everybody, ticks. */
const SCREEN = REWIND.screenTicks;
const GRAIN = 1 / 256;

const link = (roundTripMs: number): Link => ({ roundTripMs, pingMs: 5, queuedBytes: 0 });
const charging = (view: number): Input => press(0.5, -1, Button.alternate | Button.fire, 777, view);

/** How many ticks back a claim of `ago` is granted. */
function granted(judge: ViewJudge, ago: number, waitedMs = 0, now = NOW): number {
  return now - viewTick(judge.judge(charging(now - ago), now, waitedMs).view, now);
}

function assertNear(found: number, wanted: number, what = ""): void {
  assert.ok(Math.abs(found - wanted) <= GRAIN, `${found}, not ${wanted} ${what}`);
}

describe("the judge of view times", () => {
  it("believes what round trip, wait and a screen's delay explain", () => {
    const judge = new ViewJudge(link(100));
    for (const ago of [0, 1.25, 4.5, 6, 3 + SCREEN]) assertNear(granted(judge, ago), ago);
  });

  it("clamps what they do not: 100 ms of link are three ticks, 20 ms of wait 0.6 more", () => {
    assertNear(granted(new ViewJudge(link(100)), 20), 3 + SCREEN);
    assertNear(granted(new ViewJudge(link(100)), 20, 20), 3.6 + SCREEN);
    assertNear(granted(new ViewJudge(link(0)), 20), SCREEN, "before the first round trip");
    assertNear(granted(new ViewJudge(link(0)), 20, 50), 1.5 + SCREEN);
  });

  it("never explains more than 250 ms of link: 7.5 ticks, beside the screen", () => {
    for (const [trip, waited] of [
      [250, 0],
      [1000, 0],
      [200, 500],
      [0, 1e6],
      [1e9, 1e9],
    ])
      assertNear(granted(new ViewJudge(link(trip)), 30, waited), 7.5 + SCREEN, `${trip} ms`);
    assertNear(granted(new ViewJudge(link(249)), 30), 249 / TICK_MS + SCREEN);
  });

  it("who has no link sees the present, and so does who claims the future", () => {
    for (const ago of [0, 3, 12, -9]) assert.equal(granted(new ViewJudge(null), ago), 0);
    for (const ahead of [0.5, 10, 250]) assert.equal(granted(new ViewJudge(link(100)), -ahead), 0);
  });

  it("passes on all else of an input as it is, and leaves the client's own object alone", () => {
    const input = charging(NOW - 100);
    const before = { ...input };
    const { move, aim, buttons } = new ViewJudge(link(0)).judge(input, NOW, 0);
    assert.deepEqual([move, aim, buttons], [input.move, input.aim, input.buttons]);
    assert.deepEqual(input, before);
  });

  it("gives a view to whoever charges a Lance and to nobody else", () => {
    const judge = new ViewJudge(link(100));
    for (const buttons of [0, Button.fire, Button.guard | Button.dash | Button.interact | 0xe0])
      assert.equal(judge.judge(press(0, 0, buttons, 0, NOW - 3), NOW, 0).view, 0);
    assertNear(granted(judge, 3), 3);
  });

  it("remembers what was asked where something was granted, the newest first", () => {
    const judge = new ViewJudge(link(0));
    const at = (ago: number, now = NOW): number =>
      viewTick(judge.judge(charging(now - ago), now, 0).view, now);
    const plain = at(3);
    const clamped = at(30);
    assertNear(judge.asked(plain), NOW - 3);
    assertNear(judge.asked(clamped), NOW - 30);
    at(40);
    assertNear(judge.asked(clamped), NOW - 40, "of two that were granted the same, the newer");
    assert.equal(judge.asked(NOW - 1), NOW - 1, "what was never granted was as good as asked for");
    assertNear(judge.asked(at(-5)), NOW + 5, "a future that was asked for");
  });

  it("remembers as many claims as a tick may take inputs: 16", () => {
    const judge = new ViewJudge(link(0));
    const first = viewTick(judge.judge(charging(NOW - 30), NOW, 0).view, NOW);
    for (let i = 1; i < 16; i++) judge.judge(charging(NOW - i / 8), NOW, 0);
    assertNear(judge.asked(first), NOW - 30);
    judge.judge(charging(NOW - 4), NOW, 0);
    assert.equal(judge.asked(first), first);
    for (let i = 1; i < 16; i++) assertNear(judge.asked(NOW - i / 8), NOW - i / 8);
  });

  it("does not forget a claim for inputs that claim nothing", () => {
    const judge = new ViewJudge(link(0));
    const given = viewTick(judge.judge(charging(NOW - 30), NOW, 0).view, NOW);
    for (let i = 0; i < 40; i++) judge.judge(press(0, 0, Button.fire), NOW + i, 0);
    assertNear(judge.asked(given), NOW - 30);
  });
});

describe(`the judge of view times, at large (this run's fresh seed is ${FRESH})`, () => {
  const ms = fc.double({ min: 0, max: 600, noNaN: true });
  for (const seed of SEEDS) {
    it(`property: grants what is asked, between what is explained and now (seed ${seed})`, () => {
      const ago = fc.double({ min: -200, max: 200, noNaN: true });
      const now = fc.integer({ min: 0, max: 2_000_000 });
      fc.assert(
        fc.property(now, ago, ms, ms, (tick, asked, trip, waited) => {
          const judge = new ViewJudge(link(trip));
          const most = Math.min(7.5, (trip + waited) / TICK_MS) + SCREEN;
          const found = granted(judge, asked, waited, tick);
          assertNear(found, Math.max(0, Math.min(asked, most)));
          assert.ok(Math.abs(judge.asked(tick - found) - (tick - asked)) <= GRAIN);
          assert.equal(packView(tick - found), judge.judge(charging(tick - asked), tick, waited).view);
        }),
        { seed, numRuns: 400 },
      );
    });
  }
});
