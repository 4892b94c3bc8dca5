// Faults as they are asked for in words: "20s stall up 3s".
// Owns: their grammar and what each does to a proxy. Must not: know when they are asked for.
import { PROFILES, profileNamed } from "../../shared/lab/profile.ts";
import type { LabProxy, Ways } from "./proxy.ts";

export interface Fault {
  atMs: number;
  /** As it was asked for, without the time. */
  words: string;
  strike(proxy: LabProxy): void;
  /** When it is over, ms after it struck, and what ends it; null for what ends by itself. */
  after: { ms: number; mend(proxy: LabProxy): void } | null;
}

export const FAULTS_HELP = `  "10s cut"                       reset every connection, on both sides
  "10s reset server"              reset one side (server, client); the other is told nothing
  "10s end up"                    say goodbye one way (up, down, both); the other way stays open
  "10s stall up 3s"               deliver nothing that way (up, down, both) for so long, then all of it
  "10s blackhole both 12s"        the same, and the ends of connections wait as well
  "10s throttle down 5KB/s 10s"   let no more through, for so long
  "10s profile 4g"                another link from then on: ${Object.keys(PROFILES).join(", ")}`;

/** Timers of more than 24 days would go off at once. */
const LONGEST_MS = 24 * 3600 * 1000;

type Effect = Pick<Fault, "strike"> & Partial<Pick<Fault, "after">>;

/** What may follow the time: its words as a pattern, and what they do. */
const KINDS: readonly { form: RegExp; effect: (...words: string[]) => Effect }[] = [
  { form: /^cut$/, effect: () => ({ strike: (proxy) => proxy.cut() }) },
  {
    form: /^reset (server|client)$/,
    effect: (side) => ({ strike: (proxy) => proxy.reset(side as "server" | "client") }),
  },
  { form: /^end (up|down|both)$/, effect: (way) => ({ strike: (proxy) => proxy.end(way as Ways) }) },
  {
    form: /^stall (up|down|both) (\S+)$/,
    effect: (way, time) => {
      const ms = milliseconds(time);
      return { strike: (proxy) => proxy.stall(way as Ways, ms) };
    },
  },
  {
    form: /^blackhole (up|down|both) (\S+)$/,
    effect: (way, time) => ({
      strike: (proxy) => proxy.blackhole(way as Ways, true),
      after: { ms: milliseconds(time), mend: (proxy) => proxy.blackhole(way as Ways, false) },
    }),
  },
  {
    form: /^throttle (up|down|both) (\S+) (\S+)$/,
    effect: (way, rate, time) => {
      const bytesPerSecond = bytes(rate);
      return {
        strike: (proxy) => proxy.throttle(way as Ways, bytesPerSecond),
        after: { ms: milliseconds(time), mend: (proxy) => proxy.throttle(way as Ways, 0) },
      };
    },
  },
  {
    form: /^profile (\S+)$/,
    effect: (name) => {
      const profile = profileNamed(name);
      return { strike: (proxy) => proxy.setProfile(profile) };
    },
  },
];

/** Reads a fault with its time. Throws an Error whose message says in one line what to do. */
export function readFault(text: string): Fault {
  const [time, ...rest] = text.trim().split(/\s+/);
  const words = rest.join(" ");
  for (const { form, effect } of KINDS) {
    const found = form.exec(words);
    if (found === null) continue;
    const { strike, after = null } = effect(...found.slice(1));
    return { atMs: milliseconds(time), words, strike, after };
  }
  throw new Error(`--fault must be like "20s stall up 3s", not ${JSON.stringify(text)}`);
}

function milliseconds(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  const ms = found === null ? Number.NaN : Number(found[1]) * { ms: 1, s: 1000, m: 60_000 }[found[2] as "ms"];
  if (ms <= LONGEST_MS) return ms;
  throw new Error(`a time must be like 500ms, 3s or 2m, and at most a day, not ${JSON.stringify(text)}`);
}

function bytes(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(B|KB|MB)\/s$/.exec(text);
  const bytesPerSecond = found === null ? 0 : Number(found[1]) * { B: 1, KB: 1e3, MB: 1e6 }[found[2] as "B"];
  if (bytesPerSecond > 0) return bytesPerSecond;
  throw new Error(`a rate must be like 500B/s, 5KB/s or 1MB/s, not ${JSON.stringify(text)}`);
}
