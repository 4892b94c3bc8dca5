// Looking on as the screen asks for it: what is said to the server, how often, and where the camera belongs.
import assert from "node:assert/strict";
import { Onlooker } from "../../../../client/net/onlooker.ts";
import type { WatchMessage } from "../../../../shared/protocol/messages.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import { Looking, SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import { RESPAWN, WATCH } from "../../../../shared/tunables.ts";

/** One's own skimmer in slot 3, and whoever is drawn. */
function scene() {
  const state = new ArenaSchema();
  const me = Object.assign(new SkimmerSchema(), { slot: 3, x: 100, y: 200, alive: false });
  state.skimmers.set("3", me);
  const said: WatchMessage[] = [];
  const drawn = new Map([[3, { x: 101, y: 201 }]]);
  const onlooker = new Onlooker(() => ({
    slot: 3,
    arena: { side: 3072 },
    room: { state, send: (_type, message) => void said.push(message) },
    poses: { drawnAt: (slot, into) => Object.assign(into, drawn.get(slot)) && drawn.has(slot) },
  }));
  return { me, said, drawn, onlooker };
}

describe("an onlooker", () => {
  it("is where it is drawn itself, while it lives, is dead or rests", () => {
    const { me, onlooker } = scene();
    assert.deepEqual({ ...onlooker.watching }, { mode: "play", slot: 3, x: 101, y: 201 });
    assert.deepEqual([onlooker.canSpectate, onlooker.resting], [true, false]);
    me.respawnTicks = RESPAWN.resting;
    assert.deepEqual([onlooker.watching.mode, onlooker.resting], ["rest", true]);
    Object.assign(me, { alive: true, respawnTicks: 0, looking: 7 });
    assert.deepEqual({ ...onlooker.watching }, { mode: "play", slot: 3, x: 101, y: 201 });
    assert.equal(onlooker.canSpectate, false);
  });

  it("is where whom it follows is drawn, and stays until that one is", () => {
    const { me, drawn, onlooker } = scene();
    assert.equal(onlooker.watching.x, 101);
    me.looking = 7;
    assert.deepEqual({ ...onlooker.watching }, { mode: "follow", slot: 7, x: 101, y: 201 });
    drawn.set(7, { x: 900, y: 800 });
    assert.deepEqual({ ...onlooker.watching }, { mode: "follow", slot: 7, x: 900, y: 800 });
  });

  it("says at once that it follows, sits out or plays, and tells of its camera eight times a second", () => {
    const { said, onlooker } = scene();
    onlooker.watch({ mode: "rest" });
    onlooker.watch({ mode: "follow", slot: 9 });
    assert.deepEqual(said.splice(0), [{ mode: "rest" }, { mode: "follow", slot: 9 }]);
    for (let ms = 0; ms <= 1000; ms += 10) {
      onlooker.watch({ mode: "free", x: ms, y: 5 });
      onlooker.frame(ms);
    }
    assert.equal(said.length, Math.floor(1000 / (WATCH.freeMs + 5)) + 1);
    for (let ms = 1010; ms <= 1300; ms += 10) onlooker.frame(ms);
    assert.deepEqual(said.at(-1), { mode: "free", x: 1000, y: 5 }, "the last place is told, too");
    const { length } = said;
    onlooker.frame(9000);
    assert.equal(said.length, length, "and once");
  });

  it("has its camera where it was flown to, on the map, before the server says so", () => {
    const { me, onlooker } = scene();
    onlooker.watch({ mode: "free", x: -50, y: 9999 });
    assert.deepEqual({ ...onlooker.watching }, { mode: "free", slot: -1, x: 0, y: 3072 });
    Object.assign(me, { looking: Looking.free, eyesX: 40, eyesY: 60 });
    assert.equal(onlooker.watching.x, 0);
    onlooker.watch({ mode: "follow", slot: 4 });
    assert.deepEqual(
      { ...onlooker.watching },
      { mode: "free", slot: -1, x: 40, y: 60 },
      "where the server left it",
    );
  });

  it("lets its camera go when it lives again", () => {
    const { me, said, onlooker } = scene();
    onlooker.watch({ mode: "free", x: 500, y: 500 });
    me.alive = true;
    onlooker.frame(0);
    me.alive = false;
    onlooker.frame(1000);
    assert.deepEqual(said, []);
    assert.equal(onlooker.watching.mode, "play");
  });

  it("knows for how long it has not flown, and of who came to look on that it never did", () => {
    const { me, onlooker } = scene();
    onlooker.frame(100);
    assert.equal(onlooker.outMs, Number.POSITIVE_INFINITY);
    me.alive = true;
    onlooker.frame(1000);
    assert.equal(onlooker.outMs, 0);
    me.alive = false;
    assert.equal(onlooker.outMs, 0, "until the next frame");
    onlooker.frame(1400);
    assert.equal(onlooker.outMs, 400);
  });

  it("is nowhere in particular before there is a skimmer of one's own", () => {
    const { me, onlooker } = scene();
    assert.equal(me.slot, 3);
    const none = new Onlooker(() => ({
      slot: -1,
      arena: { side: 3072 },
      room: { state: new ArenaSchema(), send() {} },
      poses: { drawnAt: () => false },
    }));
    assert.deepEqual([none.canSpectate, none.resting, none.watching.slot], [false, false, -1]);
    assert.equal(onlooker.canSpectate, true);
  });
});
