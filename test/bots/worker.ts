// A thread of the ladder: plays its part of the rounds and tells how they ended.
// Owns: nothing. Run by climb.ts.
import { parentPort, workerData } from "node:worker_threads";
import type { Part } from "./climb.ts";
import { emptyTally, playRound, RUNGS } from "./ladder.ts";

const { rounds, worker, workers } = workerData as Part;
const tallies = RUNGS.map(emptyTally);
for (let round = worker; round < rounds; round += workers)
  for (const tally of tallies) playRound(tally, round);
parentPort?.postMessage(tallies);
