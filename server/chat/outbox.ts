// What one member is told, numbered, so that a connection that comes back asks for exactly what it missed.
// Owns: numbers and the ring. Must not: send, or copy what everybody is told.
import { randomBytes } from "node:crypto";
import type { ChatEvent, ChatNews, ChatSaid } from "../../shared/protocol/chat.ts";
import { CHAT } from "../../shared/tunables/chat.ts";

interface Entry {
  news: ChatNews;
  old: boolean;
  c: number | undefined;
}

export class Outbox {
  /** Names these numbers. */
  readonly box = randomBytes(6).toString("base64url");
  private readonly ring: Entry[] = [];
  /** The number of the newest. */
  private newest = 0;

  /** `c`: of the member's own line. `old`: it was said before the member came. */
  push(news: ChatNews, c?: number, old = false): ChatEvent {
    const entry = { news, old, c };
    this.newest += 1;
    this.ring[this.newest % CHAT.outbox] = entry;
    return eventOf(entry, this.newest);
  }

  /** What is still here of number `n`. */
  at(n: number): ChatNews | null {
    if (n > this.newest || n <= this.newest - CHAT.outbox || n < 1) return null;
    return this.ring[n % CHAT.outbox].news;
  }

  /**
   * What came after `n` and is still here, and how much of it is not. Who comes with another box (a page that was
   * loaded anew) is told all that is here, as something old.
   */
  since(box: string, n: number): { events: ChatEvent[]; missed: number } {
    const returns = box === this.box;
    const from = returns ? Math.min(n, this.newest) : 0;
    const first = Math.max(from, this.newest - CHAT.outbox);
    const events: ChatEvent[] = [];
    for (let at = first + 1; at <= this.newest; at++) {
      const entry = this.ring[at % CHAT.outbox];
      events.push(eventOf(returns ? entry : { ...entry, old: true }, at));
    }
    return { events, missed: returns ? first - from : 0 };
  }

  /** The `count` messages before number `n`, oldest first. */
  before(n: number, count: number): ChatSaid[] {
    const lines: ChatSaid[] = [];
    for (let at = n - 1; lines.length < count; at--) {
      const news = this.at(at);
      if (news === null) break;
      if (news.kind === "message") lines.unshift(news);
    }
    return lines;
  }
}

function eventOf({ news, old, c }: Entry, n: number): ChatEvent {
  return { ...news, n, ...(old && { old }), ...(c !== undefined && { c }) };
}
