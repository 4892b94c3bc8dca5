// A key belongs to one action: what is taken, swapped and given up when another is chosen.
import assert from "node:assert/strict";
import { conflictsOf, DEFAULT_BINDINGS } from "../../../../client/input/bindings.ts";
import { RESERVED } from "../../../../client/input/page-keys.ts";
import { swapped, userOf, withCode, withoutCode } from "../../../../client/settings/rebinding.ts";

describe("rebinding", () => {
  it("replaces a key, adds one behind the last, and takes one away", () => {
    assert.deepEqual(withCode(DEFAULT_BINDINGS, "dash", 1, "KeyP").dash, ["Space", "KeyP", "ShiftRight"]);
    assert.deepEqual(withCode(DEFAULT_BINDINGS, "fire", 2, "KeyP").fire, ["Mouse0", "KeyJ", "KeyP"]);
    assert.deepEqual(withoutCode(DEFAULT_BINDINGS, "fire", 0).fire, ["KeyJ"]);
  });

  it("says who has a key, and swaps with them", () => {
    assert.equal(userOf(DEFAULT_BINDINGS, "KeyE", "dash"), "guard");
    assert.equal(userOf(DEFAULT_BINDINGS, "KeyE", "guard"), null);
    const next = swapped(DEFAULT_BINDINGS, "dash", 0, "KeyE");
    assert.deepEqual(next.dash, ["KeyE", "ShiftLeft", "ShiftRight"]);
    assert.deepEqual(next.guard.includes("Space"), true);
    assert.deepEqual([...conflictsOf(next)], []);
  });

  it("takes a key from another action when there is none to give for it", () => {
    const next = swapped(DEFAULT_BINDINGS, "fire", 2, "KeyE");
    assert.deepEqual(next.fire, ["Mouse0", "KeyJ", "KeyE"]);
    assert.equal(next.guard.includes("KeyE"), false);
    assert.deepEqual([...conflictsOf(next)], []);
  });

  it("gives no action the same key twice", () => {
    assert.deepEqual(withCode(DEFAULT_BINDINGS, "dash", 0, "ShiftLeft").dash, ["ShiftLeft", "ShiftRight"]);
  });

  it("has no default key that panels need", () => {
    const used = Object.values(DEFAULT_BINDINGS).flat();
    assert.deepEqual(
      used.filter((code) => RESERVED.has(code)),
      [],
    );
  });
});
