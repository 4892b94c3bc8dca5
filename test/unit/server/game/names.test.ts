// Nobody is called like somebody else who is there.
import assert from "node:assert/strict";
import { uniqueName } from "../../../../server/game/names.ts";

describe("uniqueName", () => {
  it("keeps a name that is free", () => {
    assert.equal(uniqueName("Ann", new Set(["Ben"])), "Ann");
  });

  it("counts on from 2", () => {
    assert.equal(uniqueName("Ann", new Set(["Ann"])), "Ann 2");
    assert.equal(uniqueName("Ann", new Set(["Ann", "Ann 2", "Ann 3"])), "Ann 4");
  });

  it("stays within 20 code points, whatever they are", () => {
    const long = "🔥".repeat(20);
    const unique = uniqueName(long, new Set([long]));
    assert.equal([...unique].length, 20);
    assert.ok(unique.endsWith("🔥 2"));
  });
});
