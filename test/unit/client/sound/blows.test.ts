// Whom one's own Scatters and bursts struck, by what they lost.
import assert from "node:assert/strict";
import { Emitter } from "../../../../client/net/emitter.ts";
import type { GameEvents, GameView, SkimmerPose } from "../../../../client/net/game-view.ts";
import { Blows } from "../../../../client/sound/blows.ts";
import { Weapon } from "../../../../shared/sim/world.ts";

const OWN = 4;

/** One other skimmer, `pose`, 150 u to the east of one's own Scatter. */
function scene() {
  let heard = 0;
  const events = new Emitter<GameEvents>();
  const poses = [{ slot: 9, own: false, x: 150, y: 0, hitPoints: 100, overshield: 0 }];
  const view = {
    slot: OWN,
    pingMs: 100,
    on: events.on.bind(events),
    eachSkimmer: (visit: (pose: SkimmerPose) => void) => {
      for (const pose of poses) visit(pose as SkimmerPose);
    },
  } as unknown as GameView;
  const blows = new Blows(view, () => {
    heard += 1;
    return null;
  });
  blows.read(0);
  const scatter = (own: boolean, aim = 0) =>
    events.emit("scatterFired", { owner: own ? OWN : 9, own, shot: 0, x: 0, y: 0, aim });
  return { events, poses, blows, scatter, heard: () => heard };
}

describe("the blows that are confirmed", () => {
  it("are one's own Scatters that take hit points or overshield, each time once", () => {
    const { poses, blows, scatter, heard } = scene();
    scatter(true);
    blows.read(0.1);
    assert.equal(heard(), 0);
    poses[0].hitPoints = 88;
    blows.read(0.2);
    blows.read(0.3);
    assert.equal(heard(), 1);
    poses[0].overshield = 40;
    blows.read(0.31);
    poses[0].overshield = 30;
    blows.read(0.35);
    assert.equal(heard(), 2);
  });

  it("are none of others, none in another direction, and none that come too late", () => {
    for (const [own, aim, after] of [
      [false, 0, 0.2],
      [true, 32768, 0.2],
      [true, 0, 0.6],
    ] as const) {
      const { poses, blows, scatter, heard } = scene();
      scatter(own, aim);
      poses[0].hitPoints = 88;
      blows.read(after);
      assert.equal(heard(), 0, `${own} ${aim} ${after}`);
    }
  });

  it("are one's own bursts, near them", () => {
    for (const [by, x, count] of [
      [OWN, 150, 1],
      [OWN, 450, 0],
      [9, 150, 0],
    ] as const) {
      const { events, poses, blows, heard } = scene();
      events.emit("burst", { by, weapon: Weapon.mine, x, y: 0 });
      poses[0].hitPoints = 60;
      blows.read(0.1);
      assert.equal(heard(), count, `${by} at ${x}`);
    }
  });

  it("are not guessed from who was out of sight meanwhile", () => {
    const { poses, blows, scatter, heard } = scene();
    const [pose] = poses.splice(0);
    blows.read(0.1);
    scatter(true);
    poses.push({ ...pose, hitPoints: 50 });
    blows.read(0.2);
    assert.equal(heard(), 0);
  });
});
