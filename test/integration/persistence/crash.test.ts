// What was acknowledged survives kill −9; `npm run crash` does it ten times as often.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crash } from "../../crash/crash.ts";

describe("a process killed in the middle of its writes", function () {
  this.timeout(300_000);

  it("leaves every acknowledged match, and ratings that are those of the matches", async () => {
    const folder = await mkdtemp(join(tmpdir(), "emberline-crash-"));
    // Where the disk is slow few are acknowledged in a life: then it takes more lives.
    for (let acknowledged = 0; acknowledged <= 20; ) {
      const figures = await crash(join(folder, "records.sqlite"), 20);
      assert.equal(figures.kills, 20);
      acknowledged += figures.acknowledged;
    }
    await rm(folder, { recursive: true });
  });
});
