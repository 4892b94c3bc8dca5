// A short soak: a browser among 24 bots over two rounds, with nobody complaining. `npm run soak` is the long one.
import assert from "node:assert/strict";
import { growthOf } from "../soak/growth.ts";
import { soak } from "../soak/run.ts";

describe("a game among bots", function () {
  this.timeout(240_000);

  it("goes on over rounds without a complaint of the page or the server", async () => {
    const report = await soak({
      seconds: 20,
      everySeconds: 10,
      bots: 24,
      // With its scores 8 s of 20: a slow machine gets through more than one, too.
      roundSeconds: 3,
      seed: 3,
      renderer: "canvas",
    });
    assert.deepEqual(report.page, []);
    assert.deepEqual(report.server, []);
    assert.equal(report.exitCode, 0);
    const [, last] = report.looks;
    assert.ok(last.round >= 1, `round ${last.round}`);
    assert.equal(last.skimmers, 24);
    assert.ok(last.frames.count > 0);
  });

  it("growth is told by the middles of the first and the last three readings", () => {
    assert.equal(growthOf([]), 0);
    assert.equal(growthOf([100, 900, 100, 100, 110, 110, 500]), 0.10000000000000009);
    assert.equal(growthOf([100]), 0);
  });
});
