// Matches that people's net code played over bad networks, replayed tick by tick: lag-compensated hits included.
// When the rules were changed on purpose: `npm run golden` records them anew (and LOG_VERSION is raised).
import assert from "node:assert/strict";
import { SILENT } from "../../shared/sim/events.ts";
import { Verdict } from "../../shared/sim/lance.ts";
import { compare } from "../../shared/sim/replay.ts";
import { MODES } from "../../shared/tunables/modes.ts";
import { GOLDEN_MATCHES, readGolden } from "../golden/matches.ts";

describe("golden matches", function () {
  this.timeout(60_000);

  it("are there, of every mode", async () => {
    const logs = await Promise.all(GOLDEN_MATCHES.map(readGolden));
    assert.deepEqual(new Set(logs.map(({ mode }) => mode)), new Set(Object.keys(MODES)));
  });

  for (const name of GOLDEN_MATCHES) {
    it(`[D1] ${name} replays to the very hash of every tick, with hits that were judged in the past`, async () => {
      const log = await readGolden(name);
      let rewound = 0;
      const events = {
        ...SILENT,
        lanced: ({ verdict, viewTick, tick }: { verdict: number; viewTick: number; tick: number }) => {
          if (verdict === Verdict.hit && viewTick < tick - 2) rewound += 1;
        },
      };
      const { ticks, compared, differ, differing } = compare(log, events);
      assert.equal(differ, 0, `${differ} of ${ticks} hashes differ, the first in tick ${differing[0]}`);
      assert.equal(compared, ticks, "every tick must have a hash");
      assert.ok(ticks > 1200, `only ${ticks} ticks`);
      // Bots see the present.
      if (log.mode === "swarm") assert.ok(rewound >= 5, `only ${rewound} hits were judged in the past`);
    });
  }
});
