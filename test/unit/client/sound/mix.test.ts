// The rules of mixing: distance, sides, voices, gaps, streaks.
import assert from "node:assert/strict";
import {
  beatSeconds,
  Gaps,
  gainAt,
  givesWay,
  HEARING,
  MOST_VOICES,
  panAt,
  Streak,
  streakPitch,
} from "../../../../client/sound/mix.ts";

const EAR = { x: 100, y: 200 };
const at = (dx: number, dy = 0) => ({ x: EAR.x + dx, y: EAR.y + dy });

describe("the mix of sounds", () => {
  it("is linear with the distance and silent beyond hearing", () => {
    assert.equal(gainAt(EAR, EAR), 1);
    assert.equal(gainAt(EAR, at(HEARING / 2)), 0.5);
    assert.equal(gainAt(EAR, at(0, -HEARING / 4)), 0.75);
    assert.equal(gainAt(EAR, at(HEARING)), 0);
    assert.equal(gainAt(EAR, at(HEARING * 3)), 0);
    // A place that is hardly heard takes nobody's voice.
    assert.equal(gainAt(EAR, at(HEARING * 0.99)), 0);
  });

  it("comes from the side where it is, and from both when it is right here", () => {
    assert.equal(panAt(EAR, EAR), 0);
    assert.ok(panAt(EAR, at(-300)) < 0 && panAt(EAR, at(300)) > 0);
    assert.equal(panAt(EAR, at(-300)), -panAt(EAR, at(300)));
    assert.equal(panAt(EAR, at(800)), panAt(EAR, at(5000)));
    assert.ok(panAt(EAR, at(5000)) < 1);
  });

  it("gives a louder sound the place of the quietest once every voice is taken", () => {
    const voices = Array.from({ length: MOST_VOICES - 1 }, (_, i) => ({ loudness: 0.1 + i / 100 }));
    assert.equal(givesWay(voices, 0.001), -1);
    voices.splice(7, 0, { loudness: 0.05 });
    assert.equal(voices.length, MOST_VOICES);
    assert.equal(givesWay(voices, 0.06), 7);
    assert.equal(givesWay(voices, 0.05), null);
    assert.equal(givesWay(voices, 0.01), null);
  });

  it("lets one of a volley through, and another when its gap is over or it is much nearer", () => {
    const gaps = new Gaps<string>();
    const volley = Array.from({ length: 20 }, () => gaps.allows("pulse", 1, 0.04, 0.5));
    assert.deepEqual(volley.filter(Boolean), [true]);
    assert.ok(gaps.allows("hit", 1, 0.04, 0.5), "another sound has a gap of its own");
    assert.ok(gaps.allows("pulse", 1.01, 0.04, 1), "one's own, over one far away");
    assert.ok(!gaps.allows("pulse", 1.02, 0.04, 1));
    assert.ok(gaps.allows("pulse", 1.05, 0.04, 0.1));
  });

  it("climbs with motes gathered in a row, up to a bound, and starts over after a pause", () => {
    const streak = new Streak();
    const pitches = Array.from({ length: 30 }, (_, i) => streak.next(i * 0.2));
    assert.equal(pitches[0], 1);
    for (let i = 1; i <= 12; i++) assert.ok(pitches[i] > pitches[i - 1]);
    assert.equal(pitches[29], pitches[12]);
    assert.ok(pitches[29] < 8);
    assert.equal(streak.next(29 * 0.2 + 1), 1);
    assert.equal(streakPitch(5), 2, "five steps are an octave");
  });

  it("beats the sooner the less is left", () => {
    assert.ok(beatSeconds(5) < beatSeconds(25));
    assert.ok(beatSeconds(0) >= 0.4);
  });
});
