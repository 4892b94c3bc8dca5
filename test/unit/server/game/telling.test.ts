// Who is told what of a Lance: its shooter a receipt, without the dark; its victim by whom, with what, at whose ping.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../../../server/game/arena-game.ts";
import type { Link } from "../../../../server/game/ports.ts";
import type { HurtMessage, ReceiptMessage } from "../../../../shared/protocol/messages.ts";
import { Button, type Input, STILL } from "../../../../shared/sim/input.ts";
import { Verdict } from "../../../../shared/sim/lance.ts";
import { launch } from "../../../../shared/sim/projectile.ts";
import { Weapon } from "../../../../shared/sim/world.ts";
import { LANCE, REWIND, TICK_MS } from "../../../../shared/tunables.ts";
import { flatArena, press } from "../../../helpers/world.ts";
import { ArrayQueue, LINK, makeGame, PERSON, RecordingView, tick } from "./ports.ts";

/** Ticks that LINK's 60 ms and a screen explain, and those that no link goes beyond. */
const EXPLAINED = 1.8 + REWIND.screenTicks;
const CAP = REWIND.linkTicks + REWIND.screenTicks;

interface Told {
  to: number | "all";
  type: string;
  payload: object;
}

/** Two people with links on open ground, 250 u apart and in sight of each other; slot 0 fires by `shoot`. */
class Range {
  readonly told: Told[] = [];
  readonly game: ArenaGame;
  private readonly queues = [new ArrayQueue(), new ArrayQueue()];

  constructor(link: Link = LINK, far = 250) {
    const notices = {
      toAll: (type: string, payload: object) => void this.told.push({ to: "all", type, payload }),
      toSlot: (to: number, type: string, payload: object) => void this.told.push({ to, type, payload }),
    };
    this.game = makeGame({}, notices);
    this.game.world.arena = flatArena("small");
    for (const [slot, queue] of this.queues.entries()) {
      this.game.join(PERSON, { queue, view: new RecordingView(), link: slot === 0 ? link : LINK });
      Object.assign(this.game.skimmer(slot), { x: 500 + slot * far, y: 1500 });
      queue.put(press());
    }
    // Long enough for a history to look back into.
    for (let i = 0; i < 20; i++) this.step();
    this.told.length = 0;
  }

  /** A tick in which slot 0 does `input`, slot 1 `other`; patched like a room's. */
  step(input: Input = press(), other: Input = press()): void {
    // Two wait in every tick, so that both seats start, and the first is taken.
    this.queues[0].inputs.length = 0;
    this.queues[1].inputs.length = 0;
    this.queues[0].put(input, { ...input, buttons: 0 });
    this.queues[1].put(other, other);
    tick(this.game);
  }

  /** Slot 0 fires along +x with a view `ago` ticks back, having waited `waitedMs`; what was told. */
  shoot(ago: number, waitedMs = 0, other: Input = press()): Told[] {
    Object.assign(this.game.skimmer(0), { chargeTicks: LANCE.chargeTicks - 1, cooldownTicks: 0 });
    this.queues[0].waitedMs = waitedMs;
    this.step({ ...press(0, 0, Button.alternate, 0, this.game.world.tick + 1 - ago), move: STILL }, other);
    return this.told.splice(0);
  }
}

const payload = <T>(told: readonly Told[], type: string): T => {
  const found = told.find((t) => t.type === type);
  assert.ok(found, `no ${type} was told`);
  return found.payload as T;
};
const brief = (told: readonly Told[]): string[] => told.map(({ to, type }) => `${to} ${type}`);

describe("the receipt of a Lance", () => {
  it("goes to the shooter alone, before the hurt; the beam to the others; and nothing else is said", () => {
    const told = new Range().shoot(3);
    assert.deepEqual(brief(told), ["0 receipt", "1 beam", "1 hurt"]);
    const receipt = payload<ReceiptMessage>(told, "receipt");
    assert.deepEqual(Object.keys(receipt).sort(), [
      "askedTick",
      "real",
      "seen",
      "shot",
      "target",
      "tick",
      "verdict",
      "viewTick",
    ]);
  });

  it("says what was asked and granted, whom it hit, where that was seen and where it was", () => {
    const range = new Range();
    const { tick: now } = range.game.world;
    const { shot, tick, askedTick, viewTick, verdict, target, seen, real } = payload<ReceiptMessage>(
      range.shoot(3.5),
      "receipt",
    );
    assert.deepEqual(
      { shot, tick, askedTick, viewTick, verdict, target, seen, real },
      {
        shot: 1,
        tick: now + 1,
        askedTick: now - 2.5,
        viewTick: now - 2.5,
        verdict: Verdict.hit,
        target: 1,
        seen: { x: 750, y: 1500 },
        real: { x: 750, y: 1500 },
      },
    );
  });

  it("tells seen and real apart when the target has moved on", () => {
    const range = new Range();
    for (let i = 0; i < 6; i++) range.step(press(), press(0, 1));
    const { seen, real } = payload<ReceiptMessage>(range.shoot(6, 0, press(0, 1)), "receipt");
    assert.ok(seen !== null && real !== null && real.y - seen.y > 30, JSON.stringify({ seen, real }));
    assert.equal(real.y, range.game.skimmer(1).y);
  });

  it("says nothing of where somebody is who is out of sight: hit, guarded, dodged or nearly hit", () => {
    const cases: [number, (range: Range) => void][] = [
      [Verdict.hit, () => {}],
      [Verdict.guarded, ({ game }) => Object.assign(game.skimmer(1), { guardedAtTick: 20, guardAim: 128 })],
      [Verdict.dodged, ({ game }) => Object.assign(game.skimmer(1), { dashedAtTick: 20 })],
      [Verdict.miss, ({ game }) => Object.assign(game.skimmer(1), { y: 1540 })],
    ];
    for (const [wanted, prepare] of cases) {
      for (const [far, lit] of [
        [250, true],
        [600, false],
      ] as const) {
        const range = new Range(LINK, far);
        prepare(range);
        assert.equal(range.game.interest.skimmers.bits.has(1, 0), lit);
        const ago = wanted === Verdict.miss ? 0 : 2;
        const receipt = payload<ReceiptMessage>(range.shoot(ago), "receipt");
        // Whom it has hit or who has stopped it, the shooter may know: the kill feed would say it too. Where, not; and
        // of who let it pass in the dark, nothing.
        const told = lit || wanted === Verdict.hit || wanted === Verdict.guarded;
        assert.equal(receipt.verdict, told ? wanted : Verdict.miss, `${far} u away`);
        assert.equal(
          receipt.target,
          told && (lit || wanted !== Verdict.miss) ? 1 : -1,
          `verdict ${wanted}, ${far} u`,
        );
        assert.equal(receipt.seen !== null, lit, `verdict ${wanted}, ${far} u`);
        assert.equal(receipt.real !== null, lit, `verdict ${wanted}, ${far} u`);
      }
    }
  });

  it("of a beam that met nobody names nobody", () => {
    const range = new Range();
    range.game.skimmer(1).y = 1700;
    const { verdict, target, seen, real } = payload<ReceiptMessage>(range.shoot(0), "receipt");
    assert.deepEqual([verdict, target, seen, real], [Verdict.miss, -1, null, null]);
  });
});

describe("a view time that is not believed", () => {
  it("is told as asked and as granted, and counted; one that is believed is not", () => {
    const range = new Range();
    const { shots } = range.game;
    range.shoot(6);
    assert.deepEqual(shots, { lances: 1, clamped: 0 });
    // 60 ms of link are 1.8 ticks.
    const receipt = payload<ReceiptMessage>(range.shoot(10), "receipt");
    assert.deepEqual(shots, { lances: 2, clamped: 1 });
    assert.equal(receipt.tick - receipt.askedTick, 10);
    assert.ok(
      Math.abs(receipt.tick - receipt.viewTick - EXPLAINED) < 0.01,
      `${receipt.tick - receipt.viewTick}`,
    );
  });

  it("nor is one believed for the asking of a slow link than its measured round trip says", () => {
    const range = new Range({ roundTripMs: 400, pingMs: 390, queuedBytes: 0 });
    const receipt = payload<ReceiptMessage>(range.shoot(CAP - 0.5), "receipt");
    assert.equal(receipt.tick - receipt.viewTick, CAP - 0.5);
    assert.equal(range.game.shots.clamped, 0);
    range.shoot(CAP + 0.5);
    assert.equal(range.game.shots.clamped, 1);
  });

  it("the input's own wait explains as much as it took", () => {
    const range = new Range();
    range.shoot(EXPLAINED + 1.2, 60);
    assert.equal(range.game.shots.clamped, 0);
    range.shoot(EXPLAINED + 1.2, 20);
    assert.equal(range.game.shots.clamped, 1);
  });

  it("less than the grain of its packing is no doubt", () => {
    const range = new Range();
    range.shoot(EXPLAINED + 0.04);
    assert.equal(range.game.shots.clamped, 0);
    range.shoot(EXPLAINED + 0.07);
    assert.equal(range.game.shots.clamped, 1);
  });

  it("a future that is asked for is told, granted as the present, and no clamp", () => {
    const range = new Range();
    const { askedTick, viewTick, tick: now } = payload<ReceiptMessage>(range.shoot(-5), "receipt");
    assert.deepEqual([askedTick - now, viewTick - now], [5, 0]);
    assert.equal(range.game.shots.clamped, 0);
  });
});

describe("what the victim is told", () => {
  it("of a Lance: by whom, with what, at whose ping, and how far back it was judged", () => {
    const hurt = payload<HurtMessage>(new Range().shoot(6), "hurt");
    assert.deepEqual(hurt, {
      by: 0,
      damage: 48,
      aim: 0,
      weapon: Weapon.lance,
      pingMs: 50,
      rewoundMs: Math.round(6 * TICK_MS),
    });
  });

  it("of a Pulse: nothing was judged in the past, not even after a Lance that was", () => {
    const range = new Range();
    range.shoot(6);
    launch(range.game.world, 0, 9, 715, 1500, 0);
    range.step();
    const { weapon, rewoundMs, pingMs, damage } = payload<HurtMessage>(range.told, "hurt");
    assert.deepEqual([weapon, rewoundMs, pingMs, damage], [Weapon.pulse, 0, 50, 9]);
  });

  it("by somebody without a link, a bot or one who has left: a ping of 0", () => {
    const range = new Range();
    for (const by of [40, 0]) {
      launch(range.game.world, by, 9, 715, 1500, 0);
      if (by === 0) Object.assign(range.game, { link: () => null });
      range.step();
      assert.equal(payload<HurtMessage>(range.told.splice(0), "hurt").pingMs, 0);
    }
  });

  it("a kill goes to all, with its weapon", () => {
    const range = new Range();
    range.game.skimmer(1).hitPoints = 40;
    const told = range.shoot(2);
    assert.deepEqual(brief(told), ["0 receipt", "1 beam", "1 hurt", "all kill"]);
    assert.deepEqual(payload(told, "kill"), { victim: 1, by: 0, weapon: Weapon.lance });
  });
});
