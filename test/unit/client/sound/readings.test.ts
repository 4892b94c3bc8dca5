// What sounds while it lasts: it begins and ends with what it stands for.
import assert from "node:assert/strict";
import type { GameView, SkimmerPose } from "../../../../client/net/game-view.ts";
import type { Ambience } from "../../../../client/sound/ambience.ts";
import type { Player } from "../../../../client/sound/player.ts";
import { Readings } from "../../../../client/sound/readings.ts";
import { Flying } from "../../../../shared/sim/things.ts";
import { Phase } from "../../../../shared/sim/world.ts";

const POSE = { slot: 3, x: 50, y: 60, alive: true, chargeTicks: 0, bankTicks: 0, guardTicks: 0 };

/** A game of one other skimmer, `pose`, and what is heard of it. */
function scene() {
  const heard: string[] = [];
  const drone: number[][] = [];
  const own = { x: 1, y: 2, alive: true, hitPoints: 100, embers: 0, lanternUntilTick: 0 };
  const other = { ...own, embers: 50 };
  const skimmers = new Map([
    ["1", own],
    ["3", other],
  ]);
  const state = { phase: Phase.playing as number, tick: 10, motherTick: 10_000, skimmers };
  const watching = { slot: 1, x: 1, y: 2 };
  const shots: { key: number; kind: number; aim: number }[] = [];
  const mines: { key: string; own: boolean; armed: boolean }[] = [];
  const poses = [{ ...POSE }];
  const view = {
    own,
    state,
    watching,
    on: () => () => {},
    eachSkimmer: (visit: (pose: SkimmerPose) => void) => {
      for (const pose of poses) visit(pose as SkimmerPose);
    },
  };
  Object.assign(view, {
    eachShot: (visit: (shot: unknown) => void) => shots.forEach(visit),
    eachMine: (visit: (mine: unknown) => void) => mines.forEach(visit),
  });
  const ear = { x: 0, y: 0 };
  const play = (name: string) => {
    heard.push(name);
    return { stop: () => heard.push(`-${name}`) };
  };
  const readings = new Readings(
    view as unknown as GameView,
    { ear, play } as unknown as Player,
    { set: (light: number, presence: number) => drone.push([light, presence]) } as unknown as Ambience,
  );
  return { heard, drone, own, watching, state, poses, shots, mines, ear, readings };
}

describe("the readings of sound", () => {
  it("hears with the eyes that one has, and in their light", () => {
    const { readings, ear, drone, own, watching } = scene();
    readings.read(0);
    assert.deepEqual(ear, { x: 1, y: 2 });
    own.alive = false;
    Object.assign(watching, { slot: 3, x: 900, y: 800 });
    readings.read(1);
    assert.deepEqual(ear, { x: 900, y: 800 });
    // A free camera has no light of its own.
    watching.slot = -1;
    readings.read(2);
    assert.deepEqual(
      drone.map(([light]) => light),
      [0, 1, 0],
    );
  });

  it("starts a charge once and ends it with the charge", () => {
    const { readings, poses, heard } = scene();
    const [pose] = poses;
    readings.read(0);
    for (const ticks of [1, 2, 3]) {
      pose.chargeTicks = ticks;
      readings.read(ticks);
    }
    assert.deepEqual(heard, ["lanceCharge"]);
    pose.chargeTicks = 0;
    readings.read(4);
    readings.read(5);
    assert.deepEqual(heard, ["lanceCharge", "-lanceCharge"]);
    pose.chargeTicks = 1;
    readings.read(6);
    assert.equal(heard.length, 3);
  });

  it("ends the channel of who goes out of sight or dies", () => {
    for (const end of ["hidden", "dead"]) {
      const { readings, poses, heard } = scene();
      poses[0].bankTicks = 5;
      readings.read(0);
      if (end === "hidden") poses.pop();
      else poses[0].alive = false;
      readings.read(1);
      assert.deepEqual(heard, ["bankChannel", "-bankChannel"], end);
    }
  });

  it("lets a raised guard ring out", () => {
    const { readings, poses, heard } = scene();
    poses[0].guardTicks = 8;
    readings.read(0);
    poses[0].guardTicks = 0;
    readings.read(1);
    assert.deepEqual(heard, ["guard"]);
  });

  it("tells the end of a round and the next one, not the one that was joined", () => {
    const { readings, state, heard } = scene();
    readings.read(0);
    state.phase = Phase.scores;
    readings.read(1);
    readings.read(2);
    state.phase = Phase.playing;
    readings.read(3);
    assert.deepEqual(heard, ["roundOver", "nextRound"]);
  });

  it("beats while few hit points are left, sooner with fewer, and not for the dead", () => {
    const beats = (hitPoints: number, alive = true) => {
      const { readings, own, heard } = scene();
      Object.assign(own, { hitPoints, alive });
      for (let tick = 0; tick < 300; tick++) readings.read(tick / 30);
      return heard.length;
    };
    assert.equal(beats(31), 0);
    assert.equal(beats(0, false), 0);
    assert.ok(beats(30) >= 8 && beats(5) > beats(30));
  });

  it("opens the drone with the light, and lets it sink for the dead", () => {
    const { readings, own, drone } = scene();
    readings.read(0);
    own.embers = 50;
    readings.read(1);
    own.alive = false;
    readings.read(2);
    assert.deepEqual(drone.slice(0, 2), [
      [0, 1],
      [1, 1],
    ]);
    assert.ok(drone[2][1] < 1);
  });

  it("hears an Orb turn off rock, and no Pulse", () => {
    const { readings, shots, heard } = scene();
    shots.push({ key: 1, kind: Flying.orb, aim: 100 }, { key: 2, kind: Flying.pulse, aim: 100 });
    readings.read(0);
    readings.read(1);
    assert.deepEqual(heard, []);
    for (const shot of shots) shot.aim = 900;
    readings.read(2);
    readings.read(3);
    assert.deepEqual(heard, ["orbBounce"]);
  });

  it("tells another's mine that is laid, any that arms, and one that is found armed", () => {
    const { readings, mines, heard } = scene();
    mines.push({ key: "a", own: false, armed: false }, { key: "b", own: true, armed: false });
    readings.read(0);
    assert.deepEqual(heard, ["minePlaced"]);
    for (const mine of mines) mine.armed = true;
    readings.read(1);
    readings.read(2);
    assert.deepEqual(heard.splice(0), ["minePlaced", "mineArmed", "mineArmed"]);
    mines.push({ key: "c", own: false, armed: true });
    readings.read(3);
    assert.deepEqual(heard, ["mineArmed"]);
  });

  it("announces the mother-ember and its coming, each time once", () => {
    const { readings, state, heard } = scene();
    state.motherTick = 1000;
    for (state.tick = 500; state.tick < 1100; state.tick += 3) readings.read(state.tick / 30);
    assert.deepEqual(heard, ["motherSoon", "motherHere"]);
    state.motherTick = 3000;
    for (; state.tick < 3100; state.tick += 3) readings.read(state.tick / 30);
    assert.equal(heard.length, 4);
  });
});
