// The only clock of a simulated run: whoever asks for the time or sets a timer, in the server, the client or a library,
// gets this one. Owns: when anything happens. Must not: know what happens.
// Imported before everything else: what was imported earlier may have kept the real functions.
import { install } from "@sinonjs/fake-timers";
import { isAwaited } from "./threads.ts";

const turn = setImmediate;
const realNow = performance.now.bind(performance);
export const START_MS = Date.UTC(2030, 0, 1);

/** More timers than this in one millisecond, and they will never end. */
const MOST_AT_ONCE = 20_000;

/**
 * Real time that threads and the disk get before a timer is run, ms. More than they take on a busy machine, or a story
 * would begin later in one run than in the next; what needs a timer to start or end needs none of it every time.
 */
const PATIENCE_MS = 5_000;

const clock = install({
  now: START_MS,
  toFake: [
    "setTimeout",
    "clearTimeout",
    "setInterval",
    "clearInterval",
    "setImmediate",
    "clearImmediate",
    "Date",
    "performance",
  ],
});

/** ms since the run began. */
export const nowMs = (): number => clock.now - START_MS;

/** What a computer's owner would look at: how long the run itself takes, ms. */
export const wallMs = (): number => realNow();

export const timersLeft = (): number => clock.countTimers();

/** Back to the beginning, without a timer. */
export function restart(): void {
  clock.reset();
}

/** Lets everything happen that waits for no time: promises, ticks of streams, real answers of threads that are there. */
export async function settle(): Promise<void> {
  do await new Promise<void>((resolve) => void turn(resolve));
  while (isAwaited());
}

/**
 * Runs every timer up to `ms` after the beginning, one by one, each with all that follows from it. `thrown` is told what
 * a timer throws. Ends at `ms`, or as soon as `enough` holds.
 */
export async function runUntil(
  ms: number,
  thrown: (error: unknown) => void,
  enough: () => boolean = () => false,
): Promise<void> {
  let over = false;
  const end = setTimeout(
    () => {
      over = true;
    },
    Math.max(0, ms - nowMs()),
  );
  await settle();
  let [instantMs, timers] = [nowMs(), 0];
  while (!over && !enough()) {
    try {
      clock.next();
    } catch (error) {
      thrown(error);
    }
    timers = instantMs === nowMs() ? timers + 1 : 0;
    instantMs = nowMs();
    if (timers > MOST_AT_ONCE) throw new Error(`time stands still at ${instantMs} ms: timers set timers`);
    await settle();
  }
  clearTimeout(end);
}

/**
 * Waits for `promise`, which may need threads and the disk: time goes on only when nothing else does. Rejects when it
 * takes more than a minute of the simulated time.
 */
export async function hold<T>(promise: Promise<T>): Promise<T> {
  let over = false;
  const done = promise.finally(() => {
    over = true;
  });
  done.catch(() => {});
  const untilMs = nowMs() + 60_000;
  for (let sinceMs = realNow(); !over; ) {
    await settle();
    if (realNow() - sinceMs > PATIENCE_MS) {
      clock.next();
      sinceMs = realNow();
    }
    if (nowMs() > untilMs) throw new Error("the server neither starts nor ends");
  }
  return done;
}

/** What the timers that are left would do, for whoever looks for a leak. */
export const describeTimers = (): string[] =>
  [...(clock as unknown as { timers: Map<number, { func: () => void; delay: number }> }).timers.values()].map(
    ({ func, delay }) => `${delay} ms: ${String(func).replaceAll(/\s+/g, " ").slice(0, 120)}`,
  );
