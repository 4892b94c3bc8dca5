// One attack by name: what is sent, what is required, and how it is tried.
// Owns: the shape of a case and of what it found. Must not: run one.
import type { Ground } from "./ground.ts";

/** Something that was looked at, in words with its figures, and whether it is as required. */
export interface Finding {
  ok: boolean;
  what: string;
}

export interface Effort {
  /** Less of everything that takes long: for the tests. */
  short: boolean;
  seed: number;
  frames: number;
  requests: number;
  /** Says how far it is. */
  progress(line: string): void;
}

export interface Case {
  /** As in the table of threats: K1, S3; X for what was found here. */
  name: string;
  sent: string;
  required: string;
  /** Longest that it may take, s; 60 when left out. */
  seconds?: number;
  run(ground: Ground, effort: Effort): Promise<Finding[]>;
}

/** A time that is required, ms; in the tests, which share their machine, ten times as much is as good. */
export const within = (ms: number, { short }: Pick<Effort, "short">): number => (short ? ms * 10 : ms);

export const finding = (ok: boolean, what: string): Finding => ({ ok, what });

/** Keeps no process alive: whoever waits for something else has not got to wait for this. */
export const after = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms).unref());

/** How often each answer came: "429 ×270, 200 ×30". */
export function tally(values: readonly (number | string)[]): string {
  const counts = new Map<number | string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, n]) => `${value} ×${n}`)
    .join(", ");
}
