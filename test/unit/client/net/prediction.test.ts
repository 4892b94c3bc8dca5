// One's own skimmer on the screen: a key shows at once, nothing jumps while the hand is still, a correction glides.
import assert from "node:assert/strict";
import { Button } from "../../../../shared/sim/input.ts";
import { Phase } from "../../../../shared/sim/world.ts";
import { DASH, DT } from "../../../../shared/tunables.ts";
import { FRESH, SEEDS } from "../../../helpers/seeds.ts";
import { press, pseudoInput } from "../../../helpers/world.ts";

import { EAST, Flight, flying, START } from "./flight.ts";

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

describe("the drawn pose", () => {
  it("shows a key in the very next frame: whatever has passed of the next input, it moves", () => {
    const flight = new Flight();
    assert.deepEqual(flight.draw(press(), 0.5), START);
    for (const phase of [0.05, 0.5, 0.95]) {
      const { x, y } = flight.draw(EAST, phase);
      assert.ok(x > START.x && y === START.y, `${x} at ${phase}`);
    }
    assert.deepEqual(flight.draw(EAST, 0), START, "nothing of it has passed");
    // A dash is in full swing at once.
    assert.ok(flight.draw(press(1, 0, Button.dash), 0.5).x > START.x + (DASH.speed * DT) / 2 - 0.2);
  });

  it("shows a key that is let go, or turned round, in the next frame too", () => {
    const flight = flying();
    const on = flight.draw(EAST, 0.5).x;
    assert.ok(flight.draw(press(), 0.5).x < on);
    assert.ok(flight.draw(press(-1, 0), 0.5).x < flight.draw(press(), 0.5).x);
    assert.ok(flight.draw(press(0, 1), 0.5).y > START.y);
  });

  it("moves evenly through an input", () => {
    const flight = flying();
    const at = (phase: number) => flight.draw(EAST, phase).x;
    const step = at(1) - at(0);
    assert.ok(step > 5);
    for (const phase of [0.1, 0.25, 0.5, 0.9]) assert.ok(near(at(phase), at(0) + step * phase));
  });

  it("decides nothing: what is drawn is not predicted, fires nothing and spends no dash", () => {
    const flight = flying();
    const before = JSON.stringify(flight.prediction.now);
    for (let n = 0; n < 40; n++) flight.draw(press(0, 1, Button.fire | Button.dash | Button.alternate), 0.5);
    assert.equal(JSON.stringify(flight.prediction.now), before);
    assert.deepEqual(flight.fired, []);
    flight.send(EAST);
    assert.equal(flight.channel.sent.length, 22);
  });

  it("stands while dead and between rounds, whatever the keys", () => {
    const dead = new Flight();
    dead.send(press());
    dead.take(1, { alive: false });
    dead.reconcile();
    assert.deepEqual(dead.draw(EAST, 0.5), START);
    const over = new Flight();
    over.state.phase = Phase.scores;
    over.send(EAST);
    assert.deepEqual(over.draw(EAST, 0.5), START);
  });
});

describe(`the drawn pose across inputs (this run's fresh seed is ${FRESH})`, () => {
  for (const seed of SEEDS) {
    it(`is one line while the controls do not change, whatever they are (seed ${seed})`, () => {
      const flight = new Flight();
      let moved = 0;
      for (let n = 1; n <= 600; n++) {
        const held = pseudoInput(seed, 2, n >> 3);
        const end = flight.draw(held, 1);
        flight.send(held);
        const start = flight.draw(held, 0);
        assert.ok(near(start.x, end.x) && near(start.y, end.y), `input ${n}: ${end.x}, then ${start.x}`);
        if (n % 3 === 0) {
          flight.take(flight.channel.pendingCount - 2);
          flight.reconcile();
          const after = flight.draw(held, 0);
          assert.ok(near(after.x, start.x) && near(after.y, start.y), "nor does the server's word move it");
        }
        moved += Math.hypot(flight.draw(held, 1).x - end.x, flight.draw(held, 1).y - end.y);
      }
      assert.ok(moved > 1000, `it flew ${moved} u`);
      assert.deepEqual(flight.corrections, []);
      assert.equal(flight.prediction.stats.wrong, 0);
      assert.ok(flight.prediction.stats.compared > 150);
    });
  }
});

describe("a correction", () => {
  it("is told once, by how far it moved oneself", () => {
    const flight = flying();
    flight.shove(1, 15, 20);
    flight.reconcile();
    flight.reconcile();
    flight.take(1);
    flight.reconcile();
    assert.equal(flight.corrections.length, 1);
    assert.ok(Math.abs(flight.corrections[0] - 25) < 1, `${flight.corrections[0]} u`);
  });

  it("glides: the picture does not jump, and 63% of the way is gone in 60 ms", () => {
    const flight = flying();
    const before = flight.draw(EAST, 0.5);
    flight.shove(1, 0, 40);
    flight.reconcile();
    const now = flight.draw(EAST, 0.5);
    assert.ok(near(now.x, before.x) && near(now.y, before.y), `${now.y}, and it was ${before.y}`);
    assert.ok(near(flight.prediction.now.y, START.y + 40), "the truth does not wait");
    let last = now.y;
    for (let ms = 10; ms <= 60; ms += 10) {
      const { y } = flight.draw(EAST, 0.5, 10);
      assert.ok(y > last, "all the way towards it");
      last = y;
    }
    assert.ok(
      Math.abs((START.y + 40 - last) / 40 - Math.exp(-1)) < 1e-6,
      `${START.y + 40 - last} u are left`,
    );
    assert.ok(Math.abs(flight.draw(EAST, 0.5, 600).y - START.y - 40) < 0.01);
  });

  it("on top of another adds to it: nothing jumps then either", () => {
    const flight = flying();
    for (const [dx, dy] of [
      [0, 40],
      [30, -10],
      [-50, 0],
    ]) {
      const before = flight.draw(EAST, 0.25, 20);
      flight.shove(1, dx, dy);
      flight.reconcile();
      const after = flight.draw(EAST, 0.25);
      assert.ok(near(after.x, before.x) && near(after.y, before.y));
    }
    assert.equal(flight.corrections.length, 3);
  });

  it("is not glided over when that is switched off: the picture is where the truth is at once", () => {
    const flight = flying();
    flight.glides = false;
    flight.shove(1, 0, 40);
    flight.reconcile();
    assert.ok(near(flight.draw(EAST, 0).y, flight.prediction.now.y));
    assert.equal(flight.corrections.length, 1);
  });

  it("of more than 200 u is told, and not glided over", () => {
    const flight = flying();
    flight.shove(1, 0, 250);
    flight.reconcile();
    assert.ok(near(flight.draw(EAST, 0).y, START.y + 250));
    assert.deepEqual(flight.corrections.map(Math.round), [250]);
  });

  it("is none when something else was decided that moved nobody", () => {
    const flight = flying();
    flight.take(1, { dashCharges: 0, cooldownTicks: 9 });
    flight.reconcile();
    assert.deepEqual(flight.corrections, []);
    assert.equal(flight.prediction.now.dashCharges, 0);
  });

  it("counts in what was compared, and no teleport in the worst of it", () => {
    const flight = flying();
    const { compared } = flight.prediction.stats;
    flight.shove(1, 0, 40);
    flight.reconcile();
    flight.shove(1, 0, 300);
    flight.reconcile();
    const { stats } = flight.prediction;
    assert.deepEqual([stats.compared - compared, stats.wrong], [2, 2]);
    assert.ok(near(stats.worst, 40), `${stats.worst} u`);
  });

  it("plays shots again without firing them: each is told once, by the input that fired it", () => {
    const flight = new Flight();
    for (let n = 0; n < 12; n++) flight.send(press(1, 0, Button.fire));
    const fired = [...flight.fired];
    assert.deepEqual(fired, ["pulse 1 by 1", "pulse 2 by 6", "pulse 3 by 11"]);
    flight.shove(2, 0, 30);
    flight.reconcile();
    assert.equal(flight.corrections.length, 1);
    assert.deepEqual(flight.fired, fired);
    assert.equal(flight.prediction.now.shots, 3, "and yet they were");
  });

  it("a Lance is told when its charge is full", () => {
    const flight = new Flight();
    for (let n = 0; n < 12; n++) flight.send(press(0, 0, Button.alternate));
    assert.deepEqual(flight.fired, ["lance 1 by 11"]);
  });
});

describe("a hop", () => {
  it("is no correction: it is drawn where it went at once, and is told to nobody", () => {
    const flight = flying();
    flight.shove(1, 0, 40);
    flight.reconcile();
    flight.take(1, { x: 300, y: 400, vx: 0, vy: 0, hop: 2 });
    flight.reconcile();
    const { x, y } = flight.draw(press(), 0);
    assert.ok(near(x, flight.prediction.now.x) && near(y, 400), "nothing is left of the correction before");
    assert.equal(flight.corrections.length, 1);
  });

  it("through a portal is one's own at once: drawn up to it, then beyond its partner, and never between", () => {
    const flight = new Flight();
    flight.arena.portals = [
      { x: START.x + 150, y: START.y },
      { x: START.x + 150, y: START.y + 900 },
    ];
    const seen: number[] = [];
    for (let n = 0; n < 30; n++) {
      for (const phase of [0, 0.3, 0.6, 0.9]) seen.push(flight.draw(EAST, phase).y);
      flight.send(EAST);
    }
    assert.deepEqual([...new Set(seen)], [START.y, START.y + 900]);
    assert.equal(flight.prediction.now.hop, 2);
    flight.take(30);
    flight.reconcile();
    assert.deepEqual(flight.corrections, []);
  });

  it("is none either when the patch that brings it acknowledges no input: it is adopted with the next", () => {
    const flight = flying();
    flight.take(0, { x: 300, y: 400, vx: 0, vy: 0, hop: 2 });
    flight.reconcile();
    flight.reconcile();
    flight.take(1);
    flight.reconcile();
    assert.ok(near(flight.draw(press(), 0).y, 400));
    assert.deepEqual(flight.corrections, []);
  });

  it("to where one is already excuses no correction that comes later", () => {
    const flight = flying();
    flight.take(1, { hop: 2 });
    flight.reconcile();
    flight.shove(1, 0, 40);
    flight.reconcile();
    assert.equal(flight.corrections.length, 1);
  });
});
