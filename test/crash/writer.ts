// The process that is killed: saves made-up Duels as fast as it can, and prints each id once it is acknowledged.
// Owns: what is written. Must not: end by itself.
import { randomInt } from "node:crypto";
import { makeLog } from "../../server/ops/log.ts";
import { openRecords } from "../../server/persistence/open-records.ts";
import { byOne, bytes, duel } from "../integration/persistence/made-matches.ts";

const [file, mostLogBytes] = process.argv.slice(2);
const PEOPLE = 8;
const SAVERS = 3;

const records = await openRecords(
  { databaseUrl: undefined, file, mostLogBytes: Number(mostLogBytes) },
  makeLog("error"),
);

async function save(): Promise<never> {
  for (;;) {
    const winner = randomInt(PEOPLE);
    const loser = (winner + randomInt(1, PEOPLE)) % PEOPLE;
    // Of very different lengths: within a page of the file, and over many.
    const log = bytes(randomInt(1, 2 ** randomInt(1, 18)), winner);
    const match = duel(`u_${winner}`, `u_${loser}`, { log, endedAtMs: Date.now() });
    await records.saveMatch(match, byOne);
    process.stdout.write(`${match.id} ${log.length} ${winner}\n`);
  }
}

await Promise.all(Array.from({ length: SAVERS }, save));
