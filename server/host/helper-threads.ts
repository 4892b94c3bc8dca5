// The threads beside the one that plays: V8's collectors and compilers, and libuv's for files and passwords.
// Owns: that they let the game go first. Must not: know what any of them does.
import { readdirSync, readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { setPriority } from "node:os";

/** As Node names them; a thread that is called otherwise is left alone. */
const HELPERS: ReadonlySet<string> = new Set(["V8Worker", "libuv-worker"]);
/** Four of them that want the main thread's core get an eighth of it: weights of 36 and 1024 (sched(7)). At 10 it was a third. */
const NICE = 15;
const THREADS = "/proc/self/task";

/**
 * The helpers of this process get what the main thread leaves of a core, from now on. Without it four of them that
 * collect at once take four fifths of a core that they share with it: a game stood still for 100 to 370 ms (300 clients,
 * 2 cores). On Linux alone, where a thread has a priority of its own (setpriority(2)); elsewhere nothing happens.
 * Resolves to how many threads gave way; never rejects.
 */
export async function letMainThreadGoFirst(): Promise<number> {
  // libuv's are there once the first of them was needed.
  await stat(THREADS).catch(() => null);
  let gaveWay = 0;
  for (const thread of threads()) {
    try {
      if (!HELPERS.has(readFileSync(`${THREADS}/${thread}/comm`, "utf8").trim())) continue;
      setPriority(Number(thread), NICE);
      gaveWay += 1;
    } catch {
      // It has ended meanwhile, or may not be touched here: the game goes on as it did.
    }
  }
  return gaveWay;
}

function threads(): string[] {
  try {
    return readdirSync(THREADS);
  } catch {
    return [];
  }
}
