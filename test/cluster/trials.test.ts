// The trials of `npm run cluster:trial` in their short forms: what has to hold on a machine that is busy with other things.
// The figures of the long forms are in docs/operations.md.
import assert from "node:assert/strict";
import type { Figure } from "./trial/figures.ts";
import type { TrialOptions } from "./trial/ground.ts";
import type { Trial } from "./trial/options.ts";
import { runTrial } from "./trial/trials.ts";

const SHORT: Omit<TrialOptions, "say"> = {
  processes: 3,
  clients: 9,
  seconds: 2,
  seats: 3,
  whole: 3,
  pastProxy: false,
  awaySeconds: 6,
  drainSeconds: 2,
};

/** Those whose words match are kept. */
function assertKept(figures: readonly Figure[], words: readonly RegExp[]): void {
  const all = figures.map(({ what, value }) => `${what}: ${value}`).join("\n");
  for (const word of words) {
    const found = figures.filter(({ what }) => word.test(what));
    assert.ok(found.length > 0, `${word}\n${all}`);
    for (const { what, value, kept } of found) assert.ok(kept, `${what}: ${value}\n${all}`);
  }
}

const run = (trial: Trial): Promise<Figure[]> => runTrial(trial, { ...SHORT, say: () => {} });

describe("a cluster that is struck", function () {
  this.timeout(180_000);

  it("unlists a process that was killed; joins go on, and so do the other rooms", async () => {
    assertKept(await run("kill"), [
      /rooms of p2 listed/,
      /joins that never got in/,
      /never came back/,
      /whose game broke/,
    ]);
  });

  it("is restarted process by process, and everybody plays on with what they had", async () => {
    assertKept(await run("rolling"), [
      /^exit of p[1-3]/,
      /a dispose hangs/,
      /embers and scores kept/,
      /who play in the end/,
      /joins that never got in/,
    ]);
  });

  it("plays on without its Redis, refuses joins meanwhile, and works again when it is back, even empty", async () => {
    assertKept(await run("redis"), [
      /something else than "busy"/,
      /until a join works/,
      /are listed/,
      /whose game broke/,
      /processes that ended/,
    ]);
  });
});
