// Where a client takes itself to look from: what the server's own rule says, in every way of looking on.
import assert from "node:assert/strict";
import { eyesOf } from "../../../../client/net/eyes.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import { Looking, SkimmerSchema } from "../../../../shared/schema/skimmer-schema.ts";
import { LIGHT, lightRadius } from "../../../../shared/tunables.ts";

/** Oneself in slot 3, and somebody far off in slot 7 who carries a Lantern. */
function scene() {
  const state = Object.assign(new ArenaSchema(), { tick: 100 });
  const me = Object.assign(new SkimmerSchema(), { slot: 3, x: 100, y: 200, alive: true });
  const other = Object.assign(new SkimmerSchema(), {
    slot: 7,
    x: 2500,
    y: 2600,
    alive: true,
    embers: 10,
    lanternUntilTick: 150,
  });
  state.skimmers.set("3", me);
  state.skimmers.set("7", other);
  const eyes = () => eyesOf(state, 3, { x: 104, y: 206, embers: 5 });
  return { state, me, other, eyes };
}

describe("the eyes", () => {
  it("are one's own while one lives, where one has got to by now", () => {
    const { me, eyes } = scene();
    const own = { x: 104, y: 206, light: lightRadius(5) };
    assert.deepEqual(eyes(), own);
    me.looking = 7;
    assert.deepEqual(eyes(), own, "the living look through nobody's else");
    Object.assign(me, { alive: false, looking: Looking.own });
    assert.deepEqual(eyes(), own, "and the dead from where they ended, until they choose");
  });

  it("are those of whom one follows, with that one's light", () => {
    const { me, state, eyes } = scene();
    Object.assign(me, { alive: false, looking: 7 });
    assert.deepEqual(eyes(), { x: 2500, y: 2600, light: lightRadius(10, true) });
    state.tick = 151;
    assert.equal(eyes()?.light, lightRadius(10));
  });

  it("are a free camera's, which sees by the least light", () => {
    const { me, eyes } = scene();
    Object.assign(me, { alive: false, looking: Looking.free, eyesX: 900, eyesY: 800 });
    assert.deepEqual(eyes(), { x: 900, y: 800, light: LIGHT.base });
  });

  it("are nowhere before there is a skimmer of one's own", () => {
    const { state } = scene();
    assert.equal(eyesOf(state, -1, { x: 0, y: 0, embers: 0 }), null);
    assert.equal(eyesOf(state, 3, null), null);
  });
});
