// The Lance looks back: whom its shooter saw is hit where it was seen, unless a defence came first on the server.
import assert from "node:assert/strict";
import { Button } from "../../../../shared/sim/input.ts";
import { Verdict } from "../../../../shared/sim/lance.ts";
import { direction } from "../../../../shared/sim/math.ts";
import { joinAt, leave } from "../../../../shared/sim/round.ts";
import type { World } from "../../../../shared/sim/world.ts";
import { GUARD, RESPAWN, REWIND, TICK_MS } from "../../../../shared/tunables.ts";
import { beam, lances } from "../../../helpers/lance.ts";
import { all, cloneWorld, distance, only, press, run, skimmerOf, worldOf } from "../../../helpers/world.ts";

const CAP = REWIND.linkTicks + REWIND.screenTicks;
const SHOOTER = { x: 500, y: 1500 };

/** Where slot 1 stood at the end of each tick. */
type Track = Map<number, { x: number; y: number }>;

/** Slot 1 flies along y at 430 u/s, 400 u before slot 0; after `count` ticks, with where it was. */
function passing(count = 30): { world: World; track: Track } {
  const world = worldOf([SHOOTER, { x: 900, y: 1200 }]);
  Object.assign(skimmerOf(world, 1), { vy: 430 });
  const track: Track = new Map();
  for (let i = 0; i < count; i++) {
    run(world, 1, only(1, press(0, 1)));
    const { x, y } = skimmerOf(world, 1);
    track.set(world.tick, { x, y });
  }
  return { world, track };
}

/** Where a track lies at a fractional tick between two patches, on their straight line. */
function seenAt(track: Track, at: number): { x: number; y: number } {
  const patched = [...track.keys()].filter((tick) => tick % 3 !== 0);
  const before = patched.findLast((tick) => tick <= at) as number;
  const after = patched.find((tick) => tick > at) as number;
  const [a, b] = [track.get(before), track.get(after)] as { x: number; y: number }[];
  const share = (at - before) / (after - before);
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

const aimAt = ({ x, y }: { x: number; y: number }): number => direction(x - SHOOTER.x, y - SHOOTER.y);

/** Fires from slot 0 at `place` with the view `ago` ticks before the tick of the beam. */
function fire(world: World, place: { x: number; y: number }, ago: number) {
  const told = beam(world, { slot: 0, aim: aimAt(place), view: world.tick + 1 - ago }, press(0, 1));
  const [receipt] = lances(told);
  return { ...receipt, hurt: told.some(({ what }) => what === "hurt") };
}

describe("a rewound beam", () => {
  for (const ago of [3, 6.5, 9.25, CAP]) {
    it(`hits who is seen ${ago} ticks late where it was seen, and not where it is`, () => {
      const { world, track } = passing();
      const then = seenAt(track, world.tick + 1 - ago);
      const { verdict, target, hurt, viewTick, tick, seenX, seenY, realX, realY } = fire(world, then, ago);
      assert.deepEqual([verdict, target, hurt], [Verdict.hit, 1, true]);
      assert.equal(tick - viewTick, ago);
      assert.ok(distance({ x: seenX, y: seenY }, then) < 1e-6, `seen at ${seenX}, ${seenY}`);
      const { x, y } = skimmerOf(world, 1);
      assert.deepEqual([realX, realY], [x, y], "and is told where it really was");
      assert.ok(realY - seenY > 14 * (ago - 0.5), "430 u/s away from there");

      const again = passing();
      const now = { x: again.track.get(30)?.x ?? 0, y: (again.track.get(30)?.y ?? 0) + 14.3 };
      assert.equal(fire(again.world, now, ago).hurt, false, "it is not hit where it is");
    });
  }

  it("without a view back it is the other way round", () => {
    const { world, track } = passing();
    assert.equal(fire(world, seenAt(track, world.tick + 1 - 6), 0).hurt, false);
    const { x, y } = skimmerOf(world, 1);
    assert.equal(fire(world, { x, y: y + 14.3 }, 0).hurt, true);
  });

  it(`looks back ${CAP} ticks and no further, whatever is asked`, () => {
    assert.ok(CAP * TICK_MS < 450, "nobody is hit half a second behind a rock");
    for (const ago of [CAP + 0.5, 20, 31, 200]) {
      const { world, track } = passing();
      const atCap = seenAt(track, world.tick + 1 - CAP);
      const receipt = fire(world, atCap, ago);
      assert.deepEqual([receipt.tick - receipt.viewTick, receipt.verdict], [CAP, Verdict.hit], `${ago} ago`);
      const older = passing();
      const asked = older.track.get(Math.max(1, Math.floor(31 - ago))) ?? { x: 0, y: 0 };
      if (ago > 15)
        assert.equal(fire(older.world, asked, ago).hurt, false, "not where it was before the cap");
    }
  });

  it("judges a view in the future now", () => {
    for (const ahead of [0.5, 5, 200]) {
      const { world } = passing();
      const { x, y } = skimmerOf(world, 1);
      const receipt = fire(world, { x, y: y + 14.3 }, -ahead);
      assert.deepEqual([receipt.viewTick, receipt.verdict], [receipt.tick, Verdict.hit], `${ahead} ahead`);
    }
  });

  it("moves nobody: the target is where it is, only worse off", () => {
    const [calm, shot] = [passing(), passing()];
    run(calm.world, 1, only(1, press(0, 1)));
    fire(shot.world, seenAt(shot.track, 25), 6);
    const { x, y, vx, vy, hitPoints } = skimmerOf(shot.world, 1);
    const same = skimmerOf(calm.world, 1);
    assert.deepEqual([x, y, vx, vy, hitPoints], [same.x, same.y, same.vx, same.vy, 52]);
  });
});

describe("a ghost is not hit", () => {
  it("nor the dead, nor who lives again where it died or was not yet born", () => {
    const { world, track } = passing();
    const grave = track.get(world.tick) as { x: number; y: number };
    skimmerOf(world, 1).hitPoints = 1;
    assert.equal(fire(world, { x: grave.x, y: grave.y + 14.3 }, 0).hurt, true);
    const died = world.tick;
    const seen = new Set<number>();
    for (let i = 0; i < RESPAWN.delayTicks + 15; i++) {
      for (const ago of [0.5, 4, 8, CAP]) {
        const copy = cloneWorld(world);
        const { alive, x, y } = skimmerOf(copy, 1);
        assert.equal(fire(copy, grave, ago).hurt, false, `${i} ticks after its death, ${ago} ago`);
        if (!alive) continue;
        // Nobody can have seen it before the first patch of its new life.
        const view = world.tick + 1 - ago;
        const again = cloneWorld(world);
        Object.assign(skimmerOf(again, 0), { x, y: y - 300 });
        const [{ verdict }] = lances(beam(again, { slot: 0, aim: 16384, view }));
        const lived = view >= died + RESPAWN.delayTicks;
        assert.equal(verdict, lived ? Verdict.hit : Verdict.miss, `view ${view}, died in ${died}`);
        seen.add(verdict);
      }
      run(world, 1, all(press()));
    }
    assert.deepEqual([...seen].sort(), [Verdict.miss, Verdict.hit]);
  });

  it("nor who has taken the slot of one that was seen there", () => {
    for (const ago of [3, 4, 8, CAP]) {
      const { world, track } = passing();
      const then = seenAt(track, world.tick + 1 - ago);
      leave(world, 1);
      joinAt(world, 1);
      Object.assign(skimmerOf(world, 1), { x: 2000, y: 2500 });
      const receipt = fire(world, then, ago);
      assert.deepEqual([receipt.verdict, receipt.target], [Verdict.miss, -1]);
    }
  });
});

describe("defences and a rewound beam", () => {
  /** Slot 1 stands 400 u before slot 0 and does `button` once in tick 20; a beam in tick `at` with the view `ago`. */
  function defended(button: number, at: number, ago: number, aim = 32768) {
    const world = worldOf([SHOOTER, { x: 900, y: 1500 }]);
    run(world, at - 1, (slot, tick) => press(0, 0, slot === 1 && tick === 20 ? button : 0, aim));
    // Slot 1 lets go; where it is now does not matter, it was seen where it stood.
    const buttons = at === 20 ? button : 0;
    const told = beam(world, { slot: 0, aim: 0, view: at - ago }, press(0, 0, buttons, aim));
    return { ...lances(told)[0], hurt: told.some(({ what }) => what === "hurt") };
  }

  it("a dash that began after what was seen wins: dodged, and the beam flies on", () => {
    for (const [at, ago] of [
      [21, 2],
      [22, 3.5],
      [26, 12],
      [20, 0.25],
    ]) {
      const { verdict, target, hurt, length } = defended(Button.dash, at, ago);
      assert.deepEqual(
        [verdict, target, hurt, length],
        [Verdict.dodged, 1, false, 700],
        `${ago} before ${at}`,
      );
    }
  });

  it("a dash that could be seen does not: hit, if the aim went with it", () => {
    const world = worldOf([SHOOTER, { x: 900, y: 1500 }]);
    // Straight away along the beam, so that it stays on it.
    run(world, 22, (slot, tick) => press(1, 0, slot === 1 && tick === 20 ? Button.dash : 0));
    const { verdict, hurt } = fire(world, { x: 900, y: 1500 }, 3);
    assert.deepEqual([verdict, hurt], [Verdict.hit, true], "view 20, the tick of the dash itself");
    assert.equal(skimmerOf(world, 1).dashedAtTick, 20);
  });

  it("who dodges lets the beam pass to who is behind", () => {
    const world = worldOf([SHOOTER, { x: 700, y: 1500 }, { x: 900, y: 1500 }]);
    run(world, 19, all(press()));
    run(world, 1, only(1, press(0, 1, Button.dash)));
    const [receipt] = lances(beam(world, { slot: 0, aim: 0, view: 19 }));
    assert.deepEqual([receipt.verdict, receipt.target], [Verdict.hit, 2]);
    assert.deepEqual([skimmerOf(world, 1).hitPoints, skimmerOf(world, 2).hitPoints], [100, 52]);
  });

  it("a guard that stood at what was seen wins, though it is down by now", () => {
    for (const [at, ago] of [
      [20, 0],
      [27, 0],
      [30, 3],
      [39, 12],
    ]) {
      const { verdict, target, hurt, length } = defended(Button.guard, at, ago);
      assert.deepEqual([verdict, target, hurt], [Verdict.guarded, 1, false], `${ago} before ${at}`);
      assert.ok(Math.abs(length - 381) < 1e-6, "the beam ends at it");
    }
  });

  it("so does one that was raised since, and not one that had ended by then", () => {
    for (const [at, ago] of [
      [20, 6],
      [21, 12],
      [24, 8],
    ])
      assert.equal(defended(Button.guard, at, ago).verdict, Verdict.guarded, `${ago} before ${at}`);
    for (const [at, ago] of [
      [28, 0],
      [30, 2],
      [40, 12],
    ])
      assert.equal(defended(Button.guard, at, ago).hurt, true, `${ago} before ${at}`);
  });

  it("a guard wins only when it faces the beam: 60 degrees to each side", () => {
    const facing = 32768;
    for (const off of [0, 5000, -5000, 42 * 256, -42 * 256])
      assert.equal(defended(Button.guard, 22, 0, (facing + off) & 0xffff).verdict, Verdict.guarded, `${off}`);
    for (const off of [43 * 256, -43 * 256, 16384, 32768])
      assert.equal(defended(Button.guard, 22, 0, (facing + off) & 0xffff).hurt, true, `${off} brads`);
    assert.ok(42 * 256 < GUARD.halfArc && GUARD.halfArc < 43 * 256);
  });

  it("a guard that faces away and a dash: the dash still wins", () => {
    const world = worldOf([SHOOTER, { x: 900, y: 1500 }]);
    run(world, 19, all(press()));
    run(world, 1, only(1, press(0, 1, Button.dash | Button.guard, 0)));
    assert.equal(lances(beam(world, { slot: 0, aim: 0, view: 19 }))[0].verdict, Verdict.dodged);
  });
});
