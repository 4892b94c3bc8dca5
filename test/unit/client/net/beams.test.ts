// Lances on the screen: one's own ends at whom the picture shows in it, and is paired with the server's word on it.
import assert from "node:assert/strict";
import { Beams } from "../../../../client/net/beams.ts";
import { Emitter } from "../../../../client/net/emitter.ts";
import type { GameEvents } from "../../../../client/net/game-view.ts";
import { RECEIPTS, type Receipt } from "../../../../client/net/net-trace.ts";
import { Timeline } from "../../../../client/net/timeline.ts";
import type { BeamMessage, ReceiptMessage } from "../../../../shared/protocol/messages.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import { SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import { Verdict } from "../../../../shared/sim/lance.ts";
import { LANCE, PULSE, SKIMMER } from "../../../../shared/tunables.ts";
import { flatArena } from "../../../helpers/world.ts";

const OWN = 2;
const X = 500;
const Y = 1000;
const WIDTH = SKIMMER.radius + LANCE.halfWidth;
const EAST = 0;
const SOUTH = 16384;

type Fired = GameEvents["beamFired"];

/** A screen with others on it, and what it has told. */
class Screen {
  readonly state = new ArenaSchema();
  readonly timeline = new Timeline();
  readonly fired: Fired[] = [];
  readonly told: Receipt[] = [];
  readonly beams: Beams;
  drawnTick = 100;
  pingMs = 42;

  constructor(rock: readonly (readonly [number, number])[] = []) {
    const events = new Emitter<GameEvents>();
    events.on("beamFired", (fired) => this.fired.push(fired));
    events.on("receipt", (receipt) => this.told.push(receipt));
    const arena = flatArena("small", rock);
    this.beams = new Beams({
      state: () => this.state,
      timeline: this.timeline,
      drawnTick: () => this.drawnTick,
      events,
      arena: () => arena,
      slot: () => OWN,
      ping: () => this.pingMs,
      receipts: [],
    });
  }

  /** The patch of `tick` shows a skimmer. */
  show(slot: number, x: number, y: number, { tick = 100, alive = true } = {}): this {
    const known = this.state.skimmers.get(String(slot)) as SkimmerSchema | undefined;
    const skimmer = Object.assign(known ?? new SkimmerSchema(), { slot, x, y, alive });
    if (known === undefined) this.state.skimmers.set(String(slot), skimmer);
    this.timeline.add(tick, skimmer);
    return this;
  }

  /** Fires from (X, Y) and returns how far the beam is drawn from there, u. */
  fire(aim = EAST, shot = 7): number {
    this.beams.fire(OWN, shot, X, Y, aim);
    const { toX, toY } = this.fired[this.fired.length - 1];
    return Math.hypot(toX - X, toY - Y);
  }

  get last(): Receipt {
    return this.beams.receipts[this.beams.receipts.length - 1];
  }
}

const word = (shot: number, verdict: number = Verdict.hit): ReceiptMessage => ({
  shot,
  tick: 104,
  askedTick: 100,
  viewTick: 100,
  verdict,
  target: verdict === Verdict.miss ? -1 : 5,
  seen: null,
  real: null,
});

describe("one's own beam", () => {
  it("reaches 700 u from the centre, and is drawn from the muzzle on", () => {
    const screen = new Screen();
    assert.ok(Math.abs(screen.fire(SOUTH) - LANCE.reach) < 1e-6);
    const [{ owner, own, x, y, toX, toY, aim, fromMuzzle, hit }] = screen.fired;
    assert.deepEqual([owner, own, aim, fromMuzzle, hit], [OWN, true, SOUTH, true, false]);
    assert.ok(Math.abs(x - X) < 1e-6 && Math.abs(y - Y - PULSE.muzzle) < 1e-6);
    assert.ok(Math.abs(toX - X) < 1e-6 && Math.abs(toY - Y - LANCE.reach) < 1e-6);
  });

  it("ends at rock", () => {
    const screen = new Screen([[6, 7]]);
    assert.ok(Math.abs(screen.fire() - (6 * 128 - X)) < 1e-6);
    assert.equal(screen.fired[0].hit, false);
    assert.equal(screen.last.aimedAt, -1);
  });

  it("ends at who is seen on the line", () => {
    const screen = new Screen().show(5, X + 300, Y);
    assert.ok(Math.abs(screen.fire() - (300 - WIDTH)) < 1e-6);
    assert.equal(screen.fired[0].hit, true);
    assert.deepEqual([screen.last.aimedAt, screen.last.saw], [5, { x: X + 300, y: Y }]);
  });

  it("passes by who is further off the line than a radius and half a beam: aimed at nobody", () => {
    for (const [off, aimedAt] of [
      [WIDTH - 0.125, 5],
      [WIDTH + 0.125, -1],
      [-WIDTH - 0.125, -1],
      [60, -1],
    ]) {
      const screen = new Screen().show(5, X + 300, Y + off);
      const length = screen.fire();
      assert.equal(screen.last.aimedAt, aimedAt, `${off} u off`);
      assert.equal(screen.fired[0].hit, aimedAt !== -1);
      if (aimedAt === -1) {
        assert.equal(screen.last.saw, null);
        assert.ok(Math.abs(length - LANCE.reach) < 1e-6);
      }
    }
  });

  it("ends at the nearest of several, whatever their slots", () => {
    const away = { 1: 500, 9: 200, 4: 350 };
    for (const order of [
      [1, 9, 4],
      [9, 4, 1],
      [4, 1, 9],
    ] as const) {
      const screen = new Screen();
      for (const slot of order) screen.show(slot, X + away[slot], Y + 5);
      screen.fire();
      assert.equal(screen.last.aimedAt, 9, `who came as ${order}`);
    }
  });

  it("does not end at oneself, behind oneself, behind rock, or out of reach", () => {
    const screen = new Screen([[6, 7]])
      .show(OWN, X + 10, Y)
      .show(4, X - 100, Y)
      .show(5, 6 * 128 + 200, Y)
      .show(6, X, Y + LANCE.reach + WIDTH + 1);
    for (const aim of [EAST, SOUTH]) {
      screen.fire(aim);
      assert.equal(screen.last.aimedAt, -1);
    }
  });

  it("goes by the picture, and not by the newest that is known", () => {
    const screen = new Screen().show(5, X + 300, Y, { tick: 100 }).show(5, X + 300, Y + 80, { tick: 103 });
    for (const [tick, aimedAt] of [
      [100, 5],
      [100.5, 5],
      [101.5, -1],
      [103, -1],
    ]) {
      screen.drawnTick = tick;
      screen.fire();
      assert.deepEqual([screen.last.seenTick, screen.last.aimedAt], [tick, aimedAt]);
    }
    screen.drawnTick = 100.375;
    screen.fire();
    assert.deepEqual(screen.last.saw, { x: X + 300, y: Y + 10 });
  });

  it("lets the dead pass, as long as the picture shows them dead, and hits who lives in it", () => {
    const screen = new Screen().show(5, X + 300, Y).show(5, X + 300, Y, { tick: 102, alive: false });
    for (const [tick, aimedAt] of [
      [101.9, 5],
      [102, -1],
    ]) {
      screen.drawnTick = tick;
      screen.fire();
      assert.equal(screen.last.aimedAt, aimedAt, `at ${tick}`);
    }
  });

  it("who was only ever seen later than the picture is not in it", () => {
    const screen = new Screen().show(5, X + 300, Y, { tick: 104 });
    screen.fire();
    assert.equal(screen.last.aimedAt, -1);
  });
});

describe("receipts", () => {
  it("note what the screen showed when the beam was fired, and wait for the server", () => {
    const screen = new Screen().show(5, X + 300, Y);
    screen.fire(EAST, 7);
    assert.deepEqual(screen.beams.receipts, [
      {
        shot: 7,
        seenTick: 100,
        beam: { x: X, y: Y, aim: EAST },
        aimedAt: 5,
        saw: { x: X + 300, y: Y },
        pingMs: 42,
        judged: null,
      },
    ]);
    assert.deepEqual(screen.told, []);
  });

  it("are paired with the server's word by the number of the shot, in whatever order it comes", () => {
    const screen = new Screen();
    for (const shot of [7, 8, 9]) screen.fire(EAST, shot);
    screen.beams.judged(word(8, Verdict.guarded));
    screen.beams.judged(word(7));
    assert.deepEqual(
      screen.beams.receipts.map(({ shot, judged }) => [shot, judged?.verdict ?? null]),
      [
        [7, Verdict.hit],
        [8, Verdict.guarded],
        [9, null],
      ],
    );
    assert.deepEqual(
      screen.told.map(({ shot }) => shot),
      [8, 7],
    );
    assert.equal(screen.told[0], screen.beams.receipts[1], "the whole receipt is told, not the word alone");
  });

  it("are judged once, and not by a word on a shot that nobody fired", () => {
    const screen = new Screen();
    screen.fire(EAST, 7);
    screen.beams.judged(word(6));
    screen.beams.judged(word(7, Verdict.dodged));
    screen.beams.judged(word(7, Verdict.hit));
    assert.equal(screen.last.judged?.verdict, Verdict.dodged);
    assert.equal(screen.told.length, 1);
  });

  it("of two with one number (it comes round) the newer is meant", () => {
    const screen = new Screen();
    screen.fire(EAST, 7);
    screen.fire(SOUTH, 7);
    screen.beams.judged(word(7));
    assert.deepEqual(
      screen.beams.receipts.map(({ judged }) => judged !== null),
      [false, true],
    );
  });

  it(`are kept for the last ${RECEIPTS}`, () => {
    const screen = new Screen();
    for (let shot = 1; shot <= RECEIPTS + 5; shot++) screen.fire(EAST, shot);
    const { receipts } = screen.beams;
    assert.deepEqual([receipts.length, receipts[0].shot, screen.last.shot], [RECEIPTS, 6, RECEIPTS + 5]);
    screen.beams.judged(word(5));
    assert.deepEqual(screen.told, []);
  });
});

describe("others' beams", () => {
  it("are drawn as far as they were told, and are no receipts of one's own", () => {
    const screen = new Screen();
    const message: BeamMessage = {
      by: 5,
      x: 800,
      y: 900,
      aim: SOUTH,
      length: 250,
      fromMuzzle: false,
      hit: true,
    };
    screen.beams.told(message);
    const [{ toX, toY, ...rest }] = screen.fired;
    assert.deepEqual(rest, {
      owner: 5,
      own: false,
      x: 800,
      y: 900,
      aim: SOUTH,
      fromMuzzle: false,
      hit: true,
    });
    assert.ok(Math.abs(toX - 800) < 1e-6 && Math.abs(toY - 1150) < 1e-6);
    assert.deepEqual(screen.beams.receipts, []);
  });
});
