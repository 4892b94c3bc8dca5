// What the HUD says of a match, for who plays for either team and for who looks on.
import assert from "node:assert/strict";
import type { GameView } from "../../../../client/net/game-view.ts";
import { match, playSeconds, readMatch } from "../../../../client/ui/mode/match-look.ts";
import { Phase } from "../../../../shared/sim/world.ts";

const state = {
  ...{
    mode: "rush",
    wins: [1, 0],
    sudden: false,
    phase: Phase.playing,
    phaseEndsTick: 900,
    tick: 0,
    clockTicks: 300,
  },
  ...{ lastWon: -1, lastBy: -1, winner: -1 },
};

function look(change: object, slot = 0) {
  const roster = new Map([
    ["0", { team: 0, name: "Ann", hue: 0 }],
    ["1", { team: 1, name: "Bea", hue: 5 }],
    ["2", { team: -1, name: "Cat", hue: 1 }],
  ]);
  const view = {
    slot,
    state: { ...state, roster, ...change },
    secondsLeft: () => 2.4,
  } as unknown as GameView;
  readMatch(view);
  return { ...match.value, timer: playSeconds(view) };
}

describe("the look of a match", () => {
  it("is none of Swarm", () => {
    look({ mode: "swarm" });
    assert.equal(match.value, null);
  });

  it("counts down, and stops the timer meanwhile", () => {
    const { call, timer } = look({ phase: Phase.countdown });
    assert.deepEqual([call?.text, call?.seconds, timer], ["getReady", 3, 10]);
    assert.equal(look({}).timer, 2.4);
  });

  it("says whose goal it was: good for one team, bad for the other, neither for who looks on", () => {
    const goal = { phase: Phase.interval, lastWon: 1, lastBy: 1 };
    assert.deepEqual(
      [0, 1, 2].map((slot) => look(goal, slot).call?.mood),
      ["bad", "good", "even"],
    );
    assert.equal(look(goal).call?.name, "Bea");
    assert.equal(look({ ...goal, mode: "duel" }).call?.text, "boutLost");
    assert.equal(look({ ...goal, mode: "duel" }, 2).call?.text, "boutOver");
    assert.equal(look({ ...goal, mode: "duel", lastWon: 2 }).call?.text, "boutDrawn");
  });

  it("ends with a result for oneself", () => {
    const over = { phase: Phase.scores, winner: 0 };
    assert.deepEqual(
      [0, 1, 2].map((slot) => look(over, slot).result?.mood),
      ["good", "bad", "even"],
    );
    assert.equal(look({ ...over, winner: 2 }).result?.mood, "even");
  });

  it("announces a sudden death for three seconds", () => {
    const sudden = { sudden: true, phaseEndsTick: 3600 };
    assert.equal(look(sudden).call?.text, "suddenDeath");
    assert.equal(look({ ...sudden, tick: 100 }).call, null);
  });
});
