// Looking on by keys: which action does what, and when it is still meant for the fight.
import assert from "node:assert/strict";
import type { Action } from "../../../../client/input/bindings.ts";
import { Presses } from "../../../../client/input/presses.ts";
import type { GameView, Watching } from "../../../../client/net/game-view.ts";
import { followWatchKeys } from "../../../../client/ui/watch-keys.ts";
import type { WatchMessage } from "../../../../shared/protocol/messages.ts";
import { Button } from "../../../../shared/sim/input.ts";
import { Phase } from "../../../../shared/sim/world.ts";

/** Oneself in slot 2, who was ended long ago, and three others to follow. */
function scene() {
  const said: WatchMessage[] = [];
  const watching: Watching = { mode: "play", slot: 2, x: 10, y: 20 };
  const roster = new Map([0, 2, 5, 9].map((slot) => [String(slot), { slot, resting: false }]));
  const state = { roster, phase: Phase.playing as number };
  const view = {
    ...{ slot: 2, canSpectate: true, resting: false, outMs: 5000, state, watching },
    watch(wish: WatchMessage): void {
      said.push(wish);
      if (wish.mode === "follow") Object.assign(watching, wish);
      if (wish.mode === "free") Object.assign(watching, wish, { slot: -1 });
    },
  };
  return { view, said };
}

describe("looking on by keys", () => {
  let stop: (() => void) | null = null;
  const start = (view: unknown): Presses => {
    stop = followWatchKeys(view as GameView);
    return new Presses();
  };
  const tap = (presses: Presses, action: Action): void => {
    presses.press(action, [action]);
    presses.lift(action);
  };
  afterEach(() => stop?.());

  it("goes on by fire, back by the Lance, and flies free by guard and back to whom one followed", () => {
    const { view, said } = scene();
    const presses = start(view);
    for (const action of ["fire", "fire", "spectateNext", "alternate", "guard", "guard"] as const) {
      tap(presses, action);
    }
    assert.deepEqual(said, [
      { mode: "follow", slot: 0 },
      { mode: "follow", slot: 5 },
      { mode: "follow", slot: 9 },
      { mode: "follow", slot: 5 },
      { mode: "free", x: 10, y: 20 },
      { mode: "follow", slot: 5 },
    ]);
  });

  it("plays again by dash, which is none then; but only for who sits out", () => {
    const { view, said } = scene();
    const presses = start(view);
    const controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
    view.resting = true;
    presses.press("Space", ["dash"]);
    presses.contribute(controls);
    assert.deepEqual([said.splice(0), controls.buttons], [[{ mode: "play" }], 0]);
    presses.liftAll();
    view.resting = false;
    presses.press("Space", ["dash"]);
    presses.contribute(controls);
    assert.deepEqual([said, controls.buttons], [[], Button.dash]);
  });

  it("counts presses alone, and none that was meant for the fight", () => {
    const { view, said } = scene();
    const presses = start(view);
    view.canSpectate = false;
    view.outMs = 0;
    presses.press("Mouse0", ["fire"]);
    Object.assign(view, { canSpectate: true, outMs: 300 });
    for (const action of ["alternate", "guard", "dash"] as const) tap(presses, action);
    view.outMs = 2000;
    // It repeats while it is held.
    presses.press("Mouse0", ["fire"]);
    assert.deepEqual(said, []);
    presses.lift("Mouse0");
    presses.press("Mouse0", ["fire"]);
    assert.deepEqual(said, [{ mode: "follow", slot: 0 }]);
  });

  it("does nothing of it for who flies, nor while the scores are shown", () => {
    const { view, said } = scene();
    const presses = start(view);
    view.state.phase = Phase.scores;
    for (const action of ["fire", "alternate", "guard"] as const) tap(presses, action);
    Object.assign(view, { canSpectate: false, outMs: 0 });
    view.state.phase = Phase.playing;
    const controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
    presses.press("Mouse0", ["fire"]);
    presses.contribute(controls);
    assert.equal(controls.buttons & Button.fire, Button.fire);
    tap(presses, "spectateNext");
    assert.deepEqual(said, []);
  });
});
