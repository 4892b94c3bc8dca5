// A beam is told as far as it lies in one's own light: not a unit more, and to nobody who sees nothing of it.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import { tellBeam } from "../../../../server/game/beams.ts";
import type { BeamMessage } from "../../../../shared/protocol/messages.ts";
import type { LanceReceipt } from "../../../../shared/sim/events.ts";
import { Verdict } from "../../../../shared/sim/lance.ts";
import { cos, sin } from "../../../../shared/sim/math.ts";
import { lightRadius } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { makeGame, PERSON, seat } from "./ports.ts";

/** A beam of slot 0 from (500, 1000) along +x that ends nowhere before its 700 u. */
const BEAM: LanceReceipt = {
  owner: 0,
  shot: 7,
  tick: 100,
  x: 500,
  y: 1000,
  aim: 0,
  length: 700,
  viewTick: 96,
  verdict: Verdict.miss,
  target: -1,
  seenX: 0,
  seenY: 0,
  realX: 0,
  realY: 0,
};

/** A game with people in slots 0, 1, … at the places given; all with 260 u of light. */
function watched(...places: { x: number; y: number; embers?: number }[]): ArenaGame {
  const game = makeGame();
  for (const place of places) Object.assign(game.skimmer(game.join(PERSON, seat())), place);
  return game;
}

/** What is told of a beam, by slot. */
function told(game: ArenaGame, beam: Partial<LanceReceipt> = {}): Map<number, BeamMessage> {
  const messages = new Map<number, BeamMessage>();
  tellBeam(
    game,
    { ...BEAM, ...beam },
    {
      toAll: () => assert.fail("told to all"),
      toSlot: (slot, type, payload) => {
        assert.equal(type, "beam");
        assert.ok(!messages.has(slot), "told twice");
        messages.set(slot, payload as BeamMessage);
      },
    },
  );
  return messages;
}

const SHOOTER = { x: 500, y: 1000 };

describe("a beam in the light of others", () => {
  it("is told from where it comes into the light to where it leaves it", () => {
    // 100 u beside the beam: 240 u of it to each side.
    const message = told(watched(SHOOTER, { x: 850, y: 1100 })).get(1) as BeamMessage;
    const { by, x, y, aim, fromMuzzle, hit, length } = message;
    assert.deepEqual([by, x, y, aim, fromMuzzle, hit], [0, 610, 1000, 0, false, false]);
    assert.ok(Math.abs(length - 480) < 1e-6, `${length} u`);
  });

  it("whole, to who sees all of it; from the muzzle, to who sees where it began", () => {
    const whole = told(watched(SHOOTER, { x: 850, y: 1100, embers: 20 })).get(1) as BeamMessage;
    assert.deepEqual([whole.x, whole.length, whole.fromMuzzle], [500, 700, true]);
    const start = told(watched(SHOOTER, { x: 400, y: 1100 })).get(1) as BeamMessage;
    assert.equal(start.fromMuzzle, true);
    assert.ok(Math.abs(start.length - 140) < 1e-6, `${start.length} u`);
  });

  it("not at all to who sees nothing of it: beside it, behind its start, beyond its end", () => {
    const dark = [
      { x: 850, y: 1261 },
      { x: 239, y: 1000 },
      { x: 1461, y: 1000 },
      { x: 1400, y: 1180 },
    ];
    assert.deepEqual([...told(watched(SHOOTER, ...dark)).keys()], []);
    const near = [
      { x: 850, y: 1259 },
      { x: 241, y: 1000 },
      { x: 1459, y: 1000 },
    ];
    assert.deepEqual([...told(watched(SHOOTER, ...near)).keys()], [1, 2, 3]);
  });

  it("by the light of who looks, which grows with its embers, and not by the shooter's", () => {
    const far = { x: 850, y: 1400 };
    assert.equal(told(watched({ ...SHOOTER, embers: 50 }, far)).size, 0);
    assert.equal(told(watched(SHOOTER, { ...far, embers: 12 })).size, 1);
  });

  it("not to its shooter, nor to bots, nor to the absent", () => {
    // Slots 0 to 2 are bots.
    const game = makeGame({ fillTo: 3 });
    const [shooter, looking, absent] = [0, 1, 2].map(() => game.join(PERSON, seat()));
    for (const s of game.world.skimmers) if (s !== null) Object.assign(s, { x: 700, y: 1050 });
    game.setAbsent(absent);
    assert.deepEqual([...told(game, { owner: shooter }).keys()], [looking]);
    assert.deepEqual([...told(game, { owner: 0 }).keys()], [shooter, looking], "a bot's beam");
  });

  it("to the dead as well, who still see round where they died", () => {
    const game = watched(SHOOTER, { x: 850, y: 1100 });
    game.skimmer(1).alive = false;
    assert.equal(told(game).size, 1);
  });

  it("that it ends in somebody is told to who sees its end, for a hit and for a guard, and for no other end", () => {
    const end = { x: 900, y: 1100 };
    const start = { x: 480, y: 1000 };
    for (const [verdict, hits] of [
      [Verdict.miss, false],
      [Verdict.hit, true],
      [Verdict.guarded, true],
      [Verdict.dodged, false],
    ] as const) {
      const messages = told(watched(SHOOTER, end, start), { verdict, length: 400, target: 1 });
      assert.equal(messages.get(1)?.hit, hits, `verdict ${verdict}, at its end`);
      assert.equal(messages.get(2)?.hit, false, `verdict ${verdict}, at its start`);
    }
  });

  it("says nothing of the target, of its view time or of what was judged", () => {
    const message = told(watched(SHOOTER, { x: 850, y: 1100 }), { verdict: Verdict.hit, target: 2 }).get(1);
    assert.deepEqual(Object.keys(message ?? {}).sort(), [
      "aim",
      "by",
      "fromMuzzle",
      "hit",
      "length",
      "x",
      "y",
    ]);
  });
});

describe(`a beam, anywhere (this run's fresh seed is ${FRESH})`, () => {
  const beam = fc.record({
    x: fc.integer({ min: 0, max: 24_000 }).map((eighths) => eighths / 8),
    y: fc.integer({ min: 0, max: 24_000 }).map((eighths) => eighths / 8),
    aim: fc.integer({ min: 0, max: 0xffff }),
    length: fc.double({ min: 1, max: 700, noNaN: true }),
  });
  const place = fc.record({
    /** Of the viewer from the beam's start, along and beside it. */
    along: fc.integer({ min: -400, max: 1100 }),
    off: fc.integer({ min: -500, max: 500 }),
    embers: fc.integer({ min: 0, max: 20 }),
  });

  for (const seed of SEEDS) {
    it(`property: what is told of it is what lies in the light, to a quarter of a unit (seed ${seed})`, () => {
      const game = watched(SHOOTER, SHOOTER);
      let seen = 0;
      fc.assert(
        fc.property(beam, place, (b, { along, off, embers }) => {
          const [dx, dy] = [cos(b.aim), sin(b.aim)];
          const eyes = game.skimmer(1);
          Object.assign(eyes, { x: b.x + dx * along - dy * off, y: b.y + dy * along + dx * off, embers });
          const message = told(game, b).get(1);
          if (message !== undefined) seen += 1;
          const light = lightRadius(embers);
          for (let far = 0; far <= b.length; far += b.length / 100) {
            const [x, y] = [b.x + dx * far, b.y + dy * far];
            const depth = light - Math.hypot(x - eyes.x, y - eyes.y);
            const at = message === undefined ? -1 : (x - message.x) * dx + (y - message.y) * dy;
            const within = message !== undefined && at >= 0 && at <= message.length;
            // At the rim of the light, and of the grid of positions, either is right.
            if (depth > 0.25 && far > 0.25 && far < b.length - 0.25)
              assert.ok(within, `${far} u along is lit and not told`);
            if (depth < -0.25)
              assert.ok(!within || at < 0.25 || at > message.length - 0.25, `${far} u is dark`);
          }
        }),
        { seed, numRuns: 300 },
      );
      assert.ok(seen > 50, `only ${seen} were seen at all`);
    });
  }
});
