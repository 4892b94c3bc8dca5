// What was delivered to whom and when, as one number: two runs of a seed must agree on it.
// Owns: the order of notes and their hash. Must not: keep more than it is asked to.
import { createHash } from "node:crypto";
import { nowMs } from "./clock.ts";

export class Trace {
  notes = 0;
  /** How often what happened: to see that stories hold what they should. */
  readonly happened: Record<string, number> = {};
  private readonly hash = createHash("sha256");
  private readonly tell: ((line: string) => void) | null;

  /** `tell` gets every note as a line. */
  constructor(tell: ((line: string) => void) | null = null) {
    this.tell = tell;
  }

  note(who: string, what: string, bytes?: Uint8Array): void {
    this.notes += 1;
    const line = lineOf(who, what);
    this.hash.update(line);
    if (bytes !== undefined) this.hash.update(bytes);
    this.tell?.(bytes === undefined ? line : `${line} ${bytes.length} B ${digest(bytes)}`);
  }

  count(what: string, times = 1): void {
    this.happened[what] = (this.happened[what] ?? 0) + times;
  }

  /** Something that is told, and counts for nothing. */
  remark(who: string, what: string): void {
    this.tell?.(lineOf(who, what));
  }

  /** Of all notes; none may follow. */
  end(): string {
    return this.hash.digest("hex").slice(0, 16);
  }
}

const lineOf = (who: string, what: string): string => `${String(nowMs()).padStart(6)} ${who} ${what}`;

function digest(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("hex").slice(0, 8);
}
