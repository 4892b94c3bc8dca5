// The last lines of each channel, for who joins, and how loud a channel may be.
// Owns: those lines. Must not: know who is in a channel.
import type { ChatNews } from "../../shared/protocol/chat.ts";
import { CHAT } from "../../shared/tunables/chat.ts";
import { Bucket } from "./limits.ts";

/** A channel's lines are forgotten when so many others have been used since: parties come and go. */
const MOST_CHANNELS = 256;

interface Channel {
  lines: ChatNews[];
  bucket: Bucket;
}

export class Rings {
  private readonly channels = new Map<string, Channel>();

  /** True when the channel bears another line now. */
  takes(name: string, nowMs: number): boolean {
    return this.channel(name).bucket.take(nowMs);
  }

  add(name: string, news: ChatNews): void {
    // Who comes later is told who is in by the head count: enters and leaves would drive out what was said.
    if (news.kind !== "message" && news.kind !== "system") return;
    const { lines } = this.channel(name);
    lines.push(news);
    if (lines.length > CHAT.history) lines.shift();
  }

  /** The last lines of some channels together, oldest first. */
  of(names: readonly string[]): ChatNews[] {
    return names
      .flatMap((name) => this.channels.get(name)?.lines ?? [])
      .sort((a, b) => a.atMs - b.atMs)
      .slice(-CHAT.history);
  }

  /** The most recently used is the last of the map. */
  private channel(name: string): Channel {
    const channel = this.channels.get(name) ?? { lines: [], bucket: new Bucket(CHAT.perSecond, 1000) };
    this.channels.delete(name);
    this.channels.set(name, channel);
    if (this.channels.size > MOST_CHANNELS) {
      for (const oldest of this.channels.keys()) {
        this.channels.delete(oldest);
        break;
      }
    }
    return channel;
  }
}
