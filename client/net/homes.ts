// How far away the processes are that rooms live in, where there is more than one.
// Owns: the measuring. Must not: choose a room (the server does).

const TRIES = 3;
/** The most that a seat may be asked with (shared/protocol/seat-request.ts). */
const MOST_HOMES = 16;

/**
 * Round trips to `homes` (hosts, paths of `origin`, or both, as rooms' cards name them), ms; one that does not answer is
 * left out.
 */
export async function pingHomes(origin: string, homes: Iterable<string>): Promise<Record<string, number>> {
  const { protocol } = new URL(origin);
  const asked = [...homes].slice(0, MOST_HOMES).map(async (home) => {
    const base = home.startsWith("/") ? origin : `${protocol}//`;
    const ms = await roundTrip(`${base}${home}/health`).catch(() => null);
    return ms === null ? [] : [[home, ms] as const];
  });
  return Object.fromEntries((await Promise.all(asked)).flat());
}

/** The quickest of some: the first makes the connection. */
async function roundTrip(url: string): Promise<number> {
  let best = Infinity;
  for (let n = 0; n < TRIES; n++) {
    const from = performance.now();
    // Another origin's answer may not be read, and need not be.
    await fetch(url, { mode: "no-cors", cache: "no-store" });
    best = Math.min(best, performance.now() - from);
  }
  return Math.round(best);
}
