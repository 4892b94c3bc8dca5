// Work that other threads do (the records' SQLite, zlib): simulated time stands still until it is done, since how long
// it takes follows from no seed. Owns: the count of what is under way. Must not: know what it is.
// Imported before everything else, as the clock is.
import { syncBuiltinESMExports } from "node:module";
import { Worker } from "node:worker_threads";
import zlib from "node:zlib";

let underWay = 0;

/** True while a thread owes an answer. */
export const isAwaited = (): boolean => underWay > 0;

const { postMessage, emit } = Worker.prototype;
Worker.prototype.postMessage = function (...args) {
  underWay += 1;
  return postMessage.apply(this, args);
};
Worker.prototype.emit = function (this: Worker, event: string | symbol, ...args: unknown[]): boolean {
  if (event === "message") underWay = Math.max(0, underWay - 1);
  // Who is gone answers no more.
  if (event === "exit") underWay = 0;
  return (emit as (...all: unknown[]) => boolean).call(this, event, ...args);
} as typeof emit;

type Packed = (error: Error | null, bytes: Buffer) => void;
Object.assign(zlib, {
  gzip: (bytes: zlib.InputType, done: Packed) => process.nextTick(done, null, zlib.gzipSync(bytes)),
});
syncBuiltinESMExports();
