// What is believed of stored settings: every field by itself.
import assert from "node:assert/strict";
import { conflictsOf, DEFAULT_BINDINGS, nameOfCode } from "../../../../client/input/bindings.ts";
import { DEFAULTS, readSettings } from "../../../../client/settings/fields.ts";

describe("stored settings", () => {
  it("come back as they were kept", () => {
    const kept = { ...DEFAULTS, name: "Åsa 小明", hue: 7, textScale: 1.25, language: "zh" };
    assert.deepEqual(readSettings(JSON.stringify(kept)), kept);
  });

  it("are none when they are no JSON, or no object", () => {
    for (const json of [null, "", "{", "null", "7", '"en"']) assert.equal(readSettings(json), null);
  });

  it("lose what is broken, and nothing else", () => {
    const broken = {
      name: 7,
      hue: 8,
      master: 1.01,
      effects: "loud",
      ambience: null,
      muted: 1,
      language: "tlh",
      palette: 2,
      textScale: 9,
      reducedMotion: true,
      smoothing: "on",
      graphics: "ultra",
      netLevel: 1.5,
      danmaku: "yes",
      more: "than is known",
    };
    assert.deepEqual(readSettings(JSON.stringify(broken)), {});
    assert.deepEqual(readSettings(JSON.stringify({ ...broken, palette: "tritanopia" })), {
      palette: "tritanopia",
    });
  });

  it("cut a name by code points", () => {
    assert.equal(readSettings(JSON.stringify({ name: "🔥".repeat(30) }))?.name, "🔥".repeat(20));
  });

  it("give a broken action its default keys, and an empty one none", () => {
    const stored = {
      bindings: { fire: ["KeyQ"], dash: "Space", guard: ["<script>"], up: [], scores: [1] },
    };
    assert.deepEqual(readSettings(JSON.stringify(stored))?.bindings, {
      ...DEFAULT_BINDINGS,
      fire: ["KeyQ"],
      up: [],
    });
  });
});

describe("bindings", () => {
  it("begin without a conflict, and say where there is one", () => {
    assert.deepEqual([...conflictsOf(DEFAULT_BINDINGS)], []);
    const doubled = { ...DEFAULT_BINDINGS, scores: ["KeyE"] };
    assert.deepEqual([...conflictsOf(doubled)], [["KeyE", ["guard", "scores"]]]);
  });

  it("have names for keys", () => {
    const names = ["KeyQ", "Digit4", "ArrowUp", "ShiftLeft", "F6", "Numpad7"].map(nameOfCode);
    assert.deepEqual(names, ["Q", "4", "↑", "Shift Left", "F6", "Numpad 7"]);
  });
});
