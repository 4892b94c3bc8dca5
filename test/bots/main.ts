// `npm run ladder`: 200 rounds of each rung, and a table of who won.
// Owns: the table. Must not: judge it (ladder.test.ts does).
import { climb } from "./climb.ts";
import { winShare } from "./ladder.ts";

const startMs = performance.now();
const rows = (await climb(200)).map((tally) => ({
  rung: `skill ${tally.better} against ${tally.worse}`,
  rounds: tally.rounds,
  won: `${(100 * winShare(tally)).toFixed(1)}%`,
  draws: tally.draws,
  banked: tally.banked.join(" : "),
  kills: tally.kills.join(" : "),
}));
console.table(rows);
console.log(`${((performance.now() - startMs) / 1000).toFixed(0)} s`);
