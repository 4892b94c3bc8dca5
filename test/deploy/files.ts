// The files of deploy/ as data, and the settings that the server knows.
// Owns: how they are read. Must not: judge them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { LIMIT_NAMES, settingOf } from "../../server/limits.ts";

export const ROOT = join(import.meta.dirname, "../..");

export const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Whatever YAML holds: what is expected of it is what the checks are about. */
// biome-ignore lint/suspicious/noExplicitAny: a wrong path into it is a failing test, which is what it is for
export type Loose = any;

/** The documents of a text; throws over one that is no YAML, with the line. */
export function documents(text: string): Loose[] {
  return parseAllDocuments(text, { merge: true }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Loose;
  });
}

/** Every setting that the server reads: those of server/config.ts, the limits, the watchdog's. */
export const SETTINGS: ReadonlySet<string> = new Set([
  ...[...read("server/config.ts").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name),
  ...LIMIT_NAMES.map(settingOf),
  "WATCHDOG",
]);

/** "45s", "1m30s" or "500ms" in seconds. */
export function secondsOf(duration: string): number {
  const units: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  const parts = [...String(duration).matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0);
}

/** A copy of `file` with `value` at `place` ("a.b.0.c"), made on the way where it is missing; undefined: without it. */
export function planted(file: Loose, place: string, value?: unknown): Loose {
  const copy = structuredClone(file);
  const keys = place.split(".");
  const last = keys.pop()!;
  let at = copy;
  for (const key of keys) at = at[key] ??= {};
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}
