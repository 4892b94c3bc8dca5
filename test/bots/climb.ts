// The whole ladder on every processor: its rounds are dealt out to worker threads.
// Owns: the threads. Must not: know how a round is played.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { addUp, RUNGS, type Tally } from "./ladder.ts";

const WORKERS = Math.max(1, Math.min(8, availableParallelism()));

/** Plays `rounds` rounds (an even number) of every rung; the result is the same on any number of threads. */
export async function climb(rounds: number): Promise<Tally[]> {
  const parts = await Promise.all(
    Array.from({ length: WORKERS }, (_, worker) => playPart({ rounds, worker, workers: WORKERS })),
  );
  return RUNGS.map((_, rung) => addUp(parts.map((part) => part[rung])));
}

/** Which rounds a thread plays: every so many, from its own number on. */
export interface Part {
  rounds: number;
  worker: number;
  workers: number;
}

function playPart(part: Part): Promise<Tally[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./worker.ts", import.meta.url), { workerData: part });
    thread.once("message", resolve).once("error", reject);
  });
}
