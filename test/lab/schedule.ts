// Faults that strike a proxy: by the clock, as they were scheduled, and by keys that somebody types.
// Owns: their timers. Must not: know what a fault does.
import { type Fault, readFault } from "./faults.ts";
import type { LabProxy } from "./proxy.ts";

/** What each key does; each is a fault that strikes at once. */
export const KEYS: Readonly<Record<string, string>> = {
  c: "cut",
  r: "reset server",
  e: "end both",
  s: "stall both 1s",
  u: "stall up 3s",
  d: "stall down 3s",
  b: "blackhole both 5s",
  t: "throttle both 3KB/s 10s",
};

export const KEYS_HELP = `keys: ${Object.entries(KEYS)
  .map(([key, words]) => `${key} ${words}`)
  .join(" · ")} · q quits`;

export class Schedule {
  private readonly proxy: LabProxy;
  private readonly tell: (line: string) => void;
  private readonly timers = new Set<NodeJS.Timeout>();

  /** `tell` hears of each fault when it strikes, and when it is over. */
  constructor(proxy: LabProxy, tell: (line: string) => void) {
    this.proxy = proxy;
    this.tell = tell;
  }

  add(faults: readonly Fault[]): void {
    for (const fault of faults) this.later(fault.atMs, () => this.strike(fault));
  }

  /** Does what a typed key stands for; false when it stands for nothing. */
  typed(key: string): boolean {
    if (!Object.hasOwn(KEYS, key)) return false;
    this.strike(readFault(`0s ${KEYS[key]}`));
    return true;
  }

  /** Nothing strikes any more, and nothing is mended. */
  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private strike({ words, strike, after }: Fault): void {
    this.tell(words);
    strike(this.proxy);
    if (after === null) return;
    this.later(after.ms, () => {
      this.tell(`${words} is over`);
      after.mend(this.proxy);
    });
  }

  private later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer);
  }
}
