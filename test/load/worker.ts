// A child process that holds a crowd of simulated clients.
// Owns: nothing but its crowd. Run by fleet.ts and generator.ts.
import "./node-sockets.ts";
import { letMainThreadGoFirst } from "../../server/host/helper-threads.ts";
import { serveCalls } from "./calls.ts";
import { Crowd } from "./crowd.ts";
import type { Way } from "./joining.ts";

// The SDK warns of every seat that is refused: they are counted instead.
console.warn = () => {};

const crowd = new Crowd();
await letMainThreadGoFirst();
/** Of this process's clock (performance.now) at the beginning of 1970. */
const ORIGIN_MS = -performance.timeOrigin;

serveCalls({
  /** One after the other: the first may open the room that all others find. */
  join: async (way: Way, first: number, count: number, seed: number) => {
    for (let n = first; n < first + count; n++) await crowd.enter(way, n, seed, performance.now());
  },
  /** `atMs`: when it is meant to come, by the clock on the wall. Answers at once. */
  call: (way: Way, number: number, seed: number, atMs: number) =>
    void crowd.call(way, number, seed, atMs + ORIGIN_MS),
  dismiss: (number: number) => crowd.dismiss(number),
  restart: () => crowd.restart(),
  take: () => crowd.take(),
  bytes: () => crowd.bytes(),
  settle: () => crowd.settle(),
  leave: () => crowd.leave(),
});
