// The process's log: one JSON line per event, on standard error.
// Owns: the logger. Must not: be given text from a client without a field name of its own.
import { pino } from "pino";

export type Log = Pick<ReturnType<typeof pino>, "fatal" | "error" | "warn" | "info" | "debug">;

/** A logger of the given level ("silent" for none). `lines` counts what it writes, by level. */
export function makeLog(level: string, lines = new Map<string, number>()): Log {
  for (const name of ["warn", "error", "fatal"]) lines.set(name, 0);
  const hooks = {
    logMethod(this: unknown, args: unknown[], write: (...args: unknown[]) => void, number: number): void {
      const name = pino.levels.labels[number];
      lines.set(name, (lines.get(name) ?? 0) + 1);
      write.apply(this, args);
    },
  };
  return pino({ level, base: undefined, hooks: hooks as never }, pino.destination({ dest: 2, sync: true }));
}
