// How fast one may speak: a bucket of lines, the same line again, and silence for who does not stop.
// Owns: one speaker's (or channel's) account. Must not: know what is said to whom.
import type { ChatRefusal } from "../../shared/protocol/chat.ts";
import { CHAT } from "../../shared/tunables/chat.ts";

/** `most` at once, and as many again in `perMs`. */
export class Bucket {
  private readonly most: number;
  private readonly perMs: number;
  private left: number;
  private countedMs = 0;

  constructor(most: number, perMs: number) {
    this.most = most;
    this.perMs = perMs;
    this.left = most;
  }

  /** Takes one, if there is one. */
  take(nowMs: number): boolean {
    const passedMs = Math.max(0, nowMs - this.countedMs);
    this.countedMs = nowMs;
    this.left = Math.min(this.most, this.left + (passedMs * this.most) / this.perMs);
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}

export class SpeakerLimits {
  private readonly lines = new Bucket(CHAT.burst, CHAT.burstMs);
  private readonly strikes = new Bucket(CHAT.strikes, CHAT.strikesMs);
  private silentUntilMs = 0;
  private last = "";
  private lastMs = 0;
  private same = 0;

  /** Why a line may not be said now; null when it may. A try counts. `clean`: as it would be read. */
  refuses(clean: string, nowMs: number): ChatRefusal | null {
    if (nowMs < this.silentUntilMs) return "muted";
    if (clean === "") return "empty";
    if ([...clean].length > CHAT.mostCharacters) return "tooLong";
    if (!this.lines.take(nowMs)) return this.strike(nowMs);
    return this.isLast(clean, nowMs) && this.same >= CHAT.sameLines ? "repeated" : null;
  }

  private strike(nowMs: number): ChatRefusal {
    if (this.strikes.take(nowMs)) return "tooFast";
    this.silentUntilMs = nowMs + CHAT.silenceMs;
    return "muted";
  }

  /** The line was said: what counts as the same again. */
  took(clean: string, nowMs: number): void {
    if (!this.isLast(clean, nowMs)) this.same = 0;
    this.same += 1;
    this.last = clean.toLowerCase();
    this.lastMs = nowMs;
  }

  private isLast(clean: string, nowMs: number): boolean {
    return clean.toLowerCase() === this.last && nowMs - this.lastMs <= CHAT.sameMs;
  }
}
