// The process's log: one JSON line per event, on standard error.
// Owns: the logger. Must not: be given text from a client without a field name of its own.
import { pino } from "pino";

export type Log = Pick<ReturnType<typeof pino>, "fatal" | "error" | "warn" | "info" | "debug">;

/** A logger of the given level ("silent" for none). */
export function makeLog(level: string): Log {
  return pino({ level, base: undefined }, pino.destination({ dest: 2, sync: true }));
}
