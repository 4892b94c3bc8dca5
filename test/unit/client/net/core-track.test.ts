// The core as one's own present has it: pushed at once, corrected by what the server says of a tick that is over.
import assert from "node:assert/strict";
import { CoreTrack } from "../../../../client/net/core-track.ts";
import { makeArena } from "../../../../shared/sim/arena.ts";
import { driftCore, pushCore } from "../../../../shared/sim/core.ts";
import { plainSkimmer } from "../../../../shared/sim/plain-spawner.ts";

const arena = makeArena(1, "field");
const START = { x: 1600, y: 1600, vx: 0, vy: 0 };
const far = { ...plainSkimmer(0), x: 300, y: 300, alive: true };
const pusher = (i: number) => ({ ...far, x: 1545 + i * 2, y: 1600, vx: 200 });

describe("the core's track", () => {
  it("goes with one's own pushes as the server's does, tick by tick", () => {
    const track = new CoreTrack();
    const server = { ...START };
    track.rewind(START);
    for (let seq = 1; seq <= 20; seq++) {
      track.step(seq, arena, pusher(seq));
      driftCore(arena, server);
      pushCore(arena, server, pusher(seq));
    }
    track.rest();
    assert.deepEqual(track.drawn, { x: server.x, y: server.y });
    assert.ok(server.x > START.x + 5);
  });

  it("adds what others did to it to all that was predicted since, once, and glides there", () => {
    const track = new CoreTrack();
    track.rewind(START);
    for (let seq = 1; seq <= 6; seq++) track.step(seq, arena, far);
    track.correct(() => track.decided(2, { ...START, x: 1606, vx: 60 }));
    track.rest();
    assert.deepEqual(track.drawn, { x: 1600, y: 1600 }, "not at once");
    // Four ticks at 60 u/s beyond the 6 u.
    track.draw(arena, far, 0, 1e6);
    assert.ok(Math.abs(track.drawn.x - 1614) < 0.01, `${track.drawn.x}`);
    track.correct(() => track.decided(3, { ...START, x: 1608, vx: 60 }));
    track.draw(arena, far, 0, 1e6);
    assert.ok(Math.abs(track.drawn.x - 1614) < 0.01, "the same news are no news");
  });

  it("does not glide to a new kick-off, and takes the server's place of a tick that it does not know", () => {
    const track = new CoreTrack();
    track.rewind({ ...START, x: 400 });
    track.correct(() => track.decided(50, START));
    track.rest();
    assert.deepEqual(track.drawn, { x: 1600, y: 1600 });
  });
});
